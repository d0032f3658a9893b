import type { PlanOperation } from './plan-operation';

/** How an enterprise grows: research, instruments, machines, chains (measures 13, 15–17). */
export const innovationOperations: readonly PlanOperation[] = [
  {
    id: 'Q15',
    title: '产学研对接：企业的需求，高校、国企与社会的供给',
    note: '供给向社会开放；需求是企业自己的',
    consumer: { unit: 'STD' },
    purposes: ['M13'],
    variables: ['uscc'],
    document: `query TechDemandMatch($uscc: USCC!) {
  enterprise(uscc: $uscc) {
    registration { name industry legalRepresentativeName }
    cultivation { tier mainProduct nicheMarket }
    innovation { techDemands { subject budget { fen } collectedOn metOn } }
    academia { cooperation { university mode topic } }
  }
  techSupplies(first: 5) { edges { node { supplyNo title industry holder offer } } }
  universityPatents(first: 5) { edges { node { patentNo title industry university offer } } }
  licensablePatents(first: 5) { edges { node { number title industry holder licence } } }
}`,
  },
  {
    id: 'Q17',
    title: '共享仪器：太原市可预约的',
    note: '不需要令牌',
    consumer: 'public',
    purposes: ['PUBLIC'],
    document: `query SharedInstruments {
  sharedInstruments(division: "1401", first: 10) { edges { node { instrumentNo name purpose host division acceptsVouchers } } }
}`,
  },
  {
    id: 'Q18',
    title: '智能化升级：数字化水平与候选企业',
    note: '',
    consumer: { unit: 'MIIT' },
    purposes: ['M16'],
    document: `query SmartUpgrade {
  srdiEnterprises(first: 10, filter: { tier: SRDI }) {
    edges {
      node {
        uscc
        registration { name industry }
        cultivation { tier inPool nicheMarket }
        industry { digitalLevel cloudAdoption smartManufacturing { kind name } }
        local { poolEntries { enteredOn focus } }
      }
    }
  }
}`,
  },
  {
    id: 'Q19',
    title: '产业链图：本市企业在链上的位置',
    note: '仅限本市',
    consumer: { unit: 'CITY', system: 'taiyuan' },
    purposes: ['M17'],
    scope: { divisions: 'own' },
    document: `query ChainMap {
  srdiEnterprises(first: 10, filter: { division: "1401" }) {
    edges { node { uscc registration { name division } cultivation { tier mainProduct nicheMarket } industry { chain chainRole node } } }
  }
}`,
  },
];
