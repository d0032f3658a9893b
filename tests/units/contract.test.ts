import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { getNamedType, isNonNullType, isObjectType, type GraphQLObjectType } from 'graphql';
import { buildGraph } from '../../src/gateway/assemble';
import { strangerSchema } from '../../src/gateway/stranger-schema';
import { argumentRead } from '../../src/kit/operation';
import { consumerByCode } from '../../src/kit/unit-directory';
import { tablesOf } from '../../src/kit/tables';
import { ForbiddenAgreement } from '../../src/policy/agreement-check';
import { compileBundle } from '../../src/policy/bundle';
import { agreementsFor, planOperations } from '../../src/sharing/plan-operations';
import { typesBehindGate } from '../../src/kit/gate';
import { units } from '../../src/units';

const graph = buildGraph(units);
const { api } = graph.supergraph;
const policies = [...graph.policies.values()];
const seededAgreements = planOperations.flatMap((operation) => agreementsFor(operation, api, graph.policies));

describe.each(units.map((unit) => [unit.code, unit] as const))('unit %s', (code, unit) => {
  const subgraph = graph.subgraphs.get(unit.id);
  const own = [...(subgraph?.unit.policies.values() ?? [])];

  it('is one of the units of the plan, under its own name', () => {
    expect(consumerByCode.get(code)?.name).toBe(unit.name);
    expect(unit.id).toBe(code.toLowerCase());
  });

  it('has the checked-in schema', () => {
    expect(readFileSync(join(__dirname, '..', '..', 'schema', `${unit.id}.graphql`), 'utf8')).toBe(
      subgraph?.sdl,
    );
  });

  it('gives every field a class, a level, a Chinese label and a legal basis', () => {
    expect(own.length).toBeGreaterThan(0);
    for (const policy of own) {
      expect([policy.coordinate, policy.unit]).toEqual([policy.coordinate, code]);
      expect([1, 2, 3, 4]).toContain(policy.level);
      expect(policy.zh).toMatch(/[\u4e00-\u9fff]/);
      expect(policy.basis).toMatch(/[\u4e00-\u9fff]/);
    }
  });

  it('prints each policy beside its field', () => {
    const fields = subgraph?.sdl.match(/@share\(attr: [A-Z]+, level/g)?.length ?? 0;
    expect(fields).toBe(own.length);
  });

  it('stores its tables under names that nobody else in its database has', () => {
    const names = tablesOf(unit).map((table) => table.name);
    expect(new Set(names).size).toBe(names.length);
  });
});

describe('the graph of all units', () => {
  it('lets nothing be required that may be refused', () => {
    for (const policy of policies) {
      const [typeName = '', fieldName = ''] = policy.coordinate.split('.');
      const type = api.getType(typeName);
      const field = isObjectType(type) ? type.getFields()[fieldName] : undefined;
      if (policy.attr !== 'OPEN' && field !== undefined)
        expect([policy.coordinate, isNonNullType(field.type)]).toEqual([policy.coordinate, false]);
    }
  });

  it('has no field outside both the decision and the gate', () => {
    const uncovered = new Set<string>();
    const visit = (type: GraphQLObjectType, isCovered: boolean, seen: Set<string>): void => {
      const key = `${type.name} ${String(isCovered)}`;
      if (seen.has(key) || type.name.startsWith('__')) return;
      seen.add(key);
      for (const field of Object.values(type.getFields())) {
        const isDecided = graph.policies.has(`${type.name}.${field.name}`);
        const isKeyOrSlice = type.name === 'Enterprise';
        if (!isDecided && !isCovered && !isKeyOrSlice) uncovered.add(`${type.name}.${field.name}`);
        const next = getNamedType(field.type);
        // An enterprise inside a covered value starts anew: its slices are decided by themselves.
        if (isObjectType(next)) visit(next, isDecided || (isCovered && next.name !== 'Enterprise'), seen);
      }
    };
    const query = api.getQueryType();
    if (query === undefined || query === null) throw new Error('no query');
    visit(query, false, new Set());
    expect([...uncovered]).toEqual([]);
    for (const { schema } of graph.subgraphs.values()) expect(typesBehindGate(schema)).not.toContain('Query');
  });

  it('is open in exactly the listed fields', () => {
    const open = policies
      .filter((policy) => policy.attr === 'OPEN')
      .map((policy) => policy.coordinate)
      .sort();
    expect(open).toEqual(JSON.parse(readFileSync(join(__dirname, 'open-fields.json'), 'utf8')));
  });

  it('declares what every filter and order reads, and only fields that exist', () => {
    for (const member of [
      'EnterpriseFilter.industry',
      'EnterpriseFilter.division',
      'EnterpriseOrder.ESTABLISHED_ON_DESC',
      'SrdiFilter.inPool',
    ]) {
      const read = argumentRead(member);
      expect([member, graph.policies.has(read ?? '')]).toEqual([member, true]);
    }
  });

  it('shows a stranger no field that is not open', () => {
    const visible = strangerSchema(api, graph.policies);
    for (const policy of policies) {
      const [typeName = '', fieldName = ''] = policy.coordinate.split('.');
      const type = visible.getType(typeName);
      const isVisible = isObjectType(type) && fieldName in type.getFields();
      if (policy.attr !== 'OPEN') expect([policy.coordinate, isVisible]).toEqual([policy.coordinate, false]);
    }
  });
});

describe('the bundle', () => {
  const compile = (change: object): unknown =>
    compileBundle(
      [
        {
          id: 'A',
          consumer: 'EXCH',
          provider: 'TAX',
          purposes: ['M10'],
          fields: ['Tax.sizeClass'],
          thresholds: {},
          outcome: 'clear',
          scope: null,
          limits: null,
          validFrom: '2022-01-01',
          validUntil: '2030-01-01',
          ...change,
        },
      ],
      graph.policies,
      consumerByCode,
    );

  it('compiles the seeded agreements, each over fields that exist', () => {
    expect(compileBundle(seededAgreements, graph.policies, consumerByCode).hash).toMatch(/^[0-9a-f]{32}$/);
  });

  it('has the same hash for the same agreements in any order', () => {
    const hash = (agreements: typeof seededAgreements): string =>
      compileBundle(agreements, graph.policies, consumerByCode).hash;
    expect(hash([...seededAgreements].reverse())).toBe(hash(seededAgreements));
    expect(hash(seededAgreements.slice(1))).not.toBe(hash(seededAgreements));
  });

  it.each([
    ['a withheld field', { provider: 'FIN', fields: ['Fiscal.payeeAccount'] }, '不予共享'],
    ['a field that does not exist', { fields: ['Tax.nothing'] }, '没有这个字段'],
    ['another provider’s field', { provider: 'FIN' }, '不属于 FIN'],
    ['an unknown consumer', { consumer: 'NOBODY' }, '没有需求方'],
    ['an unconditional share to a state enterprise', { consumer: 'FHG', purposes: ['M06'] }, '国有企业'],
    ['a purpose that the consumer does not carry', { purposes: ['M07'] }, '不承担用途 M07'],
    ['acts of sharing as a purpose of reading', { purposes: ['SHARING'] }, '不承担用途 SHARING'],
    ['no purpose at all', { purposes: [] }, '未填'],
    ['masking a value that is no text', { outcome: 'masked' }, '无法掩码'],
    ['an agreement with oneself', { consumer: 'TAX', purposes: ['M07'] }, '同一单位'],
    ['a term without a day', { validUntil: '2021-12-31' }, '没有一日'],
    ['a limit of nothing', { limits: { per: 'DAY', calls: 0 } }, '正整数'],
    [
      'hours that end before they begin',
      { limits: { per: 'DAY', hours: { from: '18:00', until: '08:00' } } },
      '使用时段',
    ],
    ['an affair of sharing', { provider: 'HUB', fields: ['Query.agreements'] }, '共享事务'],
  ])('refuses %s', (_name, change, text) => {
    expect(() => compile(change)).toThrow(ForbiddenAgreement);
    expect(() => compile(change)).toThrow(text);
  });
});
