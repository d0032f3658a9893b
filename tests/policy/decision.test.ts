import { ForbiddenAgreement } from '../../src/policy/agreement-check';
import type { Caller } from '../../src/kit/caller';
import type { FieldPolicy, ShareAttribute } from '../../src/kit/share';
import { consumerByCode } from '../../src/kit/unit-directory';
import type { Agreement } from '../../src/policy/agreement';
import { compileBundle } from '../../src/policy/bundle';
import { decide, rightsKey } from '../../src/policy/decision';

const policy = (name: string, attr: ShareAttribute, self = false): FieldPolicy => ({
  coordinate: `Tax.${name}`,
  unit: 'TAX',
  zh: name,
  level: 3,
  attr,
  basis: '税收征管法 第8条',
  readers: '',
  self,
  update: undefined,
  thresholds: undefined,
  maskable: true,
});
const policies = new Map(
  [
    policy('open', 'OPEN'),
    policy('unconditional', 'UNCONDITIONAL'),
    policy('conditional', 'CONDITIONAL', true),
    policy('consent', 'CONSENT'),
    policy('predicate', 'PREDICATE'),
    policy('withheld', 'WITHHELD'),
    { ...policy('affair', 'UNCONDITIONAL'), affairOf: ['UNIT', 'AUTHORITY'] as const },
    { ...policy('ownAffair', 'UNCONDITIONAL'), affairOf: ['ENTERPRISE'] as const },
  ].map((item) => [item.coordinate, item]),
);
const agreement = (change: Partial<Agreement>): Agreement => ({
  id: 'A',
  consumer: 'CITY',
  provider: 'TAX',
  purposes: ['M02'],
  fields: ['Tax.unconditional', 'Tax.conditional', 'Tax.consent', 'Tax.predicate'],
  thresholds: {},
  outcome: 'clear',
  scope: null,
  limits: null,
  validFrom: '2024-01-01',
  validUntil: '2026-12-31',
  ...change,
});
const city: Caller = {
  kind: 'unit',
  unit: 'CITY',
  system: 'main',
  purpose: 'M02',
  official: 'o',
  expiresAt: 0,
};
const today = '2026-06-01';
const outcome = (
  caller: Caller,
  field: string,
  agreements: readonly Agreement[] = [agreement({})],
  day = today,
): unknown => {
  const decision = decide(compileBundle(agreements, policies, consumerByCode), caller, `Tax.${field}`, day);
  return decision.allowed
    ? decision.grants.map((grant) => [grant.outcome, grant.scope, grant.needsConsent])
    : decision.code;
};

