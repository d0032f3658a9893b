import type { AccessLogEntry, AccessLogKey } from '../../audit/access-log';
import { pageOf, pageRequest, type Page } from '../../kit/connection';
import type { PageArguments } from '../../kit/enterprise-list';
import { Refusal } from '../../kit/refusal';
import type { AccessLogsAsked, HubContext } from '../hub-context';
import { delayOf, holdsOf, withheldNow, type AccessHold } from './access-holds';
import type { AccessLogConnection, AccessLogFilterInput, AccessLogItem } from './access-log-types';
import { accessInWords, outcomeInWords, purposeInWords, unitInWords } from './in-words';

type Filter = AccessLogFilterInput | null | undefined;
type OwnedEntry = AccessLogEntry & { readonly owner: string };

/** Who looked at an enterprise, asked live of every owner's own record and merged, newest first. */
export async function accessLogPage(
  hub: HubContext,
  uscc: string,
  { first, after }: PageArguments,
  filter?: Filter,
): Promise<AccessLogConnection> {
  refuseOthers(hub, uscc, 'Enterprise.accessLog');
  const list = `accessLog ${uscc} ${JSON.stringify(askedFilter(filter))}`;
  const request = pageRequest(list, first, after);
  const { entries, holds, unreachable } = await entriesOf(hub, uscc, {
    first: first + 1,
    before: olderThan(request.after),
    filter: askedFilter(filter),
  });
  const page: Page<AccessLogItem> = pageOf(list, request, entries, {
    position: (entry) => [entry.time, entry.owner, String(entry.sequence)],
    node: (entry) => itemOf(hub, entry, holds),
  });
  return { ...page, unreachable };
}

/** The newest so many, whole: for whoever takes them along. */
export async function accessLogItems(
  hub: HubContext,
  uscc: string,
  first: number,
  filter?: Filter,
): Promise<{ items: AccessLogItem[]; hasMore: boolean; unreachable: readonly string[] }> {
  refuseOthers(hub, uscc, 'Enterprise.accessLogExport');
  const asked = { first: first + 1, filter: askedFilter(filter) };
  const { entries, holds, unreachable } = await entriesOf(hub, uscc, asked);
  const items = entries.slice(0, first).map((entry) => itemOf(hub, entry, holds));
  return { items, hasMore: entries.length > first, unreachable };
}

/** What an investigation withholds is left out by each owner, so that no page is shorter for it. */
async function entriesOf(
  hub: HubContext,
  uscc: string,
  { filter, ...asked }: AccessLogsAsked,
): Promise<{ entries: OwnedEntry[]; holds: readonly AccessHold[]; unreachable: readonly string[] }> {
  const holds = await holdsOf(hub, uscc);
  const withheld = withheldNow(holds);
  const { entries, unreachable } = await hub.accessLogs(uscc, { ...asked, filter: { ...filter, withheld } });
  const newestFirst = [...entries].sort(
    (a, b) => b.time.localeCompare(a.time) || a.owner.localeCompare(b.owner) || b.sequence - a.sequence,
  );
  return { entries: newestFirst, holds, unreachable };
}

function askedFilter(filter: Filter): NonNullable<AccessLogsAsked['filter']> {
  const { unit, purpose, owner, from, until, outcome } = filter ?? {};
  return {
    unit: unit ?? undefined,
    purpose: purpose ?? undefined,
    owner: owner ?? undefined,
    from: from ?? undefined,
    until: until ?? undefined,
    outcome: outcome ?? undefined,
  };
}

/** The record of one enterprise is its own to read: every scope that the decision grants names the reader itself. */
function refuseOthers(hub: HubContext, uscc: string, coordinate: string): void {
  const decision = hub.rights.decide(coordinate);
  if (decision.allowed && decision.grants.some(({ scope }) => scope === null || scope.self === uscc)) return;
  const policy = hub.policies.get(coordinate);
  throw new Refusal({
    code: 'DENIED_SCOPE',
    about: policy?.zh,
    unit: 'HUB',
    field: coordinate,
    basis: policy?.basis,
  });
}

/** Where each owner's part of the next page begins: owners are ordered within one instant. */
function olderThan(after: readonly string[] | undefined): (owner: string) => AccessLogKey | undefined {
  const [time, lastOwner = '', sequence = '0'] = after ?? [];
  return (owner) => {
    if (time === undefined) return undefined;
    if (owner === lastOwner) return { time, sequence: Number(sequence) };
    return { time, sequence: owner > lastOwner ? Number.MAX_SAFE_INTEGER : 0 };
  };
}

const objectionable = new Set(['clear', 'masked', 'predicate']);

function itemOf(hub: HubContext, entry: OwnedEntry, holds: readonly AccessHold[]): AccessLogItem {
  const { consumer, owner, state } = entry;
  const unit = consumer.unit ?? (consumer.kind === 'enterprise' ? 'SELF' : 'PUBLIC');
  const named = {
    ownerName: unitInWords(owner),
    unitName: unitInWords(unit),
    purposeName: purposeInWords(entry.purpose),
    state,
    fields: entry.fields.map(({ field, outcome, agreement }) => {
      const policy = hub.policies.get(field) ?? hub.changes.get(field);
      return {
        field,
        zh: policy?.zh ?? field,
        outcome,
        says: outcomeInWords(outcome),
        basis: policy?.basis ?? '',
        agreement,
        mayObject:
          objectionable.has(outcome) &&
          policy?.unit === owner &&
          !/^(Query|Mutation|Enterprise)\./.test(field),
      };
    }),
  };
  return {
    ...named,
    time: entry.time,
    receipt: entry.requestId,
    owner,
    unit,
    system: consumer.system ?? null,
    purpose: entry.purpose,
    says: accessInWords(named),
    withheld: delayOf(holds, unit, entry.time),
  };
}
