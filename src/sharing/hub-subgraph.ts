import {
  Arg,
  Args,
  Ctx,
  Directive,
  Field,
  FieldResolver,
  ID,
  Int,
  ObjectType,
  Query,
  Resolver,
  Root,
  type NonEmptyArray,
} from 'type-graphql';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { GraphQLError, parse } from 'graphql';
import { buildSchemaSync, createResolversMap } from 'type-graphql';
import { MAX_PAGE, pageLength } from '../kit/connection';
import { changePoliciesOf } from '../kit/change';
import { declarePart, policyDescription, shareDirective } from '../kit/declare-types';
import { enterpriseKey, PageArguments, useEnterpriseType, type EnterpriseKey } from '../kit/enterprise-list';
import { applyGate } from '../kit/gate';
import { AmountResult, CriterionResult, RuleQuestion } from '../kit/rules/result';
import { DateScalar, USCC } from '../kit/scalars';
import {
  conditional,
  consent,
  open,
  unconditional,
  type ChangePolicy,
  type FieldPolicy,
  type Policy,
} from '../kit/share';
import type { Constructor } from '../kit/slice';
import { printSubgraph, type Subgraph } from '../kit/subgraph';
import { accessLogExport } from './access-log/access-log-export';
import { accessLogPage } from './access-log/access-log-page';
import { AccessLogConnection, AccessLogExport, AccessLogFilterInput } from './access-log/access-log-types';
import { AccessHoldActs } from './access-log/hold-acts';
import { accessHolds, AccessHoldTold } from './access-log/hold-reading';
import { AgreementActs } from './agreement-acts';
import { agreementsOf, SharingAgreement } from './agreement-view';
import { ConsentActs } from './consents/consent-acts';
import {
  ConsentConnection,
  consentPage,
  ConsentRequestConnection,
  consentRequestPage,
} from './consents/consent-reading';
import { ConsentRequestActs } from './consents/request-acts';
import { CorrectionActs } from './corrections/correction-acts';
import { CorrectionConnection, correctionPage } from './corrections/correction-reading';
import { affairsOf } from './affair';
import { ApplicantActs } from './applications/applicant-acts';
import { ApplicationQueries } from './applications/application-resolver';
import { AuthorityActs } from './applications/authority-acts';
import { ProviderActs } from './applications/provider-acts';
import { CatalogueActs } from './catalogue/catalogue-acts';
import { CatalogueQueries } from './catalogue/catalogue-resolver';
import { ClockActs } from './clocks/clock-acts';
import { boardCoverage, CoverageReport } from './coverage';
import { DisputeActs } from './disputes/dispute-acts';
import { DisputeQueries } from './disputes/dispute-resolver';
import type { HubContext } from './hub-context';
import { hubPolicy } from './hub-policy';
import {
  EnterpriseRule,
  planRuleEvidence,
  planRuleReport,
  PlanRuleReport,
  PlanRuleText,
  planRuleTexts,
} from './plan-rules';
import { Preview, preview, PreviewArguments } from './preview';
import { ResponsibleUnit, responsibleUnits } from './responsible-unit';
import { screen, Screening, screeningSdl, screensOfAll, type ScreeningArguments } from './screening';
import { SharingHealth, sharingHealth } from './sharing-health';
import { sharingUsage } from './usage-view/sharing-usage';
import { SharingUsage } from './usage-view/usage-types';
import { DemandMatches, technicalMatches, technicalMatchReads } from './technical-matches';
import { Viewer, ViewerFields, viewerOf } from './viewer';
import type { GraphQLSchema } from 'graphql';

/** Affairs of sharing: classes with `@Affair` root fields. */
const queries: readonly Constructor[] = [ApplicationQueries, DisputeQueries, CatalogueQueries];

/** Read by those whom it concerns: units and the authority under the purpose of sharing, the enterprise where it is its own. */
const ofParticipants = (own: FieldPolicy): FieldPolicy => ({
  ...own,
  affairOf: own.self ? ['UNIT', 'AUTHORITY', 'ENTERPRISE'] : ['UNIT', 'AUTHORITY'],
});

