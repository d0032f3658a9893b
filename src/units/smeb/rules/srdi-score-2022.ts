import {
  allOf,
  anyOf,
  PERSON,
  words,
  type Condition,
  type Indicator,
  type Step,
} from '../../../kit/rules/rule-set';
import {
  class1Rights,
  class2Rights,
  debtRatio,
  digitalLevel,
  mainGrowth,
  mainShare,
  profitRate,
  qualityAward,
  rdExpense,
  rdPlatform,
  rdRatio,
  rdStaff,
  standardJoined,
  type Measured,
} from '../../../measures/witnesses';
import { nicheYears } from './held';

/** Points for each step that a measure reaches, highest first; edge values belong to the higher step [S2]. */
export function bands<T>(
  measure: (at: T) => Measured,
  steps: readonly (readonly [at: T, points: number])[],
): Step[] {
  return steps.map(([at, points]) => ({ points, ...measure(at) }));
}

export const step = (points: number, text: string, condition: Condition): Step => ({
  points,
  threshold: words(text),
  condition,
});

const rdAmountOrRatio = ([wan, percent]: readonly [number, number]): Measured => ({
  threshold: words(`≥ ${wan} 万元或 ≥ ${percent} %`),
  condition: anyOf(rdExpense(wan).condition, rdRatio(percent).condition),
});

const SPECIALISED = '专业化';
const REFINED = '精细化';
const DISTINCT = '特色化';
const INNOVATIVE = '创新能力';

const scored = { provenance: '[S]', otherwise: 0 } as const;

/** 63号 附件2: thirteen indicators, 100 points. */
export const srdiScore2022: readonly Indicator[] = [
  {
    code: 'P1',
    dimension: SPECIALISED,
    title: '主营业务收入占营业收入比重',
    most: 5,
    ...scored,
    bands: bands(mainShare, [
      [80, 5],
      [70, 3],
      [60, 1],
    ]),
  },
  {
    code: 'P2',
    dimension: SPECIALISED,
    title: '近两年主营业务收入平均增长率',
    most: 10,
    ...scored,
    bands: bands(
      (percent: number) => mainGrowth(percent, 'TWO_TOGETHER'),
      [
        [10, 10],
        [8, 8],
        [6, 6],
        [4, 4],
        [0, 2],
      ],
    ),
  },
  {
    code: 'P3',
    dimension: SPECIALISED,
    title: '从事特定细分市场年限：每满两年 1 分',
    most: 5,
    ...scored,
    bands: bands(nicheYears, [
      [10, 5],
      [8, 4],
      [6, 3],
      [4, 2],
      [2, 1],
    ]),
  },
  {
    code: 'P4',
    dimension: SPECIALISED,
    title: '主导产品所属领域',
    most: 5,
    ...scored,
    bands: [step(5, '补短板、锻长板或填空白', PERSON), step(3, '“六基”、中华老字号或龙头企业配套', PERSON)],
  },
  {
    code: 'R1',
    dimension: REFINED,
    title: '数字化水平',
    most: 5,
    ...scored,
    bands: bands(digitalLevel, [
      [3, 5],
      [2, 3],
    ]),
  },
  {
    code: 'R2',
    dimension: REFINED,
    title: '质量管理水平：每项 3 分',
    most: 5,
    provenance: '[S]',
    items: [
      { points: 3, ...qualityAward },
      step(3, '质量管理体系认证', PERSON),
      step(3, '自主品牌', PERSON),
      { points: 3, ...standardJoined },
    ],
  },
  {
    code: 'R3',
    dimension: REFINED,
    title: '上年度净利润率',
    most: 10,
    ...scored,
    bands: bands(profitRate, [
      [10, 10],
      [8, 8],
      [6, 6],
      [4, 4],
      [2, 2],
    ]),
  },
  {
    code: 'R4',
    dimension: REFINED,
    title: '上年末资产负债率',
    most: 5,
    ...scored,
    bands: bands(debtRatio, [
      [50, 5],
      [60, 3],
      [70, 1],
    ]),
  },
  {
    code: 'D1',
    dimension: DISTINCT,
    title: '省级特色化指标',
    most: 15,
    ...scored,
    bands: [step(15, '由省级主管部门设定', PERSON)],
  },
  {
    code: 'N1',
    dimension: INNOVATIVE,
    title: '与主导产品相关的有效知识产权',
    most: 10,
    ...scored,
    bands: [
      step(10, 'I 类高价值 ≥ 1 项', allOf(class1Rights(1).condition, PERSON)),
      step(8, '自主研发 I 类 ≥ 1 项', allOf(class1Rights(1).condition, PERSON)),
      { points: 6, ...class1Rights(1) },
      { points: 2, ...class2Rights(1) },
    ],
  },
  {
    code: 'N2',
    dimension: INNOVATIVE,
    title: '上年度研发费用总额或占比',
    most: 10,
    ...scored,
    bands: bands(rdAmountOrRatio, [
      [[500, 10], 10],
      [[400, 8], 8],
      [[300, 6], 6],
      [[200, 4], 4],
      [[100, 3], 2],
    ]),
  },
  {
    code: 'N3',
    dimension: INNOVATIVE,
    title: '上年度研发人员占比',
    most: 5,
    ...scored,
    bands: bands(rdStaff, [
      [20, 5],
      [10, 3],
      [5, 1],
    ]),
  },
  {
    code: 'N4',
    dimension: INNOVATIVE,
    title: '建立研发机构级别',
    most: 10,
    ...scored,
    bands: [
      step(10, '国家级', rdPlatform('NATIONAL').condition),
      step(8, '省级', rdPlatform('PROVINCIAL').condition),
      step(4, '市级', rdPlatform('CITY').condition),
      step(2, '市级以下', rdPlatform('BELOW_CITY').condition),
    ],
  },
];
