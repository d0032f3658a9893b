import type { PlanOperation } from './plan-operation';

/** What keeps an enterprise running, and what it may know itself (measures 18, 19; access log). */
export const careOperations: readonly PlanOperation[] = [
  {
    id: 'Q20',
    title: '用电保障：梯次与行业',
    note: '',
    consumer: { unit: 'NEA' },
    purposes: ['M18'],
    variables: ['uscc'],
    document: `query PowerProtectionCheck($uscc: USCC!) {
  enterprise(uscc: $uscc) {
    registration { name industry legalRepresentativeName }
    cultivation { tier inPool mainProduct }
    energy { orderlyUse protectedUser strategicPriceEligible }
    development { strategicEmerging priceApproval { documentNo validUntil } energyReview { project outcome } }
    industry { orderlyPowerClass }
  }
}`,
  },
  {
    id: 'Q20',
    title: '用电保障对象：有称号的战略性新兴产业企业，尚未列入保障名单的',
    note: '三个提供方各自判断，只交出企业代码',
    consumer: { unit: 'NEA' },
    purposes: ['M18'],
    document: `query PowerProtectionGap {
  screening(
    where: {
      cultivation: { tier: [PROVINCIAL_LITTLE_GIANT, NATIONAL_LITTLE_GIANT] }
      registration: { status: [IN_OPERATION] }
      development: { strategicEmerging: true }
    }
    except: { energy: { protectedUser: true } }
    first: 10
  ) {
    count
    edges { node { uscc registration { name division } energy { orderlyUse protectedUser strategicPriceEligible } } }
    owners { unit slice matched bytes ms }
  }
}`,
  },
  {
    id: 'Q20',
    title: '用电保障名单与限电记录',
    note: '',
    consumer: { unit: 'MIIT' },
    purposes: ['M18'],
    document: `query PowerCurtailments {
  protectedPowerUsers(first: 10) {
    edges { node { uscc registration { name } energy { orderlyUse curtailments { happenedOn kind hours } greenPowerShare } } }
  }
}`,
  },
  {
    id: 'Q20',
    title: '本市用电保障名单',
    note: '仅限本市',
    consumer: { unit: 'CITY', system: 'taiyuan' },
    purposes: ['M03'],
    scope: { divisions: 'own' },
    document: `query PowerProtection {
  protectedPowerUsers(division: "1401", first: 10) {
    edges { node { uscc registration { name } energy { orderlyUse protectedUser gasQuota { year quota } } } }
  }
}`,
  },
  {
    id: 'Q21',
    title: '管家看板：问题清单、超期与星级',
    note: '一市的头十家',
    consumer: { unit: 'LSG' },
    purposes: ['M19'],
    document: `query StewardBoard {
  enterprises(first: 10, filter: { division: "1401" }) {
    edges {
      node {
        uscc
        registration { name division }
        local { steward { name position } stewardStars overdueTasks tasks { category subject responsibleUnit dueOn status } }
      }
    }
  }
}`,
  },
  {
    id: 'Q21',
    title: '综改示范区：帮扶事项',
    note: '只有区内企业',
    consumer: { unit: 'LSG' },
    purposes: ['M19'],
    variables: ['inZone'],
    document: `query ZoneSupport($inZone: USCC!) {
  enterprise(uscc: $inZone) {
    registration { name }
    zone { park steward { name } stars supportMatters { subject office dueOn status } }
  }
}`,
  },
  {
    id: 'Q22',
    title: '产品项目推广目录',
    note: '不需要令牌',
    consumer: 'public',
    purposes: ['PUBLIC'],
    document: `query ProductCatalogue {
  productCatalogue(first: 10) { edges { node { enterprise { uscc registration { name } } entry { name summary publishedOn } } } }
}`,
  },
  {
    id: 'Q22',
    title: '产品供需匹配：谁能供应，还有多少产能',
    note: '产品向社会开放；产能须经企业授权',
    consumer: { unit: 'SMEB' },
    purposes: ['M22'],
    document: `query PartnerMatch {
  productMatches(seeking: "液压阀门、轴承", first: 8) {
    product score sharedWords
    enterprise { uscc registration { name division } industry { productionCapacity { product yearly measure utilisation } } }
  }
}`,
  },
  {
    id: 'Q24',
    title: '谁看过我：企业查阅自己的记录',
    note: '企业以自己的身份查看',
    consumer: 'enterprise',
    purposes: ['SELF'],
    variables: ['uscc'],
    document: `query WhoLooked($uscc: USCC!) {
  enterprise(uscc: $uscc) {
    registration { name }
    accessLog(first: 20) { edges { node { time unitName purposeName state fields { zh outcome } } } pageInfo { hasNextPage } }
  }
}`,
  },
];
