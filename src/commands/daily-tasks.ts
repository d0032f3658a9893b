import { setTimeout } from 'node:timers/promises';
import { Kind, parse, validate, type OperationDefinitionNode } from 'graphql';
import { newRequestId } from '../audit/request-id';
import type { Hub } from '../gateway/hub';
import { answer } from '../gateway/pipeline';
import type { UnitCaller } from '../kit/caller';
import type { DailyTask, DailyWork, UnitDeclaration } from '../kit/define-unit';
import { settleApplications } from '../sharing/applications/application-store';
import { CHINA_OFFSET_MS, chinaDay } from '../kit/today';
import type { OpenDatabases } from './databases';
import { queryOn } from '../sharing/query';

export interface DailyTasks {
  stop(): Promise<void>;
}

/** When a task is tried again for which an owner did not answer. */
const AGAIN_MS = 10 * 60_000;
const DAY_MS = 24 * 3_600_000;

/** Does the hub's and each unit's daily work now, and again after every midnight of China, until it is stopped. */
export function startDailyTasks(
  hub: Hub,
  units: readonly UnitDeclaration[],
  databases: OpenDatabases,
  onTrouble: (error: unknown, unit: string) => void,
): DailyTasks {
  const { writing: hubPool } = databases.hub;
  const settling = repeatDaily({
    now: hub.now,
    wait: waitOnTimer,
    // What became overdue or expired with the day's beginning is written into the life of each application.
    run: async (day, time) => {
      await settleApplications(queryOn(hubPool), day, new Date(time));
      return true;
    },
    onTrouble: (error) => onTrouble(error, 'hub'),
  });
  const running = units.flatMap((unit) => {
    const pool = databases.units.get(unit.id)?.writing;
    if (unit.daily === undefined || pool === undefined) return [];
    const task = unit.daily;
    return [
      repeatDaily({
        now: hub.now,
        wait: waitOnTimer,
        run: (day, time, signal) => task.run({ day, time, pool, ask: askAs(hub, unit, task, signal) }),
        onTrouble: (error) => onTrouble(error, unit.id),
      }),
    ];
  });
  return {
    async stop() {
      await Promise.all([settling, ...running].map((one) => one.stop()));
    },
  };
}

export interface DailyRepetition {
  readonly now: () => number;
  /** Resolves after so long, or when the signal ends it. */
  readonly wait: (ms: number, signal: AbortSignal) => Promise<void>;
  /** The signal says that nobody waits for it any more. */
  readonly run: (day: string, time: string, signal: AbortSignal) => Promise<boolean>;
  readonly onTrouble: (error: unknown) => void;
}

/** Runs once for each calendar day of China that it lives to see, at once for the first. */
export function repeatDaily({ now, wait, run, onTrouble }: DailyRepetition): DailyTasks {
  const ending = new AbortController();
  const live = async (): Promise<void> => {
    while (!ending.signal.aborted) {
      const instant = now();
      const time = new Date(instant).toISOString();
      const isDone = await run(chinaDay(instant), time, ending.signal).catch((error: unknown) => {
        if (!ending.signal.aborted) onTrouble(error);
        return false;
      });
      const untilMidnight = DAY_MS - ((now() + CHINA_OFFSET_MS) % DAY_MS);
      await wait(isDone ? untilMidnight : Math.min(AGAIN_MS, untilMidnight), ending.signal);
    }
  };
  const ended = live();
  return {
    async stop() {
      ending.abort();
      await ended;
    },
  };
}

async function waitOnTimer(ms: number, signal: AbortSignal): Promise<void> {
  await setTimeout(ms, undefined, { signal }).catch((error: unknown) => {
    if (!signal.aborted) throw error;
  });
}

/** The unit's own questions to the graph: under its name and purpose, decided and recorded like anybody's. */
function askAs(hub: Hub, unit: UnitDeclaration, task: DailyTask, signal: AbortSignal): DailyWork['ask'] {
  const caller: UnitCaller = {
    kind: 'unit',
    unit: unit.code,
    system: 'daily',
    purpose: task.purpose,
    official: 'daily',
    expiresAt: Number.MAX_SAFE_INTEGER,
  };
  return async (query, variables = {}) => {
    // A hub that stops does not wait for what can be done at its next start.
    signal.throwIfAborted();
    const document = parse(query, { noLocation: true });
    const [fault] = validate(hub.supergraph.api, document);
    if (fault !== undefined) throw fault;
    const [operation] = document.definitions.filter(
      (definition): definition is OperationDefinitionNode => definition.kind === Kind.OPERATION_DEFINITION,
    );
    if (operation === undefined) throw new Error('no operation');
    const told = await answer(hub, {
      document,
      operation,
      queryHash: `daily ${unit.id} ${query}`,
      variables,
      caller,
      requestId: newRequestId(hub.now()),
      schema: hub.supergraph.api,
      signal,
    });
    return told.data ?? {};
  };
}
