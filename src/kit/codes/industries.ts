import type { SizeSector } from '../size-class';
import { industryRows } from './industries.data';

/** One 大类 of GB/T 4754-2017; its code is the section's letter and two digits: `C34`. */
export interface Industry {
  readonly code: string;
  readonly name: string;
  readonly section: IndustrySection;
}

/** One 门类: a letter from A to T. */
export interface IndustrySection {
  readonly letter: string;
  readonly name: string;
}

/** The 20 门类, A to T. */
export const industrySections: readonly IndustrySection[] = Object.entries(industryRows).map(
  ([letter, { section }]) => Object.freeze({ letter, name: section }),
);

/** The 97 大类, in the order of their digits. */
export const industries: readonly Industry[] = industrySections.flatMap((section) =>
  (industryRows[section.letter]?.divisions ?? []).map(([digits, name]) =>
    Object.freeze<Industry>({ code: section.letter + digits, name, section }),
  ),
);

const byCode: ReadonlyMap<string, Industry> = new Map(
  industries.map((industry) => [industry.code, industry]),
);

/** The 大类 of a code such as `C34`; undefined for any other text, a bare letter or longer code too. */
export function industryByCode(code: string): Industry | undefined {
  return byCode.get(code);
}

export function isIndustryCode(text: string): boolean {
  return byCode.has(text);
}

/** Where the mapping of industries to the sectors of 300号 comes from, and how far it has been checked. @public */
export const sectorProvenance = {
  basis: '工信部联企业〔2011〕300号 第三条；国家统计局《统计上大中小微型企业划分办法（2017）》',
  checkedBy: 'the bureau’s table as quoted in public code; not yet compared with its own publication',
} as const;

/**
 * The sector by whose bounds 300号 measures an industry; takes a 大类 (`C34`) or, where only a 小类 decides,
 * that (`K7020`). Undefined where the regulation does not reach (铁路, 金融, 教育, 卫生, 公共管理, 国际组织,
 * 自有房地产经营), where `K70` alone leaves it open, and for unknown codes.
 */
export function sectorOf(code: string): SizeSector | undefined {
  const industry = byCode.get(code.slice(0, 3));
  if (industry === undefined || !/^.{3}(\d\d)?$/.test(code)) return undefined;
  for (const prefix of [code, code.slice(0, 4), industry.code, industry.section.letter]) {
    if (sectorByPrefix.has(prefix)) return sectorByPrefix.get(prefix);
  }
  return undefined;
}

/** Longest prefix wins; an explicit undefined takes an industry out of its section's sector. */
const sectorByPrefix: ReadonlyMap<string, SizeSector | undefined> = new Map<string, SizeSector | undefined>([
  ['A', 'AGRICULTURE'],
  ['B', 'INDUSTRY'],
  ['C', 'INDUSTRY'],
  ['D', 'INDUSTRY'],
  ['E', 'CONSTRUCTION'],
  ['F51', 'WHOLESALE'],
  ['F52', 'RETAIL'],
  ['G', 'TRANSPORT'],
  ['G53', undefined],
  ['G59', 'STORAGE'],
  ['G591', 'TRANSPORT'],
  ['G60', 'POSTAL'],
  ['H61', 'ACCOMMODATION'],
  ['H62', 'CATERING'],
  ['I', 'INFORMATION_TRANSMISSION'],
  ['I65', 'SOFTWARE'],
  ['K701', 'REAL_ESTATE_DEVELOPMENT'],
  ['K702', 'PROPERTY_MANAGEMENT'],
  ['K703', 'OTHER'],
  ['K709', 'OTHER'],
  ['L', 'LEASING_AND_BUSINESS'],
  ['M', 'OTHER'],
  ['N', 'OTHER'],
  ['O', 'OTHER'],
  ['Q85', 'OTHER'],
  ['R', 'OTHER'],
]);
