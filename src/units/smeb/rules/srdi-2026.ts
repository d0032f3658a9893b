import { atLeast, PERSON, type RuleSet } from '../../../kit/rules/rule-set';
import {
  each,
  EACH_OF_TWO_YEARS,
  END_OF_LAST_YEAR,
  LAST_YEAR,
  NOW,
  oneOf,
  onlyOf,
  said,
  THREE_YEARS,
  TWO_YEARS,
} from '../../../measures/lines';
import { commonQuestions, MEASURES_2026, rightsQuestion } from './measures';
import {
  class1Rights,
  debtRatio,
  hasNoMajorIncident,
  isSmallOrMedium,
  isUnlisted,
  mainShare,
  rdExpense,
  rdPlatform,
  rdRatio,
  revenue,
  scienceAward,
  seenByPerson,
} from '../../../measures/witnesses';
import { developmentScore, eitherScore, innovativeTitleInForce, nicheYears } from './held';

/** 专精特新中小企业. */
export const srdi2026: RuleSet = {
  id: 'SRDI_2026',
  title: '专精特新中小企业认定标准',
  ...MEASURES_2026,
  criteria: [
    ...each('[S2]', [
      [
        'S1.1',
        '境内注册的中小企业（工信部联企业〔2011〕300号）',
        said('中型、小型或微型', isSmallOrMedium),
        NOW,
      ],
      ['S1.2', '经营异常名录、严重失信名单', said('未列入', isUnlisted), NOW],
      ['S1.3', '重大安全、质量、环境事故', said('未发生', hasNoMajorIncident), THREE_YEARS],
      ['S2', '科技和创新型中小企业称号', said('有效', innovativeTitleInForce), NOW],
      ['S3', '从事特定细分市场年限', nicheYears(3), END_OF_LAST_YEAR],
    ]),
    ...oneOf('S4a', '[S2]', [
      ['S4a.1', '营业收入总额', revenue(1500), LAST_YEAR],
      [
        'S4a.2',
        '新增股权融资总额（合格机构投资者实缴）',
        { threshold: atLeast(2000, '万元'), condition: PERSON },
        TWO_YEARS,
      ],
    ]),
    ...each('[S2]', [
      ['S4b', '主营业务收入占营业收入比重', mainShare(80), LAST_YEAR],
      ['S4c', '资产负债率', debtRatio(80), END_OF_LAST_YEAR],
      ['S5.1', '研发费用总额', rdExpense(100, 'EACH_OF_TWO'), EACH_OF_TWO_YEARS],
      ['S5.2', '研发费用占营业收入比重', rdRatio(3, 'EACH_OF_TWO'), EACH_OF_TWO_YEARS],
    ]),
    ...oneOf('S6', '[S2]', [
      ['S6.1', '与主导产品相关、实际应用并产生效益的 I 类知识产权', seenByPerson(class1Rights(1)), NOW],
      ['S6.2', '省部级以上科技奖励，单位排名前三', scienceAward(['NATIONAL', 'PROVINCIAL'], 3), THREE_YEARS],
      ['S6.3', '省部级以上研发机构', rdPlatform('NATIONAL', 'PROVINCIAL'), NOW],
    ]),
    ...each('[S2]', [['S7', '主导产品在细分市场占有率', said('较为靠前', PERSON), LAST_YEAR]]),
    ...onlyOf('APPLICATION', '[S2]', [['S8', '专精特新发展评价得分', developmentScore(50), LAST_YEAR]]),
    ...onlyOf('RENEWAL', '[S2]', [['S8', '专精特新发展评价得分（任一年）', eitherScore(50), TWO_YEARS]]),
  ],
  questions: [
    ...commonQuestions,
    rightsQuestion,
    {
      code: 'INCIDENT',
      text: '“重大事故”按哪一等级计',
      reading: '事故等级中的重大、特别重大；质量事故没有登记来源',
      provenance: '[I]',
    },
  ],
};
