import { kept } from '../kit/kept';
import {
  isCompletion,
  type Completion,
  type NewEntry,
  type RecordEntry,
  type RowBucket,
  type RowRefusal,
  type RecordState,
} from './entry';
import { parseRecord, type CheckedLine } from './segment-line';

/** A batch of records as rows of the owner's database. */
export interface CarriedRows {
  /** What entries have in common by which the same was asked: it goes over once, however many they are. */
  readonly questions: readonly Question[];
  readonly entries: readonly EntryRow[];
  /** Whom the entries concern, each once for an entry. */
  readonly subjects: readonly SubjectRow[];
  /** Of entries that were carried before: the last word, and whom else they concern. */
  readonly completions: readonly CompletionRow[];
  readonly laterSubjects: readonly LaterSubjectRow[];
}

type Asked = Pick<NewEntry, 'consumer' | 'purpose' | 'bundle' | 'operation' | 'fields'>;

interface Question extends Asked {
  readonly number: number;
}

/** What changes with a completion. */
interface Standing {
  rows: RowBucket | null;
  state: RecordState;
  refused?: readonly RowRefusal[] | undefined;
  completedAt?: string;
}

interface EntryRow extends Standing {
  readonly sequence: number;
  readonly time: string;
  readonly requestId: string;
  /** Number of a question. */
  readonly question: number;
}

interface SubjectRow {
  readonly subject: string;
  readonly time: string;
  readonly sequence: number;
}

interface CompletionRow extends Standing {
  readonly of: number;
}

interface LaterSubjectRow {
  readonly subject: string;
  /** Of the completion, where the entry is no longer there. */
  readonly time: string;
  readonly of: number;
}

/**
 * Takes a batch apart: a completion whose entry is in the same batch goes in with it. Doing that here and naming what
 * entries have in common once costs the database a third of what it costs to take the lines apart itself.
 */
export function carriedRows(lines: readonly CheckedLine[]): CarriedRows {
  const questions = new Map<string, Question>();
  const entries = new Map<number, EntryRow>();
  const subjects = new Map<string, SubjectRow>();
  const completions = new Map<number, CompletionRow>();
  const laterSubjects: LaterSubjectRow[] = [];
  for (const line of lines) {
    const record = parseRecord(line);
    if (record === undefined) throw new Error(`序号 ${line.sequence} 不是留痕记录`);
    if (isCompletion(record)) complete(record);
    else enter(record);
  }
  return {
    questions: [...questions.values()],
    entries: [...entries.values()],
    // In the order of their key they go into neighbouring pages.
    subjects: [...subjects].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, row]) => row),
    completions: [...completions.values()],
    laterSubjects,
  };

  function enter({ sequence, time, requestId, rows, state, subjects: named, ...asked }: RecordEntry): void {
    entries.set(sequence, { sequence, time, requestId, question: numberOf(asked), rows, state });
    for (const subject of named) concern(subject, time, sequence);
  }

  function complete({ of, time, rows, state, refused, subjects: named = [] }: Completion): void {
    const entry = entries.get(of);
    const standing = entry ?? kept(completions, of, () => ({ of, rows, state }));
    Object.assign(standing, { rows: rows ?? standing.rows, state, refused, completedAt: time });
    for (const subject of named)
      if (entry === undefined) laterSubjects.push({ subject, time, of });
      else concern(subject, entry.time, of);
  }

  function numberOf({ consumer, purpose, bundle, operation, fields }: Asked): number {
    const asked: Asked = { consumer, purpose, bundle, operation, fields };
    return kept(questions, JSON.stringify(asked), () => ({ number: questions.size, ...asked })).number;
  }

  function concern(subject: string, time: string, sequence: number): void {
    subjects.set(`${subject} ${time} ${sequence}`, { subject, time, sequence });
  }
}
