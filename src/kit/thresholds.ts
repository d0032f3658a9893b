import type { Grant } from './owner';
import type { RefusalCode } from './refusal';
import type { FieldRuntime } from './runtime';

/**
 * The guard against closing in on a value (c6): a field lists the thresholds that exist at all, an agreement those that its
 * purpose needs. What a consumer can learn of an enterprise is thus bounded by what it has signed for, however often, in
 * however many requests, systems and years it asks; there is no count that a restart could lose or a race could cheat.
 */
export function thresholdRefusal(
  { field }: FieldRuntime,
  threshold: number | undefined,
  agreed: readonly Grant[],
): RefusalCode | undefined {
  if (field.predicate === undefined || threshold === undefined) return undefined;
  if (!field.predicate.thresholds.includes(threshold)) return 'DENIED_THRESHOLD';
  return agreed.length === 0 ? 'DENIED_BISECTION' : undefined;
}

/** Whether an agreement lets its consumer ask this threshold. */
export function isAgreed({ thresholds }: Grant, threshold: number): boolean {
  return thresholds?.includes(threshold) ?? true;
}

/** What may be asked instead, in words. */
export function agreedThresholds(grants: readonly Grant[]): string {
  const agreed = [...new Set(grants.flatMap(({ thresholds }) => thresholds ?? []))].sort((a, b) => a - b);
  return `本用途可问 ${agreed.join('、')}`;
}
