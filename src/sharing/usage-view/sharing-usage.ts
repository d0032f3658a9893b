import { GraphQLError } from 'graphql';
import type { ClientCalls, FieldUses } from '../../audit/usage-counts';
import { refusals, type RefusalCode } from '../../kit/refusal';
import { sharingAuthority } from '../../kit/unit-directory';
import { purposeInWords, unitInWords } from '../access-log/in-words';
import type { HubContext, OwnerUsage } from '../hub-context';
import type { RefusalTally } from '../sharing-health';
import type { ClientUsage, FieldUsage, OwnerUsageTold, SharingUsage } from './usage-types';

/** Who sees sums of everything and no unit's own calls. */
const overseers: ReadonlySet<string> = new Set(['LSG', sharingAuthority.code]);

const DAYS = 30;
const MOST_DAYS = 366;
const DAY_MS = 86_400_000;

/**
 * How sharing is used, counted live by every owner's own record. A unit sees who used what of its own, and what it used of
 * others; the offices that oversee sharing see sums.
 */
export async function sharingUsage(
  hub: HubContext,
  since: string | null | undefined,
  until: string | null | undefined,
): Promise<SharingUsage> {
  const { caller } = hub;
  if (caller.kind !== 'unit') throw new Error('only a unit comes through this gate');
  const window = windowOf(since, until, hub.today);
  const isSum = overseers.has(caller.unit);
  const owners = await hub.usage(window);
  const told = owners.map((owner) => {
    const isSeenWhole = isSum || owner.unit === caller.unit;
    return ownerTold(hub, owner, { isSum, consumer: isSeenWhole ? undefined : caller.unit });
  });
  return {
    ...window,
    isSum,
    unreachable: owners.filter(({ state }) => state !== 'ANSWERED').map(({ unit }) => unit),
    // What a unit neither owns nor used nor may use is nothing of its own.
    owners: told.filter(
      ({ unit, clients, fields }) =>
        isSum || unit === caller.unit || clients === null || clients.length > 0 || (fields?.length ?? 0) > 0,
    ),
  };
}

function windowOf(
  since: string | null | undefined,
  until: string | null | undefined,
  today: string,
): { since: string; until: string } {
  const last = until ?? today;
  const first = since ?? new Date(Date.parse(last) - (DAYS - 1) * DAY_MS).toISOString().slice(0, 10);
  const days = (Date.parse(last) - Date.parse(first)) / DAY_MS + 1;
  if (days < 1 || days > MOST_DAYS)
    throw new GraphQLError(`期间应为 1 至 ${MOST_DAYS} 日，且 until 不早于 since`, {
      extensions: { code: 'BAD_USER_INPUT' },
    });
  return { since: first, until: last };
}

interface View {
  readonly isSum: boolean;
  /** The only consumer whose uses are seen. */
  readonly consumer: string | undefined;
}

function ownerTold(
  hub: HubContext,
  { unit, name, state, usage, times }: OwnerUsage,
  view: View,
): OwnerUsageTold {
  const isSeen = ({ consumer }: { consumer: string }): boolean =>
    view.consumer === undefined || consumer === view.consumer;
  const fields = usage?.fields.filter(isSeen);
  return {
    unit,
    unitName: name,
    state,
    clients: usage === undefined ? null : clientsTold(usage.clients.filter(isSeen), view),
    refusals: fields === undefined ? null : refusalTallies(fields),
    fields: fields === undefined ? null : fieldsTold(hub, unit, fields, view),
    times: times(view.consumer) ?? null,
  };
}

function clientsTold(calls: readonly ClientCalls[], { isSum }: View): ClientUsage[] {
  const rows = new Map<string, ClientUsage>();
  for (const { consumer, system, purpose, lastAt, ...counts } of calls) {
    const key = isSum ? purpose : `${consumer} ${system ?? ''} ${purpose}`;
    const known = rows.get(key);
    const at = lastAt.toISOString();
    rows.set(key, {
      consumer: isSum ? null : consumer,
      consumerName: isSum ? null : unitInWords(consumer),
      system: isSum ? null : system,
      purpose,
      purposeName: purposeInWords(purpose),
      calls: counts.calls + (known?.calls ?? 0),
      refused: counts.refused + (known?.refused ?? 0),
      failed: counts.failed + (known?.failed ?? 0),
      lastAt: known !== undefined && known.lastAt > at ? known.lastAt : at,
    });
  }
  return [...rows.values()].sort((a, b) => b.calls - a.calls);
}

function refusalTallies(fields: readonly FieldUses[]): RefusalTally[] {
  const counts = new Map<RefusalCode, number>();
  for (const { outcome, times } of fields)
    if (outcome in refusals)
      counts.set(outcome as RefusalCode, (counts.get(outcome as RefusalCode) ?? 0) + times);
  return [...counts]
    .sort(([, a], [, b]) => b - a)
    .map(([code, count]) => ({ code, zh: refusals[code].says, count }));
}

/** Fields that were used, and those that an agreement gives and nobody used. */
function fieldsTold(
  hub: HubContext,
  owner: string,
  uses: readonly FieldUses[],
  { isSum, consumer: only }: View,
): FieldUsage[] {
  const rows = new Map<string, FieldUsage>();
  const rowOf = (field: string, consumer: string): FieldUsage => {
    const key = isSum ? field : `${field} ${consumer}`;
    const zh = (hub.policies.get(field) ?? hub.changes.get(field))?.zh ?? field;
    const told = isSum ? null : consumer;
    const row = rows.get(key) ?? { field, zh, consumer: told, told: 0, refused: 0, lastToldAt: null, isUnused: false }; // prettier-ignore
    rows.set(key, row);
    return row;
  };
  for (const { field, consumer, outcome, times, lastAt } of uses) {
    const row = rowOf(field, consumer);
    if (outcome in refusals) row.refused += times;
    else {
      row.told += times;
      const at = lastAt.toISOString();
      if (row.lastToldAt === null || row.lastToldAt < at) row.lastToldAt = at;
    }
  }
  for (const [consumer, granted] of hub.bundle.grants) {
    if (only !== undefined && consumer !== only) continue;
    for (const field of granted.keys())
      if (hub.policies.get(field)?.unit === owner) {
        const row = rowOf(field, consumer);
        row.isUnused = row.told === 0;
      }
  }
  return [...rows.values()].sort((a, b) => b.told - a.told || (a.field < b.field ? -1 : 1));
}
