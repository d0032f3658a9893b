import { Field, Float, ID, InputType, Int } from 'type-graphql';
import { registerSharedEnum } from '../../kit/declare-types';
import { DateScalar, DivisionCode } from '../../kit/scalars';
import { ApplicationRole, ApplicationState, SharingManner } from './application-state';

for (const values of [ApplicationState, ApplicationRole, SharingManner]) registerSharedEnum(values);

@InputType({ description: '一个是否判断字段要问的阈值' })
export class AskedThresholds {
  @Field(() => String, { description: '坐标，如 Tax.revenueAtLeast' })
  field!: string;

  @Field(() => [Float], { description: '阈值，须在字段的允许清单内' })
  thresholds!: number[];
}

@InputType({ description: '共享范围；不填的不限' })
export class ApplicationScopeInput {
  @Field(() => [DivisionCode], { nullable: true, description: '行政区划' })
  divisions?: string[] | null;

  @Field(() => [String], { nullable: true, description: '梯次' })
  tiers?: string[] | null;
}

@InputType({ description: '共享申请（政务数据共享条例 第21–22条：依据、场景、范围、方式、时限）' })
export class ApplicationInput {
  @Field(() => ID, { nullable: true, description: '典型业务的编号，如 Q06；填它则不填 fields' })
  operation?: string | null;

  @Field(() => [String], { nullable: true, description: '字段坐标，如 Tax.sizeClass；可属多个提供方' })
  fields?: string[] | null;

  @Field(() => [AskedThresholds], { nullable: true, description: '是否判断字段要问的阈值' })
  thresholds?: AskedThresholds[] | null;

  @Field(() => String, { description: '使用用途：M01…M22、G1…G3' })
  purpose!: string;

  @Field(() => String, { nullable: true, description: '使用依据：法规名称与条款，或文号；提交前必填' })
  basis?: string | null;

  @Field(() => String, { nullable: true, description: '使用场景：用于办理什么事项；提交前必填' })
  scene?: string | null;

  @Field(() => ApplicationScopeInput, { nullable: true, description: '共享范围' })
  scope?: ApplicationScopeInput | null;

  @Field(() => SharingManner, { description: '共享方式' })
  manner!: SharingManner;

  @Field(() => Boolean, { nullable: true, description: '只要掩码' })
  masked?: boolean | null;

  @Field(() => DateScalar, { description: '使用时限：始日' })
  startsOn!: string;

  @Field(() => DateScalar, { description: '使用时限：末日（含）' })
  endsOn!: string;
}

@InputType({ description: '修改后的共享申请，全部重填' })
export class ApplicationAmendment extends ApplicationInput {
  @Field(() => ID, { description: '申请编号' })
  no!: string;
}

@InputType({ description: '一份共享申请' })
export class ApplicationNo {
  @Field(() => ID, { description: '申请编号' })
  no!: string;
}

@InputType({ description: '一份共享申请与理由' })
export class ApplicationReason extends ApplicationNo {
  @Field(() => String, { description: '理由' })
  reason!: string;
}

@InputType({ description: '一份共享申请、理由与法律依据' })
export class ApplicationGround extends ApplicationReason {
  @Field(() => String, { nullable: true, description: '法律依据：法规名称与条款，或文号' })
  basis?: string | null;
}

@InputType({ description: '延长答复' })
export class ReplyExtension extends ApplicationReason {
  @Field(() => Int, { description: '延长的工作日数' })
  workingDays!: number;
}

@InputType({ description: '续期' })
export class ApplicationRenewal extends ApplicationNo {
  @Field(() => DateScalar, { description: '新的始日' })
  startsOn!: string;

  @Field(() => DateScalar, { description: '新的末日（含）' })
  endsOn!: string;
}
