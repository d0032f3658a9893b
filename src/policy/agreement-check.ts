import type { FieldPolicy } from '../kit/share';
import type { UsageLimits } from '../kit/usage-limits';
import type { ConsumerUnit } from '../kit/unit-directory';
import type { Agreement } from './agreement';

/** An agreement that may not be: names it and the rule that it breaks. */
export class ForbiddenAgreement extends Error {
  override readonly name = 'ForbiddenAgreement';
}

/**
 * Throws ForbiddenAgreement where a field is withheld or unknown, where a state enterprise would get an unconditional share
 * (条例809 第2条 reaches departments and authorised organisations only), where a value that cannot be masked would be, or
 * where days or limits allow nothing at all.
 */
export function checkAgreement(
  agreement: Agreement,
  policies: ReadonlyMap<string, FieldPolicy>,
  consumers: ReadonlyMap<string, ConsumerUnit>,
): void {
  const fault = agreementFault(agreement, consumers.get(agreement.consumer));
  if (fault !== undefined) throw new ForbiddenAgreement(`协议 ${agreement.id}：${fault}`);
  const consumer = consumers.get(agreement.consumer);
  for (const coordinate of agreement.fields) {
    const policy = policies.get(coordinate);
    const wrong =
      policy === undefined || consumer === undefined
        ? '没有这个字段'
        : fieldFault(agreement, policy, consumer);
    if (wrong !== undefined) throw new ForbiddenAgreement(`协议 ${agreement.id} 的 ${coordinate}：${wrong}`);
  }
}

function agreementFault(
  { consumer: code, provider, purposes, limits, validFrom, validUntil }: Agreement,
  consumer: ConsumerUnit | undefined,
): string | undefined {
  if (consumer === undefined) return `没有需求方 ${code}`;
  if (code === provider) return '双方不能是同一单位：本单位的数据不需要协议';
  const foreign = purposes.find((purpose) => !consumer.purposes.includes(purpose));
  if (foreign !== undefined || purposes.length === 0)
    return `${consumer.code} 不承担用途 ${foreign ?? '（未填）'}`;
  if (validFrom > validUntil) return `期限 ${validFrom} 至 ${validUntil} 没有一日`;
  return limits === null ? undefined : limitsFault(limits);
}

const TIME = /^([01]\d|2[0-3]):[0-5]\d$/;

function limitsFault({ calls, enterprises, hours }: UsageLimits): string | undefined {
  const isCount = (most: number | undefined): boolean =>
    most === undefined || (Number.isSafeInteger(most) && most > 0);
  if (!isCount(calls) || !isCount(enterprises)) return '使用限额应为正整数';
  if (hours === undefined) return undefined;
  const isTime = TIME.test(hours.from) && (TIME.test(hours.until) || hours.until === '24:00');
  return isTime && hours.from < hours.until ? undefined : '使用时段应为同一日内的 HH:MM 至 HH:MM';
}

function fieldFault(agreement: Agreement, policy: FieldPolicy, consumer: ConsumerUnit): string | undefined {
  if (policy.unit !== agreement.provider) return `属于 ${policy.unit}，不属于 ${agreement.provider}`;
  if (policy.attr === 'WITHHELD') return `不予共享（${policy.basis}）`;
  if (policy.affairOf !== undefined) return '共享事务由参与单位凭身份办理，不以协议开放';
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
