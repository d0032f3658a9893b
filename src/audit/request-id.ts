import { randomUUID } from 'node:crypto';

/** UUID version 7 (RFC 9562): begins with the time, so that a request is found in a log without reading all of it. */
export function newRequestId(now: number): string {
  const time = now.toString(16).padStart(12, '0');
  // Version 4 has its random bits in the same places, and Node draws them for many ids at once.
  const random = randomUUID().slice('00000000-0000-4'.length);
  return `${time.slice(0, 8)}-${time.slice(8)}-7${random}`;
}

/** When a request began, milliseconds since 1970; undefined where its id does not say. */
export function timeOfRequest(id: string): number | undefined {
  const [, high, low] =
    /^([0-9a-f]{8})-([0-9a-f]{4})-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.exec(id) ?? [];
  return high === undefined || low === undefined ? undefined : Number.parseInt(high + low, 16);
}