/** What the hub itself answers: entries to an enterprise, who asks, who looked, and questions over several owners. */
export const hubPolicies: ReadonlyMap<string, FieldPolicy> = new Map(
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
    ofParticipants(
      hubPolicy(
        'Query.agreements',
        '共享协议',
        2,
        conditional('政务数据共享条例 第21–22条', { readers: '共享参与单位' }),
      ),
    ),
    ofParticipants(
      hubPolicy(
        'Query.preview',
        '预览一项查询将披露什么',
        2,
        conditional('个人信息保护法 第44条；政务数据共享条例 第21–22条', {
          readers: '共享参与单位',
          self: true,
        }),
      ),
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
    ofParticipants(
      hubPolicy(
        'Query.consents',
        '企业授权',
        3,
        unconditional('征信业管理条例 第18条；个人信息保护法 第15条', {
          readers: '企业本人；各单位限给予本单位的',
          self: true,
        }),
      ),
    ),
    ofParticipants(
      hubPolicy(
        'Query.consentRequests',
        '授权请求',
        3,
        unconditional('征信业管理条例 第18条', { readers: '企业本人；各单位限本单位的请求', self: true }),
      ),
    ),
    ofParticipants(
      hubPolicy(
        'Query.corrections',
        '校核',
        3,
        unconditional('政务数据共享条例 第26条；征信业管理条例 第25条', {
          readers: '企业本人；提出与答复的单位',
          self: true,
        }),
      ),
    ),
    ofParticipants(
      hubPolicy(
        'Query.accessHolds',
        '延迟告知的查阅',
        4,
        unconditional('个人信息保护法 第18条、第35条', { readers: '提请的单位；主管部门' }),
      ),
    ),
    ofParticipants(
      hubPolicy(
        'Query.sharingUsage',
        '共享使用情况',
        2,
        unconditional('政务数据共享条例 第25条；方案 保障措施（三）', {
          readers: '各单位限本单位提供与使用的；LSG、DATA 见合计',
        }),
      ),
    ),
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
    ...queries.flatMap(affairsOf),
  ].map((item) => [item.coordinate, item]),
);

/** Acts of sharing: classes with `@Change` methods. */
const acts: readonly Constructor[] = [
  AgreementActs,
  ConsentActs,
  ClockActs,
  ApplicantActs,
  AuthorityActs,
  ProviderActs,
  DisputeActs,
  CatalogueActs,
  ConsentRequestActs,
  CorrectionActs,
  AccessHoldActs,
];

/** Coordinate → who may do it. */
export const hubChanges: ReadonlyMap<string, ChangePolicy> = new Map(
  acts.flatMap((target) => changePoliciesOf(target, { unit: 'HUB', byDivision: false })),
);

function policyOf(coordinate: string): FieldPolicy {
  const found = hubPolicies.get(coordinate);
  if (found === undefined) throw new Error(`${coordinate} has no policy`);
  return found;
}

const share = (coordinate: string): MethodDecorator & PropertyDecorator =>
  Directive(shareDirective(policyOf(coordinate)));

const described = (coordinate: string): { description: string } => ({
  description: policyDescription(policyOf(coordinate)),
});

@ObjectType('Enterprise', { description: '企业' })
@Directive('@key(fields: "uscc")')
class Enterprise {
  @Field(() => USCC, { description: '统一社会信用代码' })
  uscc!: string;
}

@Resolver(() => Enterprise)
class EnterpriseAccess {
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
class HubOperations {
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

  @Query(() => [SharingAgreement], { nullable: true, ...described('Query.agreements') })
  @share('Query.agreements')
  agreements(
    @Arg('no', () => ID, { nullable: true, description: '只列这一份' }) no: string | null | undefined,
    @Arg('state', () => String, { nullable: true, description: '只列这一状态的' })
    state: string | null | undefined,
    @Arg('first', () => Int, { defaultValue: 20, description: '至多几份，1–200' }) first: number,
    @Arg('after', () => ID, { nullable: true, description: '列此编号之后的' })
    after: string | null | undefined,
    @Ctx() hub: HubContext,
  ): Promise<SharingAgreement[]> {
    return agreementsOf(hub, { no, state, first: pageLength(first), after });
  }

