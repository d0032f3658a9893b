import type { Connections } from '../kit/connections';
import { carryBatch, readCarriedPosition } from './carry';
import { carryingBudget, type CarryingBudget } from './carrying-budget';
import type { SegmentLog } from './segment-log';
import { readBatch, type LogPosition } from './segment-reader';

export interface CarrierOptions {
  readonly log: SegmentLog;
  /** The owner's database, writable, with `accessEntities` migrated. */
  readonly pool: Connections;
  /** Told of every attempt that failed, with the milliseconds until the next one. */
  readonly onTrouble?: (error: unknown, retryInMs: number) => void;
  /** Records wait this long for company. */
  readonly gatherMs?: number;
  /** One for all carriers of a process. */
  readonly budget?: CarryingBudget;
  readonly retryMs?: { readonly first: number; readonly longest: number };
}

/** Carries an owner's durable records into its database, in order and exactly once. */
export interface Carrier {
  /** Resolves when all that is durable now can be searched; throws what hindered it. */
  carried(): Promise<void>;
  /** Ends after the batch under way; the next start takes up what is left. */
  stop(): Promise<void>;
}

/** The database holds records that the log does not: the segments were removed or an old copy was put back. */
export class LogBehindDatabase extends Error {
  override readonly name = 'LogBehindDatabase';
}

/** Starts with what a kill left over; afterwards every durable batch of the log sets it going. */
export function startCarrier(options: CarrierOptions): Carrier {
  const { log, pool, onTrouble, gatherMs = 200, budget = carryingBudget(), retryMs = RETRY_MS } = options;
  const waiters = new Set<Waiter>();
  let position: LogPosition | undefined;
  let round: Promise<void> | undefined;
  let isStopped = false;
  let failures = 0;
  const pause = wakeablePause();
  const unsubscribe = log.onDurable(() => begin(gatherMs));
  begin(0);

  return {
    carried() {
      const { sequence } = log.durable();
      if (position !== undefined && position.sequence >= sequence) return Promise.resolve();
      if (isStopped) return Promise.reject(new Error('the carrier is stopped'));
      return new Promise((resolve, reject) => {
        waiters.add({ sequence, resolve, reject });
        begin(0);
        pause.wake();
      });
    },
    async stop() {
      isStopped = true;
      unsubscribe();
      pause.wake();
      await round;
      rejectWaiters(new Error('the carrier is stopped'));
    },
  };

  function begin(delayMs: number): void {
    if (isStopped || round !== undefined) return;
    round = carryAll(delayMs).finally(() => {
      round = undefined;
      if (isBehind() && !isStopped) begin(gatherMs);
    });
  }

  /** Never throws: what fails is tried again, later each time. */
  async function carryAll(delayMs: number): Promise<void> {
    if (waiters.size === 0) await pause.of(delayMs);
    while (!isStopped && isBehind()) {
      try {
        if (waiters.size === 0) await pause.of(budget.restMs());
        await carryNext();
        failures = 0;
        releaseCarried();
      } catch (error) {
        await endure(error);
      }
    }
  }

  /** After a failure the position is read again: the statement may have been done without our hearing of it. */
  async function endure(error: unknown): Promise<void> {
    position = undefined;
    const delay = Math.min(retryMs.first * 2 ** failures, retryMs.longest);
    failures += 1;
    onTrouble?.(error, delay);
    rejectWaiters(error);
    if (!isStopped) await pause.of(delay);
  }

  async function carryNext(): Promise<void> {
    const started = performance.now();
    const until = log.durable();
    position ??= await readCarriedPosition(pool, log.unit);
    if (position.sequence > until.sequence) throw behindDatabase(log.unit, position, until);
    if (position.sequence === until.sequence) return;
    const batch = await readBatch(log.directory, position, until, BATCH_BYTES);
    await carryBatch(pool, log.unit, position, batch);
    position = batch.end;
    const isUnderLoad = log.durable().sequence > until.sequence;
    if (isUnderLoad) budget.spend(performance.now() - started);
  }

  function isBehind(): boolean {
    return position === undefined || position.sequence < log.durable().sequence;
  }

  function releaseCarried(): void {
    for (const waiter of waiters) {
      if (position === undefined || waiter.sequence > position.sequence) continue;
      waiters.delete(waiter);
      waiter.resolve();
    }
  }

  function rejectWaiters(error: unknown): void {
    for (const { reject } of waiters) reject(error);
    waiters.clear();
  }
}

/** Bounds memory, statement and transaction; at 700 bytes a record, about 700 records. */
const BATCH_BYTES = 512 * 1024;

const RETRY_MS = { first: 100, longest: 30_000 };

interface Waiter {
  readonly sequence: number;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

interface WakeablePause {
  of(milliseconds: number): Promise<void>;
  wake(): void;
}

/** A pause that does not keep the process alive and ends early when woken. */
function wakeablePause(): WakeablePause {
  let wake = (): void => undefined;
  return {
    of: (milliseconds) =>
      new Promise((resolve) => {
        const timer = setTimeout(resolve, milliseconds).unref();
        wake = () => {
          clearTimeout(timer);
          resolve();
        };
      }),
    wake: () => wake(),
  };
}

function behindDatabase(unit: string, carried: LogPosition, end: LogPosition): LogBehindDatabase {
  return new LogBehindDatabase(
    `${unit} 的留痕日志只到序号 ${end.sequence}，数据库已有 ${carried.sequence}：日志文件被移走或还原过，请从备份恢复`,
  );
}
