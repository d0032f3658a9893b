import { anyOf, atMost, isTrue, reaches, staysWithin, type Condition } from '../../kit/rules/rule-set';
import { each, NOW, said } from '../lines';
import { PLAN_DATE } from '../plan-figures';
import type { PlanRule } from '../plan-rule';
import { hasTitle, isLittleGiantOn, isNoLittleGiantOn, provinceTitles } from '../titles';
import { inOperation } from '../witnesses';

const isStrategicEmerging: Condition = {
  ask: { owner: 'NDRC', coordinate: 'Development.strategicEmerging', slice: 'development' },
  holds: isTrue,
};

/** 第3条、第18条. */
export const powerProtection: PlanRule = {
  id: 'R18',
  title: '用电保障',
  measure: 'M18',
  about: 'ENTERPRISE',
  version: '2022',
  basis: '方案 第3条、第18条',
  validFrom: PLAN_DATE,
  formula: 'protected(e) = tier(e) ∈ { 省级小巨人, 国家级小巨人 } ∧ 在业(e) ∧ 战略性新兴产业(e)',
  says: '列为用电保障对象',
  criteria: each('[S]', [
    ['R18.1', '称号', said('省级小巨人或国家级小巨人', isLittleGiantOn), NOW],
    ['R18.2', '登记状态', said('在业', inOperation), NOW, '[I]'],
    ['R18.3', '战略性新兴产业认定', said('已认定', isStrategicEmerging), NOW],
  ]),
  questions: [
    {
      code: 'PROTECTED',
      text: '方案未写明哪些企业列入保障：第3条写省级、国家级小巨人，第18条写战略性新兴产业电价',
      reading: '两条都符合的企业；“不搞一刀切”适用于所有企业，不在此判断',
      provenance: '[I]',
    },
  ],
};

const steward: Condition = {
  ask: { owner: 'CITY', coordinate: 'LocalSupport.steward', slice: 'local', facts: 'position' },
  holds: (told) => told !== null,
};

const stars: Condition = {
  ask: { owner: 'CITY', coordinate: 'LocalSupport.stewardStars', slice: 'local' },
  holds: (told) => (told === null ? false : reaches(1)(told, '')),
};

/** 第19条. */
export const stewardService: PlanRule = {
  id: 'R19',
  title: '星级管家服务',
  measure: 'M19',
  about: 'ENTERPRISE',
  version: '2022',
  basis: '方案 第19条',
  validFrom: PLAN_DATE,
  formula:
    'SRDI(e) → 有管家(e)；小巨人(e) → 管家有星级(e)；overdue(e) = |{ 问题 | 未办结 ∧ 期限 < 今日 }| = 0',
  says: '管家到位且没有超期问题',
  figures: ['TASKS_OVERDUE', 'TASKS_UNCLAIMED'],
  keptBy: ['Mutation.openTask', 'Mutation.claimTask', 'Mutation.completeTask'],
  criteria: [
    ...each('[S]', [
      ['R19.1', '称号', said(provinceTitles, hasTitle), NOW],
      ['R19.2', '服务管家', said('已派驻', steward), NOW],
      ['R19.3', '小巨人企业的管家', said('已评定星级', anyOf(isNoLittleGiantOn, stars)), NOW],
    ]),
    ...each('[I]', [
      [
        'R19.4',
        '超期的问题',
        {
          threshold: atMost(0, '件'),
          condition: {
            ask: { owner: 'CITY', coordinate: 'LocalSupport.overdueTasks', slice: 'local' },
            holds: staysWithin(0),
          },
        },
        NOW,
      ],
    ]),
  ],
  questions: [
    {
      code: 'IN_TIME',
      text: '方案只写“及时认领”，未写明天数',
      reading: '以登记的办理期限为准，期限当日仍为及时',
      provenance: '[I]',
    },
    {
      code: 'ZONE',
      text: '综改示范区的企业由市县还是管委会派驻',
      reading: '以属地登记的管家为准；示范区的帮扶事项另见 zone.supportMatters',
      provenance: '[I]',
    },
  ],
};
