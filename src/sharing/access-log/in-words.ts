import type { FieldOutcome } from '../../kit/refusal';
import { purposes, SELF_PURPOSE, SHARING_PURPOSE } from '../../kit/purposes';
import { refusals } from '../../kit/refusal';
import { consumerByCode } from '../../kit/unit-directory';
import type { AccessedField, AccessLogItem } from './access-log-types';

const toldAs: Readonly<Record<string, string>> = {
  clear: '看到了内容',
  masked: '只看到掩码',
  predicate: '只得到“是”或“否”',
  change: '责任单位办理了变更',
};

/** What became of one field, as a business owner understands it. */
export function outcomeInWords(outcome: FieldOutcome): string {
  const told = toldAs[outcome];
  if (told !== undefined) return told;
  return outcome in refusals ? `未提供：${refusals[outcome as keyof typeof refusals].says}` : '未提供';
}

const ownPurposes: ReadonlyMap<string, string> = new Map([
  [SELF_PURPOSE, '本企业查阅'],
  [SHARING_PURPOSE, '共享管理'],
]);

export function purposeInWords(purpose: string): string {
  return purposes.get(purpose) ?? ownPurposes.get(purpose) ?? '公开查询';
}

export function unitInWords(unit: string): string {
  return consumerByCode.get(unit)?.name ?? (unit === 'SELF' ? '本企业' : '社会公众');
}

type Parts = Pick<AccessLogItem, 'unitName' | 'purposeName' | 'ownerName' | 'state' | 'fields'>;

/** One entry as one sentence: who, for what, whose data, what was seen and what was not, on which basis. */
export function accessInWords({ unitName, purposeName, ownerName, state, fields }: Parts): string {
  const told = fields.filter(({ outcome }) => outcome in toldAs);
  const refused = fields.filter(({ outcome }) => !(outcome in toldAs));
  const names = (some: readonly AccessedField[]): string => some.map(({ zh }) => zh).join('、');
  const bases = [...new Set(told.map(({ basis }) => basis))].filter((basis) => basis !== '');
  const agreements = [...new Set(told.flatMap(({ agreement }) => agreement ?? []))];
  const head = `${unitName}为“${purposeName}”查询${ownerName}`;
  if (state === 'failed') return `${head}：未能答复`;
  return [
    head,
    ...(told.length === 0 ? [] : [`提供了${names(told)}`]),
    ...(refused.length === 0 ? [] : [`没有提供${names(refused)}`]),
    ...(bases.length === 0 ? [] : [`依据${bases.join('；')}`]),
    ...(agreements.length === 0 ? [] : [`共享协议 ${agreements.join('、')}`]),
  ].join('，');
}
