import type { Hash, TreeHead } from './merkle-tree';
import { HASH_BYTES } from './merkle-tree';
import { isCosignedBy, isSignedBy, parseNote, signNote, type SignedNote } from './signed-note';
import type { Signer, Verifier } from './verifier-key';

/** How many other units must have seen a checkpoint before it counts. */
export const WITNESSES = 2;

/** What a unit says of its own log: so many entries, this root, at this time (C2SP tlog-checkpoint). */
export interface Checkpoint extends TreeHead {
  /** Whose log: `srdi-hub/TAX`. */
  readonly origin: string;
  readonly time: string;
  readonly algorithm: string;
  /** The whole text with its signatures, as it is kept and handed on. */
  readonly note: string;
  readonly signed: SignedNote;
}

/** The name under which a unit signs, by its id. */
export function originOf(unit: string): string {
  return `srdi-hub/${unit.toUpperCase()}`;
}

/** The id of the unit that signs under a name. */
export function unitOf(origin: string): string {
  return origin.slice(origin.indexOf('/') + 1).toLowerCase();
}

export function signCheckpoint({ size, root }: TreeHead, time: string, signer: Signer): string {
  const { name, algorithm } = signer.verifier;
  const lines = [name, size, root.toString('base64'), `time ${time}`, `algorithm ${algorithm.name}`];
  return signNote(`${lines.join('\n')}\n`, signer);
}

const TEXT = /^(\S+)\n(0|[1-9]\d{0,15})\n([A-Za-z0-9+/]{43}=)\ntime (\S+)\nalgorithm (\S+)\n$/;

/** Reads a checkpoint without asking who signed it; undefined where it is none. */
export function parseCheckpoint(note: string): Checkpoint | undefined {
  const signed = parseNote(note);
  const [, origin = '', size, encoded = '', time = '', algorithm = ''] = TEXT.exec(signed?.text ?? '') ?? [];
  const root: Hash = Buffer.from(encoded, 'base64');
  if (signed === undefined || root.length !== HASH_BYTES || root.toString('base64') !== encoded)
    return undefined;
  return { origin, size: Number(size), root, time, algorithm, note, signed };
}

/** Public keys by name; a unit that has changed its key has several. */
export type Keyring = ReadonlyMap<string, readonly Verifier[]>;

export function isSignedByOwner({ origin, signed, algorithm }: Checkpoint, keys: Keyring): boolean {
  return (keys.get(origin) ?? []).some(
    (verifier) => verifier.algorithm.name === algorithm && isSignedBy(signed, verifier),
  );
}

/** Names of the other units whose cosignatures hold. */
export function witnessesOf({ origin, signed }: Checkpoint, keys: Keyring): string[] {
  return [...keys]
    .filter(([name, own]) => name !== origin && own.some((verifier) => isCosignedBy(signed, verifier)))
    .map(([name]) => name);
}
