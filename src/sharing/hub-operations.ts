import {
  Arg,
  Args,
  Ctx,
  Directive,
  Field,
  FieldResolver,
  Int,
  ObjectType,
  Query,
  Resolver,
  Root,
} from 'type-graphql';
import { GraphQLError } from 'graphql';
import { MAX_PAGE } from '../kit/connection';
import { enterpriseKey, PageArguments, type EnterpriseKey } from '../kit/enterprise-list';
import { DateScalar, USCC } from '../kit/scalars';
import { accessLogExport } from './access-log/access-log-export';
import { accessLogPage } from './access-log/access-log-page';
import { AccessLogConnection, AccessLogExport, AccessLogFilterInput } from './access-log/access-log-types';
import { boardCoverage, CoverageReport } from './coverage';
import type { HubContext } from './hub-context';
import { described, share } from './hub-policies';
import { EnterpriseRule, planRuleReport, PlanRuleReport, PlanRuleText, planRuleTexts } from './plan-rules';
import { ResponsibleUnit, responsibleUnits } from './responsible-unit';
import { SharingHealth, sharingHealth } from './sharing-health';
import { DemandMatches, technicalMatches } from './technical-matches';
import { Viewer, viewerOf } from './viewer';

@ObjectType('Enterprise', { description: '企业' })
@Directive('@key(fields: "uscc")')
export class Enterprise {
  @Field(() => USCC, { description: '统一社会信用代码' })
  uscc!: string;
}

@Resolver(() => Enterprise)
export class EnterpriseFields {
  @FieldResolver(() => AccessLogConnection, { nullable: true, ...described('Enterprise.accessLog') })
  @share('Enterprise.accessLog')
  accessLog(
    @Root() enterprise: EnterpriseKey,
    @Args(() => PageArguments) page: PageArguments,
    @Arg('filter', () => AccessLogFilterInput, { nullable: true, description: '筛选' })
    filter: AccessLogFilterInput | null | undefined,
    @Ctx() hub: HubContext,
  ): Promise<AccessLogConnection> {
    return accessLogPage(hub, enterprise.uscc, page, filter);
  }

  @FieldResolver(() => AccessLogExport, { nullable: true, ...described('Enterprise.accessLogExport') })
  @share('Enterprise.accessLogExport')
  accessLogExport(
    @Root() enterprise: EnterpriseKey,
    @Arg('first', () => Int, { defaultValue: 1000, description: '至多几次查阅，1–5000，新的在前' })
    first: number,
    @Arg('filter', () => AccessLogFilterInput, { nullable: true, description: '筛选' })
    filter: AccessLogFilterInput | null | undefined,
    @Ctx() hub: HubContext,
  ): Promise<AccessLogExport> {
    return accessLogExport(hub, enterprise.uscc, first, filter);
  }

  @FieldResolver(() => PlanRuleReport, { nullable: true, ...described('Enterprise.planRule') })
  @share('Enterprise.planRule')
  planRule(
    @Root() enterprise: EnterpriseKey,
    @Arg('rule', () => EnterpriseRule, { description: '规则' }) rule: EnterpriseRule,
    @Arg('asOf', () => DateScalar, { nullable: true, description: '判断日期；不填为今日。R14 填交易日' })
    asOf: string | null | undefined,
    @Ctx() hub: HubContext,
  ): Promise<PlanRuleReport> {
    return planRuleReport(hub, enterprise.uscc, rule, asOf);
  }
}

@Resolver()
export class HubOperations {
  /** Names an enterprise; whether it exists is what the market regulator says in the same request. */
  @Query(() => Enterprise, { nullable: true, ...described('Query.enterprise') })
  @share('Query.enterprise')
  enterprise(@Arg('uscc', () => USCC) uscc: string): EnterpriseKey {
    return enterpriseKey(uscc);
  }

  @Query(() => [Enterprise], { nullable: 'items', ...described('Query.enterprisesByUscc') })
  @share('Query.enterprisesByUscc')
  enterprisesByUscc(@Arg('usccs', () => [USCC]) usccs: string[]): EnterpriseKey[] {
    if (usccs.length > MAX_PAGE)
      throw new GraphQLError(`一次至多 ${MAX_PAGE} 个代码，请分批查询`, {
        extensions: { code: 'BAD_USER_INPUT' },
      });
    return usccs.map(enterpriseKey);
  }

  @Query(() => Viewer, described('Query.viewer'))
  @share('Query.viewer')
  viewer(@Ctx() hub: HubContext): Viewer {
    return viewerOf(hub);
  }

  /** Q15: what the enterprise seeks, and who offers it. */
  @Query(() => [DemandMatches], { nullable: true, ...described('Query.technicalMatches') })
  @share('Query.technicalMatches')
  technicalMatches(
    @Arg('uscc', () => USCC, { description: '统一社会信用代码' }) uscc: string,
    @Arg('first', () => Int, { defaultValue: 5, description: '每项需求至多几项供给，1–20' }) first: number,
    @Ctx() hub: HubContext,
  ): Promise<readonly DemandMatches[]> {
    return technicalMatches(hub, uscc, first);
  }

  @Query(() => [ResponsibleUnit], described('Query.units'))
  @share('Query.units')
  units(): ResponsibleUnit[] {
    return responsibleUnits();
  }

  /** The plan as rules: version, dates, thresholds, provenance, and the reading chosen where its text leaves a choice. */
  @Query(() => [PlanRuleText], described('Query.planRules'))
  @share('Query.planRules')
  planRules(
    @Arg('asOf', () => DateScalar, { nullable: true, description: '只列此日施行的；不填为全部版本' })
    asOf: string | null | undefined,
  ): PlanRuleText[] {
    return planRuleTexts(asOf);
  }

  /** For the office that assesses: who answers, and which rules refused how often. */
  @Query(() => SharingHealth, { nullable: true, ...described('Query.sharingHealth') })
  @share('Query.sharingHealth')
  sharingHealth(@Ctx() hub: HubContext): Promise<SharingHealth> {
    return sharingHealth(hub);
  }

  @Query(() => CoverageReport, described('Query.srdiBoardCoverage'))
  @share('Query.srdiBoardCoverage')
  srdiBoardCoverage(
    @Arg('asOf', () => DateScalar, { nullable: true, description: '截至；只答当日，历史快照尚未保存' })
    asOf: string | null | undefined,
    @Ctx() hub: HubContext,
  ): Promise<CoverageReport> {
    if (asOf !== null && asOf !== undefined && asOf !== hub.today)
      throw new GraphQLError(`覆盖率只能按今日（${hub.today}）实时计算：请不填 asOf`, {
        extensions: { code: 'BAD_USER_INPUT' },
      });
    return boardCoverage(hub, hub.today);
  }
}
