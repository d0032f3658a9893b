import { join } from 'node:path';
import { originOf, type Checkpoint } from './checkpoint';
import { lastCheckpoint } from './checkpoint-file';
import type { RecordedField } from './entry';
import { inclusionPath, leafHash } from './merkle-tree';
import type { ReceiptItem } from './receipt';
import { signNote } from './signed-note';
import type { Signer } from './verifier-key';
import { readHashes } from './tree-file';

/** What one owner states of one request. All but `statement`, `checkpoint` and `proofs` follows from `records`. */
export interface UnitReceipt {
  readonly unit: string;
  readonly time: string;
  readonly bundle: string;
  /** Exactly the fields that were told, with how and under which agreement. */
  readonly told: readonly RecordedField[];
  /** Fields that were refused; with `rows`, for so many enterprises only. */
  readonly refused: readonly { readonly field: string; readonly code: string; readonly rows?: number }[];
  /** As they stand in the owner's log. */
  readonly records: readonly string[];
  /** Signed by the owner: this request, who answered it, and the hash of each of the records. */
  readonly statement: string;
  /** The owner's last checkpoint, if it reaches as far, and for each record the proof that it is in it. */
  readonly checkpoint: string | null;
  readonly proofs: readonly (readonly string[])[];
}

export interface Receipt {
  readonly receipt: string;
  readonly units: readonly UnitReceipt[];
}

const TOLD: ReadonlySet<string> = new Set(['clear', 'masked', 'predicate', 'change']);

/** Has each owner sign what its log holds of the request. `bin/verify-receipt.mjs` verifies it with nothing but public keys. */
export async function signReceipt(
  auditDirectory: string,
  receipt: string,
  items: readonly ReceiptItem[],
  signerOf: (unit: string) => Promise<Signer>,
): Promise<Receipt> {
  const answered = items.map(({ unit }) => unit.toUpperCase()).join(' ');
  const units = items.map(async (item): Promise<UnitReceipt> => {
    const directory = join(auditDirectory, item.unit);
    const checkpoint = await checkpointOver(directory, item);
    return {
      ...summaryOf(item),
      records: item.records,
      statement: signNote(statementOf(receipt, answered, item), await signerOf(item.unit)),
      checkpoint: checkpoint?.note ?? null,
      proofs: checkpoint === undefined ? [] : await proofsOf(directory, item, checkpoint),
    };
  });
  return { receipt, units: await Promise.all(units) };
}

/** As it is handed out: byte for byte, since the verifier takes it no other way. */
export function receiptText(receipt: Receipt): string {
  return `${JSON.stringify(receipt, null, 2)}\n`;
}

function summaryOf({
  unit,
  entry,
  completions,
}: ReceiptItem): Omit<UnitReceipt, 'records' | 'statement' | 'checkpoint' | 'proofs'> {
  const state = completions.at(-1)?.state ?? entry.state;
  const isAnswered = state === 'answered';
  return {
    unit: unit.toUpperCase(),
    time: entry.time,
    bundle: entry.bundle,
    told: isAnswered ? entry.fields.filter(({ outcome }) => TOLD.has(outcome)) : [],
    refused: [
      ...entry.fields
        .filter(({ outcome }) => !TOLD.has(outcome))
        .map(({ field, outcome }) => ({ field, code: outcome })),
      ...completions.flatMap(({ refused = [] }) =>
        refused.map(({ field, code, count }) => ({ field, code, rows: count })),
      ),
    ],
  };
}

function statementOf(
  receipt: string,
  answered: string,
  { unit, entry, completions, records }: ReceiptItem,
): string {
  const sequences = [entry, ...completions].map(({ sequence }) => sequence);
  const lines = records.map(
    (json, index) => `record ${sequences[index] ?? 0} ${leafHash(json).toString('base64')}`,
  );
  return [`${originOf(unit)} receipt`, receipt, `units ${answered}`, ...lines, ''].join('\n');
}

/** The last checkpoint has all that any before it had. */
async function checkpointOver(
  directory: string,
  { entry, completions }: ReceiptItem,
): Promise<Checkpoint | undefined> {
  const last = await lastCheckpoint(directory);
  const needed = completions.at(-1)?.sequence ?? entry.sequence;
  return last !== undefined && last.size >= needed ? last : undefined;
}

async function proofsOf(
  directory: string,
  { entry, completions }: ReceiptItem,
  { size }: Checkpoint,
): Promise<string[][]> {
  const proofs = [entry, ...completions].map(async ({ sequence }) =>
    (await readHashes(directory, inclusionPath(sequence - 1, size))).map((hash) => hash.toString('base64')),
  );
  return Promise.all(proofs);
}
