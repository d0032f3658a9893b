import { open, readFile, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { originOf, type Keyring } from './checkpoint';
import { keptUntil, retentionRules } from './retention';
import { isSignedBy, parseNote, signNote, type SignedNote } from './signed-note';
import type { Signer } from './verifier-key';

/** What a unit says of the records that it no longer keeps. */
export interface Discarded {
  readonly origin: string;
  /** All records up to this sequence. */
  readonly size: number;
  /** When the newest of them was made. */
  readonly newest: string;
  /** When they were discarded. */
  readonly time: string;
}

export const DISCARDED_FILE = 'discarded.note';

const TEXT = /^(\S+) discarded\n([1-9]\d{0,15})\nnewest (\S+)\ntime (\S+)\n$/;

/** Written before anything is removed, so that a removal that was cut short is accounted for. */
export async function writeDiscarded(directory: string, discarded: Discarded, signer: Signer): Promise<void> {
  const { origin, size, newest, time } = discarded;
  const path = join(directory, DISCARDED_FILE);
  const file = await open(`${path}.new`, 'w', 0o600);
  try {
    await file.writeFile(signNote(`${origin} discarded\n${size}\nnewest ${newest}\ntime ${time}\n`, signer));
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(`${path}.new`, path);
}

/** Undefined where nothing was discarded, or nothing readable says so. */
export async function readDiscarded(
  directory: string,
): Promise<(Discarded & { readonly signed: SignedNote }) | undefined> {
  const note = await readFile(join(directory, DISCARDED_FILE), 'utf8').catch(() => '');
  const signed = parseNote(note);
  const [, origin = '', size, newest = '', time = ''] = TEXT.exec(signed?.text ?? '') ?? [];
  return signed === undefined || size === undefined
    ? undefined
    : { origin, size: Number(size), newest, time, signed };
}

/** Says what is wrong with a discarding: whose it is, and that it came no earlier than any record may go. */
export async function faultOfDiscarding(
  directory: string,
  unit: string,
  keys: Keyring,
): Promise<string | undefined> {
  const discarded = await readDiscarded(directory);
  if (discarded === undefined) return undefined;
  const { origin, newest, time, signed } = discarded;
  const isOwn = origin === originOf(unit) && (keys.get(origin) ?? []).some((key) => isSignedBy(signed, key));
  if (!isOwn) return '签名不符';
  const { LOG } = retentionRules;
  return Date.parse(time) < keptUntil(newest, LOG)
    ? `早于留存期限：${newest} 的记录应至少保存 ${LOG.months} 个月（${LOG.basis}）`
    : undefined;
}
