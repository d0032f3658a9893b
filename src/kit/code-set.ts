import { setImmediate } from 'node:timers/promises';
import {
  ORGANISATION_WEIGHTS,
  organisationCheckDigit,
  USCC_ALPHABET,
  USCC_WEIGHTS,
  usccCheckDigit,
} from './codes/uscc';

/**
 * A set of enterprise codes, ordered and compact. The first eight characters (registering authority, kind, county) name a
 * group; of the other ten, eight are a number in the 31 characters of GB 32100, the last is the check that follows from the
 * rest, and the ninth mostly is the check of GB 11714: how far it is from that makes the number's leading digit, 0 as a
 * rule. Nothing is lost, numbers stay below 2^53, and neighbours are so close that a code costs about five bytes where its
 * text costs eighteen. Order is that of the codes; the few without the inner check come last in their group.
 */
export type CodeSet = ReadonlyMap<string, Float64Array>;

const HEAD = 8;
const TAIL = 10;
const BODY = 8;
const BASE = 31;
const BODIES = BASE ** BODY;

/** One group as an owner's database gives it: the tails of all its codes, one after the other, in any order. */
export interface CodeGroup {
  readonly head: string;
  readonly tails: string;
}

/** Codes that one database lists; each at most once. Throws where a row bears no valid code. */
export async function codeSetOf(groups: readonly CodeGroup[]): Promise<CodeSet> {
  const set = new Map<string, Float64Array>();
  const rest = restingAfter(CODES_AT_A_TIME);
  for (const { head, tails } of [...groups].sort((a, b) => (a.head < b.head ? -1 : 1))) {
    set.set(head, numbersOf(head, tails).sort());
    await rest(tails.length / TAIL);
  }
  return set;
}

export function countOf(set: CodeSet): number {
  let count = 0;
  for (const numbers of set.values()) count += numbers.length;
  return count;
}

/** Codes that are in every set; at least one set. */
export async function inAll(sets: readonly CodeSet[]): Promise<CodeSet> {
  const [smallest, ...others] = [...sets].sort((a, b) => countOf(a) - countOf(b));
  if (smallest === undefined) throw new Error('an intersection needs a set');
  let kept = smallest;
  for (const other of others) kept = await filtered(kept, other, true);
  return kept;
}

/** Codes of the first set that are in none of the others. */
export async function notIn(set: CodeSet, others: readonly CodeSet[]): Promise<CodeSet> {
  let kept = set;
  for (const other of others) kept = await filtered(kept, other, false);
  return kept;
}

/** At most `count` codes behind `after`, in their order. */
export function codesAfter(set: CodeSet, after: string | undefined, count: number): string[] {
  const codes: string[] = [];
  const afterHead = after?.slice(0, HEAD);
  for (const [head, numbers] of set) {
    if (afterHead !== undefined && head < afterHead) continue;
    const start = head === afterHead ? firstAbove(numbers, numbersOf(head, after?.slice(HEAD) ?? '')[0]) : 0;
    for (let at = start; at < numbers.length; at += 1) {
      if (codes.length === count) return codes;
      codes.push(codeOf(head, numbers[at] ?? 0));
    }
  }
  return codes;
}

/** The set as text: per group its head, how many, and the gaps between neighbours, seven bits a byte. */
export async function encodeCodeSet(set: CodeSet): Promise<string> {
  const parts: Buffer[] = [];
  const rest = restingAfter(CODES_AT_A_TIME);
  for (const [head, numbers] of set) {
    const bytes = Buffer.allocUnsafe(HEAD + LONGEST_NUMBER * (numbers.length + 1));
    let end = bytes.write(head, 'latin1');
    const write = (number: number): void => {
      let left = number;
      for (; left >= 128; left = Math.floor(left / 128)) bytes[end++] = (left % 128) + 128;
      bytes[end++] = left;
    };
    write(numbers.length);
    let before = 0;
    for (const number of numbers) {
      write(number - before);
      before = number;
    }
    parts.push(bytes.subarray(0, end));
    await rest(numbers.length);
  }
  return Buffer.concat(parts).toString('base64');
}

/** Reads what `encodeCodeSet` wrote; throws where it is cut off. */
export async function decodeCodeSet(text: string): Promise<CodeSet> {
  const bytes = Buffer.from(text, 'base64');
  let at = 0;
  const read = (): number => {
    let number = 0;
    for (let scale = 1; ; scale *= 128) {
      const byte = bytes[at++];
      if (byte === undefined) throw new Error('a set of codes is cut off');
      number += (byte % 128) * scale;
      if (byte < 128) return number;
    }
  };
  const set = new Map<string, Float64Array>();
  const rest = restingAfter(CODES_AT_A_TIME);
  while (at < bytes.length) {
    const head = bytes.toString('latin1', at, (at += HEAD));
    const count = read();
    if (count > bytes.length - at) throw new Error('a set of codes is cut off');
    const numbers = new Float64Array(count);
    let before = 0;
    for (let position = 0; position < count; position += 1) numbers[position] = before += read();
    set.set(head, numbers);
    await rest(count);
  }
  return set;
}

