import { Client, Pool } from 'pg';
import { repeatDaily } from '../../src/commands/daily-tasks';
import { runningCluster } from '../../src/store/cluster';
import { postgresConnections } from '../../src/store/connections';
import { figureRules } from '../../src/units/lsg/figures';
import { ScorecardFigureCode, ScorecardFigureState } from '../../src/units/lsg/scorecard-figure';
import { keepSnapshot, type KeptFigure } from '../../src/units/lsg/snapshot';
import { units } from '../../src/units';
import { ask, codesOf, tokenFor, type Answer } from '../support/ask';
import { startHub, type HubProcess } from '../support/hub-process';

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- answers are read by their shape
type Read = any;

const DAY_MS = 86_400_000;
const dayOf = (instant: number): string => new Date(instant + 8 * 3_600_000).toISOString().slice(0, 10);

let hub: HubProcess;
let pool: Pool;
let admin: Client;
let token: string;

beforeAll(async () => {
  hub = await startHub({ environment: { HUB_OWNER_TIMEOUT_MS: '1000' } });
  pool = new Pool({ connectionString: runningCluster(hub.dataDir)?.urlFor('lsg') ?? '', max: 2 });
  admin = new Client({ connectionString: runningCluster(hub.dataDir)?.adminUrl ?? '' });
  await admin.connect();
  token = await tokenFor(hub.url, { unit: 'LSG', purpose: 'G3' });
}, 120_000);

afterAll(async () => {
  await Promise.all([pool.end(), admin.end()]);
  await hub.stop();
});

const FIGURES = '{ asOf isSnapshot isReconstructed figures { code value state reason sources { unit } } }';
const scorecard = (asOf?: string): Promise<Answer> =>
  ask(hub.url, undefined, `query ($asOf: Date) { planScorecard(asOf: $asOf) ${FIGURES} }`, { asOf });
const figureOf = (told: Answer, code: string): Read =>
  told.data.planScorecard.figures.find((figure: Read) => figure.code === code);

/** Without the owner's database for the time of one act. */
async function without(unit: string, act: () => Promise<void>): Promise<void> {
  await admin.query(`ALTER DATABASE ${unit} WITH ALLOW_CONNECTIONS false`);
  await admin.query('SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1', [unit]);
  try {
    await act();
  } finally {
    await admin.query(`ALTER DATABASE ${unit} WITH ALLOW_CONNECTIONS true`);
  }
}

describe('a figure without its owner', () => {
  it('is empty and says why, and the others stay', async () => {
    const before = await scorecard();
    await without('city', async () => {
      const told = await scorecard();
      expect(codesOf(told)).toEqual([]);
      for (const code of ['TASKS_OVERDUE', 'TASKS_UNCLAIMED'])
        expect(figureOf(told, code)).toMatchObject({
          value: null,
          state: 'UNAVAILABLE',
          reason: '各市县政府：提供方暂不可用',
        });
      for (const { code, value } of before.data.planScorecard.figures)
        if (!code.startsWith('TASKS_')) expect([code, figureOf(told, code).value]).toEqual([code, value]);
      expect(told.sharing.units).toContainEqual(
        expect.objectContaining({ unit: 'CITY', state: 'OWNER_UNAVAILABLE' }),
      );
    });
  });

  it('also where the hub asks two owners for it', async () => {
    await without('exch', async () => {
      const told = await scorecard();
      expect(figureOf(told, 'BOARD_COVERAGE')).toMatchObject({
        value: null,
        reason: '省股权交易中心：提供方暂不可用',
      });
      expect(figureOf(told, 'SRDI').state).not.toBe('UNAVAILABLE');
    });
  });

  it('is waited for no longer than the owner’s time', async () => {
    const locker = new Client({ connectionString: runningCluster(hub.dataDir)?.urlFor('fin') ?? '' });
    await locker.connect();
    await locker.query('BEGIN');
    await locker.query('LOCK TABLE award IN ACCESS EXCLUSIVE MODE');
    try {
      const told = await scorecard();
      expect(figureOf(told, 'AWARDS_PAID')).toMatchObject({ reason: '省财政厅：提供方未在时限内答复' });
      expect(figureOf(told, 'TRAINEES').state).toBe('TOLD');
    } finally {
      await locker.query('ROLLBACK');
      await locker.end();
    }
  });

  it('is named in the supervision of tasks and in the health of sharing', async () => {
    await without('city', async () => {
      const told = await ask(
        hub.url,
        token,
        '{ overdueByUnit { keeper unit open reason } sharingHealth { unreachable owners { unit state refusals { code } } } }',
      );
      expect(told.data.overdueByUnit).toEqual([
        { keeper: 'CITY', unit: null, open: null, reason: '各市县政府：提供方暂不可用' },
        expect.objectContaining({ keeper: 'ZONE', reason: null }),
      ]);
      const { unreachable, owners } = told.data.sharingHealth;
      expect(unreachable).toBe(1);
      expect(owners.find(({ unit }: Read) => unit === 'CITY')).toEqual({
        unit: 'CITY',
        state: 'OWNER_UNAVAILABLE',
        refusals: null,
      });
    });
  });
});

