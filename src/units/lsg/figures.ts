import { COUNT_STEP } from '../../kit/in-steps';
import { atLeast, atMost, type Threshold } from '../../kit/rules/rule-set';
import {
  BOARD_COVERAGE_AT_LEAST,
  BOARD_COVERAGE_UNTIL,
  END_OF_PLAN,
  FEN_PER_YUAN,
  FUND_SIZE_FEN,
  TITLES_AT_LEAST,
  TRAINEES_A_YEAR,
  type Tier,
} from '../../measures/plan-figures';
import { listAt, numberAt, at, type Tree } from './asking';
import { ScorecardFigureCode } from './scorecard-figure';

/** One question that a figure rests on. */
export interface FigureQuestion {
  /** Id of the owner that is asked, or of the hub, which then asks the owners below `sources`. */
  readonly owner: string;
  readonly query: string;
}

/** One figure of the scorecard: how it is made, what the plan says of it, and whom it rests on. */
export interface FigureRule {
  readonly code: ScorecardFigureCode;
  readonly zh: string;
  /** The measure or safeguard that it belongs to. */
  readonly measure: string;
  readonly unit: string;
  /** A target that is to be reached, or a bound that is to be kept to; absent where the plan names none. */
  readonly goal?: Threshold;
  /** The last day on which the target is reached in time. */
  readonly dueOn?: string;
  readonly formula: string;
  readonly provenance: string;
  /** The reading chosen where the plan leaves a choice. */
  readonly reading?: string;
  readonly questions: readonly FigureQuestion[];
  /** Unit code → coordinate. */
  readonly sources: readonly (readonly [unit: string, field: string])[];
  /** From the answers, in the order of the questions; null where an owner hid it. */
  readonly value: (answers: readonly Tree[]) => number | null;
  /** What the year or the owner adds to the reading. */
  readonly note?: (answers: readonly Tree[]) => string;
}

const TIERS: FigureQuestion = { owner: 'smeb', query: '{ tierCounts { tier enterprises } }' };
const GOALS = '方案 二、发展目标 [S]';
const BY_HIGHEST_TIER = '每户按当前最高梯次计一次；“小巨人”是否计入“专精特新”，方案未写明，另列合计 [I]';

const tierCount = (answer: Tree | undefined, tier: string): number | null =>
  numberAt(
    listAt(answer, 'tierCounts').find((cell) => at(cell, 'tier') === tier),
    'enterprises',
  );
const sumOf = (values: readonly (number | null)[]): number | null =>
  values.reduce<number | null>((sum, value) => (sum === null || value === null ? null : sum + value), 0);
const yuan = (fen: number | null): number | null => (fen === null ? null : fen / FEN_PER_YUAN);

function tierFigure(
  code: ScorecardFigureCode,
  zh: string,
  tiers: readonly string[],
  tier: Tier,
  reading: string,
): FigureRule {
  return {
    code,
    zh,
    measure: 'M01',
    unit: '户',
    goal: atLeast(TITLES_AT_LEAST[tier], '户'),
    dueOn: END_OF_PLAN,
    formula:
      tiers.length === 1
        ? '当前最高梯次为本级的企业数'
        : '当前梯次为专精特新、省级小巨人、国家级小巨人的企业数之和',
    provenance: GOALS,
    reading,
    questions: [TIERS],
    sources: [['SMEB', 'Query.tierCounts']],
    value: ([answer]) => sumOf(tiers.map((tier) => tierCount(answer, tier))),
  };
}

const MONEY = '累计，元';
const IN_FIVES = `提供方按 ${COUNT_STEP} 取整，舍去尾数`;
const PAID: FigureQuestion = {
  owner: 'fin',
  query: '{ paidFunds { awards { fen } ipSubsidies { fen } ipSubsidiesUntil } }',
};
const TASKS_OF_CITIES: FigureQuestion = {
  owner: 'city',
  query: '{ cityTaskTotals { open waiting overdue } }',
};
const TASKS_OF_ZONE: FigureQuestion = { owner: 'zone', query: '{ zoneTaskTotals { open waiting overdue } }' };

function taskFigure(
  code: ScorecardFigureCode,
  zh: string,
  fact: 'waiting' | 'overdue',
  formula: string,
): FigureRule {
  return {
    code,
    zh,
    measure: 'M19',
    unit: '件',
    goal: atMost(0, '件'),
    formula,
    provenance: '方案 第19条 [S]；目标为零 [I]',
    reading: `方案只说“及时认领”，未写明天数：以登记的办理期限为准，期限当日仍为及时 [I]；${IN_FIVES}`,
    questions: [TASKS_OF_CITIES, TASKS_OF_ZONE],
    sources: [
      ['CITY', 'Query.cityTaskTotals'],
      ['ZONE', 'Query.zoneTaskTotals'],
    ],
    value: ([cities, zone]) =>
      sumOf([numberAt(cities, 'cityTaskTotals', fact), numberAt(zone, 'zoneTaskTotals', fact)]),
  };
}

