import type { Pool } from 'pg';
import { Refusal } from '../kit/refusal';
import { untilOpen, windowOf, type UsageLimits } from '../kit/usage-limits';

/** Why an agreement may not be used for this request, and when it may. */
export interface UsedUp {
  readonly about: string;
  readonly left?: number;
  /** Absent where waiting does not help. */
  readonly retryAfterSeconds?: number;
}

/** Counts what is asked under agreements that limit it, for all processes together. */
export interface UsageMeter {
  /**
   * Counts one request about so many enterprises under each of these agreements; gives those that do not allow it, which
   * are not charged. Rejects with a Refusal where nothing can be counted.
   */
  charge(asked: ReadonlyMap<string, UsageLimits>, enterprises: number): Promise<ReadonlyMap<string, UsedUp>>;
}

export function usageMeter(pool: Pool | undefined, now: () => number): UsageMeter {
  return {
    async charge(asked, enterprises) {
      const instant = now();
      const closed = [...asked].flatMap(([id, limits]): [string, UsedUp][] => {
        const refused = outOfHours(id, limits, instant);
        return refused === undefined ? [] : [[id, refused]];
      });
      const usedUp = new Map(closed);
      const counted = [...asked].filter(
        ([id, { calls, enterprises: most }]) =>
          !usedUp.has(id) && (calls !== undefined || most !== undefined),
      );
      if (counted.length === 0) return usedUp;
      if (pool === undefined) throw uncounted();
      const refused = await count(pool, counted, enterprises, instant).catch((cause: unknown) => {
        throw uncounted(cause);
      });
      for (const [id, used] of refused) {
        const limits = asked.get(id);
        if (limits !== undefined) usedUp.set(id, beyond(id, limits, used, enterprises, instant));
      }
      return usedUp;
    },
  };
}

function uncounted(cause?: unknown): Refusal {
  const refusal = new Refusal({
    code: 'OWNER_UNAVAILABLE',
    unit: 'HUB',
    about: '协议限定用量，而用量暂时无法计数',
    retryAfterSeconds: 5,
  });
  if (cause !== undefined) refusal.cause = cause;
  return refusal;
}

function outOfHours(id: string, { hours }: UsageLimits, instant: number): UsedUp | undefined {
  const wait = hours === undefined ? 0 : untilOpen(hours, instant);
  if (hours === undefined || wait === 0) return undefined;
  return {
    about: `协议 ${id} 只在每日 ${hours.from} 至 ${hours.until} 可用`,
    retryAfterSeconds: Math.ceil(wait / 1000),
  };
}

interface Used {
  readonly calls: number;
  readonly enterprises: number;
}

/** One statement, so that of many at once exactly as many pass as fit; rows are taken in one order and never deadlock. */
async function count(
  pool: Pool,
  asked: readonly (readonly [id: string, limits: UsageLimits])[],
  enterprises: number,
  instant: number,
): Promise<Map<string, Used>> {
  const meters = asked.map(([agreement, { per, calls, enterprises: most }]) => ({
    agreement,
    start: windowOf(per, instant).start,
    calls,
    enterprises: most,
  }));
  const { rows } = await pool.query<{ agreement: string }>(
    `WITH asked AS (
       SELECT * FROM json_to_recordset($1::json) AS a(agreement text, start timestamptz, calls int, enterprises int)
     )
     INSERT INTO agreement_usage AS u (agreement, window_start, calls, enterprises)
     SELECT agreement, start, 1, $2 FROM asked WHERE $2 <= coalesce(enterprises, $2) ORDER BY agreement
     ON CONFLICT (agreement, window_start) DO UPDATE
       SET calls = u.calls + 1, enterprises = u.enterprises + excluded.enterprises
       WHERE EXISTS (SELECT FROM asked a WHERE a.agreement = u.agreement
         AND u.calls < coalesce(a.calls, 2147483647)
         AND u.enterprises + excluded.enterprises <= coalesce(a.enterprises, 2147483647))
     RETURNING agreement`,
    [JSON.stringify(meters), enterprises],
  );
  const charged = new Set(rows.map(({ agreement }) => agreement));
  const refused = meters.filter(({ agreement }) => !charged.has(agreement));
  if (refused.length === 0) return new Map();
  const { rows: used } = await pool.query<Used & { agreement: string }>(
    `SELECT agreement, calls, enterprises FROM agreement_usage
     JOIN json_to_recordset($1::json) AS a(agreement text, start timestamptz) USING (agreement)
     WHERE window_start = a.start`,
    [JSON.stringify(refused)],
  );
  const known = new Map(used.map((row) => [row.agreement, row]));
  return new Map(
    refused.map(({ agreement }) => [agreement, known.get(agreement) ?? { calls: 0, enterprises: 0 }]),
  );
}

const windows = { HOUR: '每小时', DAY: '每日' } as const;

function beyond(
  id: string,
  { per, calls, enterprises: most }: UsageLimits,
  used: Used,
  asked: number,
  instant: number,
): UsedUp {
  const retryAfterSeconds = Math.ceil((windowOf(per, instant).end.getTime() - instant) / 1000);
  if (calls !== undefined && used.calls >= calls)
    return { about: `协议 ${id} ${windows[per]}至多调用 ${calls} 次，已用完`, left: 0, retryAfterSeconds };
  const left = Math.max(0, (most ?? 0) - used.enterprises);
  const about = `协议 ${id} ${windows[per]}至多查询 ${most ?? 0} 户次，尚余 ${left}，本次为 ${asked}`;
  // What is more than a whole window holds, no window will hold.
  return asked > (most ?? 0) ? { about, left } : { about, left, retryAfterSeconds };
}
