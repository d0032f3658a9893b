import { PERSON, type RuleSet } from '../../../kit/rules/rule-set';
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
import { commonQuestions, growthQuestion, MEASURES_2026, rightsQuestion } from './measures';
import {
  class1Rights,
  debtRatio,
  mainShare,
  rdExpense,
  rdRatio,
  revenue,
  revenueGrowth,
  scienceAward,
  seenByPerson,
} from '../../../measures/witnesses';
import { developmentScore, nicheYears, titleInForce } from './held';

/** 专精特新“小巨人”. */
export const littleGiant2026: RuleSet = {
  id: 'LITTLE_GIANT_2026',
  title: '专精特新“小巨人”企业认定标准',
  ...MEASURES_2026,
  criteria: [
    ...each('[S2]', [
      ['G1.1', '专精特新中小企业称号', said('有效', titleInForce), NOW],
      ['G1.2', '从事特定细分市场年限', nicheYears(3), END_OF_LAST_YEAR],
      ['G2', '营业收入总额', revenue(5000), LAST_YEAR],
      ['G3', '主营业务收入占营业收入比重', mainShare(90), LAST_YEAR],
    ]),
    ...onlyOf('APPLICATION', '[S2]', [['G4', '营业收入平均增长率', revenueGrowth(5), TWO_YEARS]]),
    ...each('[S2]', [
      ['G5', '资产负债率', debtRatio(75), END_OF_LAST_YEAR],
      ['G6.1', '研发费用合计', rdExpense(1200, 'TWO_TOGETHER'), TWO_YEARS],
      ['G6.2', '研发费用占营业收入比重', rdRatio(3, 'EACH_OF_TWO'), EACH_OF_TWO_YEARS],
    ]),
    ...oneOf('G7', '[S2]', [
      ['G7.1', 'I 类知识产权（非转让取得，权利人前三）', seenByPerson(class1Rights(4)), NOW],
      ['G7.2', '国家级科技奖励，单位排名前三', scienceAward(['NATIONAL'], 3), THREE_YEARS],
    ]),
    ...each('[S2]', [
      ['G8', '主导产品国内或国际细分市场占有率', said('≥ 10%，或国内前三', PERSON), LAST_YEAR],
      ['G9', '主导产品属“六基”或重点产业链关键环节', said('属于', PERSON), NOW],
      ['G10', '专精特新发展评价得分', developmentScore(60), LAST_YEAR],
      ['N1', '制造业单项冠军称号', said('未获得', PERSON), NOW],
      ['N2', '由现有“小巨人”控股或控股之，或同集团生产同类产品', said('不属于', PERSON), NOW],
      ['N3', '申报数据造假', said('未发生', PERSON), THREE_YEARS],
    ]),
  ],
  questions: [...commonQuestions, growthQuestion, rightsQuestion],
};
