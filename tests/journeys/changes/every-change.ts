import { Pool } from 'pg';
import { RecordUnavailable } from '../../../src/audit/record-unavailable';
import { buildGraph } from '../../../src/gateway/assemble';
import { makeChange } from '../../../src/kit/make-change';
import type { OwnerContext } from '../../../src/kit/owner';
import { units } from '../../../src/units';
import { codesOf, type Answer } from '../../support/ask';
import { anyChange } from './any-input';
import { as, asEnterprise, asStranger, changingUrl, codes, make, rowsOf, type Attempt } from './making';

export function everyChange(): void {
  const { changes, policies, supergraph } = buildGraph(units);
  const fields = Object.values(supergraph.api.getMutationType()?.getFields() ?? {});
  const ownerOf = (name: string): string => changes.get(`Mutation.${name}`)?.unit ?? '';
  let titled: string;

  beforeAll(async () => {
    [titled = ''] = await codes('smeb', 'SELECT uscc FROM cultivation WHERE tier IS NOT NULL ORDER BY uscc');
  });

  it('is declared, and none is anything else', () => {
    expect(fields.map(({ name }) => `Mutation.${name}`).sort()).toEqual([...changes.keys()].sort());
    expect(fields.length).toBeGreaterThan(15);
  });

  it.each(fields.map((field) => [field.name, field] as const))(
    '%s is refused to whoever may not make it and to a stranger, and leaves no trace but the record',
    async (name, field) => {
      const key = `refused-${name}`;
      const { query, variables } = anyChange(field, titled, key);
      const makers = changes.get(`Mutation.${name}`)?.makers ?? [];
      for (const unit of ['LSG', 'FIN', 'SMEB', 'DATA'].filter((other) => other !== ownerOf(name))) {
        if (unit === 'DATA' && makers.includes('AUTHORITY')) continue;
        // Acts of sharing are made under their own purpose, which no token for a measure bears.
        const code = unit !== 'DATA' && makers.includes('UNIT') ? 'DENIED_PURPOSE' : 'DENIED_NO_GRANT';
        const answer = await as(unit, query, variables);
        expect([unit, codesOf(answer), answer.data]).toEqual([unit, [code], { [name]: null }]);
        expect(answer.errors[0]).toMatchObject({ path: [name], extensions: { field: `Mutation.${name}` } });
      }
      if (!makers.includes('ENTERPRISE')) {
        const enterprise = await asEnterprise(titled, query, variables);
        expect([codesOf(enterprise), enterprise.data]).toEqual([['DENIED_NO_GRANT'], { [name]: null }]);
      }
      const stranger = await asStranger(query, variables);
      expect([stranger.status, codesOf(stranger)]).toEqual([401, ['UNAUTHENTICATED']]);
      expect(
        await rowsOf(ownerOf(name).toLowerCase(), 'SELECT FROM change_key WHERE key = $1', [key]),
      ).toEqual([]);
    },
  );

  it('looks to a stranger like one that does not exist', async () => {
    const [real, invented] = await Promise.all([
      asStranger('mutation { claimTask(key: "1", input: { no: "1" }) { no } }'),
      asStranger('mutation { inventedChange(key: "1") { no } }'),
    ]);
    expect([real.status, real.text]).toEqual([invented.status, invented.text]);
    expect((await asStranger('{ __schema { mutationType { name } } }')).data.__schema).toEqual({
      mutationType: null,
    });
  });

  it('is done in the order of the operation, each in its own transaction', async () => {
    const [uscc = ''] = await codes(
      'exch',
      'SELECT uscc FROM regional_market WHERE listing_code IS NULL AND NOT displayed ORDER BY uscc',
    );
    const answer = await as(
      'EXCH',
      `mutation ($uscc: USCC!) {
        first: listEnterprise(key: "order-1", input: { uscc: $uscc, code: "C900009", board: SRDI, listedOn: "2026-01-05", greenChannel: true }) { no }
        second: listEnterprise(key: "order-2", input: { uscc: $uscc, code: "C900008", board: SRDI, listedOn: "2026-01-05", greenChannel: true }) { no }
        third: cancelListing(key: "order-3", input: { code: "C900009", cancelledOn: "2026-02-01", reason: "测试" }) { no }
      }`,
      { uscc },
    );
    expect(answer.data).toEqual({ first: { no: 'C900009' }, second: null, third: { no: 'C900009' } });
    expect(answer.errors.map(({ path }) => path)).toEqual([['second']]);
  });

  it('stands in the record of its owner, done or refused, and the enterprise can read it', async () => {
    const [uscc = ''] = await codes('com', 'SELECT uscc FROM trade ORDER BY uscc DESC LIMIT 1');
    const attempt = (openedOn: string): Attempt => ({
      unit: 'COM',
      change: 'recordExhibition',
      type: 'ExhibitionInput',
      input: {
        uscc,
        exhibition: '留痕测试展',
        kind: 'INDUSTRY',
        isInternational: false,
        place: '太原',
        openedOn,
      },
    });
    const done = await make(attempt('2026-01-05'));
    const refused = await make(attempt('2099-01-05'));
    const log = await asEnterprise(
      uscc,
      `query ($uscc: USCC!) { enterprise(uscc: $uscc) { accessLog(first: 50) {
        edges { node { receipt owner unit state fields { field zh outcome } } } } } }`,
      { uscc },
    );
    const entries = log.data.enterprise.accessLog.edges.map(({ node }: { node: object }) => node);
    const entry = (answer: Answer, outcome: string): object => ({
      receipt: answer.sharing.receipt,
      owner: 'COM',
      unit: 'COM',
      state: 'answered',
      fields: [{ field: 'Mutation.recordExhibition', zh: '登记参展', outcome }],
    });
    expect(entries).toContainEqual(entry(done, 'change'));
    expect(entries).toContainEqual(entry(refused, 'BAD_USER_INPUT'));
  });

  it('is rolled back whole where it cannot be recorded', async () => {
    const [uscc = ''] = await codes('com', 'SELECT uscc FROM trade ORDER BY uscc LIMIT 1');
    const pool = new Pool({ connectionString: changingUrl('com') });
    const owner: Partial<OwnerContext> = {
      caller: { kind: 'unit', unit: 'COM', system: 'main', purpose: 'M20', official: 'o', expiresAt: 0 },
      requestId: 'r',
      today: '2026-06-01',
      now: () => 0,
      rights: { bundle: 'b', decide: () => ({ allowed: true, grants: [] }) },
      noteRefusal: () => undefined,
      changing: { pool, recorded: () => Promise.reject(new RecordUnavailable('com', 'full')) },
    };
    const request = { name: 'n', zh: '测试', basis: '测试', isOfMany: false, key: 'unrecorded', input: {} };
    try {
      await expect(
        makeChange(request, owner as OwnerContext, async (change) => {
          await change.query(
            `INSERT INTO trade_exhibition (uscc, exhibition, kind, is_international, place, opened_on)
             VALUES ($1, '未留痕', 'INDUSTRY', false, '太原', '2026-01-05')`,
            [uscc],
          );
          return { uscc };
        }),
      ).rejects.toThrow(RecordUnavailable);
    } finally {
      await pool.end();
    }
    expect(await rowsOf('com', `SELECT FROM trade_exhibition WHERE exhibition = '未留痕'`)).toEqual([]);
    expect(await rowsOf('com', `SELECT FROM change_key WHERE key = 'unrecorded'`)).toEqual([]);
  });

  it('goes through a door that opens the unit’s own tables and not its record', async () => {
    const pool = new Pool({ connectionString: changingUrl('fin') });
    try {
      for (const statement of [
        'SELECT FROM access_record',
        'DELETE FROM access_record',
        `INSERT INTO access_subject VALUES ('s', now(), 1)`,
        'UPDATE access_carried SET sequence = 0',
        'DROP TABLE award',
        'CREATE TABLE mine ()',
        'SELECT FROM migrations',
      ])
        await expect(pool.query(statement)).rejects.toMatchObject({ code: '42501' });
      expect((await pool.query('SELECT FROM award LIMIT 1')).rowCount).toBe(1);
    } finally {
      await pool.end();
    }
  });

  it('is opened by no agreement', () => {
    expect([...changes.keys()].filter((coordinate) => policies.has(coordinate))).toEqual([]);
  });
}
