import { atLeast, PERSON, type RuleSet } from '../../../kit/rules/rule-set';
import {
  each,
  LAST_YEAR,
  NOW,
  END_OF_LAST_YEAR,
  oneOf,
  said,
  THREE_YEARS,
  TWO_YEARS,
} from '../../../measures/lines';
import { commonQuestions, growthQuestion, MEASURES_2022 } from './measures';
import { srdiScore2022 } from './srdi-score-2022';
import { rdExpense, rdMean, rdRatio, revenue, scienceAward } from '../../../measures/witnesses';
import { nicheYears } from './held';

const equity = (wan: number) => ({ threshold: atLeast(wan, '万元'), condition: PERSON });

/** 专精特新中小企业: three conditions and, fourthly, the score or any of the direct conditions. */
export const srdi2022: RuleSet = {
  id: 'SRDI_2022',
  title: '专精特新中小企业认定标准',
  ...MEASURES_2022,
  criteria: [
    ...each('[S]', [
      ['A1', '从事特定细分市场年限', nicheYears(2), END_OF_LAST_YEAR],
      ['A2.1', '研发费用总额', rdExpense(100), LAST_YEAR],
      ['A2.2', '研发费用占营业收入总额比重', rdRatio(3), LAST_YEAR],
    ]),
    ...oneOf('A3', '[S]', [
      ['A3.1', '营业收入总额', revenue(1000), LAST_YEAR],
      ['A3.2', '新增股权融资总额（合格机构投资者实缴）', equity(2000), TWO_YEARS],
    ]),
    ...oneOf('A4', '[M]', [
      [
        'A4.1',
        '专、精、特、新四方面评价得分',
        { threshold: atLeast(60, '分'), condition: { score: 'TOTAL', atLeast: 60 } },
        NOW,
        '[S]',
      ],
      ['A4.2', '省级以上科技奖励，单位排名前三', scienceAward(['NATIONAL', 'PROVINCIAL'], 3), THREE_YEARS],
      ['A4.3', '研发费用总额均值', rdMean(1000), TWO_YEARS],
      ['A4.4', '新增股权融资总额', equity(6000), TWO_YEARS],
      ['A4.5', '“创客中国”大赛全国 500 强企业组', said('进入', PERSON), THREE_YEARS],
    ]),
  ],
  indicators: srdiScore2022,
  questions: [
    ...commonQuestions,
    growthQuestion,
    {
      code: 'PROVINCE',
      text: '特色化 15 分由省级主管部门设定，山西的指标未见公布',
      reading: '0 至 15 分之间，须人工审核',
      provenance: '[I]',
    },
    {
      code: 'SCORE',
      text: '得分由培育平台计算，平台所用材料多于各单位可作答的判断',
      reading: '给出得分范围；范围跨越 60 分时不下结论',
      provenance: '[I]',
    },
  ],
};
