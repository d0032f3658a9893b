import { isFalse, type Condition, type RecordedQuestion } from '../../kit/rules/rule-set';
import { each, LAST_YEAR, NOW, said } from '../lines';
import { PLAN_DATE, POOL_REVENUE_WAN } from '../plan-figures';
import type { PlanRule } from '../plan-rule';
import { hasTitle, provinceTitles } from '../titles';
import { inOperation, isNotAboveScale, revenue } from '../witnesses';

/** 制造业、信息技术、科研和技术服务. */
const FITTING_SECTIONS: readonly string[] = ['C', 'I', 'M'];

const fitsDirection: Condition = {
  ask: { owner: 'AMR', coordinate: 'Registration.industry', slice: 'registration' },
  holds: (told) => (typeof told === 'string' ? FITTING_SECTIONS.includes(told.slice(0, 1)) : undefined),
};

const isOutsidePool: Condition = {
  ask: { owner: 'SMEB', coordinate: 'Cultivation.inPool', slice: 'cultivation' },
  holds: isFalse,
};

const latestReturnQuestion: RecordedQuestion = {
  code: 'REVENUE_YEAR',
  text: '方案未写明营业收入依哪一年度',
  reading: '判断日期的上年度',
  provenance: '[I]',
};

/** 第2条 应入尽入: MET is a gap to be closed. */
export const poolGap: PlanRule = {
  id: 'R2',
  title: '培育库缺口：应入而未入',
  measure: 'M02',
  about: 'ENTERPRISE',
  version: '2022',
  basis: '方案 第2条',
  validFrom: PLAN_DATE,
  formula: 'poolGap(city) = { e | revenue(e) ≥ 500 万元 ∧ 符合发展方向(e) ∧ e ∉ 培育库 }',
  says: '应入培育库而未入',
  keptBy: ['Mutation.enterPool'],
  criteria: each('[S]', [
    ['R2.1', '营业收入', revenue(POOL_REVENUE_WAN), LAST_YEAR],
    ['R2.2', '符合“专精特新”发展方向', said('行业门类为 C、I 或 M', fitsDirection), NOW, '[I]'],
    ['R2.3', '登记状态', said('在业', inOperation), NOW, '[I]'],
    ['R2.4', '培育库', said('未入库', isOutsidePool), NOW],
  ]),
  questions: [
    {
      code: 'DIRECTION',
      text: '方案未列明“专精特新”发展方向对应的行业',
      reading: '制造业（C）、信息传输软件和信息技术服务业（I）、科学研究和技术服务业（M）',
      provenance: '[I]',
    },
    latestReturnQuestion,
  ],
};

/** 第4条 小升规: whom to bring above the scale. */
export const smallToScale: PlanRule = {
  id: 'R4A',
  title: '三位一体：小升规培育对象',
  measure: 'M04',
  about: 'ENTERPRISE',
  version: '2022',
  basis: '方案 第4条',
  validFrom: PLAN_DATE,
  formula: 'smallToScale = { e | SRDI(e) ∧ ¬规上(e) ∧ 主营业务收入(e) 接近 2000 万元 }',
  says: '列为小升规培育对象',
  criteria: each('[S]', [
    ['R4A.1', '称号', said(provinceTitles, hasTitle), NOW],
    ['R4A.2', '规模以上', said('否', isNotAboveScale), NOW],
    ['R4A.3', '营业收入接近规上标准（2000 万元）', revenue(1500), LAST_YEAR, '[I]'],
  ]),
  questions: [
    {
      code: 'NEAR_SCALE',
      text: '方案未写明“小升规”对象距规上标准多近',
      reading: '营业收入 1500 万元以上；税务局不以主营业务收入作此判断，以营业收入代之',
      provenance: '[I]',
    },
    latestReturnQuestion,
  ],
};

const isNotJointStock: Condition = {
  ask: { owner: 'AMR', coordinate: 'Registration.companyType', slice: 'registration' },
  holds: (told) => (typeof told === 'string' ? told !== 'JOINT_STOCK' : undefined),
};

/** 第4条 规范化股份制改造: whom to bring to it. */
export const shareReform: PlanRule = {
  id: 'R4B',
  title: '三位一体：股改培育对象',
  measure: 'M04',
  about: 'ENTERPRISE',
  version: '2022',
  basis: '方案 第4条',
  validFrom: PLAN_DATE,
  formula: 'shareReform = { e | SRDI(e) ∧ 企业类型(e) ≠ 股份有限公司 }',
  says: '列为股改培育对象',
  criteria: each('[S]', [
    ['R4B.1', '称号', said(provinceTitles, hasTitle), NOW],
    ['R4B.2', '企业类型', said('不是股份有限公司', isNotJointStock), NOW],
  ]),
  questions: [
    {
      code: 'COMPANY_TYPE',
      text: '合伙、个人独资、集体企业能否列为对象，方案未写明',
      reading: '都列入：先改制为公司，再改为股份有限公司',
      provenance: '[I]',
    },
  ],
};
