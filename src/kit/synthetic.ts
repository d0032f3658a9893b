import type { SizeClass } from './size-class';

/** Where an enterprise stands on the ladder; `POOL` is in the cultivation pool and holds no title. */
export type SyntheticTier =
  'NONE' | 'POOL' | 'INNOVATIVE' | 'SRDI' | 'PROVINCIAL_LITTLE_GIANT' | 'NATIONAL_LITTLE_GIANT';

export type SyntheticCompanyType =
  'LIMITED_LIABILITY' | 'JOINT_STOCK' | 'PARTNERSHIP' | 'SOLE_PROPRIETORSHIP';

/** One invented enterprise: what every unit's seed starts from, so that all units tell the same story. */
export interface SyntheticEnterprise {
  /** Position in its world, from 0. */
  readonly index: number;
  /** Valid by GB 32100, yet in division 140199, which does not exist: it can be no real enterprise's code. */
  readonly uscc: string;
  /** Unique in its world; ends “（测试）”. */
  readonly name: string;
  /** GB/T 2260 code of a real county of Shanxi. */
  readonly division: string;
  /** GB/T 4754-2017, section letter and two digits: `C34`. */
  readonly industry: string;
  /** What it makes or does, in its own words: 法兰. */
  readonly product: string;
  /** By 工信部联企业〔2011〕300号, from the latest year. */
  readonly sizeClass: SizeClass;
  readonly tier: SyntheticTier;
  readonly companyType: SyntheticCompanyType;
  /** 股份有限公司: `companyType` is `JOINT_STOCK`. */
  readonly isJointStock: boolean;
  /** `YYYY-MM-DD`, not after 2024. */
  readonly establishedOn: string;
  /** At the end of the latest year. */
  readonly employees: number;
  /** Ascending and without gaps up to 2025; from 2021, or from the year of founding where that is later. */
  readonly years: readonly SyntheticYear[];
  /** A stream that only this enterprise and this label share: units never disturb one another's values. */
  random(label: string): SeededRandom;
}

/** One calendar year of an enterprise; amounts in whole yuan. */
export interface SyntheticYear {
  readonly year: number;
  readonly revenueYuan: number;
  /** Revenue of the main business, at most `revenueYuan`. */
  readonly mainRevenueYuan: number;
  /** Net profit; negative in a year of loss. */
  readonly profitYuan: number;
  /** At the end of the year. */
  readonly assetsYuan: number;
  /** At the end of the year; above `assetsYuan` where the enterprise is insolvent. */
  readonly debtYuan: number;
  readonly rdYuan: number;
  readonly taxPaidYuan: number;
  readonly exportYuan: number;
  readonly electricityKwh: number;
}

/** Reproducible chance: the same stream gives the same values on every machine. */
export interface SeededRandom {
  /** In [0, 1). */
  next(): number;
  /** A whole number, both ends included. */
  int(min: number, max: number): number;
  /** One of `items`; throws where there is none. */
  pick<T>(items: readonly T[]): T;
  /** True with probability `p`. */
  chance(p: number): boolean;
  normal(mean: number, sd: number): number;
  /** A day between two days `YYYY-MM-DD`, both included. */
  date(from: string, to: string): string;
}
