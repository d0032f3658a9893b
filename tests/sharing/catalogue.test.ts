import { buildGraph } from '../../src/gateway/assemble';
import { consumerByCode } from '../../src/kit/unit-directory';
import { compileBundle } from '../../src/policy/bundle';
import { decide } from '../../src/policy/decision';
import { readersOf } from '../../src/policy/readers';
import {
  catalogueTable,
  CatalogueState,
  type CatalogueAct,
  type CatalogueFacts,
  type CatalogueRole,
} from '../../src/sharing/catalogue/catalogue-state';
import { differenceOf } from '../../src/sharing/catalogue/difference';
import {
  isCatalogued,
  resourcesOf,
  withheldFault,
  type CatalogueItem,
  type CatalogueResource,
} from '../../src/sharing/catalogue/resource';
import { agreementsFor, planOperations } from '../../src/sharing/plan-operations';
import { judge } from '../../src/sharing/state-table';
import { units } from '../../src/units';

const { policies, supergraph } = buildGraph(units);
const resources = resourcesOf(policies, supergraph.api);
const resource = (code: string): CatalogueResource => {
  const found = resources.find((one) => one.code === code);
  if (found === undefined) throw new Error(`no ${code}`);
  return found;
};

describe('the catalogue', () => {
  it('leaves out the affairs of sharing, and what owners ask each other beneath the published graph', () => {
    const left = [...policies.values()].filter((policy) => !isCatalogued(policy, supergraph.api));
    const published = Object.keys(supergraph.api.getQueryType()?.getFields() ?? {});
    for (const { affairOf, coordinate } of left) {
      const [type = '', field = ''] = coordinate.split('.');
      expect([coordinate, type]).toEqual([coordinate, 'Query']);
      expect([coordinate, published.includes(field)]).toEqual([coordinate, affairOf !== undefined]);
    }
  });

  it('has every shared field once, with a type, a basis and a condition, and no affair of sharing', () => {
    const items = resources.flatMap((one) => one.items);
    const shared = [...policies.values()].filter((policy) => isCatalogued(policy, supergraph.api));
    expect(items.map(({ field }) => field).sort()).toEqual(shared.map(({ coordinate }) => coordinate).sort());
    for (const item of items) {
      expect([item.field, item.basis, item.condition]).not.toContain('');
      if (policies.get(item.field)?.attr !== 'WITHHELD')
        expect([item.field, item.dataType]).not.toContain('');
    }
  });

  it('has the core metadata of each resource', () => {
    expect(resource('TAX/Tax')).toMatchObject({
      name: '税务',
      provider: 'TAX',
      providerName: '省税务局',
      format: 'GraphQL',
      shares: ['OPEN', 'UNCONDITIONAL', 'CONDITIONAL', 'PREDICATE', 'CONSENT'],
    });
    expect(resource('TAX/Tax').summary).toMatch(/^省税务局的“税务”，共 \d+ 项：/);
    expect(resource('HUB/technicalMatches').related).toContain('STD/Innovation');
  });

  it('is refused publication where a withheld field has no law for it', () => {
    expect(withheldFault(resources)).toBeUndefined();
    const bare = {
      ...resource('COM/Trade').items[0],
      field: 'Trade.secret',
      zh: '秘密',
      share: 'WITHHELD',
      basis: '本单位规定',
    } as CatalogueItem;
    expect(withheldFault([{ ...resource('COM/Trade'), items: [bare] }])).toBe(
      '“秘密”（Trade.secret）不予共享而没有法律、行政法规或国务院的依据：请补写依据或改列共享属性',
    );
  });

  it('tells what differs between two versions, field by field', () => {
    const [first, second, ...rest] = resource('TAX/Tax').items;
    if (first === undefined || second === undefined) throw new Error('no items');
    const before = [{ ...resource('TAX/Tax'), items: [first, second] }];
    const after = [
      { ...resource('TAX/Tax'), items: [{ ...first, level: 4, basis: '新依据' }, ...rest.slice(0, 1)] },
    ];
    const kinds = differenceOf(before, after).map(({ field, kind, changes }) => [
      field,
      kind,
      changes.map(({ what }) => what),
    ]);
    expect(kinds).toEqual(
      [
        [first.field, 'CHANGED', ['依据', '级别']],
        [rest[0]?.field, 'ADDED', []],
        [second.field, 'REMOVED', []],
      ].sort((a, b) => (String(a[0]) < String(b[0]) ? -1 : 1)),
    );
    expect(differenceOf(resources, resources)).toEqual([]);
  });
});

