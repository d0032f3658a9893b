import { Field, Float, ID, Int, ObjectType } from 'type-graphql';
import { PageInfo } from '../../kit/connection';
import { DateScalar } from '../../kit/scalars';
import { Deadline } from '../clocks/clock-types';
import { SharingDispute } from '../disputes/dispute-types';
import { SharingAct } from '../life';
import { ApplicationState, SharingManner } from './application-state';

@ObjectType({ description: '申请的一个字段' })
export class AppliedField {
  @Field(() => String, { description: '坐标，如 Tax.sizeClass' })
  field!: string;

  @Field(() => String, { description: '字段名' })
  zh!: string;

  @Field(() => String, { description: '共享属性' })
  share!: string;

  @Field(() => String, { description: '依据' })
  basis!: string;

  @Field(() => [Float], { description: '要问的阈值' })
  thresholds!: readonly number[];
}

@ObjectType({ description: '共享申请' })
export class SharingApplication {
  @Field(() => ID, { description: '申请编号' })
  no!: string;

  @Field(() => ID, { description: '同一次起草的首份申请的编号' })
  cart!: string;

  @Field(() => String, { description: '需求方' })
  applicant!: string;

  @Field(() => String, { nullable: true, description: '需求方系统所代表的行政区划' })
  division!: string | null;

  @Field(() => String, { description: '提供方' })
  provider!: string;

  @Field(() => String, { nullable: true, description: '典型业务的编号' })
  operation!: string | null;

  @Field(() => [AppliedField], { description: '字段' })
  fields!: readonly AppliedField[];

  @Field(() => String, { description: '使用用途' })
  purpose!: string;

  @Field(() => String, { nullable: true, description: '使用依据' })
  basis!: string | null;

  @Field(() => String, { nullable: true, description: '使用场景' })
  scene!: string | null;

  @Field(() => String, { nullable: true, description: '共享范围；空为不限' })
  scope!: string | null;

  @Field(() => SharingManner, { description: '共享方式' })
  manner!: SharingManner;

  @Field(() => Boolean, { description: '只要掩码' })
  masked!: boolean;

  @Field(() => DateScalar, { description: '始日' })
  startsOn!: string;

  @Field(() => DateScalar, { description: '末日（含）' })
  endsOn!: string;

  @Field(() => Boolean, { description: '含有条件共享的字段，由提供方决定' })
  isConditional!: boolean;

  @Field(() => ApplicationState, { description: '状态' })
  state!: ApplicationState;

  @Field(() => Int, { description: '第几次变动' })
  version!: number;

  @Field(() => Boolean, { description: '已由经办人准备，待另一位经办人审定' })
  isPrepared!: boolean;

  @Field(() => String, { nullable: true, description: '上一步的理由' })
  reason!: string | null;

  @Field(() => String, { nullable: true, description: '上一步的法律依据' })
  reasonBasis!: string | null;

  @Field(() => ID, { nullable: true, description: '续自哪份申请' })
  renews!: string | null;

  @Field(() => [Deadline], { description: '各步骤的时限' })
  deadlines!: readonly Deadline[];

  @Field(() => [SharingAct], { description: '经过' })
  life!: readonly SharingAct[];

  @Field(() => [SharingDispute], { description: '争议' })
  disputes!: readonly SharingDispute[];
}

@ObjectType({ description: '共享申请的一项' })
export class SharingApplicationEdge {
  @Field(() => String, { description: '游标' })
  cursor!: string;

  @Field(() => SharingApplication, { description: '申请' })
  node!: SharingApplication;
}

@ObjectType({ description: '共享申请的一页，新的在前' })
export class SharingApplicationConnection {
  @Field(() => [SharingApplicationEdge], { description: '本页各项' })
  edges!: readonly SharingApplicationEdge[];

  @Field(() => PageInfo, { description: '分页' })
  pageInfo!: PageInfo;
}
