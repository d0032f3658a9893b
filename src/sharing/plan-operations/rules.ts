import type { PlanOperation } from './plan-operation';

const report = `rule title basis asOf isInForce verdict says
      criteria { code requirement threshold period state witnesses unanswered { unit code } anyOf provenance }
      amounts { title value unit bounds unanswered { unit code } provenance }
      questions { code text reading provenance }`;

const ofEnterprise = (name: string, rule: string): string => `query ${name}($uscc: USCC!) {
  enterprise(uscc: $uscc) {
    registration { name }
    planRule(rule: ${rule}) {
      ${report}
    }
  }
}`;

const NOTE = '每项注明证明单位；各单位只就提问者有权读的作证，其余为未知并注明代码';

/** The plan's rules, each judged for the unit that acts on it. */
export const ruleOperations: readonly PlanOperation[] = [
  {
    id: 'Q01',
    title: '方案规则 R2：一家企业是否应入库而未入',
    note: NOTE,
    consumer: { unit: 'CITY', system: 'taiyuan' },
    purposes: ['M02'],
    scope: { divisions: 'own' },
    variables: ['uscc'],
    document: ofEnterprise('PoolGapRule', 'R2'),
  },
  {
    id: 'Q03',
    title: '方案规则 R4：小升规、股改的培育对象',
    note: NOTE,
    consumer: { unit: 'SMEB' },
    purposes: ['M04'],
    variables: ['uscc'],
    document: `query TrinityRules($uscc: USCC!) {
  enterprise(uscc: $uscc) {
    registration { name }
    smallToScale: planRule(rule: R4A) {
      ${report}
    }
    shareReform: planRule(rule: R4B) {
      ${report}
    }
  }
}`,
  },
  {
    id: 'Q04',
    title: '方案规则 R5：一次性奖励不超过 30 万元，每户一次',
    note: NOTE,
    consumer: { unit: 'FIN' },
    purposes: ['M05'],
    variables: ['uscc'],
    document: ofEnterprise('AwardRule', 'R5'),
  },
  {
    id: 'Q05',
    title: '方案规则 R6：引导基金的投向与尚可认缴',
    note: NOTE,
    consumer: { unit: 'FHG' },
    purposes: ['M06'],
    variables: ['uscc'],
    document: ofEnterprise('FundRule', 'R6'),
  },
  {
    id: 'Q08',
    title: '方案规则 R7：国有房屋租金减免的资格',
    note: NOTE,
    consumer: { unit: 'SASAC' },
    purposes: ['M07'],
    variables: ['uscc'],
    document: ofEnterprise('RentReliefRule', 'R7'),
  },
  {
    id: 'Q09',
    title: '方案规则 R8：政府采购价格扣除',
    note: NOTE,
    consumer: { unit: 'FIN' },
    purposes: ['M08'],
    variables: ['uscc'],
    document: ofEnterprise('PriceDeductionRule', 'R8'),
  },
  {
    id: 'Q16',
    title: '方案规则 R14：知识产权交易补助的条件与上限',
    note: 'asOf 填交易日；增幅与利润率只以是否判断',
    consumer: { unit: 'FIN' },
    purposes: ['M14'],
    variables: ['traded', 'tradedOn'],
    document: `query IpSubsidyRule($traded: USCC!, $tradedOn: Date!) {
  enterprise(uscc: $traded) {
    registration { name }
    planRule(rule: R14, asOf: $tradedOn) {
      ${report}
    }
  }
}`,
  },
  {
    id: 'Q20',
    title: '方案规则 R18：一家企业是否用电保障对象',
    note: NOTE,
    consumer: { unit: 'NEA' },
    purposes: ['M18'],
    variables: ['uscc'],
    document: ofEnterprise('PowerProtectionRule', 'R18'),
  },
  {
    id: 'Q21',
    title: '方案规则 R19：管家到位与超期',
    note: NOTE,
    consumer: { unit: 'LSG' },
    purposes: ['M19'],
    variables: ['uscc'],
    document: ofEnterprise('StewardRule', 'R19'),
  },
];
