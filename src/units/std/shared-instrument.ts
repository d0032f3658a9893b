import { Field, ObjectType } from 'type-graphql';
import { Column, Index } from 'typeorm';
import { PageInfo } from '../../kit/connection';
import { declarePart } from '../../kit/declare-types';
import { DateScalar, DivisionCode, Money } from '../../kit/scalars';
import { declareEnum, EnterprisePart, Fact, Part } from '../../kit/slice';

/** What an instrument is for [M]. */
export enum InstrumentPurpose {
  ANALYSIS = 'ANALYSIS',
  TESTING = 'TESTING',
  MEASUREMENT = 'MEASUREMENT',
  PROCESS_TRIAL = 'PROCESS_TRIAL',
}
declareEnum(InstrumentPurpose, {
  name: 'InstrumentPurpose',
  zh: '共享仪器用途',
  labels: { ANALYSIS: '成分分析', TESTING: '性能测试', MEASUREMENT: '计量检测', PROCESS_TRIAL: '工艺试验' },
});

/** 方案 第15条: equipment that its owner lets small enterprises use; kept under the code of the department's office. */
@Part({ zh: '共享仪器' })
@Index(['instrumentNo'], { unique: true })
export class SharedInstrument extends EnterprisePart {
  @Fact(() => String, '仪器编号', { required: true })
  instrumentNo!: string;

  @Fact(() => String, '仪器', { required: true })
  name!: string;

  @Fact(() => InstrumentPurpose, '用途', { required: true })
  purpose!: InstrumentPurpose;

  @Fact(() => String, '管理单位', { required: true })
  host!: string;

  /** Where it stands; the kit makes this column for slices only. */
  @Column({ type: 'varchar', length: 6 })
  @Fact(() => DivisionCode, '所在县', { required: true })
  division!: string;

  @Fact(() => Money, '每小时收费；未填为面议')
  hourlyFee!: number | null;

  @Fact(() => Boolean, '可用创新券', { required: true })
  acceptsVouchers!: boolean;

  @Fact(() => DateScalar, '开放共享日期', { required: true })
  sharedSince!: string;
}
declarePart(SharedInstrument);

export interface ToldSharedInstrument extends Omit<SharedInstrument, 'id' | 'uscc' | 'hourlyFee'> {
  readonly hourlyFee: Money | null;
}

@ObjectType({ description: '共享仪器列表中的一项' })
export class SharedInstrumentEdge {
  @Field(() => String, { description: '游标' })
  cursor!: string;

  @Field(() => SharedInstrument, { description: '仪器' })
  node!: ToldSharedInstrument;
}

@ObjectType({ description: '共享仪器列表的一页' })
export class SharedInstrumentConnection {
  @Field(() => [SharedInstrumentEdge], { description: '本页各项' })
  edges!: readonly SharedInstrumentEdge[];

  @Field(() => PageInfo, { description: '分页' })
  pageInfo!: PageInfo;
}
