import type { PlanOperation } from './plan-operation';

/** How an enterprise grows: research, instruments, machines, chains (measures 13, 15–17). */
export const innovationOperations: readonly PlanOperation[] = [
  {
    id: 'Q15',
    title: '产学研对接：一家企业的技术需求与匹配的供给',
    note: '每项匹配附理由；高校与国企只在企业授权后被问及',
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
  technicalMatches(uscc: $uscc, first: 5) {
    subject industry ipc
    matches { number title holder score sharedWords isSameIndustry isSameIpc }
    sources { unit unitName state says }
  }
}`,
  },
  {
    id: 'Q15',
    title: '高校供给匹配：经企业授权的技术需求',
    note: '未授权的企业返回拒绝，不透露有无需求',
    consumer: { unit: 'EDU' },
    purposes: ['M13'],
    variables: ['uscc'],
    document: `query UniversityDemandMatch($uscc: USCC!) {
  technicalMatches(uscc: $uscc, first: 5) {
    subject industry ipc
    matches { number title holder score sharedWords isSameIndustry isSameIpc }
    sources { unit unitName state says }
  }
}`,
  },
  {
    id: 'Q15',
    title: '国企专利许可匹配：经企业授权的技术需求',
    note: '未授权的企业返回拒绝，不透露有无需求',
    consumer: { unit: 'SASAC' },
    purposes: ['M13'],
    variables: ['uscc'],
    document: `query StateFirmDemandMatch($uscc: USCC!) {
  technicalMatches(uscc: $uscc, first: 5) {
    subject industry ipc
    matches { number title holder score sharedWords isSameIndustry isSameIpc }
    sources { unit unitName state says }
  }
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
    title: '产业链图：本市企业在链上的位置与缺口',
    note: '仅限本市；上游在前，缺口是本市没有企业的节点',
    consumer: { unit: 'CITY', system: 'taiyuan' },
    purposes: ['M17'],
    scope: { divisions: 'own' },
    document: `query ChainMap {
  chainMap(chain: "高端装备制造", perNode: 5) {
    chain
    nodes {
      node position leaders backbones supporting
      members { role enterprise { uscc registration { name division } cultivation { tier mainProduct nicheMarket } } }
    }
    links { upstream downstream }
    gaps
  }
}`,
  },
];