/** The figures in the order of the scorecard. */
export const figureRules: readonly FigureRule[] = [
  tierFigure(ScorecardFigureCode.SRDI, '“专精特新”企业', ['SRDI'], 'SRDI', BY_HIGHEST_TIER),
  tierFigure(
    ScorecardFigureCode.SRDI_WITH_LITTLE_GIANTS,
    '“专精特新”企业（含小巨人）',
    ['SRDI', 'PROVINCIAL_LITTLE_GIANT', 'NATIONAL_LITTLE_GIANT'],
    'SRDI',
    '另一种口径：“小巨人”同时是“专精特新”企业，一并计入 [I]',
  ),
  tierFigure(
    ScorecardFigureCode.PROVINCIAL_LITTLE_GIANT,
    '省级“小巨人”企业',
    ['PROVINCIAL_LITTLE_GIANT'],
    'PROVINCIAL_LITTLE_GIANT',
    BY_HIGHEST_TIER,
  ),
  tierFigure(
    ScorecardFigureCode.NATIONAL_LITTLE_GIANT,
    '国家级“小巨人”企业',
    ['NATIONAL_LITTLE_GIANT'],
    'NATIONAL_LITTLE_GIANT',
    BY_HIGHEST_TIER,
  ),
  {
    code: ScorecardFigureCode.BOARD_COVERAGE,
    zh: '专精特新板覆盖率',
    measure: 'M10',
    unit: '比率',
    goal: atLeast(BOARD_COVERAGE_AT_LEAST, '比率'),
    dueOn: BOARD_COVERAGE_UNTIL,
    formula: '（有称号的企业中已展示或已挂牌的户数）÷（有称号的企业户数）',
    provenance: '方案 第10条 [S]；三年的截止日 [I]',
    reading: '展示与挂牌合并去重；含小巨人；三年自 2022-03-18 起算，至 2025-03-17 [I]',
    questions: [{ owner: 'hub', query: '{ srdiBoardCoverage { ratio } }' }],
    sources: [
      ['SMEB', 'Query.srdiRoster'],
      ['EXCH', 'Query.presentOnBoard'],
    ],
    value: ([answer]) => numberAt(answer, 'srdiBoardCoverage', 'ratio'),
  },
  {
    code: ScorecardFigureCode.AWARDS_PAID,
    zh: '已拨付奖励资金',
    measure: 'M05',
    unit: MONEY,
    formula: '已公示、拨付日期不晚于今日的省级奖励金额之和',
    provenance: '方案 第5条 [S]',
    reading: '方案未给出总额目标；含一次性奖励与其他奖励，只计已拨付 [I]',
    questions: [PAID],
    sources: [['FIN', 'Query.paidFunds']],
    value: ([answer]) => yuan(numberAt(answer, 'paidFunds', 'awards', 'fen')),
  },
  {
    code: ScorecardFigureCode.FUND_COMMITTED,
    zh: '专项引导基金已认缴',
    measure: 'M06',
    unit: MONEY,
    goal: atMost(FUND_SIZE_FEN / FEN_PER_YUAN, '元'),
    formula: '引导基金认缴金额之和（含已退出项目）',
    provenance: '方案 第6条：基金规模 3 亿元 [S]',
    reading:
      '3 亿元是规模上限，不是投放目标；退出后收回的不重新计为可投 [I]；提供方按 1000 万元取整，舍去尾数',
    questions: [{ owner: 'fhg', query: '{ fundSummary { committed { fen } } }' }],
    sources: [['FHG', 'Query.fundSummary']],
    value: ([answer]) => yuan(numberAt(answer, 'fundSummary', 'committed', 'fen')),
  },
  {
    code: ScorecardFigureCode.IP_SUBSIDIES_PAID,
    zh: '已拨付知识产权交易补助',
    measure: 'M14',
    unit: MONEY,
    formula: '支付日期不晚于截至日的核定补助金额之和；截至日为最近一个有 3 家以上企业获支付的季度末',
    provenance: '方案 第14条 [S]',
    reading: '方案未给出总额目标；只计已支付 [I]',
    questions: [PAID],
    sources: [['FIN', 'Query.paidFunds']],
    value: ([answer]) => yuan(numberAt(answer, 'paidFunds', 'ipSubsidies', 'fen')),
    note: ([answer]) => `截至：${String(at(answer, 'paidFunds', 'ipSubsidiesUntil') ?? '')}`,
  },
  {
    code: ScorecardFigureCode.TRAINEES,
    zh: '领军人才培训人数',
    measure: 'M21',
    unit: '名/年',
    goal: atLeast(TRAINEES_A_YEAR, '名'),
    formula: '最近一个有学员的年度的学员数',
    provenance: '方案 第21条：每年 100 名 [S]',
    reading: IN_FIVES,
    questions: [{ owner: 'smeb', query: '{ trainingCount { year trainees } }' }],
    sources: [['SMEB', 'Query.trainingCount']],
    value: ([answer]) => numberAt(answer, 'trainingCount', 'trainees'),
    note: ([answer]) => `年度：${String(numberAt(answer, 'trainingCount', 'year') ?? '')}`,
  },
  taskFigure(
    ScorecardFigureCode.TASKS_OVERDUE,
    '超期的管家问题与帮扶事项',
    'overdue',
    '未办结且办理期限早于今日的件数，市县与示范区之和',
  ),
  taskFigure(
    ScorecardFigureCode.TASKS_UNCLAIMED,
    '尚未认领的管家问题与帮扶事项',
    'waiting',
    '未办结且无人认领（示范区：未开始办理）的件数之和',
  ),
];

/** Every figure is made of sums that its owners tell, and of open lists. */
export const OF_FIGURES = {
  of: [...new Set(figureRules.flatMap(({ sources }) => sources.map(([, field]) => field)))],
  told: 'EXACTLY',
} as const;
