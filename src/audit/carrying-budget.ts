/** What part of a process's time carrying may take while requests are being answered. */
export interface CarryingBudget {
  /** How long to wait before the next batch. */
  restMs(): number;
  /** Says how long a batch took. */
  spend(milliseconds: number): void;
}

/** A database that hangs must not hold up the carrying of the others for longer than this. */
const LONGEST_BATCH_MS = 100;

/** Over time, batches take at most `share` of the time, however many carriers there are; answers go first. */
export function carryingBudget(share = 0.1, clock: () => number = () => performance.now()): CarryingBudget {
  let freeAt = Number.NEGATIVE_INFINITY;
  return {
    restMs: () => Math.max(0, freeAt - clock()),
    spend(milliseconds) {
      freeAt = Math.max(freeAt, clock()) + Math.min(milliseconds, LONGEST_BATCH_MS) * (1 / share - 1);
    },
  };
}
