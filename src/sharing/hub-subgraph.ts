import { buildSubgraphSchema } from '@apollo/subgraph';
import { parse, type GraphQLSchema } from 'graphql';
import { buildSchemaSync, createResolversMap, type NonEmptyArray } from 'type-graphql';
import { changePoliciesOf } from '../kit/change';
import { declarePart } from '../kit/declare-types';
import { enterpriseKey, useEnterpriseType } from '../kit/enterprise-list';
import { applyGate } from '../kit/gate';
import { AmountResult, CriterionResult, RuleQuestion } from '../kit/rules/result';
import type { ChangePolicy, FieldPolicy, Policy } from '../kit/share';
import type { Constructor } from '../kit/slice';
import { printSubgraph, type Subgraph } from '../kit/subgraph';
import { AccessHoldActs } from './access-log/hold-acts';
import { AccessHoldQueries } from './access-log/hold-resolver';
import { affairsOf } from './affair';
import { AgreementActs } from './agreement-acts';
import { AgreementQueries } from './agreement-resolver';
import { ApplicantActs } from './applications/applicant-acts';
import { ApplicationQueries } from './applications/application-resolver';
import { AuthorityActs } from './applications/authority-acts';
import { ProviderActs } from './applications/provider-acts';
import { CatalogueActs } from './catalogue/catalogue-acts';
import { CatalogueQueries } from './catalogue/catalogue-resolver';
import { ClockActs } from './clocks/clock-acts';
import { ConsentActs } from './consents/consent-acts';
import { ConsentQueries } from './consents/consent-resolver';
import { ConsentRequestActs } from './consents/request-acts';
import { CorrectionActs } from './corrections/correction-acts';
import { CorrectionQueries } from './corrections/correction-resolver';
import { DisputeActs } from './disputes/dispute-acts';
import { DisputeQueries } from './disputes/dispute-resolver';
import type { HubContext } from './hub-context';
import { Enterprise, EnterpriseFields, HubOperations } from './hub-operations';
import { ownPolicies, policyOf } from './hub-policies';
import { screen, Screening, screeningSdl, screensOfAll, type ScreeningArguments } from './screening';
import { SigningKeyActs } from './signing-key-acts';
import { SharingUsageQueries } from './usage-view/usage-resolver';
import { ViewerFields } from './viewer';

/** Affairs of sharing: classes with `@Affair` root fields. */
const affairs: readonly Constructor[] = [
  CatalogueQueries,
  ApplicationQueries,
  DisputeQueries,
  AgreementQueries,
  ConsentQueries,
  CorrectionQueries,
  AccessHoldQueries,
  SharingUsageQueries,
];

/** Acts of sharing: classes with `@Change` methods. */
const acts: readonly Constructor[] = [
  AgreementActs,
  SigningKeyActs,
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

/** Of all that the hub itself answers. */
export const hubPolicies: ReadonlyMap<string, FieldPolicy> = new Map([
  ...ownPolicies,
  ...affairs.flatMap(affairsOf).map((policy) => [policy.coordinate, policy] as const),
]);

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
      EnterpriseFields,
      ViewerFields,
      ...affairs,
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
