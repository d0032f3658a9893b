import type { FieldPolicy, Level, Share } from '../kit/share';

/** The policy of a field that the hub itself answers. */
export function hubPolicy(coordinate: string, zh: string, level: Level, share: Share): FieldPolicy {
  return {
    ...share,
    coordinate,
    unit: 'HUB',
    zh,
    level,
    update: 'REALTIME',
    thresholds: undefined,
    maskable: false,
  };
}
