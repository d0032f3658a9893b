import { createHash } from 'node:crypto';
import type { ChangePolicy, FieldPolicy, Policy } from '../kit/share';
import type { ConsumerUnit } from '../kit/unit-directory';
import type { Agreement } from './agreement';

/** All agreements in force, compiled and hashed: every answer was decided by exactly one bundle. */
export interface Bundle {
  readonly hash: string;
  readonly policies: ReadonlyMap<string, FieldPolicy>;
  /** Root fields that change something; no agreement opens them. */
  readonly changes: ReadonlyMap<string, ChangePolicy>;
  /** Consumer → coordinate → agreements that cover it, for whichever purpose. */
  readonly grants: ReadonlyMap<string, ReadonlyMap<string, readonly Agreement[]>>;
}

/** An agreement that may not be: names it and the rule that it breaks. */
export class ForbiddenAgreement extends Error {
  override readonly name = 'ForbiddenAgreement';
}

/**
 * Compiles agreements into a bundle. Throws ForbiddenAgreement where a field is withheld or unknown, where a state
 * enterprise would get an unconditional share (条例809 第2条 reaches departments and authorised organisations only), or
 * where a value that cannot be masked would be.
 */
export function compileBundle(
  agreements: readonly Agreement[],
  policies: ReadonlyMap<string, FieldPolicy>,
  consumers: ReadonlyMap<string, ConsumerUnit>,
  changes: ReadonlyMap<string, ChangePolicy> = new Map(),
): Bundle {
  const grants = new Map<string, Map<string, Agreement[]>>();
  for (const agreement of [...agreements].sort((a, b) => a.id.localeCompare(b.id))) {
    checkAgreement(agreement, policies, consumers);
    const byField = grants.get(agreement.consumer) ?? new Map<string, Agreement[]>();
    grants.set(agreement.consumer, byField);
    for (const field of agreement.fields) byField.set(field, [...(byField.get(field) ?? []), agreement]);
  }
  return {
    hash: hashOf(grants, new Map<string, Policy>([...policies, ...changes])),
    policies,
    changes,
    grants,
  };
}

function checkAgreement(
  agreement: Agreement,
  policies: ReadonlyMap<string, FieldPolicy>,
  consumers: ReadonlyMap<string, ConsumerUnit>,
): void {
  const consumer = consumers.get(agreement.consumer);
  if (consumer === undefined)
    throw new ForbiddenAgreement(`协议 ${agreement.id}：没有需求方 ${agreement.consumer}`);
  const foreign = agreement.purposes.find((purpose) => !consumer.purposes.includes(purpose));
  if (foreign !== undefined || agreement.purposes.length === 0)
    throw new ForbiddenAgreement(
      `协议 ${agreement.id}：${consumer.code} 不承担用途 ${foreign ?? '（未填）'}`,
    );
  for (const coordinate of agreement.fields) {
    const policy = policies.get(coordinate);
    const fault = policy === undefined ? '没有这个字段' : fieldFault(agreement, policy, consumer);
    if (fault !== undefined) throw new ForbiddenAgreement(`协议 ${agreement.id} 的 ${coordinate}：${fault}`);
  }
}

function fieldFault(agreement: Agreement, policy: FieldPolicy, consumer: ConsumerUnit): string | undefined {
  if (policy.unit !== agreement.provider) return `属于 ${policy.unit}，不属于 ${agreement.provider}`;
  if (policy.attr === 'WITHHELD') return `不予共享（${policy.basis}）`;
  if (policy.attr === 'UNCONDITIONAL' && consumer.party === 'state-enterprise')
    return '国有企业不属于政务部门，不得无条件共享（政务数据共享条例 第2条）';
  if (policy.thresholds !== undefined) {
    const agreed = agreement.thresholds[policy.coordinate] ?? [];
    if (agreed.length === 0) return '没有约定可问的阈值';
    const foreign = agreed.find((threshold) => policy.thresholds?.includes(threshold) !== true);
    if (foreign !== undefined) return `阈值 ${foreign} 不在字段的允许清单内`;
  }
  if (agreement.outcome === 'masked' && !policy.maskable) return '不是文本，无法掩码';
  return undefined;
}

function hashOf(
  grants: ReadonlyMap<string, ReadonlyMap<string, readonly Agreement[]>>,
  policies: ReadonlyMap<string, Policy>,
): string {
  const hash = createHash('sha256');
  for (const coordinate of [...policies.keys()].sort()) hash.update(JSON.stringify(policies.get(coordinate)));
  for (const [consumer, fields] of grants)
    for (const [field, agreements] of fields) hash.update(JSON.stringify([consumer, field, agreements]));
  return hash.digest('hex').slice(0, 32);
}
