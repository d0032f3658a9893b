import type { Caller } from '../../src/kit/caller';
import type { FieldPolicy, ShareAttribute } from '../../src/kit/share';
import type { SeededRandom } from '../../src/kit/synthetic';
import type { ConsumerUnit } from '../../src/kit/unit-directory';
import type { Agreement, AgreementScope } from '../../src/policy/agreement';

/** An invented province: its units, its fields, its agreements — also such as may not be. */
export interface World {
  readonly units: ReadonlyMap<string, ConsumerUnit>;
  readonly policies: ReadonlyMap<string, FieldPolicy>;
  readonly agreements: readonly Agreement[];
}

/** One question about one field of one enterprise. */
export interface Case {
  readonly caller: Caller;
  readonly field: string;
  readonly today: string;
  readonly threshold: number | undefined;
  readonly enterprise: {
    readonly uscc: string;
    readonly division: string;
    readonly tier: string | null;
    readonly consent: 'IN_FORCE' | 'MISSING' | 'EXPIRED' | 'REVOKED';
  };
}

export const divisions = ['14', '1401', '140105', '140106', '1402', '140203'] as const;
const counties = ['140105', '140106', '140203'] as const;
const tiers = ['SRDI', 'PROVINCIAL_LITTLE_GIANT'] as const;
const purposes = ['M01', 'M02', 'M03'] as const;
const days = ['2025-12-31', '2026-01-01', '2026-06-30', '2026-12-31', '2027-01-01'] as const;
const thresholds = [1, 2, 3] as const;
const usccs = ['E1', 'E2'] as const;
const consents = ['IN_FORCE', 'MISSING', 'EXPIRED', 'REVOKED'] as const;
const attributes: readonly ShareAttribute[] = [
  'OPEN',
  'UNCONDITIONAL',
  'UNCONDITIONAL',
  'CONDITIONAL',
  'CONDITIONAL',
  'CONSENT',
  'PREDICATE',
  'WITHHELD',
];

const units: World['units'] = new Map(
  (['A', 'B', 'C', 'S'] as const).map((code) => [
    code,
    {
      code: code as ConsumerUnit['code'],
      name: code,
      party: code === 'S' ? 'state-enterprise' : 'government',
      isVertical: false,
      purposes: code === 'C' ? ['M01', 'M02'] : purposes,
      aliases: [],
    },
  ]),
);

export function randomWorld(random: SeededRandom): World {
  const policies = new Map(
    Array.from({ length: 6 }, (_, index) => randomPolicy(`T.f${index}`, random)).map((policy) => [
      policy.coordinate,
      policy,
    ]),
  );
  const agreements = Array.from({ length: random.int(3, 10) }, (_, index) =>
    randomAgreement(`G${index}`, policies, random),
  );
  return { units, policies, agreements };
}

function randomPolicy(coordinate: string, random: SeededRandom): FieldPolicy {
  const attr = random.pick(attributes);
  const self = random.chance(0.3);
  const affairOf = [...(self ? ['ENTERPRISE' as const] : []), 'UNIT' as const, 'AUTHORITY' as const];
  return {
    coordinate,
    unit: random.pick(['A', 'B']) as FieldPolicy['unit'],
    zh: coordinate,
    level: 3,
    attr,
    basis: '测试',
    readers: '',
    self,
    update: undefined,
    thresholds: attr === 'PREDICATE' ? thresholds : undefined,
    maskable: random.chance(0.6),
    ...(attr === 'CONDITIONAL' && random.chance(0.2) ? { affairOf } : {}),
  };
}

function randomAgreement(id: string, policies: World['policies'], random: SeededRandom): Agreement {
  const consumer = random.pick([...units.values()]);
  const [from, until] = [random.pick(days), random.pick(days)].sort();
  const fields = [...policies.keys()].filter(() => random.chance(0.35));
  return {
    id,
    consumer: consumer.code,
    // Now and then of a provider whose fields they are not.
    provider: random.chance(0.1)
      ? random.pick(['A', 'B'])
      : (policies.get(fields[0] ?? '')?.unit ?? random.pick(['A', 'B'])),
    purposes: consumer.purposes.filter((_, index) => index === 0 || random.chance(0.5)),
    fields,
    thresholds: Object.fromEntries(
      fields.map((field) => [field, thresholds.filter(() => random.chance(0.6))]),
    ),
    outcome: random.chance(0.3) ? 'masked' : 'clear',
    scope: random.chance(0.4) ? null : randomScope(random),
    limits: null,
    validFrom: from ?? '',
    validUntil: until ?? '',
  };
}

function randomScope(random: SeededRandom): AgreementScope {
  const byDivision = random.chance(0.6);
  const byTier = random.chance(0.5);
  return {
    ...(byDivision
      ? { divisions: random.chance(0.4) ? 'own' : divisions.filter(() => random.chance(0.25)) }
      : {}),
    ...(byTier ? { tiers: tiers.filter(() => random.chance(0.5)) } : {}),
  };
}

/** A question about anything, or near an agreement: of its consumer, about one of its fields, in its time. */
export function randomCase(world: World, random: SeededRandom, near?: Agreement): Case {
  const field = random.pick(near?.fields.length ? near.fields : [...world.policies.keys()]);
  const caller = randomCaller(random);
  return {
    caller: near !== undefined && caller.kind === 'unit' ? { ...caller, unit: near.consumer } : caller,
    field,
    today: near?.validFrom ?? random.pick(days),
    threshold: world.policies.get(field)?.thresholds === undefined ? undefined : random.pick(thresholds),
    enterprise: {
      uscc: random.pick(usccs),
      division: random.pick(counties),
      tier: random.chance(0.3) ? null : random.pick(tiers),
      consent: random.pick(consents),
    },
  };
}

function randomCaller(random: SeededRandom): Caller {
  const draw = random.next();
  if (draw < 0.06) return { kind: 'stranger' };
  if (draw < 0.16)
    return {
      kind: 'enterprise',
      uscc: random.pick(usccs),
      purpose: 'SELF',
      official: 'o',
      expiresAt: 0,
    };
  const unit = random.pick([...units.values()]);
  return {
    kind: 'unit',
    unit: unit.code,
    system: 's',
    purpose: random.pick([...unit.purposes, 'SHARING']),
    official: 'o',
    expiresAt: 0,
    ...(random.chance(0.5) ? { division: random.pick(divisions) } : {}),
  };
}