describe('a decision', () => {
  const stranger: Caller = { kind: 'stranger' };
  const enterprise: Caller = {
    kind: 'enterprise',
    uscc: 'U',
    purpose: 'SELF',
    official: 'o',
    expiresAt: 0,
  };
  const other: Caller = { ...city, purpose: 'M04' };
  const owner: Caller = { ...city, unit: 'TAX', purpose: 'M07' };
  const cases: readonly (readonly [string, Caller, string, unknown])[] = [
    ['an open field is told to a stranger', stranger, 'open', [['clear', null, false]]],
    ['any other is not', stranger, 'unconditional', 'UNAUTHENTICATED'],
    ['even a withheld one says only that', stranger, 'withheld', 'UNAUTHENTICATED'],
    ['a withheld field is told to nobody', city, 'withheld', 'DENIED_WITHHELD'],
    ['not to its owner through the hub either', owner, 'withheld', 'DENIED_WITHHELD'],
    ['an owner reads its own', owner, 'conditional', [['clear', null, false]]],
    ['an agreement opens what it names', city, 'conditional', [['clear', null, false]]],
    ['for its purpose only', other, 'conditional', 'DENIED_PURPOSE'],
    ['consent is needed beside it', city, 'consent', [['clear', null, true]]],
    ['a predicate is answered as one', city, 'predicate', [['predicate', null, false]]],
    [
      'an enterprise reads what is its own to read, of itself',
      enterprise,
      'conditional',
      [['clear', { self: 'U' }, false]],
    ],
    ['and nothing else', enterprise, 'consent', 'DENIED_NO_GRANT'],
    ['a field that nobody published is withheld', city, 'invented', 'DENIED_WITHHELD'],
  ];
  it.each(cases)('%s', (_name, caller, field, expected) => {
    expect(outcome(caller, field)).toEqual(expected);
  });

  it.each([
    ['before its first day', '2023-12-31', 'DENIED_NO_GRANT'],
    ['on its first day', '2024-01-01', [['clear', null, false]]],
    ['on its last day', '2026-12-31', [['clear', null, false]]],
    ['after its last day', '2027-01-01', 'DENIED_NO_GRANT'],
  ])('an agreement %s', (_name, day, expected) => {
    expect(outcome(city, 'conditional', [agreement({})], day)).toEqual(expected);
  });

  it('turns “own division” into the division of the asking system, and into nothing where it has none', () => {
    const scoped = [agreement({ scope: { divisions: 'own' } })];
    expect(outcome({ ...city, division: '1401' }, 'conditional', scoped)).toEqual([
      ['clear', { divisions: ['1401'] }, false],
    ]);
    expect(outcome(city, 'conditional', scoped)).toEqual([['clear', { divisions: [] }, false]]);
  });

  it('puts the widest of several grants first', () => {
    const grants = outcome(city, 'conditional', [
      agreement({ id: 'A', scope: { tiers: ['SRDI'] } }),
      agreement({ id: 'B', outcome: 'masked' }),
      agreement({ id: 'C' }),
    ]);
    expect(grants).toEqual([
      ['clear', null, false],
      ['clear', { tiers: ['SRDI'] }, false],
      ['masked', null, false],
    ]);
  });

  it('never shares a key between callers whose rights differ', () => {
    const keys = [
      stranger,
      enterprise,
      { ...enterprise, uscc: 'V' },
      city,
      other,
      owner,
      { ...city, division: '1401' },
    ].map(rightsKey);
    expect(new Set(keys).size).toBe(keys.length);
  });
});

describe('an affair of sharing', () => {
  const unit = (code: string, purpose: string): Caller => ({ ...city, unit: code, purpose });
  const enterprise: Caller = {
    kind: 'enterprise',
    uscc: '91140100MA0KTEST0X',
    purpose: 'SELF',
    official: 'o',
    expiresAt: 0,
  };
  const allowed = (caller: Caller, field: string, agreements: readonly Agreement[] = []): unknown => {
    const bundle = compileBundle(agreements, policies, consumerByCode);
    const decision = decide(bundle, caller, `Tax.${field}`, today);
    return decision.allowed ? decision.grants[0]?.scope : decision.code;
  };

  it.each<[Caller, string, unknown]>([
    [unit('CITY', 'SHARING'), 'affair', null],
    [unit('DATA', 'SHARING'), 'affair', null],
    [unit('CITY', 'M02'), 'affair', 'DENIED_PURPOSE'],
    [unit('TAX', 'M07'), 'affair', 'DENIED_PURPOSE'],
    [enterprise, 'affair', 'DENIED_NO_GRANT'],
    [{ kind: 'stranger' }, 'affair', 'UNAUTHENTICATED'],
    [enterprise, 'ownAffair', { self: '91140100MA0KTEST0X' }],
    [unit('CITY', 'SHARING'), 'ownAffair', 'DENIED_NO_GRANT'],
    [unit('DATA', 'SHARING'), 'ownAffair', 'DENIED_NO_GRANT'],
    [{ kind: 'stranger' }, 'ownAffair', 'UNAUTHENTICATED'],
  ])('is read by whose it may be, for the purpose of sharing: %j %s', (caller, field, expected) => {
    expect(allowed(caller, field)).toEqual(expected);
  });

  it.each(['affair', 'ownAffair'])('is opened by no agreement: %s', (field) => {
    expect(() => allowed(city, field, [agreement({ fields: [`Tax.${field}`] })])).toThrow(ForbiddenAgreement);
  });
});
