import { Field, ID, ObjectType } from 'type-graphql';
import { consumerByCode } from '../kit/unit-directory';
import { purposes } from '../kit/purposes';
import { pageOf, pageRequest, PageInfo, type Page } from '../kit/connection';
import { Refusal } from '../kit/refusal';
import { DateTime } from '../kit/scalars';
import type { AccessLogEntry, AccessLogKey } from '../audit/access-log';
import type { HubContext } from './hub-context';

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

  @Field(() => String, { description: '依据' })
  basis!: string;

  @Field(() => ID, { nullable: true, description: '共享协议' })
  agreement!: string | null;
}

@ObjectType({ description: '一次查阅：谁、何时、为何用途、看了什么、结果如何' })
export class AccessLogItem {
  @Field(() => DateTime, { description: '时间' })
  time!: string;

  @Field(() => ID, { description: '回执号' })
  receipt!: string;

  @Field(() => String, { description: '提供单位：谁的数据被查阅' })
  owner!: string;

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

/** Who looked at an enterprise, asked live of every owner's own record and merged, newest first. */
export async function accessLogPage(
  hub: HubContext,
  uscc: string,
  first: number,
  after: string | null | undefined,
): Promise<AccessLogConnection> {
  refuseOthers(hub, uscc);
  const list = `accessLog ${uscc}`;
  const request = pageRequest(list, first, after);
  const { entries, unreachable } = await hub.accessLogs(uscc, {
    first: first + 1,
    before: olderThan(request.after),
  });
  const newestFirst = [...entries].sort(
    (a, b) => b.time.localeCompare(a.time) || a.owner.localeCompare(b.owner) || b.sequence - a.sequence,
  );
  const page: Page<AccessLogItem> = pageOf(list, request, newestFirst, {
    position: (entry) => [entry.time, entry.owner, String(entry.sequence)],
    node: (entry) => itemOf(hub, entry),
  });
  return { ...page, unreachable };
}

/** The record of one enterprise is its own to read: every scope that the decision grants names the reader itself. */
function refuseOthers(hub: HubContext, uscc: string): void {
  const decision = hub.rights.decide('Enterprise.accessLog');
  if (decision.allowed && decision.grants.some(({ scope }) => scope === null || scope.self === uscc)) return;
  const policy = hub.policies.get('Enterprise.accessLog');
  throw new Refusal({
    code: 'DENIED_SCOPE',
    about: policy?.zh,
    unit: 'HUB',
    field: 'Enterprise.accessLog',
    basis: policy?.basis,
  });
}

type OwnedEntry = AccessLogEntry & { readonly owner: string };

/** Where each owner's part of the next page begins: owners are ordered within one instant. */
function olderThan(after: readonly string[] | undefined): (owner: string) => AccessLogKey | undefined {
  const [time, lastOwner = '', sequence = '0'] = after ?? [];
  return (owner) => {
    if (time === undefined) return undefined;
    if (owner === lastOwner) return { time, sequence: Number(sequence) };
    return { time, sequence: owner > lastOwner ? Number.MAX_SAFE_INTEGER : 0 };
  };
}

function itemOf(hub: HubContext, entry: OwnedEntry): AccessLogItem {
  const { consumer } = entry;
  return {
    time: entry.time,
    receipt: entry.requestId,
    owner: entry.owner,
    unit: consumer.unit ?? (consumer.kind === 'enterprise' ? 'SELF' : 'PUBLIC'),
    unitName:
      consumerByCode.get(consumer.unit ?? '')?.name ??
      (consumer.kind === 'enterprise' ? '本企业' : '社会公众'),
    system: consumer.system ?? null,
    purpose: entry.purpose,
    purposeName: purposes.get(entry.purpose) ?? (entry.purpose === 'SELF' ? '本企业查阅' : '公开查询'),
    fields: entry.fields.map(({ field, outcome, agreement }) => {
      const policy = hub.policies.get(field) ?? hub.changes.get(field);
      return { field, zh: policy?.zh ?? field, outcome, basis: policy?.basis ?? '', agreement };
    }),
    state: entry.state,
  };
}
