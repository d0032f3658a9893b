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
  /** Whom it concerns, each once. */
  subjects: readonly string[];
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
    completions: [...completions.values()],
    laterSubjects,
  };

  function enter({ sequence, time, requestId, rows, state, subjects, ...asked }: RecordEntry): void {
    const question = numberOf(asked);
    entries.set(sequence, { sequence, time, requestId, question, rows, state, subjects: distinct(subjects) });
  }

  function complete({ of, time, rows, state, refused, subjects = [] }: Completion): void {
    const entry = entries.get(of);
    const standing = entry ?? kept(completions, of, () => ({ of, rows, state }));
    Object.assign(standing, { rows: rows ?? standing.rows, state, refused, completedAt: time });
    if (entry === undefined) laterSubjects.push(...subjects.map((subject) => ({ subject, time, of })));
    else if (subjects.length > 0) entry.subjects = distinct([...entry.subjects, ...subjects]);
  }

  function numberOf({ consumer, purpose, bundle, operation, fields }: Asked): number {
    const asked: Asked = { consumer, purpose, bundle, operation, fields };
    return kept(questions, JSON.stringify(asked), () => ({ number: questions.size, ...asked })).number;
  }
}

const distinct = (subjects: readonly string[]): readonly string[] => [...new Set(subjects)];
