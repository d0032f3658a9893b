/** 划型: the four sizes of an enterprise (工信部联企业〔2011〕300号). */
export type SizeClass = 'LARGE' | 'MEDIUM' | 'SMALL' | 'MICRO';

/** The sixteen kinds of business for which 300号 第四条 sets its own bounds, in its order. */
export type SizeSector =
  | 'AGRICULTURE'
  | 'INDUSTRY'
  | 'CONSTRUCTION'
  | 'WHOLESALE'
  | 'RETAIL'
  | 'TRANSPORT'
  | 'STORAGE'
  | 'POSTAL'
  | 'ACCOMMODATION'
  | 'CATERING'
  | 'INFORMATION_TRANSMISSION'
  | 'SOFTWARE'
  | 'REAL_ESTATE_DEVELOPMENT'
  | 'PROPERTY_MANAGEMENT'
  | 'LEASING_AND_BUSINESS'
  | 'OTHER';

/** What 300号 measures: people at the end of the year, yuan of revenue in it, yuan of assets at its end. */
export interface SizeMeasures {
  readonly sector: SizeSector;
  readonly employees: number;
  readonly revenueYuan: number;
  readonly assetsYuan: number;
}

/** Lower bounds of one size, all to be reached; `revenue` and `assets` in 万元, as the regulation writes them. */
export interface SizeBounds {
  readonly employees?: number;
  readonly revenue?: number;
  readonly assets?: number;
}

export interface SizeRule {
  readonly zh: string;
  readonly large: SizeBounds;
  readonly medium: SizeBounds;
  readonly small: SizeBounds;
}

/** Where the table comes from, and how far it has been checked against the text of the regulation. @public */
export const sizeClassProvenance = {
  basis: '《中小企业划型标准规定》工信部联企业〔2011〕300号 第四条',
  checkedBy:
    'items 1–15 compared with a reprint of the text, items 1–16 with the statistics bureau’s table of 2017 ' +
    'as quoted in public code; not yet with the gazette',
  reading: '大型、中型、小型须同时达到各项下限，否则下划一档；下限含本数',
} as const;

/** 300号 第四条 （一）–（十六）, in the regulation's order. */
export const sizeRules: Readonly<Record<SizeSector, SizeRule>> = {
  AGRICULTURE: {
    zh: '农、林、牧、渔业',
    large: { revenue: 20_000 },
    medium: { revenue: 500 },
    small: { revenue: 50 },
  },
  INDUSTRY: {
    zh: '工业',
    large: { employees: 1000, revenue: 40_000 },
    medium: { employees: 300, revenue: 2000 },
    small: { employees: 20, revenue: 300 },
  },
  CONSTRUCTION: {
    zh: '建筑业',
    large: { revenue: 80_000, assets: 80_000 },
    medium: { revenue: 6000, assets: 5000 },
    small: { revenue: 300, assets: 300 },
  },
  WHOLESALE: {
    zh: '批发业',
    large: { employees: 200, revenue: 40_000 },
    medium: { employees: 20, revenue: 5000 },
    small: { employees: 5, revenue: 1000 },
  },
  RETAIL: {
    zh: '零售业',
    large: { employees: 300, revenue: 20_000 },
    medium: { employees: 50, revenue: 500 },
    small: { employees: 10, revenue: 100 },
  },
  TRANSPORT: {
    zh: '交通运输业',
    large: { employees: 1000, revenue: 30_000 },
    medium: { employees: 300, revenue: 3000 },
    small: { employees: 20, revenue: 200 },
  },
  STORAGE: {
    zh: '仓储业',
    large: { employees: 200, revenue: 30_000 },
    medium: { employees: 100, revenue: 1000 },
    small: { employees: 20, revenue: 100 },
  },
  POSTAL: {
    zh: '邮政业',
    large: { employees: 1000, revenue: 30_000 },
    medium: { employees: 300, revenue: 2000 },
    small: { employees: 20, revenue: 100 },
  },
  ACCOMMODATION: {
    zh: '住宿业',
    large: { employees: 300, revenue: 10_000 },
    medium: { employees: 100, revenue: 2000 },
    small: { employees: 10, revenue: 100 },
  },
  CATERING: {
    zh: '餐饮业',
    large: { employees: 300, revenue: 10_000 },
    medium: { employees: 100, revenue: 2000 },
    small: { employees: 10, revenue: 100 },
  },
  INFORMATION_TRANSMISSION: {
    zh: '信息传输业',
    large: { employees: 2000, revenue: 100_000 },
    medium: { employees: 100, revenue: 1000 },
    small: { employees: 10, revenue: 100 },
  },
  SOFTWARE: {
    zh: '软件和信息技术服务业',
    large: { employees: 300, revenue: 10_000 },
    medium: { employees: 100, revenue: 1000 },
    small: { employees: 10, revenue: 50 },
  },
  REAL_ESTATE_DEVELOPMENT: {
    zh: '房地产开发经营',
    large: { revenue: 200_000, assets: 10_000 },
    medium: { revenue: 1000, assets: 5000 },
    small: { revenue: 100, assets: 2000 },
  },
  PROPERTY_MANAGEMENT: {
    zh: '物业管理',
    large: { employees: 1000, revenue: 5000 },
    medium: { employees: 300, revenue: 1000 },
    small: { employees: 100, revenue: 500 },
  },
  LEASING_AND_BUSINESS: {
    zh: '租赁和商务服务业',
    large: { employees: 300, assets: 120_000 },
    medium: { employees: 100, assets: 8000 },
    small: { employees: 10, assets: 100 },
  },
  OTHER: {
    zh: '其他未列明行业',
    large: { employees: 300 },
    medium: { employees: 100 },
    small: { employees: 10 },
  },
};

const YUAN_PER_WAN = 10_000;

/** The size of an enterprise: the greatest whose every bound it reaches, and micro below them all. */
export function sizeClassOf(measures: SizeMeasures): SizeClass {
  const rule = sizeRules[measures.sector];
  if (reaches(measures, rule.large)) return 'LARGE';
  if (reaches(measures, rule.medium)) return 'MEDIUM';
  return reaches(measures, rule.small) ? 'SMALL' : 'MICRO';
}

function reaches({ employees, revenueYuan, assetsYuan }: SizeMeasures, bounds: SizeBounds): boolean {
  return (
    employees >= (bounds.employees ?? 0) &&
    revenueYuan >= (bounds.revenue ?? 0) * YUAN_PER_WAN &&
    assetsYuan >= (bounds.assets ?? 0) * YUAN_PER_WAN
  );
}
