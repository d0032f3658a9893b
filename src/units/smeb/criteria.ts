import type { UnitCode } from '../../kit/unit-directory';

/** How far a figure has been checked: [S] 原文，[S2] 转引，[M] 凭记忆、未核实，[I] 推断. */
export type Provenance = '[S]' | '[S2]' | '[M]' | '[I]';

/** What the bureau itself can witness. */
export type HeldFact = 'titleInForce' | 'innovativeTitleInForce' | 'nicheYears' | 'developmentScore';

/** Who can say whether a criterion is met: the bureau, another unit, or only a person who looks at evidence. */
type Witness =
  | { readonly by: 'SMEB'; readonly held: HeldFact }
  | { readonly by: Exclude<UnitCode, 'SMEB' | 'HUB'> }
  | { readonly by: 'PERSON' };

export type Threshold =
  | { readonly atLeast: number; readonly unit: string }
  | { readonly atMost: number; readonly unit: string }
  | { readonly words: string };

/** One condition of a recognition standard. */
export interface Criterion {
  readonly code: string;
  readonly requirement: string;
  readonly threshold: Threshold;
  readonly period: string;
  readonly witness: Witness;
  readonly provenance: Provenance;
  /** Criteria that bear the same word are alternatives: one that is met is enough. */
  readonly anyOf?: string;
}

/** A recognition standard, as it was in force from one day to another (both included). */
export interface RuleSet {
  readonly id: RuleSetId;
  readonly basis: string;
  readonly validFrom: string;
  readonly validUntil: string | undefined;
  readonly criteria: readonly Criterion[];
}

export type RuleSetId = 'SRDI_2022' | 'LITTLE_GIANT_2022' | 'SRDI_2026' | 'LITTLE_GIANT_2026';

const atLeast = (value: number, unit: string): Threshold => ({ atLeast: value, unit });
const atMost = (value: number, unit: string): Threshold => ({ atMost: value, unit });
const words = (text: string): Threshold => ({ words: text });
const held = (fact: HeldFact): Witness => ({ by: 'SMEB', held: fact });
const PERSON: Witness = { by: 'PERSON' };
const TAX: Witness = { by: 'TAX' };
const AMR: Witness = { by: 'AMR' };
const STD: Witness = { by: 'STD' };
const MIIT: Witness = { by: 'MIIT' };
const CITY: Witness = { by: 'CITY' };

const LAST_YEAR = '上年度';
const END_OF_LAST_YEAR = '截至上年末';
const EACH_OF_TWO_YEARS = '近两年每年';
const TWO_YEARS = '近两年';
const THREE_YEARS = '近三年';
const NOW = '判断当日';

type Line = readonly [
  code: string,
  requirement: string,
  threshold: Threshold,
  period: string,
  witness: Witness,
  provenance?: Provenance,
];

/** Criteria of which each must be met; the mark holds where a line bears none of its own. */
function each(mark: Provenance, lines: readonly Line[]): Criterion[] {
  return lines.map(([code, requirement, threshold, period, witness, provenance = mark]) => ({
    code,
    requirement,
    threshold,
    period,
    witness,
    provenance,
  }));
}

/** Criteria of which one is enough. */
function oneOf(anyOf: string, mark: Provenance, lines: readonly Line[]): Criterion[] {
  return each(mark, lines).map((criterion) => ({ ...criterion, anyOf }));
}

/** 专精特新中小企业, 2022: three conditions and, fourthly, the score or any of the direct conditions. */
const srdi2022: readonly Criterion[] = [
  ...each('[S]', [
    ['A1', '从事特定细分市场年限', atLeast(2, '年'), END_OF_LAST_YEAR, held('nicheYears')],
    ['A2.1', '研发费用总额', atLeast(100, '万元'), LAST_YEAR, TAX],
    ['A2.2', '研发费用占营业收入总额比重', atLeast(3, '%'), LAST_YEAR, TAX],
  ]),
  ...oneOf('A3', '[S]', [
    ['A3.1', '营业收入总额', atLeast(1000, '万元'), LAST_YEAR, TAX],
    ['A3.2', '新增股权融资总额（合格机构投资者实缴）', atLeast(2000, '万元'), TWO_YEARS, PERSON],
  ]),
  ...oneOf('A4', '[M]', [
    ['A4.1', '专、精、特、新四方面评价得分（以培育平台为准）', atLeast(60, '分'), NOW, PERSON, '[S]'],
    ['A4.2', '省级以上科技奖励，单位排名前三', atLeast(1, '项'), THREE_YEARS, STD],
    ['A4.3', '研发费用总额均值', atLeast(1000, '万元'), TWO_YEARS, TAX],
    ['A4.4', '新增股权融资总额', atLeast(6000, '万元'), TWO_YEARS, PERSON],
    ['A4.5', '“创客中国”大赛全国 500 强企业组', words('进入'), THREE_YEARS, MIIT],
  ]),
];