/** 31^9 needs seven groups of seven bits. */
const LONGEST_NUMBER = 7;

/** Others wait for the process meanwhile: so many codes take some milliseconds. */
const CODES_AT_A_TIME = 20_000;

/** Lets other work of the process go on after so much of one's own. */
function restingAfter(limit: number): (amount: number) => Promise<void> | undefined {
  let done = 0;
  return (amount) => {
    done += amount;
    if (done < limit) return undefined;
    done = 0;
    return setImmediate();
  };
}

async function filtered(set: CodeSet, other: CodeSet, isKeptWhereFound: boolean): Promise<CodeSet> {
  const result = new Map<string, Float64Array>();
  const rest = restingAfter(CODES_AT_A_TIME);
  for (const [head, numbers] of set) {
    const kept = merged(numbers, other.get(head) ?? NONE, isKeptWhereFound);
    if (kept.length > 0) result.set(head, kept);
    await rest(numbers.length);
  }
  return result;
}

const NONE = new Float64Array();

/** Walks two ordered lists once. */
function merged(numbers: Float64Array, others: Float64Array, isKeptWhereFound: boolean): Float64Array {
  const kept = new Float64Array(numbers.length);
  let count = 0;
  let at = 0;
  for (const number of numbers) {
    while (at < others.length && (others[at] ?? 0) < number) at += 1;
    if ((others[at] === number) === isKeptWhereFound) kept[count++] = number;
  }
  return kept.slice(0, count);
}

function firstAbove(numbers: Float64Array, bound = 0): number {
  let low = 0;
  let high = numbers.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((numbers[middle] ?? 0) > bound) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** Character → its place in the alphabet of GB 32100; the others have none. */
const places = new Int8Array(128).fill(-1);
[...USCC_ALPHABET].forEach((character, place) => (places[character.charCodeAt(0)] = place));

/** Numbers of one group's codes. The checks are summed here digit by digit: a million codes of text would take a second. */
function numbersOf(head: string, tails: string): Float64Array {
  if (tails.length % TAIL !== 0) throw new Error('a code of the owner does not have 18 characters');
  const weights = USCC_WEIGHTS.slice(HEAD);
  let headSum = 0;
  for (let at = 0; at < HEAD; at += 1) headSum += placeOf(head, at) * (USCC_WEIGHTS[at] ?? 0);
  const numbers = new Float64Array(tails.length / TAIL);
  for (let position = 0; position < numbers.length; position += 1) {
    const from = position * TAIL;
    let number = 0;
    let sum = headSum;
    let innerSum = 0;
    for (let at = 0; at < BODY; at += 1) {
      const place = placeOf(tails, from + at);
      number = number * BASE + place;
      sum += place * (weights[at] ?? 0);
      innerSum += (innerValues[place] ?? 0) * (ORGANISATION_WEIGHTS[at] ?? 0);
    }
    const inner = placeOf(tails, from + BODY);
    sum += inner * (weights[BODY] ?? 0);
    if ((sum + placeOf(tails, from + BODY + 1)) % BASE !== 0)
      throw new Error('a code of the owner fails its check');
    const expected = (11 - (innerSum % 11)) % 11;
    numbers[position] = ((inner - (innerChecks[expected] ?? 0) + BASE) % BASE) * BODIES + number;
  }
  return numbers;
}

/** Place in the alphabet → value in an organisation code, which counts I, O, S, V and Z as well. */
const innerValues = [...USCC_ALPHABET].map((character) => Number.parseInt(character, 36));
/** Value of an organisation's check → place of its character: 10 is written X. */
const innerChecks = [...'0123456789X'].map((character) => USCC_ALPHABET.indexOf(character));

function codeOf(head: string, number: number): string {
  let body = '';
  for (let left = number % BODIES, at = 0; at < BODY; at += 1, left = Math.floor(left / BASE))
    body = USCC_ALPHABET.charAt(left % BASE) + body;
  const inner = USCC_ALPHABET.indexOf(organisationCheckDigit(body)) + Math.floor(number / BODIES);
  const known = head + body + USCC_ALPHABET.charAt(inner % BASE);
  return known + usccCheckDigit(known);
}

function placeOf(text: string, at: number): number {
  const place = places[text.charCodeAt(at)] ?? -1;
  if (place === -1) throw new Error(`“${text.charAt(at)}” is no character of a code`);
  return place;
}
