import type { PlanOperation } from './plan-operation';

/** How far the plan is carried out (safeguards 2, 3): sums that the owners tell, read and published by the leading group's office. */
export const assessmentOperations: readonly PlanOperation[] = [
  {
    id: 'G3',
    title: '方案落实计分卡',
    note: '不需要令牌；每项有算式、来源与口径',
    consumer: 'public',
    purposes: ['PUBLIC'],
    document: `query PlanScorecard {
  planScorecard {
    asOf
    isSnapshot
    figures { code zh value unit target dueOn isMet formula provenance reading state reason sources { unitName field answeredAt } }
  }
}`,
  },
  {
    id: 'G3',
    title: '指标走势：国家级小巨人',
    note: '每日一个快照；此前的月末按认定记录推算',
    consumer: 'public',
    purposes: ['PUBLIC'],
    document: `query LittleGiantTrend {
  scorecardTrend(figure: NATIONAL_LITTLE_GIANT, from: "2024-01-01", to: "2026-12-31") { points { day value state isReconstructed } }
}`,
  },
  {
    id: 'G3',
    title: '各市排名',
    note: '按期末有称号的企业数',
    consumer: 'public',
    purposes: ['PUBLIC'],
    document: `query CityRanking {
  cityRanking(period: "2025") { from to reading cities { rank cityName titled change } }
}`,
  },
  {
    id: 'G3',
    title: '措施进展：专精特新板',
    note: '不需要令牌',
    consumer: 'public',
    purposes: ['PUBLIC'],
    document: `query BoardMeasure {
  measureProgress(no: "M10") { zh units { name } figures { zh value target isMet reading } note }
}`,
  },
  {
    id: 'G2',
    title: '各责任单位超期事项',
    note: '向各市县与示范区实时询问；按 5 件取整，过小的不示',
    consumer: { unit: 'LSG' },
    purposes: ['G2', 'G3', 'M19'],
    document: `query OverdueByUnit {
  overdueByUnit { keeper unitName open waiting overdue suppressed reason }
  cityTasksByUnit { responsibleUnit open waiting overdue }
}`,
  },
  {
    id: 'G3',
    title: '逾期情况：已过截止日而未达到的目标',
    note: '',
    consumer: { unit: 'LSG' },
    purposes: ['G3'],
    document: `query DeadlineBreaches {
  deadlineBreaches { asOf breaches { zh measure dueOn value target provenance reading } undecided }
}`,
  },
  {
    id: 'G3',
    title: '共享运行情况：谁未答复、拒绝了什么',
    note: '近三十日，取自各提供单位自己的留痕',
    consumer: { unit: 'LSG' },
    purposes: ['G3'],
    document: `query SharingHealth {
  sharingHealth { since unreachable owners { unitName state refusals { code zh count } } }
}`,
  },
  {
    id: 'G3',
    title: '责任单位名录与后来的名称',
    note: '不需要令牌',
    consumer: 'public',
    purposes: ['PUBLIC'],
    document: `query ResponsibleUnits {
  units { code name party aliases { name validFrom provenance } }
}`,
  },
];