const RD_BY_REVENUE_2022 =
  '营收 1 亿元以上 ≥ 3%；5000 万至 1 亿元 ≥ 6%；' +
  '不足 5000 万元：近两年新增股权融资 ≥ 8000 万元，且研发投入 ≥ 3000 万元、研发人员占比 ≥ 50%';

/** 专精特新“小巨人”, 2022. */
const littleGiant2022: readonly Criterion[] = [
  ...each('[M]', [['B1', '专精特新中小企业称号', words('有效'), NOW, held('titleInForce')]]),
  ...oneOf('B2', '[M]', [
    ['B2.1', '从事特定细分市场年限', atLeast(3, '年'), END_OF_LAST_YEAR, held('nicheYears')],
    ['B2.2', '补短板或填空白领域的，细分市场年限', atLeast(2, '年'), END_OF_LAST_YEAR, PERSON, '[S2]'],
  ]),
  ...each('[M]', [
    ['B3', '主营业务收入占营业收入比重', atLeast(70, '%'), LAST_YEAR, TAX, '[S2]'],
    ['B4', '主营业务收入平均增长率', atLeast(5, '%'), TWO_YEARS, TAX],
    ['B5', '通过认证的管理体系或产品', atLeast(1, '项'), NOW, AMR, '[S2]'],
    ['B6', '资产负债率', atMost(70, '%'), END_OF_LAST_YEAR, TAX],
    ['B7', '主导产品在全国细分市场占有率', atLeast(10, '%'), LAST_YEAR, PERSON],
    ['B8', '直接面向市场的自主品牌', words('拥有'), NOW, PERSON, '[S2]'],
    ['B9', '与主导产品相关的 I 类知识产权', atLeast(2, '项'), NOW, AMR],
  ]),
  ...oneOf('B10', '[M]', [
    ['B10.1', '研发人员占全部职工比重', atLeast(50, '%'), LAST_YEAR, STD],
    ['B10.2', '自建或与高校院所联合建立的研发机构', atLeast(1, '个'), NOW, STD, '[S2]'],
  ]),
  ...each('[M]', [['B11', '研发费用占营业收入比重', words(RD_BY_REVENUE_2022), EACH_OF_TWO_YEARS, TAX]]),
];

/** 专精特新中小企业, 2026. */
const srdi2026: readonly Criterion[] = [
  ...each('[S2]', [
    ['S1.1', '境内注册的中小企业（工信部联企业〔2011〕300号）', words('中型、小型或微型'), NOW, TAX],
    ['S1.2', '经营异常名录、严重失信名单', words('未列入'), NOW, AMR],
    ['S1.3', '重大安全、质量、环境事故', words('未发生'), THREE_YEARS, CITY],
    ['S2', '科技和创新型中小企业称号', words('有效'), NOW, held('innovativeTitleInForce')],
    ['S3', '从事特定细分市场年限', atLeast(3, '年'), END_OF_LAST_YEAR, held('nicheYears')],
  ]),
  ...oneOf('S4a', '[S2]', [
    ['S4a.1', '营业收入总额', atLeast(1500, '万元'), LAST_YEAR, TAX],
    ['S4a.2', '新增股权融资总额（合格机构投资者实缴）', atLeast(2000, '万元'), TWO_YEARS, PERSON],
  ]),
  ...each('[S2]', [
    ['S4b', '主营业务收入占营业收入比重', atLeast(80, '%'), LAST_YEAR, TAX],
    ['S4c', '资产负债率', atMost(80, '%'), END_OF_LAST_YEAR, TAX],
    ['S5.1', '研发费用总额', atLeast(100, '万元'), EACH_OF_TWO_YEARS, TAX],
    ['S5.2', '研发费用占营业收入比重', atLeast(3, '%'), EACH_OF_TWO_YEARS, TAX],
  ]),
  ...oneOf('S6', '[S2]', [
    ['S6.1', '与主导产品相关、实际应用并产生效益的 I 类知识产权', atLeast(1, '项'), NOW, AMR],
    ['S6.2', '省部级以上科技奖励，单位排名前三', atLeast(1, '项'), THREE_YEARS, STD],
    ['S6.3', '省部级以上研发机构', atLeast(1, '个'), NOW, STD],
  ]),
  ...each('[S2]', [
    ['S7', '主导产品在细分市场占有率', words('较为靠前'), LAST_YEAR, PERSON],
    [
      'S8',
      '专精特新发展评价得分（复核时近两年任一年）',
      atLeast(50, '分'),
      LAST_YEAR,
      held('developmentScore'),
    ],
  ]),
];

