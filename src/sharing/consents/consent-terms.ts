import type { FieldPolicy } from '../../kit/share';
import { declareEnum } from '../../kit/slice';
import type { RefusalCode } from '../../kit/refusal';
import { consumerByCode } from '../../kit/unit-directory';

export enum ConsentMode {
  VIEW = 'VIEW',
  STORE = 'STORE',
}
export const consentModes: Readonly<Record<ConsentMode, string>> = {
  VIEW: '只查看，不留存',
  STORE: '可留存',
};
declareEnum(ConsentMode, { name: 'ConsentMode', zh: '授权的使用方式', labels: consentModes });

/** Within what questions are counted. */
export enum ConsentWindow {
  TERM = 'TERM',
  DAY = 'DAY',
  MONTH = 'MONTH',
}
export const consentWindows: Readonly<Record<ConsentWindow, string>> = {
  TERM: '授权期内',
  DAY: '每日',
  MONTH: '每月',
};
declareEnum(ConsentWindow, { name: 'ConsentWindow', zh: '授权次数的计数期间', labels: consentWindows });

/** What a consent says, in the words in which it is signed. */
export interface ConsentTerms {
  readonly uscc: string;
  readonly consumer: string;
  readonly purpose: string;
  readonly fields: readonly string[];
  readonly yearFrom: number | null;
  readonly yearUntil: number | null;
  readonly mode: ConsentMode;
  readonly keepDays: number | null;
  readonly times: number | null;
  readonly timesPer: ConsentWindow | null;
  readonly startsOn: string;
  readonly endsOn: string;
}

export interface TermsFault {
  readonly code?: RefusalCode;
  readonly says: string;
}

const MOST_FIELDS = 50;
const MOST_YEARS = 5;
const MOST_KEEP_DAYS = 3650;
const MOST_TIMES = 10_000;

/** What keeps these terms from being a consent that can be kept to: the first fault, or nothing. */
export function termsFault(
  terms: ConsentTerms,
  policies: ReadonlyMap<string, FieldPolicy>,
  today: string,
): TermsFault | undefined {
  return (
    partiesFault(terms) ??
    fieldsFault(terms, policies) ??
    periodFault(terms, today) ??
    yearsFault(terms, policies) ??
    useFault(terms)
  );
}

function partiesFault({ consumer, purpose }: ConsentTerms): TermsFault | undefined {
  const unit = consumerByCode.get(consumer);
  if (unit === undefined) return { says: `没有需求方 ${consumer}：请填单位代码，如 LFR` };
  if (unit.purposes.includes(purpose)) return undefined;
  return { says: `${unit.name}不承担用途 ${purpose}：可选 ${unit.purposes.join('、') || '（无）'}` };
}

function fieldsFault(
  { fields }: ConsentTerms,
  policies: ReadonlyMap<string, FieldPolicy>,
): TermsFault | undefined {
  if (fields.length === 0 || fields.length > MOST_FIELDS) return { says: `字段应为 1 至 ${MOST_FIELDS} 个` };
  if (new Set(fields).size < fields.length) return { says: '字段重复：每个字段只写一次' };
  for (const field of fields) {
    const policy = policies.get(field);
    if (policy === undefined) return { says: `没有字段 ${field}：坐标见共享目录，如 Credit.creditOverview` };
    if (policy.attr === 'WITHHELD')
      return { code: 'DENIED_WITHHELD', says: `${policy.zh}（${policy.basis}），企业授权也不能开放` };
    if (policy.attr !== 'CONSENT') return { says: `${policy.zh}不凭企业授权共享，无须也不能授权` };
  }
  return undefined;
}

function periodFault({ startsOn, endsOn }: ConsentTerms, today: string): TermsFault | undefined {
  if (endsOn < startsOn) return { says: '截止日不能早于起始日' };
  if (startsOn < today) return { says: '起始日不能早于今日' };
  return endsOn > yearsAfter(startsOn, MOST_YEARS) ? { says: `授权期至多 ${MOST_YEARS} 年` } : undefined;
}

/** A range of years is promised only where it can be held to: of fields that are asked for year by year. */
function yearsFault(
  { fields, yearFrom, yearUntil }: ConsentTerms,
  policies: ReadonlyMap<string, FieldPolicy>,
): TermsFault | undefined {
  if (yearFrom === null && yearUntil === null) return undefined;
  if (yearFrom === null || yearUntil === null || yearFrom > yearUntil)
    return { says: '数据年度应写明起止两年，且止年不早于起年' };
  const timeless = fields.find((field) => policies.get(field)?.isYearly !== true);
  if (timeless === undefined) return undefined;
  return {
    says: `${policies.get(timeless)?.zh ?? timeless}不按年度提供，不能限定数据年度：请去掉年度，或另行授权该字段`,
  };
}

function useFault({ mode, keepDays, times, timesPer }: ConsentTerms): TermsFault | undefined {
  if (mode === ConsentMode.STORE && (keepDays === null || keepDays < 1 || keepDays > MOST_KEEP_DAYS))
    return { says: `可留存的授权应写明留存天数，1 至 ${MOST_KEEP_DAYS}` };
  if (mode === ConsentMode.VIEW && keepDays !== null) return { says: '只查看的授权没有留存天数' };
  if ((times === null) !== (timesPer === null)) return { says: '次数与计数期间应同时填写' };
  if (times !== null && (times < 1 || times > MOST_TIMES)) return { says: `次数应为 1 至 ${MOST_TIMES}` };
  return undefined;
}

/** The same day so many years later; 29 February counts as the 28th. */
function yearsAfter(day: string, years: number): string {
  const later = `${Number(day.slice(0, 4)) + years}${day.slice(4)}`;
  return later.endsWith('02-29') ? `${later.slice(0, 8)}28` : later;
}

/** Whether a field that was asked for is about the legal representative as a person (个人信息保护法 第13条). */
export function personalField(
  fields: readonly string[],
  policies: ReadonlyMap<string, FieldPolicy>,
): FieldPolicy | undefined {
  return fields.map((field) => policies.get(field)).find((policy) => policy?.isPersonal === true);
}
