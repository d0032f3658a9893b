import { each } from '../lines';
import {
  BOARD_COVERAGE_AT_LEAST,
  BOARD_COVERAGE_UNTIL,
  END_OF_PLAN,
  PLAN_DATE,
  TITLES_AT_LEAST,
  TRAINEES_A_YEAR,
} from '../plan-figures';
import type { PlanRule } from '../plan-rule';
import { figureAtLeast } from './figures';

/** 第10条. */
export const boardCoverage: PlanRule = {
  id: 'R10',
  title: '专精特新板覆盖率',
  measure: 'M10',
  about: 'PROVINCE',
  version: '2022',
  basis: '方案 第10条',
  validFrom: PLAN_DATE,
  validUntil: BOARD_COVERAGE_UNTIL,
  formula: 'coverage = |SRDI ∩ (展示 ∪ 挂牌)| ÷ |SRDI| ≥ 0.80',
  says: '达到目标',
  figures: ['BOARD_COVERAGE'],
  criteria: each('[S]', [
    ['R10.1', '展示挂牌覆盖率', figureAtLeast('BOARD_COVERAGE', BOARD_COVERAGE_AT_LEAST, '比率'), '三年'],
  ]),
  questions: [
    {
      code: 'DISTINCT',
      text: '展示与挂牌是否分别计数',
      reading: '合并去重，每户计一次；小巨人计入专精特新',
      provenance: '[I]',
    },
    {
      code: 'THREE_YEARS',
      text: '“三年时间”的截止日',
      reading: `自 ${PLAN_DATE} 起算，至 ${BOARD_COVERAGE_UNTIL}`,
      provenance: '[I]',
    },
  ],
};

/** 第21条. */
export const trainees: PlanRule = {
  id: 'R21',
  title: '领军人才培训',
  measure: 'M21',
  about: 'PROVINCE',
  version: '2022',
  basis: '方案 第21条',
  validFrom: PLAN_DATE,
  formula: 'trainees(y) = 100',
  says: '本年度名额用满',
  keptBy: ['Mutation.admitTrainee'],
  figures: ['TRAINEES'],
  criteria: each('[S]', [
    ['R21.1', '遴选董事长（总经理）', figureAtLeast('TRAINEES', TRAINEES_A_YEAR, '名/年'), '每年'],
  ]),
  questions: [
    {
      code: 'EXACTLY',
      text: '“每年遴选 100 名”是目标还是名额上限',
      reading: '既是目标也是名额：满 100 名后不再录取',
      provenance: '[I]',
    },
  ],
};

const { SRDI, PROVINCIAL_LITTLE_GIANT, NATIONAL_LITTLE_GIANT } = TITLES_AT_LEAST;

/** 二、发展目标. */
export const titleGoals: PlanRule = {
  id: 'T',
  title: '发展目标：企业户数',
  measure: 'GOALS',
  about: 'PROVINCE',
  version: '2022',
  basis: '方案 二、发展目标',
  validFrom: PLAN_DATE,
  validUntil: END_OF_PLAN,
  formula: 'count(SRDI) ≥ 3000 ∧ count(省级小巨人) ≥ 500 ∧ count(国家级小巨人) ≥ 200',
  says: '达到目标',
  figures: ['SRDI', 'SRDI_WITH_LITTLE_GIANTS', 'PROVINCIAL_LITTLE_GIANT', 'NATIONAL_LITTLE_GIANT'],
  criteria: each('[S]', [
    ['T.1', '“专精特新”企业', figureAtLeast('SRDI', SRDI, '户'), '“十四五”末'],
    [
      'T.2',
      '省级“小巨人”企业',
      figureAtLeast('PROVINCIAL_LITTLE_GIANT', PROVINCIAL_LITTLE_GIANT, '户'),
      '“十四五”末',
    ],
    [
      'T.3',
      '国家级“小巨人”企业',
      figureAtLeast('NATIONAL_LITTLE_GIANT', NATIONAL_LITTLE_GIANT, '户'),
      '“十四五”末',
    ],
  ]),
  questions: [
    {
      code: 'INSIDE',
      text: '省级、国家级小巨人是否计入“专精特新”的 3000 户',
      reading: '每户按当前最高梯次计一次；计入小巨人的合计另列为 SRDI_WITH_LITTLE_GIANTS',
      provenance: '[I]',
    },
  ],
};