/** 专精特新“小巨人”, 2026. */
const littleGiant2026: readonly Criterion[] = [
  ...each('[S2]', [
    ['G1.1', '专精特新中小企业称号', words('有效'), NOW, held('titleInForce')],
    ['G1.2', '从事特定细分市场年限', atLeast(3, '年'), END_OF_LAST_YEAR, held('nicheYears')],
    ['G2', '营业收入总额', atLeast(5000, '万元'), LAST_YEAR, TAX],
    ['G3', '主营业务收入占营业收入比重', atLeast(90, '%'), LAST_YEAR, TAX],
    ['G4', '营业收入平均增长率（复核时不考察）', atLeast(5, '%'), TWO_YEARS, TAX],
    ['G5', '资产负债率', atMost(75, '%'), END_OF_LAST_YEAR, TAX],
    ['G6.1', '研发费用合计', atLeast(1200, '万元'), TWO_YEARS, TAX],
    ['G6.2', '研发费用占营业收入比重', atLeast(3, '%'), EACH_OF_TWO_YEARS, TAX],
  ]),
  ...oneOf('G7', '[S2]', [
    ['G7.1', 'I 类知识产权（非转让取得，权利人前三）', atLeast(4, '项'), NOW, AMR],
    ['G7.2', '国家级科技奖励，单位排名前三', atLeast(1, '项'), THREE_YEARS, STD],
  ]),
  ...each('[S2]', [
    ['G8', '主导产品国内或国际细分市场占有率', words('≥ 10%，或国内前三'), LAST_YEAR, PERSON],
    ['G9', '主导产品属“六基”或重点产业链关键环节', words('属于'), NOW, PERSON],
    ['G10', '专精特新发展评价得分', atLeast(60, '分'), LAST_YEAR, held('developmentScore')],
    ['N1', '制造业单项冠军称号', words('未获得'), NOW, MIIT],
    ['N2', '由现有“小巨人”控股或控股之，或同集团生产同类产品', words('不属于'), NOW, PERSON],
    ['N3', '申报数据造假', words('未发生'), THREE_YEARS, PERSON],
  ]),
];

/** Days in force: of 63号 [M], of 2号 [S2]; 63号 remains for renewals within 2026, so it may still be asked for. */
const MEASURES_2022 = {
  basis: '工信部企业〔2022〕63号',
  validFrom: '2022-08-01',
  validUntil: '2026-03-31',
} as const;
const MEASURES_2026 = {
  basis: '工信部企业〔2026〕2号',
  validFrom: '2026-04-01',
  validUntil: undefined,
} as const;

/** Shanxi's own standard for the provincial little giant is not known here, so it has no rule set. */
export const ruleSets: Readonly<Record<RuleSetId, RuleSet>> = {
  SRDI_2022: { id: 'SRDI_2022', ...MEASURES_2022, criteria: srdi2022 },
  LITTLE_GIANT_2022: { id: 'LITTLE_GIANT_2022', ...MEASURES_2022, criteria: littleGiant2022 },
  SRDI_2026: { id: 'SRDI_2026', ...MEASURES_2026, criteria: srdi2026 },
  LITTLE_GIANT_2026: { id: 'LITTLE_GIANT_2026', ...MEASURES_2026, criteria: littleGiant2026 },
};
