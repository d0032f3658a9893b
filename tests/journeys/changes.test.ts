import { randomUUID } from 'node:crypto';
import { Pool } from 'pg';
import { makeUscc } from '../../src/kit/codes/uscc';
import { runningCluster } from '../../src/store/cluster';
import { ask, codesOf, tokenFor, type Answer } from '../support/ask';
import { startHub, type HubProcess } from '../support/hub-process';

/** A code that every check passes and no synthetic enterprise has. */
const UNKNOWN = makeUscc('140198', 77);
const WAN = 1_000_000;

let hub: HubProcess;
const tokens = new Map<string, Promise<string>>();

async function rowsOf<Row extends object>(
  database: string,
  sql: string,
  values: readonly unknown[] = [],
): Promise<Row[]> {
  const url = runningCluster(hub.dataDir)?.urlFor(database);
  const pool = new Pool(url === undefined ? {} : { connectionString: url });
  try {
    return (await pool.query<Row & Record<string, unknown>>(sql, [...values])).rows;
  } finally {
    await pool.end();
  }
}

const codes = async (database: string, sql: string): Promise<string[]> =>
  (await rowsOf<{ uscc: string }>(database, sql)).map(({ uscc }) => uscc);

const PURPOSES: Readonly<Record<string, string>> = { FIN: 'M05' };

function tokenOf(unit: string, system: string): Promise<string> {
  const name = `${unit}.${system}`;
  const token = tokens.get(name) ?? tokenFor(hub.url, { unit, purpose: PURPOSES[unit] ?? '', system });
  tokens.set(name, token);
  return token;
}

const as = async (unit: string, query: string, variables: object = {}, system = 'main'): Promise<Answer> =>
  ask(hub.url, await tokenOf(unit, system), query, variables);

interface Attempt {
  readonly unit: string;
  readonly change: string;
  readonly type: string;
  readonly input: object;
  readonly key?: string;
  readonly system?: string;
  readonly read?: string;
}

/** Makes one change as the unit does, and reads back in the same operation what `read` selects of the enterprise. */
const make = ({
  unit,
  change,
  type,
  input,
  key = randomUUID(),
  system = 'main',
  read,
}: Attempt): Promise<Answer> =>
  as(
    unit,
    `mutation ($key: ID!, $input: ${type}!) { ${change}(key: $key, input: $input) {
      key repeated receipt no count ${read === undefined ? '' : `enterprise { ${read} }`} } }`,
    { key, input },
    system,
  );

beforeAll(async () => {
  hub = await startHub();
}, 120_000);

afterAll(() => hub.stop());

describe('finance grants an award', () => {
  const award = (uscc: string, changed: object = {}): Attempt => ({
    unit: 'FIN',
    change: 'grantAward',
    type: 'AwardInput',
    input: {
      uscc,
      year: 2026,
      kind: 'ONE_OFF',
      amount: 30 * WAN * 1,
      documentNo: '晋财企〔2026〕1号（测试）',
      publishedOn: '2026-01-05',
      ...changed,
    },
    read: 'fiscal { awards { documentNo amount { fen } } hasReceivedOneOffAward oneOffAwardOpen }',
  });
  let open: string[];

  beforeAll(async () => {
    const titled = new Set(await codes('smeb', 'SELECT uscc FROM cultivation WHERE tier IS NOT NULL'));
    const awarded = new Set(await codes('fin', `SELECT uscc FROM award WHERE kind = 'ONE_OFF'`));
    open = [...titled].filter((uscc) => !awarded.has(uscc));
    expect(open.length).toBeGreaterThan(4);
  });

  it('and tells it in the same answer', async () => {
    const answer = await make(award(open[0] ?? ''));
    expect(answer.errors).toEqual([]);
    expect(answer.data.grantAward).toMatchObject({
      repeated: false,
      count: 1,
      receipt: answer.sharing.receipt,
    });
    expect(answer.data.grantAward.enterprise.fiscal.awards).toContainEqual({
      documentNo: '晋财企〔2026〕1号（测试）',
      amount: { fen: 30 * WAN },
    });
    expect(answer.data.grantAward.enterprise.fiscal.oneOffAwardOpen).toBe('NO');
  });

  it('but no second one-off award', async () => {
    const answer = await make(award(open[0] ?? ''));
    expect(answer.data.grantAward).toBeNull();
    expect(answer.errors[0]).toMatchObject({
      path: ['grantAward'],
      extensions: { code: 'LIMIT_EXCEEDED', basis: '方案 第5条', unit: 'FIN', left: 0 },
    });
  });

  it('nor one beyond the cap, by one fen', async () => {
    const answer = await make(award(open[1] ?? '', { amount: 30 * WAN + 1 }));
    expect(codesOf(answer)).toEqual(['LIMIT_EXCEEDED']);
    expect(answer.errors[0]?.extensions['left']).toBe(30 * WAN);
    expect(await rowsOf('fin', `SELECT FROM award WHERE uscc = $1 AND kind = 'ONE_OFF'`, [open[1]])).toEqual(
      [],
    );
  });

  it('once, of twenty who try at the same time', async () => {
    const answers = await Promise.all(Array.from({ length: 20 }, () => make(award(open[2] ?? ''))));
    expect(answers.filter(({ data }) => data.grantAward !== null)).toHaveLength(1);
    expect(new Set(answers.flatMap(codesOf))).toEqual(new Set(['LIMIT_EXCEEDED']));
    expect(
      await rowsOf('fin', `SELECT FROM award WHERE uscc = $1 AND kind = 'ONE_OFF'`, [open[2]]),
    ).toHaveLength(1);
  });

  it('once under one key, however often it is sent, and refuses the key for another input', async () => {
    const attempt = { ...award(open[3] ?? '', { kind: 'OTHER' }), key: 'award-2026-3' };
    const answers = await Promise.all(Array.from({ length: 5 }, () => make(attempt)));
    expect(answers.flatMap(codesOf)).toEqual([]);
    expect(answers.filter(({ data }) => data.grantAward.repeated === false)).toHaveLength(1);
    expect(new Set(answers.map(({ data }) => `${data.grantAward.no} ${data.grantAward.receipt}`)).size).toBe(
      1,
    );
    const other = await make({ ...award(open[3] ?? '', { kind: 'OTHER', amount: 1 }), key: 'award-2026-3' });
    expect(codesOf(other)).toEqual(['BAD_USER_INPUT']);
  });

  it('only for an enterprise that it knows', async () => {
    expect(codesOf(await make(award(UNKNOWN)))).toEqual(['UNKNOWN_SUBJECT']);
  });
});
