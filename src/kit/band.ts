import type { Band } from './scalars';

/** Bounds in ascending order, closed below: `[5e6, 2e7]` makes three bands. */
export interface Bands {
  readonly bounds: readonly number[];
  readonly unit: string;
  /** Values are stored in this many parts of the unit: 100 for fen against yuan. */
  readonly storedPer: number;
}

/** Bands over a stored number; `unit` is what people read, `storedPer` how many stored parts make one. */
export function bands(bounds: readonly number[], unit: string, storedPer = 1): Bands {
  return { bounds, unit, storedPer };
}

/** The band that a stored value lies in. */
export function bandOf(scale: Bands, stored: number): Band {
  const value = stored / scale.storedPer;
  const position = scale.bounds.findIndex((bound) => value < bound);
  const below = position === -1 ? undefined : scale.bounds[position];
  const atLeast = position === -1 ? scale.bounds.at(-1) : scale.bounds[position - 1];
  return {
    zh: nameOf(atLeast, below, scale.unit),
    atLeast: atLeast === undefined ? null : String(atLeast),
    below: below === undefined ? null : String(below),
    unit: scale.unit,
  };
}

function nameOf(atLeast: number | undefined, below: number | undefined, unit: string): string {
  if (atLeast === undefined) return `不足 ${short(below ?? 0)}${unit}`;
  if (below === undefined) return `${short(atLeast)}${unit}以上`;
  return `${short(atLeast)}–${short(below)}${unit}`;
}

/** 20000000 → 2000万: how a Chinese reader writes it. */
function short(value: number): string {
  if (value >= 1e8) return `${value / 1e8}亿`;
  if (value >= 1e4) return `${value / 1e4}万`;
  return String(value);
}
