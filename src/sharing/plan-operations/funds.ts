import type { PlanOperation } from './plan-operation';

/** What the plan gives: awards, the guidance fund, taxes, rents, procurement, subsidies (measures 5–8, 14; safeguard 1). */
export const fundsOperations: readonly PlanOperation[] = [
  {
    id: 'Q04',
    title: '奖励预审：是否首次、梯次',
    note: '一次性奖励不超过 30 万元，每户一次',
    consumer: { unit: 'FIN' },
    purposes: ['M05'],
    variables: ['uscc'],
    document: `query AwardPrecheck($uscc: USCC!) {
  enterprise(uscc: $uscc) {
    registration { name industry legalRepresentativeName abnormalListed seriouslyDishonest }
    cultivation { tier inPool nicheMarket recognitions { tier validFrom validUntil } }
    fiscal { hasReceivedOneOffAward oneOffAwardOpen awards { amount { fen } publishedOn } }
  }
}`,
  },
  {
    id: 'Q04',
    title: '市级奖励预审：省级是否已奖',
    note: '仅限本市',
    consumer: { unit: 'CITY', system: 'taiyuan' },
    purposes: ['M05'],
    scope: { divisions: 'own' },
    variables: ['uscc'],
    document: `query CityAwardPrecheck($uscc: USCC!) {
  enterprise(uscc: $uscc) {
    registration { name division }
    cultivation { tier }
    fiscal { awardedTotal { fen } hasReceivedOneOffAward }
  }
}`,
  },
  {
    id: 'Q05',
    title: '引导基金投向：是否省级以上小巨人',
    note: '基金规模 3 亿元；只及省级、国家级小巨人',
    consumer: { unit: 'FHG' },
    purposes: ['M06'],
    scope: { tiers: ['PROVINCIAL_LITTLE_GIANT', 'NATIONAL_LITTLE_GIANT'] },
    variables: ['uscc'],
    document: `query FundEligibility($uscc: USCC!) {
  enterprise(uscc: $uscc) {
    registration { name status }
    cultivation { tier developmentScore }
    guidanceFund { eligible stage committed { fen } }
  }
  fundSummary { size { fen } committed { fen } remaining { fen } }
}`,
  },
  {
    id: 'Q06',
    title: '基金尽职调查：须企业授权',
    note: '国有企业不属于政务部门，只凭企业授权',
    consumer: { unit: 'FHG' },
    purposes: ['M06'],
    scope: { tiers: ['PROVINCIAL_LITTLE_GIANT', 'NATIONAL_LITTLE_GIANT'] },
    variables: ['uscc'],
    document: `query FundDueDiligence($uscc: USCC!) {
  enterprise(uscc: $uscc) {
    registration { name status registeredCapital { fen } penalties { __typename } }
    tax { revenue { fen } violations { __typename } }
    credit { hasCreditRecord creditOverview { institutionCount balanceBand { zh } nonPerformingFlag objectionMark } objectionMark }
    bankInsurance { loanCount loanBand { zh } }
  }
}`,
  },
  {
    id: 'Q07',
    title: '红利账单：企业自己的减税降费',
    note: '企业以自己的身份查看',
    consumer: 'enterprise',
    purposes: ['SELF'],
    variables: ['uscc'],
    document: `query DividendBill($uscc: USCC!) {
  enterprise(uscc: $uscc) { registration { name } tax { dividendBill(year: 2025) { __typename } } }
}`,
  },
  {
    id: 'Q08',
    title: '房租减免：企业划型',
    note: '',
    consumer: { unit: 'SASAC' },
    purposes: ['M07'],
    variables: ['uscc'],
    document: `query RentRelief($uscc: USCC!) {
  enterprise(uscc: $uscc) {
    registration { name status industry legalRepresentativeName }
    tax { sizeClass }
    stateAssets { rentReliefEligible stateTenancies { premises monthlyRent { fen } leasedUntil } rentReliefs { year amount { fen } } }
  }
}`,
  },
  {
    id: 'Q09',
    title: '政府采购：价格扣除资格',
    note: '财库〔2022〕19号：小微企业货物、服务 10–20 %',
    consumer: { unit: 'FIN' },
    purposes: ['M08'],
    variables: ['uscc'],
    document: `query ProcurementPreference($uscc: USCC!) {
  enterprise(uscc: $uscc) {
    registration { name }
    tax { sizeClass }
    cultivation { tier inPool productCatalogueEntry { name summary } }
    fiscal { procurementPriceDeduction { atLeast atMost } reservedShareWins }
  }
}`,
  },
  {
    id: 'Q16',
    title: '知识产权交易补助：不超过价款 20 %、每年 200 万元',
    note: '增幅与利润率只以是否判断',
    consumer: { unit: 'FIN' },
    purposes: ['M14'],
    variables: ['uscc'],
    document: `query IpSubsidy($uscc: USCC!) {
  enterprise(uscc: $uscc) {
    registration { name }
    ip { class1IpCount class2IpCount ipTrades { tradeId kind price { fen } tradedOn } }
    cultivation { tier recognitions { tier validFrom } }
    industry { aboveScale { isAboveScale enteredOn } }
    bankInsurance { ipPledgeFinancing { amount { fen } patents disbursedOn } }
    tax { sizeClass mainRevenueGrowthAtLeast(ratio: "0.3") profitRateAtLeast(ratio: "0.15") }
    fiscal { ipSubsidyPaid(year: 2025) { fen } ipSubsidyRemaining(year: 2025) { fen } }
  }
}`,
  },
  {
    id: 'G1',
    title: '专项预算：各级安排与下达',
    note: '',
    consumer: { unit: 'LSG' },
    purposes: ['G1'],
    document: `query BudgetLines {
  budgetLines(division: "1401") { year division office item budgeted { fen } released { fen } }
}`,
  },
];
