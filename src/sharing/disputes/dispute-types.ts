import { Field, ID, ObjectType } from 'type-graphql';
import { SharingAct } from '../life';
import { Deadline } from '../clocks/clock-types';
import { DisputeOutcome, DisputeState } from './dispute-state';

@ObjectType({ description: '共享争议' })
export class SharingDispute {
  @Field(() => ID, { description: '争议编号' })
  no!: string;

  @Field(() => ID, { description: '申请编号' })
  application!: string;

  @Field(() => String, { description: '提出单位' })
  openedBy!: string;

  @Field(() => String, { description: '争议的事项与主张' })
  matter!: string;

  @Field(() => String, { description: '法律依据' })
  basis!: string;

  @Field(() => DisputeState, { description: '状态' })
  state!: DisputeState;

  @Field(() => String, { nullable: true, description: '和解方案' })
  offer!: string | null;

  @Field(() => String, { nullable: true, description: '提出和解方案的单位' })
  offeredBy!: string | null;

  @Field(() => DisputeOutcome, { nullable: true, description: '决定；未作出时为空' })
  outcome!: DisputeOutcome | null;

  @Field(() => String, { nullable: true, description: '决定的理由' })
  decision!: string | null;

  @Field(() => String, { nullable: true, description: '决定的法律依据' })
  decisionBasis!: string | null;

  @Field(() => String, { nullable: true, description: '本级政府决定的文号' })
  documentNo!: string | null;

  @Field(() => [Deadline], { description: '各层的时限' })
  deadlines!: readonly Deadline[];

  @Field(() => [SharingAct], { description: '经过' })
  life!: readonly SharingAct[];
}
