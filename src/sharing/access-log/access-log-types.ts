import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { PageInfo } from '../../kit/connection';
import { registerSharedEnum } from '../../kit/declare-types';
import { DateScalar, DateTime } from '../../kit/scalars';
import { declareEnum } from '../../kit/slice';

export enum AccessOutcome {
  TOLD = 'TOLD',
  REFUSED = 'REFUSED',
  FAILED = 'FAILED',
}
declareEnum(AccessOutcome, {
  name: 'AccessOutcome',
  zh: '查阅的结果',
  labels: { TOLD: '至少提供了一项', REFUSED: '全部拒绝', FAILED: '未能答复' },
});
registerSharedEnum(AccessOutcome);

@InputType('AccessLogFilter', { description: '查阅记录的筛选；不填的不限' })
export class AccessLogFilterInput {
  @Field(() => String, { nullable: true, description: '查阅方代码；本企业为 SELF，社会公众为 PUBLIC' })
  unit?: string | null;

  @Field(() => String, { nullable: true, description: '用途代码' })
  purpose?: string | null;

  @Field(() => String, { nullable: true, description: '提供单位代码' })
  owner?: string | null;

  @Field(() => DateScalar, { nullable: true, description: '自（含）' })
  from?: string | null;

  @Field(() => DateScalar, { nullable: true, description: '至（含）' })
  until?: string | null;

  @Field(() => AccessOutcome, { nullable: true, description: '结果' })
  outcome?: AccessOutcome | null;
}

@ObjectType({ description: '一个字段的查阅结果' })
export class AccessedField {
  @Field(() => String, { description: '字段坐标' })
  field!: string;

  @Field(() => String, { description: '字段名' })
  zh!: string;

  @Field(() => String, {
    description: 'clear 明文，masked 掩码，predicate 是否判断，change 责任单位办理，或拒绝代码',
  })
  outcome!: string;

  @Field(() => String, { description: '结果：一句话' })
  says!: string;

  @Field(() => String, { description: '依据' })
  basis!: string;

  @Field(() => ID, { nullable: true, description: '共享协议' })
  agreement!: string | null;

  @Field(() => Boolean, { description: '可就此提出校核：以本条的回执号与字段坐标调用 fileCorrection' })
  mayObject!: boolean;
}

@ObjectType({ description: '延迟告知：调查期间不告知的查阅' })
export class AccessDelay {
  @Field(() => String, { description: '不告知的法律依据' })
  basis!: string;

  @Field(() => DateTime, { description: '自' })
  since!: string;

  @Field(() => DateTime, { description: '至' })
  until!: string;
}

@ObjectType({ description: '一次查阅：谁、何时、为何用途、看了什么、结果如何' })
export class AccessLogItem {
  @Field(() => DateTime, { description: '时间' })
  time!: string;

  @Field(() => ID, { description: '回执号' })
  receipt!: string;

  @Field(() => String, { description: '提供单位：谁的数据被查阅' })
  owner!: string;

  @Field(() => String, { description: '提供单位名称' })
  ownerName!: string;

  @Field(() => String, { description: '查阅方代码；企业本身为 SELF' })
  unit!: string;

  @Field(() => String, { description: '查阅方' })
  unitName!: string;

  @Field(() => String, { nullable: true, description: '查阅方系统' })
  system!: string | null;

  @Field(() => String, { description: '用途代码' })
  purpose!: string;

  @Field(() => String, { description: '用途' })
  purposeName!: string;

  @Field(() => [AccessedField], { description: '字段与结果' })
  fields!: readonly AccessedField[];

  @Field(() => String, { description: 'answered 已答复，refused 已拒绝，failed 未能答复' })
  state!: string;

  @Field(() => String, { description: '一句话说明：谁为何看了什么、凭什么' })
  says!: string;

  @Field(() => AccessDelay, { nullable: true, description: '此前因调查未告知的，依据与期间' })
  withheld!: AccessDelay | null;
}

@ObjectType({ description: '查阅记录的一项' })
export class AccessLogEdge {
  @Field(() => String, { description: '游标' })
  cursor!: string;

  @Field(() => AccessLogItem, { description: '查阅' })
  node!: AccessLogItem;
}

@ObjectType({ description: '查阅记录的一页，新的在前' })
export class AccessLogConnection {
  @Field(() => [AccessLogEdge], { description: '本页各项' })
  edges!: readonly AccessLogEdge[];

  @Field(() => PageInfo, { description: '分页' })
  pageInfo!: PageInfo;

  @Field(() => [String], { description: '此刻未能询问的提供单位' })
  unreachable!: readonly string[];
}

@ObjectType({ description: '导出的查阅记录' })
export class AccessLogExport {
  @Field(() => String, { description: '文件名' })
  fileName!: string;

  @Field(() => String, { description: 'CSV（RFC 4180，UTF-8）：每个字段一行' })
  csv!: string;

  @Field(() => Int, { description: '查阅次数' })
  count!: number;

  @Field(() => Boolean, { description: '是否完整：超出条数，或有提供单位未能询问时为否' })
  isComplete!: boolean;

  @Field(() => [String], { description: '此刻未能询问的提供单位' })
  unreachable!: readonly string[];
}
