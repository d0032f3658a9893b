import { crc32 } from 'node:zlib';
import { kept } from '../kit/kept';
import type { LogRecord, NewEntry, NewRecord, Stamp } from './entry';

/**
 * One record is one line, `<CRC-32 in hex><mark><JSON>\n`; the checksum covers mark and JSON. The mark tells a
 * torn tail from damage: a batch is opened (' ') only after everything before it was durable, so nothing
 * before an opening line can be the remains of a write that never ended.
 */
export type LineMark = typeof OPENS_BATCH | typeof CONTINUES_BATCH;

export const OPENS_BATCH = ' ';
export const CONTINUES_BATCH = '+';
export const LINE_FEED = 0x0a;

const CHECKSUM_CHARACTERS = 8;
const PREFIX_BYTES = CHECKSUM_CHARACTERS + 1;
const OPENING_BYTE = OPENS_BATCH.charCodeAt(0);
const CONTINUING_BYTE = CONTINUES_BATCH.charCodeAt(0);

/** Text that PostgreSQL cannot store: NUL and lone surrogates, as JSON escapes them. */
const UNSTORABLE_ESCAPE = /\\u(?:0000|d[89a-f])/;
const UNSTORABLE = /[\0\p{Cs}]/gu;

/** A question that is asked again names the very same fields, and one request the same consumer: written once. */
const written = new WeakMap<object, string>();

/** The JSON of a record without its stamp: of an entry put together of its parts, which takes half as long. */
export function recordText(record: NewRecord): string {
  if ('of' in record) return textOf(record);
  const parts: Readonly<Record<keyof NewEntry, string>> = {
    requestId: textOf(record.requestId),
    consumer: kept(written, record.consumer, () => textOf(record.consumer)),
    purpose: textOf(record.purpose),
    bundle: textOf(record.bundle),
    operation: textOf(record.operation),
    fields: kept(written, record.fields, () => textOf(record.fields)),
    subjects: textOf(record.subjects),
    rows: textOf(record.rows),
    state: textOf(record.state),
  };
  let text = '';
  for (const name in parts) text += `,"${name}":${parts[name as keyof NewEntry]}`;
  return `{${text.slice(1)}}`;
}

/** The JSON of one line: sequence and time stand first, so that a reader finds them without parsing the rest. */
export function stampedJson({ sequence, time }: Stamp, text: string): string {
  return `{"sequence":${sequence},"time":"${time}",${text.slice(1)}`;
}

function textOf(value: unknown): string {
  const json = JSON.stringify(value);
  return UNSTORABLE_ESCAPE.test(json) ? JSON.stringify(value, storable) : json;
}

export function encodeLine(mark: LineMark, json: string): string {
  const body = mark + json;
  return `${crc32(body).toString(16).padStart(CHECKSUM_CHARACTERS, '0')}${body}\n`;
}

export interface CheckedLine {
  readonly opensBatch: boolean;
  readonly sequence: number;
  readonly json: string;
}

/** Reads one line without its line feed; undefined when it is not what was written. */
export function decodeLine(line: Buffer): CheckedLine | undefined {
  if (line.length <= PREFIX_BYTES) return undefined;
  const mark = line[CHECKSUM_CHARACTERS];
  if (mark !== OPENING_BYTE && mark !== CONTINUING_BYTE) return undefined;
  const checksum = line.toString('latin1', 0, CHECKSUM_CHARACTERS);
  if (!/^[0-9a-f]{8}$/.test(checksum)) return undefined;
  if (crc32(line.subarray(CHECKSUM_CHARACTERS)) !== Number.parseInt(checksum, 16)) return undefined;
  const json = line.toString('utf8', PREFIX_BYTES);
  const sequence = Number(/^\{"sequence":(\d{1,16}),/.exec(json)?.[1] ?? Number.NaN);
  return Number.isSafeInteger(sequence) ? { opensBatch: mark === OPENING_BYTE, sequence, json } : undefined;
}

/** Parses a checked line; undefined when it is no record, which only a forger writes. */
export function parseRecord(line: CheckedLine): LogRecord | undefined {
  try {
    const value: unknown = JSON.parse(line.json);
    return isRecord(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function isRecord(value: unknown): value is LogRecord {
  if (typeof value !== 'object' || value === null || !('time' in value && 'state' in value)) return false;
  return 'of' in value ? typeof value.of === 'number' : 'requestId' in value && 'fields' in value;
}

function storable(_key: string, value: unknown): unknown {
  return typeof value === 'string' ? value.replace(UNSTORABLE, '\uFFFD') : value;
}
