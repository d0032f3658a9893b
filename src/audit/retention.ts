import { isCompletion, type LogRecord } from './entry';

/** How long records must be kept, by what they are about. */
export interface RetentionRule {
  readonly of: 'LOG' | 'PERSONAL_OR_IMPORTANT';
  readonly zh: string;
  readonly months: number;
  readonly basis: string;
}

/** The longest that applies to a record counts. */
export const retentionRules = {
  LOG: { of: 'LOG', zh: '网络日志', months: 6, basis: '网络安全法 第23条' },
  PERSONAL_OR_IMPORTANT: {
    of: 'PERSONAL_OR_IMPORTANT',
    zh: '个人信息、重要数据的提供记录',
    months: 36,
    basis: '网络数据安全管理条例 第12条',
  },
} as const satisfies Record<RetentionRule['of'], RetentionRule>;

/** From this level on a field counts as personal or important data: 3 敏感, 4 高敏 (GB/T 43697-2024). */
const SENSITIVE_LEVEL = 3;

/** The level of a field under the bundle that decided; undefined where nobody knows any more. */
export type LevelOf = (bundle: string, field: string) => number | undefined;

/** What is not known to be harmless is kept as long as anything. */
export function ruleFor(record: LogRecord, levelOf: LevelOf): RetentionRule {
  if (isCompletion(record)) return retentionRules.LOG;
  const isHarmless = record.fields.every(
    ({ field }) => (levelOf(record.bundle, field) ?? SENSITIVE_LEVEL) < SENSITIVE_LEVEL,
  );
  return isHarmless ? retentionRules.LOG : retentionRules.PERSONAL_OR_IMPORTANT;
}

/** When a record of this time may be discarded under a rule; milliseconds since 1970. */
export function keptUntil(time: string, { months }: RetentionRule): number {
  const end = new Date(time);
  end.setUTCMonth(end.getUTCMonth() + months);
  return end.getTime();
}
