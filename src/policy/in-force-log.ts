import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { kept } from '../kit/kept';

/** Which bundle decided from when: beside the kept bundles, so that an entry cannot name one that had ended. */
const pathOf = (dataDir: string): string => join(dataDir, 'bundles', 'in-force.log');

/**
 * Says that a kept bundle decides from an instant (milliseconds since 1970) on; returns when that would survive a loss of
 * power. Each note begins a line of its own, so that one that was cut short spoils no other.
 */
export function noteInForce(dataDir: string, hash: string, from: number): void {
  appendFileSync(pathOf(dataDir), `\n${new Date(from).toISOString()} ${hash}`, { mode: 0o600, flush: true });
}

/** Whether a bundle decided at any moment of a period, both ends included. */
export type WasInForce = (hash: string, since: number, until: number) => boolean;

interface Period {
  readonly from: number;
  readonly to: number;
}

/** Of a time before the first note nothing is known, so anything may have decided then. */
export function readInForce(dataDir: string): WasInForce {
  const path = pathOf(dataDir);
  const notes = existsSync(path) ? readFileSync(path, 'utf8').split('\n').flatMap(noteIn) : [];
  const [first] = notes;
  const periods = new Map<string, Period[]>();
  for (const [position, { hash, from }] of notes.entries()) {
    const to = notes[position + 1]?.from ?? Infinity;
    kept(periods, hash, () => []).push({ from, to });
  }
  return (hash, since, until) =>
    first === undefined ||
    since < first.from ||
    (periods.get(hash)?.some(({ from, to }) => from <= until && to >= since) ?? false);
}

/** A line that was cut short is none. */
function noteIn(line: string): { readonly from: number; readonly hash: string }[] {
  const [, time, hash] = /^(\S+Z) ([0-9a-f]{32})$/.exec(line) ?? [];
  return time === undefined || hash === undefined ? [] : [{ from: Date.parse(time), hash }];
}
