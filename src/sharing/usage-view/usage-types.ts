import { Field, Int, ObjectType } from 'type-graphql';
import { DateScalar, DateTime } from '../../kit/scalars';
import { RefusalTally } from '../sharing-health';

@ObjectType({ description: '答复用时，毫秒；自中枢本次启动起' })
export class UsageTimesTold {
  @Field(() => Int, { description: '次数' })
  count!: number;

  @Field(() => Int, { description: '中位数，取所在档的上限' })
  median!: number;

  @Field(() => Int, { description: '第 95 百分位，取所在档的上限' })
  p95!: number;

  @Field(() => Int, { description: '最长' })
  longest!: number;
}

@ObjectType({ description: '一个调用系统、一个用途' })
export class ClientUsage {
  @Field(() => String, {
    nullable: true,
    description: '需求方代码；企业本身为 SELF，社会公众为 PUBLIC；合计为空',
  })
  consumer!: string | null;

  @Field(() => String, { nullable: true, description: '需求方；合计为空' })
  consumerName!: string | null;

  @Field(() => String, { nullable: true, description: '系统；合计为空' })
  system!: string | null;

  @Field(() => String, { description: '用途代码' })
  purpose!: string;

  @Field(() => String, { description: '用途' })
  purposeName!: string;

  @Field(() => Int, { description: '请求数' })
  calls!: number;

  @Field(() => Int, { description: '其中全部拒绝的' })
  refused!: number;

  @Field(() => Int, { description: '其中未能答复的' })
  failed!: number;

  @Field(() => DateTime, { description: '最近一次' })
  lastAt!: string;
}

@ObjectType({ description: '一个字段、一个需求方' })
export class FieldUsage {
  @Field(() => String, { description: '字段坐标' })
  field!: string;

  @Field(() => String, { description: '字段名' })
  zh!: string;

  @Field(() => String, { nullable: true, description: '需求方代码；合计为空' })
  consumer!: string | null;

  @Field(() => Int, { description: '提供次数' })
  told!: number;

  @Field(() => Int, { description: '拒绝次数' })
  refused!: number;

  @Field(() => DateTime, { nullable: true, description: '期间内最近一次提供；没有提供过的为空' })
  lastToldAt!: string | null;

  @Field(() => Boolean, { description: '有共享协议，而期间内从未使用' })
  isUnused!: boolean;
}

@ObjectType({ description: '一个提供单位的使用情况' })
export class OwnerUsageTold {
  @Field(() => String, { description: '提供单位代码' })
  unit!: string;

  @Field(() => String, { description: '提供单位' })
  unitName!: string;

  @Field(() => String, { description: 'ANSWERED 已答复，或未答复的代码' })
  state!: string;

  @Field(() => [ClientUsage], { nullable: true, description: '各调用系统；未答复时为空' })
  clients!: readonly ClientUsage[] | null;

  @Field(() => [RefusalTally], { nullable: true, description: '拒绝，按代码；未答复时为空' })
  refusals!: readonly RefusalTally[] | null;

  @Field(() => [FieldUsage], { nullable: true, description: '各字段；未答复时为空' })
  fields!: readonly FieldUsage[] | null;

  @Field(() => UsageTimesTold, { nullable: true, description: '答复用时；未被询问的为空' })
  times!: UsageTimesTold | null;
}

@ObjectType({ description: '共享使用情况' })
export class SharingUsage {
  @Field(() => DateScalar, { description: '自（含）' })
  since!: string;

  @Field(() => DateScalar, { description: '至（含）' })
  until!: string;

  @Field(() => Boolean, {
    description: '合计：不分需求方。领导小组办公室与主管部门只见合计，其他单位见本单位提供与使用的明细',
  })
  isSum!: boolean;

  @Field(() => [String], { description: '此刻未能询问的提供单位' })
  unreachable!: readonly string[];

  @Field(() => [OwnerUsageTold], { description: '各提供单位' })
  owners!: readonly OwnerUsageTold[];
}