describe('who may ask', () => {
  const DETAILS = [
    ['overdueByUnit', '{ overdueByUnit { unit } }'],
    ['cityTasksByUnit', '{ cityTasksByUnit { responsibleUnit } }'],
    ['deadlineBreaches', '{ deadlineBreaches { asOf } }'],
    ['sharingHealth', '{ sharingHealth { since } }'],
  ] as const;

  it.each(DETAILS)(
    '%s is for no department without an agreement, and for no stranger',
    async (name, text) => {
      const exchange = await tokenFor(hub.url, { unit: 'EXCH', purpose: 'M10' });
      const told = await ask(hub.url, exchange, text);
      expect(codesOf(told)).toEqual(['DENIED_NO_GRANT']);
      expect(told.data?.[name] ?? null).toBeNull();
      expect(codesOf(await ask(hub.url, undefined, text))).toEqual(['UNAUTHENTICATED']);
    },
  );

  it('the office itself asks the cities under its own agreement, and for its purposes only', async () => {
    const other = await tokenFor(hub.url, { unit: 'LSG', purpose: 'M01' });
    const told = await ask(
      hub.url,
      other,
      '{ overdueByUnit { keeper unit reason } sharingHealth { since } }',
    );
    expect(told.data.overdueByUnit[0]).toEqual({
      keeper: 'CITY',
      unit: null,
      reason: '各市县政府：共享协议不包含本次使用用途',
    });
    expect(codesOf(told)).toEqual(['DENIED_PURPOSE']);
  });

  it.each(['paidFunds { awards { fen } }', 'cityTaskTotals { open }', 'zoneTaskTotals { open }'])(
    'the sum behind a figure is no field of the graph: %s',
    async (field) => {
      expect(codesOf(await ask(hub.url, token, `{ ${field} }`))).toEqual(['BAD_USER_INPUT']);
    },
  );

  it('a unit asks only owners that its declaration names, and names all that its figures need', () => {
    const asking = units.filter(({ asks }) => asks !== undefined);
    expect(asking.map(({ id }) => id)).toEqual(['lsg']);
    const asked = new Set(figureRules.flatMap(({ questions }) => questions.map(({ owner }) => owner)));
    expect([...asked].sort()).toEqual(asking[0]?.asks);
  });
});

it.each([
  ['lsg', ['planScorecard']],
  ['smeb', ['srdiRoster', 'tierCounts', 'trainingCount']],
  ['exch', ['presentOnBoard']],
  ['fin', ['paidFunds']],
  ['fhg', ['fundSummary']],
  ['city', ['cityTaskTotals']],
  ['zone', ['zoneTaskTotals']],
])('%s, behind a scorecard, has recorded who asked it for what', async (unit, asked) => {
  const { sharing } = await scorecard();
  await ask(hub.url, token, '{ sharingHealth { unreachable } }');
  const reader = new Client({ connectionString: runningCluster(hub.dataDir)?.urlFor(unit) ?? '' });
  await reader.connect();
  const { rows } = await reader.query<{ consumer: object; fields: { field: string }[] }>(
    'SELECT consumer, fields FROM access_record WHERE request_id = $1',
    [sharing.receipt],
  );
  await reader.end();
  for (const { consumer } of rows) expect(consumer).toEqual({ kind: 'stranger', official: 'anonymous' });
  const fields = rows.flatMap((row) => row.fields.map(({ field }) => field));
  expect(fields.sort()).toEqual(asked.map((field) => `Query.${field}`));
});
