import { preparsePolicySet, statefulIsAuthorized, type EntityJson } from '@cedar-policy/cedar-wasm/nodejs';
import type { FieldPolicy } from '../../src/kit/share';
import type { Agreement } from '../../src/policy/agreement';
import type { Outcome } from './our-table';
import { divisions, type Case, type World } from './random-world';

/**
 * The same world in Cedar, written from the words of the law and not from our table. Each level asks for more than the one
 * before it, so the first that is denied says which rule refuses.
 */
const COVERED = 1;
const FOR_PURPOSE = 2;
const THRESHOLD = 3;
const IN_SCOPE = 4;
const CONSENTED = 5;
const CLEAR = 6;

const POLICY_SET = 'world';

export function loadWorld({ policies, agreements }: World): void {
  const texts = [
    ...general,
    ...agreements.flatMap((agreement) =>
      agreement.fields.map((field) => permitOf(agreement, field, policies.get(field))),
    ),
  ];
  const parsed = preparsePolicySet(POLICY_SET, { staticPolicies: texts.join('\n') });
  if (parsed.type === 'failure') throw new Error(JSON.stringify(parsed.errors));
}

const general = [
  `permit(principal, action, resource) when { resource.class == "OPEN" };`,
  `forbid(principal, action, resource) when { resource.class == "WITHHELD" };`,
  // 条例 第2条: a state enterprise is neither department nor authorised organisation.
  `forbid(principal is Unit, action, resource)
     when { resource.class == "UNCONDITIONAL" && principal.isStateEnterprise && principal != resource.owner };`,
  // About itself an enterprise reads what its owner opens to it.
  `permit(principal is Enterprise, action, resource)
     when { resource.isSelf && (context.level < ${IN_SCOPE} || principal == resource.enterprise) };`,
  // An owner's own needs nobody's leave, but a system of one division stays in it.
  `permit(principal is Unit, action, resource)
     when { principal == resource.owner && !resource.isForParticipants &&
       (context.level < ${IN_SCOPE} || !(context has division) || resource.division in context.division) };`,
  // The affairs of sharing are every participant's under their own purpose.
  `permit(principal is Unit, action, resource)
     when { resource.isForParticipants && (context.level < ${FOR_PURPOSE} || context.purpose == "SHARING") };`,
];

function permitOf(agreement: Agreement, field: string, policy: FieldPolicy | undefined): string {
  const { consumer, provider, purposes, scope, outcome, validFrom, validUntil } = agreement;
  const agreed = agreement.thresholds[field] ?? [];
  const from = (level: number, condition: string): string => `(context.level < ${level} || ${condition})`;
  const conditions = [
    `resource == Field::${text(field)}`,
    `resource.owner == Unit::${text(provider)}`,
    '!resource.isForParticipants',
    // Nobody agrees with himself.
    'principal != resource.owner',
    `context.day >= ${dayNumber(validFrom)} && context.day <= ${dayNumber(validUntil)}`,
    ...(outcome === 'masked' ? ['resource.isMaskable'] : []),
    ...(policy?.thresholds === undefined ? [] : [agreed.length > 0 ? 'true' : 'false']),
    from(FOR_PURPOSE, `[${purposes.map(text).join(', ')}].contains(context.purpose)`),
    ...(policy?.thresholds === undefined
      ? []
      : [from(THRESHOLD, `[${agreed.join(', ')}].contains(context.threshold)`)]),
    ...(scope?.divisions === undefined ? [] : [from(IN_SCOPE, divisionCondition(scope.divisions))]),
    ...(scope?.tiers === undefined
      ? []
      : [
          from(
            IN_SCOPE,
            `(resource has tier && [${scope.tiers.map(text).join(', ')}].contains(resource.tier))`,
          ),
        ]),
    from(CONSENTED, '(resource.class != "CONSENT" || resource.consent == "IN_FORCE")'),
    ...(outcome === 'masked' && policy?.attr !== 'PREDICATE' ? [`context.level < ${CLEAR}`] : []),
  ];
  return `permit(principal == Unit::${text(consumer)}, action, resource) when { ${conditions.join(' && ')} };`;
}