  @Query(() => Preview, { nullable: true, ...described('Query.preview') })
  @share('Query.preview')
  preview(@Args(() => PreviewArguments) wanted: PreviewArguments, @Ctx() hub: HubContext): Promise<Preview> {
    return preview(hub, wanted);
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

  /** For both sides of a consent: each reads its own. */
  @Query(() => ConsentConnection, { nullable: true, ...described('Query.consents') })
  @share('Query.consents')
  consents(
    @Arg('uscc', () => USCC, { nullable: true, description: '企业；空为全部' })
    uscc: string | null | undefined,
    @Args(() => PageArguments) page: PageArguments,
    @Ctx() hub: HubContext,
  ): Promise<ConsentConnection> {
    return consentPage(hub, uscc, page);
  }

  @Query(() => ConsentRequestConnection, { nullable: true, ...described('Query.consentRequests') })
  @share('Query.consentRequests')
  consentRequests(
    @Arg('open', () => Boolean, { nullable: true, description: '是否待答复；空为全部' })
    open: boolean | null | undefined,
    @Args(() => PageArguments) page: PageArguments,
    @Ctx() hub: HubContext,
  ): Promise<ConsentRequestConnection> {
    return consentRequestPage(hub, open, page);
  }

  @Query(() => [AccessHoldTold], { nullable: true, ...described('Query.accessHolds') })
  @share('Query.accessHolds')
  accessHolds(@Ctx() hub: HubContext): Promise<AccessHoldTold[]> {
    return accessHolds(hub);
  }

  /** For whoever filed, whoever answers, and the enterprise that it is about. */
  @Query(() => CorrectionConnection, { nullable: true, ...described('Query.corrections') })
  @share('Query.corrections')
  corrections(
    @Arg('open', () => Boolean, { nullable: true, description: '是否未办结；空为全部' })
    open: boolean | null | undefined,
    @Args(() => PageArguments) page: PageArguments,
    @Ctx() hub: HubContext,
  ): Promise<CorrectionConnection> {
    return correctionPage(hub, open, page);
  }

  /** Who uses what of whom, how often, and what is agreed and not used. */
  @Query(() => SharingUsage, { nullable: true, ...described('Query.sharingUsage') })
  @share('Query.sharingUsage')
  sharingUsage(
    @Arg('since', () => DateScalar, { nullable: true, description: '自（含）；不填为 30 日' })
    since: string | null | undefined,
    @Arg('until', () => DateScalar, { nullable: true, description: '至（含）；不填为今日' })
    until: string | null | undefined,
    @Ctx() hub: HubContext,
  ): Promise<SharingUsage> {
    return sharingUsage(hub, since, until);
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

export interface HubSubgraph {
  readonly sdl: string;
  readonly schema: GraphQLSchema;
}

/** The hub's own subgraph: the same federation as every unit's, behind the same gate. */
export function buildHubSubgraph(owners: readonly Subgraph[]): HubSubgraph {
  useEnterpriseType(Enterprise);
  for (const part of [CriterionResult, AmountResult, RuleQuestion]) declarePart(part);
  const declared = buildSchemaSync({
    resolvers: [
      HubOperations,
      EnterpriseAccess,
      ViewerFields,
      ...queries,
      ...acts,
    ] as unknown as NonEmptyArray<() => unknown>,
    orphanedTypes: [Enterprise, Screening],
    skipCheck: true,
    validate: false,
  });
  const screens = screensOfAll(owners.map(({ unit }) => unit));
  const screening = screeningSdl(
    screens,
    owners.map(({ schema }) => schema),
    declared,
    policyOf('Query.screening'),
  );
  const sdl = `${printSubgraph('HUB 协同中枢', declared)}\n${screening}\n`;
  const resolvers = createResolversMap(declared);
  const query = {
    ...Reflect.get(resolvers, 'Query'),
    screening: (_source: unknown, args: ScreeningArguments, hub: HubContext) => screen(hub, screens, args),
  };
  const entity = {
    ...Reflect.get(resolvers, 'Enterprise'),
    __resolveReference: (reference: { uscc: string }) => enterpriseKey(reference.uscc),
  };
  const schema = buildSubgraphSchema([
    { typeDefs: parse(sdl), resolvers: { ...resolvers, Query: query, Enterprise: entity } as never },
  ]);
  return { sdl, schema: applyGate(schema, new Map<string, Policy>([...hubPolicies, ...hubChanges])) };
}
