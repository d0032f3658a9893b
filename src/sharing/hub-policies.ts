import { Directive } from 'type-graphql';
import { policyDescription, shareDirective } from '../kit/declare-types';
import { consent, open, unconditional, type FieldPolicy } from '../kit/share';
import { hubPolicy } from './hub-policy';
import { planRuleEvidence } from './plan-rules';
import { technicalMatchReads } from './technical-matches';

/** What the hub itself answers: entries to an enterprise, who asks, who looked, and questions over several owners. */
export const ownPolicies: ReadonlyMap<string, FieldPolicy> = new Map(
  [
    hubPolicy('Query.enterprise', '按代码查企业', 1, open()),
    hubPolicy('Query.enterprisesByUscc', '按多个代码查企业', 1, open()),
    hubPolicy('Query.viewer', '我是谁、可读什么', 1, open()),
    hubPolicy(
      'Query.screening',
      '全库筛选',
      2,
      unconditional('方案 第2条、第4条（数据交流共享）；政务数据共享条例 第14条', {
        readers: 'CITY、SMEB、NEA',
      }),
    ),
    hubPolicy('Query.units', '责任单位名录', 1, open('方案 2022-03-18')),
    hubPolicy(
      'Query.sharingHealth',
      '共享运行情况',
      2,
      unconditional('方案 保障措施（三）；政务数据共享条例 第25条', { readers: 'LSG' }),
    ),
    {
      ...hubPolicy('Query.srdiBoardCoverage', '专精特新板覆盖率', 1, open('方案 第10条')),
      sum: { of: ['Query.srdiRoster', 'Query.presentOnBoard'], told: 'EXACTLY' as const },
    },
    hubPolicy('Query.planRules', '方案的规则', 1, open('方案 2022-03-18')),
    {
      // The rule is public; what it rests on is decided for the caller, owner by owner.
      ...hubPolicy('Enterprise.planRule', '按方案的规则判断', 1, open('方案 2022-03-18')),
      evidence: planRuleEvidence,
    },
    {
      ...hubPolicy(
        'Query.technicalMatches',
        '技术需求匹配',
        3,
        consent('方案 第13条、第22条；数据安全法 第38条（商业秘密）', { readers: 'STD、EDU、SASAC' }),
      ),
      reads: technicalMatchReads,
    },
    hubPolicy(
      'Enterprise.accessLogExport',
      '导出查阅记录',
      2,
      consent('个人信息保护法 第44–45条；政务数据共享条例 第25条', { readers: '本企业', self: true }),
    ),
    hubPolicy(
      'Enterprise.accessLog',
      '查阅记录',
      2,
      consent('个人信息保护法 第44–45条；政务数据共享条例 第25条', { readers: '本企业', self: true }),
    ),
  ].map((item) => [item.coordinate, item]),
);

export function policyOf(coordinate: string): FieldPolicy {
  const found = ownPolicies.get(coordinate);
  if (found === undefined) throw new Error(`${coordinate} has no policy`);
  return found;
}

export const share = (coordinate: string): MethodDecorator & PropertyDecorator =>
  Directive(shareDirective(policyOf(coordinate)));

export const described = (coordinate: string): { description: string } => ({
  description: policyDescription(policyOf(coordinate)),
});