function divisionCondition(of: readonly string[] | 'own'): string {
  if (of === 'own') return '(context has division && resource.division in context.division)';
  return `resource.division in [${of.map((code) => `Division::${text(code)}`).join(', ')}]`;
}

const text = (value: string): string => JSON.stringify(value);
const dayNumber = (day: string): number => Number(day.replaceAll('-', ''));

/** What Cedar says of a case, in our codes. */
export function cedarOutcome(world: World, asked: Case): Outcome {
  const isAllowed = (level: number): boolean => isAuthorized(world, asked, level);
  if (isAllowed(CONSENTED)) return isAllowed(CLEAR) ? 'clear' : 'masked';
  if (asked.caller.kind === 'stranger') return 'UNAUTHENTICATED';
  if (world.policies.get(asked.field)?.attr === 'WITHHELD') return 'DENIED_WITHHELD';
  if (!isAllowed(COVERED)) return 'DENIED_NO_GRANT';
  if (!isAllowed(FOR_PURPOSE)) return 'DENIED_PURPOSE';
  if (!isAllowed(THRESHOLD)) return 'DENIED_BISECTION';
  if (!isAllowed(IN_SCOPE)) return 'DENIED_SCOPE';
  return `DENIED_CONSENT_${asked.enterprise.consent}`;
}

function isAuthorized(world: World, asked: Case, level: number): boolean {
  const { caller, field, today, threshold, enterprise } = asked;
  const policy = world.policies.get(field);
  if (policy === undefined) throw new Error(`no field ${field}`);
  const principal =
    caller.kind === 'unit'
      ? uid('Unit', caller.unit)
      : caller.kind === 'enterprise'
        ? uid('Enterprise', caller.uscc)
        : uid('Stranger', 'anybody');
  const answer = statefulIsAuthorized({
    principal,
    action: uid('Action', 'read'),
    resource: uid('Field', field),
    context: {
      level,
      day: dayNumber(today),
      purpose: caller.kind === 'unit' ? caller.purpose : 'SELF',
      threshold: threshold ?? 0,
      ...(caller.kind === 'unit' && caller.division !== undefined
        ? { division: { __entity: uid('Division', caller.division) } }
        : {}),
    },
    preparsedPolicySetId: POLICY_SET,
    entities: [
      ...divisionEntities,
      ...[...world.units.values()].map(({ code, party }) =>
        entity('Unit', code, { isStateEnterprise: party === 'state-enterprise' }),
      ),
      entity('Enterprise', 'E1'),
      entity('Enterprise', 'E2'),
      entity('Stranger', 'anybody'),
      entity('Field', field, {
        class: policy.attr,
        owner: { __entity: uid('Unit', policy.unit) },
        isSelf: policy.self,
        isMaskable: policy.maskable,
        isForParticipants: policy.affairOf !== undefined,
        enterprise: { __entity: uid('Enterprise', enterprise.uscc) },
        division: { __entity: uid('Division', enterprise.division) },
        consent: enterprise.consent,
        ...(enterprise.tier === null ? {} : { tier: enterprise.tier }),
      }),
    ],
  });
  if (answer.type === 'failure') throw new Error(JSON.stringify(answer.errors));
  const [error] = answer.response.diagnostics.errors;
  if (error !== undefined) throw new Error(JSON.stringify(error));
  return answer.response.decision === 'allow';
}

const uid = (type: string, id: string): { type: string; id: string } => ({ type, id });

const entity = (type: string, id: string, attrs: EntityJson['attrs'] = {}, parent?: string): EntityJson => ({
  uid: uid(type, id),
  attrs,
  parents: parent === undefined ? [] : [uid(type, parent)],
});

/** A county lies in its city, a city in the province. */
const divisionEntities = divisions.map((code) =>
  entity('Division', code, {}, code.length === 2 ? undefined : code.slice(0, -2)),
);
