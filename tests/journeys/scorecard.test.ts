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

describe('a day that has passed', () => {
  const first = Date.now() - 61 * DAY_MS;
  const days = Array.from({ length: 60 }, (_, position) => dayOf(first + position * DAY_MS));

  /** One gateway that lives through the sixty days: its clock goes on by as much as it would have waited. */
  async function liveThrough(valueOf: (day: string) => number, offsetMs: number): Promise<string[]> {
    let clock = first + offsetMs;
    const seen: string[] = [];
    await new Promise<void>((done, fail) => {
      const repetition = repeatDaily({
        now: () => clock,
        wait: (ms) => {
          clock += ms;
          if (clock < first + 60 * DAY_MS) return Promise.resolve();
          void repetition.stop();
          done();
          return Promise.resolve();
        },
        run: async (day, time) => {
          seen.push(day);
          const figures = [told(ScorecardFigureCode.TASKS_OVERDUE, valueOf(day))];
          await keepSnapshot(postgresConnections(pool), {
            day,
            takenAt: time,
            isReconstructed: false,
            figures,
          });
          return true;
        },
        onTrouble: fail,
      });
    });
    return seen;
  }

  const told = (code: ScorecardFigureCode, value: number | null): KeptFigure => ({
    code,
    value,
    state: value === null ? ScorecardFigureState.UNAVAILABLE : ScorecardFigureState.TOLD,
    reason: value === null ? '提供方暂不可用' : null,
    reading: null,
  });
  const trend = async (from: string, to: string): Promise<Read> =>
    ask(
      hub.url,
      undefined,
      'query ($from: Date!, $to: Date!) { scorecardTrend(figure: TASKS_OVERDUE, from: $from, to: $to) { points { day value state } } }',
      { from, to },
    );

  it('was kept once, however many gateways there were, and draws the trend', async () => {
    const byDay = new Map(days.map((day, position) => [day, position]));
    const valueOf = (day: string): number => byDay.get(day) ?? -1;
    const [own] = await Promise.all([liveThrough(valueOf, 0), liveThrough(valueOf, 1000)]);
    expect(own.slice(0, 60)).toEqual(days);
    expect(new Set(own).size).toBe(own.length);
    // A gateway that comes later finds the word that stands.
    await liveThrough(() => 999, 2000);
    const { data } = await trend(days[0] ?? '', days[59] ?? '');
    expect(data.scorecardTrend.points).toEqual(days.map((day, value) => ({ day, value, state: 'TOLD' })));
  });

  it('is answered from what was kept, and says so', async () => {
    const day = days[10] ?? '';
    const answered = await scorecard(day);
    expect(answered.data.planScorecard).toMatchObject({ asOf: day, isSnapshot: true });
    expect(figureOf(answered, 'TASKS_OVERDUE').value).toBe(10);
    // What asking now would give is not told of that day.
    expect(answered.sharing.units.map(({ unit }) => unit)).toEqual(['LSG']);
  });

  it('and lacked an owner takes the figure when the owner answers, and no later one', async () => {
    const day = '2025-01-15';
    for (const value of [null, 7, null, 8])
      await keepSnapshot(postgresConnections(pool), {
        day,
        takenAt: '2025-01-15T02:00:00Z',
        isReconstructed: false,
        figures: [told(ScorecardFigureCode.TASKS_OVERDUE, value)],
      });
    expect(figureOf(await scorecard(day), 'TASKS_OVERDUE')).toMatchObject({ value: 7, reason: null });
  });

  it('and was not kept names the nearest days', async () => {
    const before = dayOf(first - DAY_MS);
    const { rows } = await pool.query<{ before: string; after: string }>(
      `SELECT max(day) FILTER (WHERE day < $1)::text AS before, min(day) FILTER (WHERE day > $1)::text AS after FROM scorecard_snapshot WHERE day <> $1`,
      [before],
    );
    await pool.query('DELETE FROM scorecard_snapshot WHERE day = $1', [before]);
    const answered = await scorecard(before);
    expect(codesOf(answered)).toEqual(['BAD_USER_INPUT']);
    expect(answered.data.planScorecard).toBeNull();
    expect(answered.errors[0]?.message).toContain(`${rows[0]?.before}、${rows[0]?.after}`);
  });

  it.each([
    ['{ planScorecard(asOf: "2099-01-01") { asOf } }', 'asOf 不能晚于今日'],
    ['{ scorecardTrend(figure: SRDI, from: "2025-02-01", to: "2025-01-01") { figure } }', 'from 不能晚于 to'],
    ['{ scorecardTrend(figure: SRDI, from: "2015-01-01", to: "2025-01-01") { figure } }', '至多相隔五年'],
    ['{ cityRanking(period: "2025H1") { from } }', 'period 应为年份'],
    ['{ cityRanking(period: "2099") { from } }', '该期间尚未开始'],
    ['{ measureProgress(no: "M23") { zh } }', '没有这条措施'],
    ['{ tierCounts(asOf: "2099-01-01") { enterprises } }', 'asOf 不能晚于今日'],
  ])('%s is told what is wrong', async (text, message) => {
    const answered = await ask(hub.url, undefined, text);
    expect(codesOf(answered)).toEqual(['BAD_USER_INPUT']);
    expect(answered.errors[0]?.message).toContain(message);
  });

  it('a task that lacked something is tried again before midnight', async () => {
    let clock = Date.parse('2026-03-01T12:00:00+08:00');
    const waits: number[] = [];
    const outcomes = [false, new Error('no database'), true];
    const troubles: unknown[] = [];
    await new Promise<void>((done) => {
      const repetition = repeatDaily({
        now: () => clock,
        wait: (ms) => {
          waits.push(ms);
          clock += ms;
          if (waits.length < 3) return Promise.resolve();
          void repetition.stop();
          done();
          return Promise.resolve();
        },
        run: () => {
          const outcome = outcomes.shift();
          return outcome instanceof Error ? Promise.reject(outcome) : Promise.resolve(outcome === true);
        },
        onTrouble: (error) => troubles.push(error),
      });
    });
    expect(waits).toEqual([600_000, 600_000, DAY_MS / 2 - 1_200_000]);
    expect(troubles).toHaveLength(1);
  });
});
