import { keyId, type Signer, type Verifier } from './verifier-key';

/**
 * Text and who signed it, as C2SP's signed-note has it: lines, an empty line, and `— <name> <key id and signature>` for
 * each signature. What stands in the text decides what it is: its first line keeps one kind from passing for another.
 */
export interface SignedNote {
  /** With its last line feed: this is what was signed. */
  readonly text: string;
  readonly signatures: readonly NoteSignature[];
}

export interface NoteSignature {
  readonly name: string;
  readonly keyId: Buffer;
  /** For a cosignature, its time comes first. */
  readonly bytes: Buffer;
}

const SIGNATURE_LINE = /^— (\S+) ([A-Za-z0-9+/]+={0,2})$/;
const KEY_ID_BYTES = 4;
const TIME_BYTES = 8;

/** Reads a note; undefined where a byte of it could be another and it would mean the same. */
export function parseNote(note: string): SignedNote | undefined {
  const end = note.lastIndexOf('\n\n');
  if (end === -1 || !note.endsWith('\n')) return undefined;
  const signatures: NoteSignature[] = [];
  for (const line of note.slice(end + 2, -1).split('\n')) {
    const [, name = '', encoded = ''] = SIGNATURE_LINE.exec(line) ?? [];
    const bytes = Buffer.from(encoded, 'base64');
    if (bytes.length <= KEY_ID_BYTES || bytes.toString('base64') !== encoded) return undefined;
    signatures.push({ name, keyId: bytes.subarray(0, KEY_ID_BYTES), bytes: bytes.subarray(KEY_ID_BYTES) });
  }
  return { text: note.slice(0, end + 1), signatures };
}

export function signNote(text: string, signer: Signer): string {
  const { verifier } = signer;
  return `${text}\n${signatureLine(verifier, verifier.note.type, signer.sign(Buffer.from(text)))}`;
}

/** The line by which a witness says when it saw the note's text, and that it follows from all it saw before. */
export function cosignature(text: string, witness: Signer, time: number): string {
  const seconds = Math.floor(time / 1000);
  const stamp = Buffer.alloc(TIME_BYTES);
  stamp.writeBigUInt64BE(BigInt(seconds));
  const signature = witness.sign(cosigned(text, seconds));
  const { verifier } = witness;
  return signatureLine(verifier, verifier.note.cosignatureType, Buffer.concat([stamp, signature]));
}

export function isSignedBy(note: SignedNote, verifier: Verifier): boolean {
  const message = Buffer.from(note.text);
  return signaturesOf(note, verifier, verifier.note.type).some((bytes) => verifier.verify(message, bytes));
}

export function isCosignedBy(note: SignedNote, witness: Verifier): boolean {
  return signaturesOf(note, witness, witness.note.cosignatureType).some((bytes) => {
    if (bytes.length <= TIME_BYTES) return false;
    const seconds = Number(bytes.readBigUInt64BE());
    return witness.verify(cosigned(note.text, seconds), bytes.subarray(TIME_BYTES));
  });
}

function signaturesOf({ signatures }: SignedNote, verifier: Verifier, type: number): Buffer[] {
  const id = keyId(verifier, type);
  return signatures
    .filter((signature) => signature.name === verifier.name && signature.keyId.equals(id))
    .map(({ bytes }) => bytes);
}

function signatureLine(verifier: Verifier, type: number, bytes: Buffer): string {
  return `— ${verifier.name} ${Buffer.concat([keyId(verifier, type), bytes]).toString('base64')}\n`;
}

/** C2SP tlog-cosignature. */
function cosigned(text: string, seconds: number): Buffer {
  return Buffer.from(`cosignature/v1\ntime ${seconds}\n${text}`);
}
