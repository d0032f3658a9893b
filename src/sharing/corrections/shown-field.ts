import type { OpenChange } from '../../kit/make-change';
import type { FieldPolicy } from '../../kit/share';
import { holdsOf, withheldNow } from '../access-log/access-holds';
import { hubOf } from '../hub-change';

/** Which field, in which request, of which enterprise. */
interface Shown {
  readonly uscc: string;
  readonly field: string;
  readonly receipt: string;
}

const toldOutcomes: ReadonlySet<string> = new Set(['clear', 'masked', 'predicate']);

/**
 * The field that somebody objects to, which its owner's own record says was shown: to the unit that objects, or, where the
 * enterprise itself objects, to anybody. What does not exist and what was never shown are told alike.
 */
export async function shownField(change: OpenChange, { uscc, field, receipt }: Shown): Promise<FieldPolicy> {
  const hub = hubOf(change);
  const { caller } = hub;
  if (caller.kind === 'enterprise' && caller.uscc !== uscc)
    throw change.refusal('企业只能就自己的信息提出校核', { code: 'DENIED_SCOPE' });
  const policy = hub.policies.get(field);
  if (policy === undefined || /^(Query|Mutation|Enterprise)\./.test(field) || policy.unit === 'HUB')
    throw change.refusal(`没有可以校核的字段 ${field}：坐标见共享目录，如 Credit.creditOverview`);
  if (caller.kind === 'unit' && caller.unit === policy.unit)
    throw change.refusal(`${policy.zh}是本单位的数据：请在本单位系统更正`);
  // What an investigation withholds from the enterprise was not shown as far as it may know.
  const withheld = caller.kind === 'enterprise' ? withheldNow(await holdsOf(hub, uscc)) : [];
  const { entries, unreachable } = await hub.accessLogs(uscc, {
    first: 50,
    filter: { owner: policy.unit, receipt, withheld },
  });
  if (unreachable.length > 0)
    throw change.refusal('提供方的留痕此刻不可查，请稍后凭同一办理号重试', { code: 'OWNER_UNAVAILABLE' });
  const isShown = entries.some(
    ({ consumer, fields, state }) =>
      state !== 'failed' &&
      (caller.kind === 'enterprise' || (caller.kind === 'unit' && consumer.unit === caller.unit)) &&
      fields.some((told) => told.field === field && toldOutcomes.has(told.outcome)),
  );
  if (!isShown)
    throw change.refusal(
      `这份回执中没有向${caller.kind === 'enterprise' ? '任何一方' : '本单位'}提供过${policy.zh}：请核对回执号与企业`,
      { code: 'UNKNOWN_SUBJECT' },
    );
  return policy;
}
