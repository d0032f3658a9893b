import { allOf, atLeast, PERSON, words, type Indicator, type RuleSet } from '../../../kit/rules/rule-set';
import { NOW, oneOf, said, THREE_YEARS } from '../../../measures/lines';
import { commonQuestions, MEASURES_2022 } from './measures';
import { bands, step } from './srdi-score-2022';
import {
  class1Rights,
  class2Rights,
  debtRatio,
  highTech,
  mainGrowth,
  mainShare,
  rdPlatform,
  rdRatio,
  scienceAward,
} from '../../../measures/witnesses';

const INNOVATION = '创新能力';
const GROWTH = '成长性';
const SPECIALISED = '专业化';

const scored = { provenance: '[S2]', otherwise: 0 } as const;

const indicators: readonly Indicator[] = [
  {
    code: 'C1',
    dimension: INNOVATION,
    title: '与主导产品相关的有效知识产权',
    most: 20,
    ...scored,
    bands: [
      step(20, 'I 类高价值 ≥ 1 项', allOf(class1Rights(1).condition, PERSON)),
      step(15, '自主研发 I 类 ≥ 1 项', allOf(class1Rights(1).condition, PERSON)),
      { points: 10, ...class1Rights(1) },
      { points: 5, ...class2Rights(1) },
    ],
  },
  {
    code: 'C2',
    dimension: INNOVATION,
    title: '上年度研发费用占营业收入比重',
    most: 20,
    ...scored,
    bands: bands(rdRatio, [
      [5, 20],
      [3, 15],
      [2, 10],
      [1, 5],
    ]),
  },
  {
    code: 'C3',
    dimension: GROWTH,
    title: '上年度主营业务收入增长率',
    most: 20,
    ...scored,
    bands: bands(
      (percent: number) => mainGrowth(percent, 'LAST'),
      [
        [15, 20],
        [10, 15],
        [5, 10],
        [0, 5],
      ],
    ),
  },
  {
    code: 'C4',
    dimension: GROWTH,
    title: '上年末资产负债率',
    most: 10,
    ...scored,
    bands: bands(debtRatio, [
      [55, 10],
      [75, 5],
    ]),
  },
  {
    code: 'C5',
    dimension: SPECIALISED,
    title: '主导产品所属领域',
    most: 10,
    provenance: '[S2]',
    otherwise: 5,
    bands: [step(10, '战略性新兴产业', PERSON)],
  },
  {
    code: 'C6',
    dimension: SPECIALISED,
    title: '上年度主营业务收入占营业收入比重',
    most: 20,
    ...scored,
    bands: bands(mainShare, [
      [70, 20],
      [60, 15],
      [55, 10],
      [50, 5],
    ]),
  },
];

/** 创新型中小企业: the first tier, by 63号 附件1 until a merged standard is issued (2号 第30条 [S2]). */
export const innovative: RuleSet = {
  id: 'INNOVATIVE',
  title: '创新型中小企业评价标准',
  version: MEASURES_2022.version,
  basis: `${MEASURES_2022.basis} 附件1`,
  validFrom: MEASURES_2022.validFrom,
  criteria: oneOf('I', '[S2]', [
    [
      'I1',
      '评价得分',
      {
        threshold: words('总分 ≥ 60，且创新能力 ≥ 20、成长性 ≥ 15、专业化 ≥ 15'),
        condition: allOf(
          { score: 'TOTAL', atLeast: 60 },
          { score: INNOVATION, atLeast: 20 },
          { score: GROWTH, atLeast: 15 },
          { score: SPECIALISED, atLeast: 15 },
        ),
      },
      NOW,
    ],
    ['I2', '国家级、省级科技奖励', scienceAward(['NATIONAL', 'PROVINCIAL'], Infinity), THREE_YEARS],
    ['I3', '高新技术企业、国家技术创新示范企业、知识产权优势（示范）企业', said('任一有效', highTech), NOW],
    ['I4', '省部级以上研发机构', rdPlatform('NATIONAL', 'PROVINCIAL'), NOW],
    [
      'I5',
      '新增股权融资总额（合格机构投资者实缴）',
      { threshold: atLeast(500, '万元'), condition: PERSON },
      THREE_YEARS,
    ],
  ]),
  indicators,
  questions: commonQuestions,
};
