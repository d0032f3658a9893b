import type { PlanOperation } from './plan-operation';

/** Money that others give: banks, the regional board, the exchanges (measures 9–11). */
export const financingOperations: readonly PlanOperation[] = [
  {
    id: 'Q10',
    title: '企业名单推送：自上次以来的变动',
    note: '不填 since 从头读取；下次以 nextCursor 继续，间隔多久都不遗漏',
    consumer: { unit: 'LFR' },
    purposes: ['M09'],
    document: `query PushListDelta($since: String) {
  pushListChanges(since: $since, first: 100) {
    changes {
      cursor kind reason reasonText happenedOn tierBefore tierAfter
      enterprise { uscc registration { name industry division } cultivation { mainProduct nicheMarket } }
    }
    nextCursor hasMore asOf
  }
}`,
  },
  {
    id: 'Q11',
    title: '信用概况：须企业授权',
    note: '一家已授权、一家未授权',
    consumer: { unit: 'LFR' },
    purposes: ['M09'],
    variables: ['consented', 'other'],
    document: `query CreditCheck($consented: USCC!, $other: USCC!) {
  consented: enterprise(uscc: $consented) {
    registration { name industry legalRepresentativeName }
    cultivation { nicheMarket contactName contactPhone }
    credit { hasCreditRecord creditOverview { institutionCount objectionMark } nonPerformingFlag objectionMark }
    tax { revenueBand debtRatioAtMost(ratio: "0.75") }
    energy { electricityBand { zh } electricityGrowthAtLeast(ratio: "0.05") }
  }
  other: enterprise(uscc: $other) { registration { name } credit { creditOverview { institutionCount objectionMark } } }
}`,
  },
  {
    id: 'Q12',
    title: '挂牌服务：专精特新企业与其挂牌情况',
    note: '培育与挂牌信息可读，纳税与信用被拒绝：各有依据与下一步',
    consumer: { unit: 'EXCH' },
    purposes: ['M10'],
    variables: ['uscc'],
    document: `query BoardListing($uscc: USCC!) {
  enterprise(uscc: $uscc) {
    registration { name status division registeredCapital { fen } industry legalRepresentativeName }
    cultivation { tier mainProduct inPool shareReformTarget contactName contactPhone }
    regionalMarket { displayed listing { code board listedOn } layer greenChannelUsed }
  }
}`,
  },
  {
    id: 'Q12',
    title: '挂牌情况：股改与培训',
    note: '',
    consumer: { unit: 'SMEB' },
    purposes: ['M10'],
    variables: ['uscc'],
    document: `query BoardProgress($uscc: USCC!) {
  enterprise(uscc: $uscc) {
    registration { name }
    regionalMarket { listing { code listedOn } shareReform { status completedOn } trainingAttended { course heldOn } }
  }
}`,
  },
  {
    id: 'Q14',
    title: '上市后备：入库、辅导与障碍',
    note: '辅导备案等已公布的向社会开放，未公布的阶段只供本用途',
    consumer: { unit: 'LFR' },
    purposes: ['M11'],
    variables: ['uscc'],
    document: `query ListingReserve($uscc: USCC!) {
  enterprise(uscc: $uscc) {
    registration { name }
    cultivation { tier shareReformTarget developmentScore }
    financing { listingReserve { layer batch enteredOn } listingObstacles { __typename } targetBoard }
    listing { stage tutoringFiling { tutor filedOn } board stockCode baseService { exchange service heldOn } }
    local { landGranted { __typename } leaderContact }
  }
}`,
  },
  {
    id: 'Q13',
    title: '专精特新板覆盖率（目标 80%）',
    note: '向 SMEB、EXCH 实时询问；少于 3 户的单元不示',
    consumer: { unit: 'LSG' },
    purposes: ['M10'],
    document: `query Coverage80 {
  srdiBoardCoverage { asOf srdi covered ratio goal isReached byCity { name srdi covered ratio } }
}`,
  },
];
