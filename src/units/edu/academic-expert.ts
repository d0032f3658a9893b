import { Field, ObjectType } from 'type-graphql';
import { Column, Index } from 'typeorm';
import { PageInfo } from '../../kit/connection';
import { declarePart } from '../../kit/declare-types';
import { DateScalar, DivisionCode, IndustryCode } from '../../kit/scalars';
import { EnterprisePart, Fact, Part, Stored } from '../../kit/slice';

/** A teacher whom enterprises may ask; a person's own yes is needed (c4), and it is kept here, under the office's code. */
@Part({ zh: '高校专家' })
@Index(['expertNo'], { unique: true })
@Index('academic_expert_field_pairs', { synchronize: false })
export class AcademicExpert extends EnterprisePart {
  @Fact(() => String, '专家编号', { required: true })
  expertNo!: string;

  @Fact(() => String, '姓名', { required: true })
  name!: string;

  @Fact(() => String, '高校', { required: true })
  university!: string;

  @Fact(() => String, '研究方向', { required: true })
  field!: string;

  @Fact(() => IndustryCode, '适用行业（GB/T 4754）', { required: true })
  industry!: string;

  /** The seat of the university, by which an agreement's scope restricts the list; the kit makes this column for slices only. */
  @Column({ type: 'varchar', length: 6 })
  @Fact(() => DivisionCode, '高校所在县', { required: true })
  division!: string;

  /** Absent until the expert has agreed: until then the expert is not told of. */
  @Stored(() => DateScalar, '本人同意日期')
  agreedOn!: string | null;

  /** From this day on the expert is told of no more (个人信息保护法 第15条). */
  @Stored(() => DateScalar, '本人撤回同意日期')
  withdrawnOn!: string | null;
}
declarePart(AcademicExpert);

export type ToldAcademicExpert = Omit<AcademicExpert, 'id' | 'uscc' | 'agreedOn' | 'withdrawnOn'>;

@ObjectType({ description: '高校专家列表中的一项' })
export class AcademicExpertEdge {
  @Field(() => String, { description: '游标' })
  cursor!: string;

  @Field(() => AcademicExpert, { description: '专家' })
  node!: ToldAcademicExpert;
}

@ObjectType({ description: '高校专家列表的一页' })
export class AcademicExpertConnection {
  @Field(() => [AcademicExpertEdge], { description: '本页各项' })
  edges!: readonly AcademicExpertEdge[];

  @Field(() => PageInfo, { description: '分页' })
  pageInfo!: PageInfo;
}
