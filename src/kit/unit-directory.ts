import { SHARING_PURPOSE } from './purposes';

/** Party class: 条例809 第2条 reaches departments and authorised organisations; a state enterprise is neither. */
export type Party = 'government' | 'authorised' | 'state-enterprise';

export type UnitCode =
  | 'HUB'
  | 'DATA'
  | 'AMR'
  | 'SMEB'
  | 'TAX'
  | 'FIN'
  | 'FHG'
  | 'LFR'
  | 'PBC'
  | 'CBIRC'
  | 'EXCH'
  | 'CSRC'
  | 'MIIT'
  | 'STD'
  | 'EDU'
  | 'SASAC'
  | 'SCO'
  | 'NEA'
  | 'NDRC'
  | 'COM'
  | 'IPB'
  | 'CITY'
  | 'ZONE'
  | 'LSG';

/** A name that a unit has borne beside the plan's: since 2022 some were merged or renamed. */
export interface UnitAlias {
  readonly name: string;
  /** `YYYY-MM`, or absent where the month is not known. */
  readonly validFrom?: string;
  /** Absent: in use. */
  readonly validTo?: string;
  /** [S] 原文，[S2] 转引，[M] 未核实，[I] 推断. */
  readonly provenance: string;
}

/** One of the 22 responsible units that the plan names, or the authority over sharing. */
export interface ConsumerUnit {
  readonly code: UnitCode;
  readonly name: string;
  readonly party: Party;
  /** Led from Beijing: its rules come from its own ministry. */
  readonly isVertical: boolean;
  /** Purposes that it carries or takes part in; a token for another is not given. */
  readonly purposes: readonly string[];
  readonly aliases: readonly UnitAlias[];
}

/** The plan's names stay the first; none of these renames was checked against its document. */
const aliases: Readonly<Partial<Record<UnitCode, readonly UnitAlias[]>>> = {
  PBC: [{ name: '中国人民银行山西省分行', validFrom: '2023-08', provenance: '[M]' }],
  CBIRC: [{ name: '国家金融监督管理总局山西监管局', validFrom: '2023-07', provenance: '[M]' }],
  LFR: [{ name: '省委金融办（省地方金融管理局）', provenance: '[M]' }],
  DATA: [{ name: '省政务信息管理局', provenance: '[M]' }],
};

const m = (...numbers: readonly number[]): string[] =>
  numbers.map((number) => `M${String(number).padStart(2, '0')}`);

const unit = (
  code: UnitCode,
  name: string,
  purposes: readonly string[],
  party: Party = 'government',
  isVertical = false,
): ConsumerUnit => ({ code, name, party, isVertical, purposes, aliases: aliases[code] ?? [] });

/**
 * Names and measures as in the plan of 18 March 2022: what a unit is responsible for, the safeguards (保障措施一至三) that
 * name it, and the measures of others for which it asks (LFR of M03 and M18, NEA of M03, CITY of M21, LSG of M01, M05,
 * M10, M19, M21).
 */
export const consumerUnits: readonly ConsumerUnit[] = [
  unit('AMR', '省市场监管局', m(14)),
  unit('SMEB', '省小企业局', [...m(1, 2, 4, 6, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 20, 21, 22), 'G3']),
  unit('TAX', '省税务局', m(7), 'government', true),
  unit('FIN', '省财政厅', [...m(5, 6, 7, 8, 14), 'G1']),
  unit('FHG', '山西金控集团', m(6), 'state-enterprise'),
  unit('LFR', '省金融监管局', m(3, 6, 9, 11, 14, 18)),
  unit('PBC', '人行太原中心支行', m(9, 14), 'government', true),
  unit('CBIRC', '省银保监局', m(14), 'government', true),
  unit('EXCH', '省股权交易中心', m(10), 'authorised'),
  unit('CSRC', '山西证监局', m(11), 'government', true),
  unit('MIIT', '省工信厅', m(12, 15, 16, 17, 18)),
  unit('STD', '省科技厅', m(12, 13, 15)),
  unit('EDU', '省教育厅', m(13)),
  unit('SASAC', '省国资委', m(7, 13, 15, 16)),
  unit('SCO', '省国资运营公司', m(16), 'state-enterprise'),
  unit('NEA', '省能源局', m(3, 18)),
  unit('NDRC', '省发改委', m(18)),
  unit('COM', '省商务厅', m(20)),
  unit('IPB', '省投资促进局', m(20)),
  unit('CITY', '各市县政府', [...m(1, 2, 3, 4, 5, 8, 11, 12, 17, 19, 20, 21), 'G1', 'G2']),
  unit('ZONE', '山西综改示范区管委会', m(3, 19)),
  unit('LSG', '领导小组办公室', [...m(1, 5, 10, 19, 21), 'G1', 'G2', 'G3']),
];

/** 政务数据共享主管部门: checks applications and settles disputes; it reads no enterprise's data. */
export const sharingAuthority: ConsumerUnit = unit('DATA', '省数据局', []);

/** Who takes part in sharing: the units and the authority. */
export const participants: readonly ConsumerUnit[] = [...consumerUnits, sharingAuthority];

export const consumerByCode: ReadonlyMap<string, ConsumerUnit> = new Map(
  participants.map((item) => [item.code, item]),
);

/** How a party is named where it is shown: a unit, or the enterprise itself under `SELF`; an unknown code stays as it is. */
export function partyName(code: string): string {
  return code === 'SELF' ? '企业本身' : (consumerByCode.get(code)?.name ?? code);
}

/** What a participant may be given a token for. */
export function purposesOf({ purposes }: ConsumerUnit): readonly string[] {
  return [...purposes, SHARING_PURPOSE];
}