describe('the life of a catalogue’s version', () => {
  const facts: CatalogueFacts = {
    official: 'approver',
    preparedBy: 'clerk',
    reason: '理由',
    basis: '条例 第17条',
  };
  const roles: readonly CatalogueRole[] = ['PROVIDER', 'AUTHORITY'];

  it('is exactly the law’s in every meeting of a state, an act and a role', () => {
    const allowed = Object.values(CatalogueState).flatMap((state) =>
      (Object.keys(catalogueTable.acts) as CatalogueAct[]).flatMap((act) =>
        roles.flatMap((role) => {
          const verdict = judge(catalogueTable, { state, act, roles: [role] }, facts);
          return verdict.isAllowed ? [`${state} ${act} ${role} ${verdict.step.to}`] : [];
        }),
      ),
    );
    expect(allowed.sort()).toEqual(
      [
        'DRAFT draftCatalogue PROVIDER DRAFT',
        'DRAFT submitCatalogue PROVIDER SUBMITTED',
        'SUBMITTED reviewCatalogue AUTHORITY REVIEWED',
        'SUBMITTED returnCatalogue AUTHORITY DRAFT',
        'REVIEWED returnCatalogue AUTHORITY DRAFT',
        'REVIEWED publishCatalogue AUTHORITY PUBLISHED',
      ].sort(),
    );
  });

  it.each<[CatalogueAct, CatalogueState, CatalogueRole, Partial<CatalogueFacts>, RegExp]>([
    ['submitCatalogue', CatalogueState.DRAFT, 'PROVIDER', { preparedBy: 'approver' }, /另一位经办人/],
    ['publishCatalogue', CatalogueState.REVIEWED, 'AUTHORITY', { preparedBy: 'approver' }, /另一位经办人/],
    ['returnCatalogue', CatalogueState.SUBMITTED, 'AUTHORITY', { basis: '再改改' }, /法律依据/],
    [
      'publishCatalogue',
      CatalogueState.SUBMITTED,
      'AUTHORITY',
      {},
      /不能“发布目录”；本单位此时可办：审核目录、退回目录/,
    ],
  ])('refuses %s in %s to %s with %j', (act, state, role, change, says) => {
    const verdict = judge(catalogueTable, { state, act, roles: [role] }, { ...facts, ...change });
    expect(verdict).toEqual({ isAllowed: false, says: expect.stringMatching(says) as string });
  });
});

describe('who may read a field', () => {
  const bundle = compileBundle(
    planOperations.flatMap((operation) => agreementsFor(operation, supergraph.api, policies)),
    policies,
    consumerByCode,
  );
  const told = (field: string, today = '2026-03-02') =>
    readersOf(bundle, field, today).map(({ reader, unit, needsConsent }) => [reader, unit, needsConsent]);

  it('is its owner, the enterprise where its policy says so, and every consumer with an agreement in force', () => {
    expect(told('Tax.sizeClass')).toEqual(
      expect.arrayContaining([
        ['OWNER', 'TAX', false],
        ['CONSUMER', 'SASAC', false],
      ]),
    );
    expect(told('Credit.creditOverview')).toEqual(
      expect.arrayContaining([
        ['OWNER', 'PBC', false],
        ['CONSUMER', 'FHG', true],
      ]),
    );
    expect(told('Tax.dividendBill').map(([reader]) => reader)).toContain('SELF');
  });

  it('is everybody for an open field, nobody for a withheld one, and no consumer after its agreement has ended', () => {
    expect(told('Registration.name')).toEqual([['PUBLIC', null, false]]);
    expect(told('Trade.entityListRisk')).toEqual([]);
    expect(told('Tax.sizeClass', '2036-01-01').map(([reader]) => reader)).not.toContain('CONSUMER');
  });

  it('is what the decision says, for every field, unit and purpose', () => {
    const today = '2026-03-02';
    for (const { coordinate, attr, affairOf } of policies.values()) {
      if (attr === 'OPEN' || affairOf !== undefined) continue;
      const readers = readersOf(bundle, coordinate, today);
      for (const { code, purposes } of consumerByCode.values())
        for (const purpose of purposes) {
          const caller = {
            kind: 'unit',
            unit: code,
            system: 'main',
            purpose,
            official: 'o',
            expiresAt: 0,
          } as const;
          const isNamed = readers.some(
            ({ reader, unit, purposes: agreed }) =>
              unit === code && (reader === 'OWNER' || agreed.includes(purpose)),
          );
          expect([coordinate, code, purpose, decide(bundle, caller, coordinate, today).allowed]).toEqual([
            coordinate,
            code,
            purpose,
            isNamed,
          ]);
        }
    }
  });
});
