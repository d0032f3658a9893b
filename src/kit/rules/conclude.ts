import type { OwnerContext } from '../owner';
import { Refusal } from '../refusal';
import { keyOf, Weighing } from './evidence';

/** Where a value stands in an owner's answer that waits for what other owners say. */
export interface WeighedField {
  readonly slice: string;
  readonly key: string;
  readonly coordinate: string;
}

interface Pending {
  readonly uscc: string;
  readonly slice: Record<string, unknown>;
  readonly field: WeighedField;
  readonly weighing: Weighing;
}

/**
 * Puts the value in the place of each weighing. What is asked about several enterprises in the same words is asked once,
 * and only about those of whom the owner may tell the value at all.
 */
export async function concludeAll(
  answers: readonly Readonly<Record<string, unknown>>[],
  fields: readonly WeighedField[],
  owner: OwnerContext,
): Promise<void> {
  const pending = answers.flatMap((answer) => fields.flatMap((field) => pendingOf(answer, field)));
  const together = new Map<string, Pending[]>();
  for (const item of pending) {
    const { day, evidence } = item.weighing;
    const question = [day, ...evidence.map(keyOf)].join('\n');
    together.set(question, [...(together.get(question) ?? []), item]);
  }
  await Promise.all([...together.values()].map((items) => conclude(items, owner)));
}

function pendingOf(answer: Readonly<Record<string, unknown>>, field: WeighedField): Pending[] {
  const slice = answer[field.slice];
  if (typeof slice !== 'object' || slice === null || slice instanceof Error) return [];
  const weighing: unknown = Reflect.get(slice, field.key);
  return weighing instanceof Weighing
    ? [{ uscc: String(answer['uscc']), slice: slice as Record<string, unknown>, field, weighing }]
    : [];
}

async function conclude(items: readonly Pending[], owner: OwnerContext): Promise<void> {
  const [first] = items;
  if (first === undefined) return;
  const { evidence, day } = first.weighing;
  const testimony = await owner.testimonyOf(
    evidence,
    items.map(({ uscc }) => uscc),
    day,
  );
  for (const { uscc, slice, field, weighing } of items) {
    const value = weighing.conclude(testimony.get(uscc) ?? new Map());
    if (value instanceof Refusal) owner.noteRefusal(field.coordinate, value.extensions.code, uscc);
    slice[field.key] = value;
  }
}
