import type { PlanOperation } from './plan-operation';

/** Whom the plan cultivates: pool, recognition, the three lists, training, promotion (measures 1, 2, 4, 20, 21). */
export const cultivationOperations: readonly PlanOperation[] = [
  {
    id: 'Q01',
    title: '入库缺口：营收达到 500 万元、方向相符而未入库的企业',
    note: '各提供方在自己的库内判断，只交出企业代码；仅限本市',
    consumer: { unit: 'CITY', system: 'taiyuan' },
    purposes: ['M02', 'M04'],
    scope: { divisions: 'own' },
    document: `query PoolGap {
  screening(
    where: {
      registration: { division: ["1401"], status: [IN_OPERATION], industry: ["C", "I", "M"] }
      tax: { revenueAtLeast: 5000000 }
    }
    except: { cultivation: { inPool: true } }
    first: 10
  ) {
    count
    edges {
      node {
        uscc
        registration { name status division industry legalRepresentativeName }
        tax { revenueAtLeast(yuan: 5000000) taxpayerStatus employeesBand { zh } }
        cultivation { inPool poolEnteredOn scaleUpTarget shareReformTarget weaknesses { dimension finding advice } }
      }
    }
    owners { unit slice matched bytes ms }
    pageInfo { hasNextPage endCursor }
  }
}`,
  },
  {
    id: 'Q01',
    title: '入库缺口：全省',
    note: '税务、市场监管、小企业局各自判断；只有户数与头几户',
    consumer: { unit: 'SMEB' },
    purposes: ['M02'],
    document: `query PoolGapOfProvince {
  screening(
    where: {
      registration: { status: [IN_OPERATION], industry: ["C", "I", "M"] }
      tax: { revenueAtLeast: 5000000 }
    }
    except: { cultivation: { inPool: true } }
    first: 20
  ) {
    count
    edges { node { uscc } }
    owners { unit slice matched bytes ms }
    pageInfo { hasNextPage endCursor }
  }
}`,
  },
  {
    id: 'Q02',
    title: '认定条件核验：由各提供方以是否判断作答',
    note: '不取财务数额；阈值都在名单之内',
    consumer: { unit: 'SMEB' },
    purposes: ['M01', 'M02', 'M04'],
    variables: ['uscc'],
    document: `query RecognitionCheck($uscc: USCC!) {
  enterprise(uscc: $uscc) {
    registration { name status industry legalRepresentativeName abnormalListed seriouslyDishonest }
    ip { class1IpCount class2IpCount qualityAwards standardsJoined }
    cultivation { tier nicheMarket nicheYears }
    tax {
      sizeClass
      revenueBand
      revenueAtLeast(yuan: 15000000)
      mainRevenueShareAtLeast(ratio: "0.8")
      debtRatioAtMost(ratio: "0.8")
      rdExpenseAtLeast(yuan: 1000000)
      rdRatioAtLeast(ratio: "0.03")
    }
    innovation { rdStaffShareAtLeast(ratio: "0.2") rdPlatforms { name kind } scienceAwards { year grade rank } }
    industry { digitalLevel aboveScale { isAboveScale enteredOn } }
    local { safetyEnvIncidents { kind grade happenedOn } }
  }
}`,
  },
  {
    id: 'Q02',
    title: '认定条件逐项判断：各单位当场作证',
    note: '每项注明证明单位；未作答的注明代码；省略 ruleSet 为下一梯次的标准',
    consumer: { unit: 'SMEB' },
    purposes: ['M01'],
    variables: ['uscc'],
    document: `query Eligibility($uscc: USCC!, $ruleSet: EligibilityRuleSet, $asOf: Date, $isRenewal: Boolean) {
  enterprise(uscc: $uscc) {
    registration { name }
    cultivation {
      eligibility(ruleSet: $ruleSet, asOf: $asOf, isRenewal: $isRenewal) {
        ruleSet basis asOf isRenewal isInForce verdict
        criteria { code requirement threshold period state witnesses unanswered { unit code } anyOf provenance }
        score { atLeast atMost most indicators { code title atLeast atMost most needsPerson } }
        questions { code text reading provenance }
      }
    }
  }
}`,
  },
  {
    id: 'Q02',
    title: '本市企业能否认定：只看判断',
    note: '各单位只就本市企业作证',
    consumer: { unit: 'CITY', system: 'taiyuan' },
    purposes: ['M01'],
    scope: { divisions: 'own' },
    variables: ['uscc'],
    document: `query CityEligibility($uscc: USCC!) {
  enterprise(uscc: $uscc) {
    registration { name }
    cultivation {
      eligibility(ruleSet: SRDI_2026) {
        ruleSet isRenewal verdict
        criteria { code requirement threshold state witnesses unanswered { unit code } }
      }
    }
  }
}`,
  },
  {
    id: 'Q03',
    title: '三位一体：小升规与股改的对象',
    note: '营收在 1500 万元以上而未升规的，公司类型不是股份有限公司的；头几户与户数',
    consumer: { unit: 'SMEB' },
    purposes: ['M04'],
    document: `query TrinityTargets {
  srdi: screening(where: { cultivation: { tier: [SRDI, PROVINCIAL_LITTLE_GIANT, NATIONAL_LITTLE_GIANT] } }, first: 1) { count }
  smallToScale: screening(
    where: {
      cultivation: { tier: [SRDI, PROVINCIAL_LITTLE_GIANT, NATIONAL_LITTLE_GIANT] }
      tax: { revenueAtLeast: 15000000 }
    }
    except: { industry: { isAboveScale: true } }
    first: 5
  ) {
    count
    edges { node { uscc registration { name } tax { revenueAtLeast(yuan: 20000000) } industry { aboveScale { isAboveScale enteredOn } } cultivation { scaleUpTarget } } }
  }
  shareReform: screening(
    where: { cultivation: { tier: [SRDI, PROVINCIAL_LITTLE_GIANT, NATIONAL_LITTLE_GIANT] } }
    except: { registration: { companyType: [JOINT_STOCK] } }
    first: 5
  ) {
    count
    edges { node { uscc registration { name companyType } regionalMarket { shareReform { status completedOn } } cultivation { shareReformTarget } } }
  }
}`,
  },
  {
    id: 'Q23',
    title: '领军人才培训：每年一百名',
    note: '只有人数，没有姓名',
    consumer: { unit: 'LSG' },
    purposes: ['M21'],
    document: `query Training100 {
  trainingCount(year: 2025) { year trainees target provenance suppressed }
}`,
  },
];
