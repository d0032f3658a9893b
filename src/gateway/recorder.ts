import { rowBucket, type Consumer, type NewEntry, type RowRefusal } from '../audit/entry';
import type { UnitRecord } from '../audit/unit-record';
import type { Caller } from '../kit/caller';
import { kept } from '../kit/kept';
import type { RefusalCode } from '../kit/refusal';
import { isTold, type DecidedField } from '../policy/prune';

/** What every entry of one request has in common. */
export interface RequestFacts {
  readonly requestId: string;
  readonly caller: Caller;
  readonly bundle: string;
  readonly operation: string;
}

/** One entry per request and unit, in the owner's own log. */
export interface Recorder {
  /**
   * Records that a unit is asked about these enterprises; resolves when that would survive a loss of power. `fields` are
   * those that the hub or another owner asks to answer the caller, beside those of the caller's own question.
   */
  asked(
    unit: string,
    subjects: readonly string[] | undefined,
    fields?: readonly DecidedField[],
  ): Promise<void>;
  /** Records units of which everything was refused, so that they are never asked; gives those whose log would not take it. */
  refusedOnly(askedUnits: ReadonlySet<string>, subjects: readonly string[]): Promise<readonly string[]>;
  noteRefusal(unit: string, field: string, code: RefusalCode, uscc: string): void;
  /** Appends what only the answer told: listed enterprises (looked for only where a unit listed), refused rows, owners that failed. */
  complete(listedSubjects: () => readonly string[], failed: ReadonlySet<string>): Promise<void>;
}

export interface RecorderContext {
  /** By unit id. */
  readonly units: ReadonlyMap<string, { readonly record: Pick<UnitRecord, 'append'> }>;
  readonly subjectHash: (uscc: string) => string;
  /** Fields by unit id, as decided before anything is read. */
  readonly decided: ReadonlyMap<string, readonly DecidedField[]>;
  readonly facts: RequestFacts;
}

interface UnitEntry {
  readonly sequence: Promise<number>;
  readonly subjects: Set<string>;
  readonly isListing: boolean;
  readonly refused: Map<string, { field: string; code: RefusalCode; count: number; subjects: string[] }>;
}

export function requestRecorder({ units, decided, facts, ...context }: RecorderContext): Recorder {
  const entries = new Map<string, UnitEntry>();
  /** Of units that were asked for more when they had an entry already. */
  const later: [unit: string, entry: UnitEntry][] = [];
  /** Fields that an entry of this request names, by unit. */
  const named = new Map<string, Set<string>>();
  const subjectHash = onceEach(context.subjectHash);
  const head = headOf(facts);

  const begin = (
    unit: string,
    subjects: readonly string[] | undefined,
    state: NewEntry['state'],
    fields: readonly DecidedField[],
  ): UnitEntry => {
    const record = units.get(unit)?.record;
    const known = kept(named, unit, () => new Set<string>());
    for (const { field } of fields) known.add(field);
    const entry: NewEntry = {
      ...head,
      fields,
      subjects: (subjects ?? []).map(subjectHash),
      rows: subjects === undefined ? null : rowBucket(state === 'refused' ? 0 : subjects.length),
      state,
    };
    return {
      sequence:
        record === undefined ? Promise.reject(new Error(`no record of ${unit}`)) : record.append(entry),
      subjects: new Set(subjects),
      isListing: subjects === undefined,
      refused: new Map(),
    };
  };
  const first = (...[unit, subjects, state, more]: Parameters<typeof begin>): UnitEntry => {
    const own = decided.get(unit) ?? [];
    const others = more.filter(({ field }) => !own.some((known) => known.field === field));
    // The very same list wherever it can be: it is written once (`recordText`).
    const made = begin(unit, subjects, state, others.length === 0 ? own : [...own, ...others]);
    entries.set(unit, made);
    return made;
  };

  return {
    async asked(unit, subjects, fields = []) {
      const known = entries.get(unit);
      if (known === undefined) {
        await first(unit, subjects, 'answered', fields).sequence;
        return;
      }
      const fresh = fields.filter(({ field }) => named.get(unit)?.has(field) !== true);
      if (fresh.length > 0) {
        const entry = begin(unit, subjects, 'answered', fresh);
        later.push([unit, entry]);
        await entry.sequence;
        return;
      }
      const more = (subjects ?? []).filter((uscc) => !known.subjects.has(uscc));
      const of = await known.sequence;
      if (more.length === 0) return;
      for (const uscc of more) known.subjects.add(uscc);
      await units.get(unit)?.record.append({
        of,
        subjects: more.map(subjectHash),
        rows: rowBucket(known.subjects.size),
        state: 'answered',
      });
    },
    async refusedOnly(askedUnits, subjects) {
      const refused = [...decided].filter(
        ([unit, fields]) => !askedUnits.has(unit) && units.has(unit) && !fields.some(isTold),
      );
      const written = await Promise.allSettled(
        refused.map(([unit]) => first(unit, subjects, 'refused', []).sequence),
      );
      return refused
        .map(([unit]) => unit)
        .filter((_unit, position) => written[position]?.status === 'rejected');
    },
    noteRefusal(unit, field, code, uscc) {
      const refused = entries.get(unit)?.refused;
      const key = `${field} ${code}`;
      const noted = refused?.get(key);
      if (noted === undefined) refused?.set(key, { field, code, count: 1, subjects: [subjectHash(uscc)] });
      else {
        noted.count += 1;
        noted.subjects.push(subjectHash(uscc));
      }
    },
    async complete(listedSubjects, failed) {
      const listed = [...entries.values()].some((entry) => entry.isListing) ? listedSubjects() : [];
      await Promise.all(
        [...entries, ...later].map(async ([unit, entry]) => {
          const found = entry.isListing ? listed.filter((uscc) => !entry.subjects.has(uscc)) : [];
          const refused: RowRefusal[] = [...entry.refused.values()];
          const hasFailed = failed.has(unit);
          if (found.length === 0 && refused.length === 0 && !hasFailed && !entry.isListing) return;
          // Where the entry itself could not be written, nothing was told that would need completing.
          const of = await entry.sequence.catch(() => undefined);
          if (of === undefined) return;
          await units.get(unit)?.record.append({
            of,
            ...(found.length === 0 ? {} : { subjects: found.map(subjectHash) }),
            rows: rowBucket(entry.isListing ? listed.length : entry.subjects.size),
            state: hasFailed ? 'failed' : 'answered',
            ...(refused.length === 0 ? {} : { refused }),
          });
        }),
      );
    },
  };
}

/** Several units are asked about the same enterprises; each code is hashed once. */
function onceEach(hash: (uscc: string) => string): (uscc: string) => string {
  const hashes = new Map<string, string>();
  return (uscc) => kept(hashes, uscc, () => hash(uscc));
}

function headOf({
  requestId,
  caller,
  bundle,
  operation,
}: RequestFacts): Omit<NewEntry, 'fields' | 'subjects' | 'rows' | 'state'> {
  return {
    requestId,
    consumer: consumerOf(caller),
    purpose: caller.kind === 'stranger' ? 'PUBLIC' : caller.purpose,
    bundle,
    operation,
  };
}

function consumerOf(caller: Caller): Consumer {
  if (caller.kind === 'unit') {
    const { kind, unit, system, division, official } = caller;
    return { kind, unit, system, ...(division === undefined ? {} : { division }), official };
  }
  return { kind: caller.kind, official: caller.kind === 'enterprise' ? caller.official : 'anonymous' };
}
