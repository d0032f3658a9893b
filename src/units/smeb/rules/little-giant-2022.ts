import { allOf, anyOf, atLeast, PERSON, type Condition, type RuleSet } from '../../../kit/rules/rule-set';
import {
  each,
  EACH_OF_TWO_YEARS,
  END_OF_LAST_YEAR,
  LAST_YEAR,
  NOW,
  oneOf,
  said,
  TWO_YEARS,
} from '../../../measures/lines';
import { commonQuestions, growthQuestion, MEASURES_2022, rightsQuestion } from './measures';
import {
  class1Rights,
  debtRatio,
  mainGrowth,
  mainShare,
  rdExpense,
  rdPlatform,
  rdRatio,
  rdStaff,
  revenue,
  revenueBelow,
  seenByPerson,
} from '../../../measures/witnesses';
import { nicheYears, titleInForce } from './held';

/** Research duty by size of revenue. */
const RD_BY_REVENUE: Condition = anyOf(
  allOf(revenue(10_000).condition, rdRatio(3, 'EACH_OF_TWO').condition),
  allOf(revenue(5000).condition, rdRatio(6, 'EACH_OF_TWO').condition),
  allOf(revenueBelow(5000), PERSON, rdExpense(3000).condition, rdStaff(50).condition),
);

const RD_BY_REVENUE_TEXT =
  '营收 1 亿元以上 ≥ 3%；5000 万至 1 亿元 ≥ 6%；' +
  '不足 5000 万元：近两年新增股权融资 ≥ 8000 万元，且研发投入 ≥ 3000 万元、研发人员占比 ≥ 50%';

/** 专精特新“小巨人”. */
export const littleGiant2022: RuleSet = {
  id: 'LITTLE_GIANT_2022',
  title: '专精特新“小巨人”企业认定标准',
  ...MEASURES_2022,
  criteria: [
    ...each('[M]', [['B1', '专精特新中小企业称号', said('有效', titleInForce), NOW]]),
    ...oneOf('B2', '[M]', [
      ['B2.1', '从事特定细分市场年限', nicheYears(3), END_OF_LAST_YEAR],
      ['B2.2', '补短板或填空白领域的，细分市场年限', seenByPerson(nicheYears(2)), END_OF_LAST_YEAR, '[S2]'],
    ]),
    ...each('[M]', [
      ['B3', '主营业务收入占营业收入比重', mainShare(70), LAST_YEAR, '[S2]'],
      ['B4', '主营业务收入平均增长率', mainGrowth(5, 'TWO_TOGETHER'), TWO_YEARS],
      ['B5', '通过认证的管理体系或产品', { threshold: atLeast(1, '项'), condition: PERSON }, NOW, '[S2]'],
      ['B6', '资产负债率', debtRatio(70), END_OF_LAST_YEAR],
      ['B7', '主导产品在全国细分市场占有率', { threshold: atLeast(10, '%'), condition: PERSON }, LAST_YEAR],
      ['B8', '直接面向市场的自主品牌', said('拥有', PERSON), NOW, '[S2]'],
      ['B9', '与主导产品相关的 I 类知识产权', seenByPerson(class1Rights(2)), NOW],
    ]),
    ...oneOf('B10', '[M]', [
      ['B10.1', '研发人员占全部职工比重', rdStaff(50), LAST_YEAR],
      [
        'B10.2',
        '自建或与高校院所联合建立的研发机构',
        {
          threshold: atLeast(1, '个'),
          condition: anyOf(rdPlatform('NATIONAL', 'PROVINCIAL', 'CITY', 'BELOW_CITY').condition, PERSON),
        },
        NOW,
        '[S2]',
      ],
    ]),
    ...each('[M]', [
      ['B11', '研发费用占营业收入比重', said(RD_BY_REVENUE_TEXT, RD_BY_REVENUE), EACH_OF_TWO_YEARS],
    ]),
  ],
  questions: [
    ...commonQuestions,
    growthQuestion,
    rightsQuestion,
    {
      code: 'RD_INSTITUTION',
      text: '研发机构是否须经认定',
      reading: '经认定的即符合；没有认定记录的须人工审核',
      provenance: '[I]',
    },
    {
      code: 'RD_YEARS',
      text: '不足 5000 万元的企业，“研发投入 3000 万元”指一年还是两年',
      reading: '上年度一年',
      provenance: '[I]',
    },
  ],
};
