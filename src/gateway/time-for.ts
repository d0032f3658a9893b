import { Kind, type DocumentNode } from 'graphql';
import { kept } from '../kit/kept';
import type { UnitQuestion } from '../plan/unit-call';

/** How many milliseconds an answer is waited for, where an owner that answers alone has `ownerMs`. */
export function timeFor({ document }: UnitQuestion, ownerMs: number, asksOthers: boolean): number {
  if (isLong(document)) return LONG_MS;
  return ownerMs * (asksOthers ? TIMES_OF_ASKING_OTHERS : 1);
}

/** Whoever must ask others first is waited for so many times longer than an owner that answers alone. */
const TIMES_OF_ASKING_OTHERS = 3;

/** A screening reads whole tables: it may take as long as an owner's sweep. */
const LONG_MS = 60_000;

/** Root fields that read whole tables: the hub's own, and those by which it asks the owners. */
const isLongField = (name: string): boolean => name === 'screening' || name.endsWith('Screened');

const longDocuments = new WeakMap<DocumentNode, boolean>();

function isLong(document: DocumentNode): boolean {
  return kept(longDocuments, document, () =>
    document.definitions.some(
      (definition) =>
        definition.kind === Kind.OPERATION_DEFINITION &&
        definition.selectionSet.selections.some(
          (selection) => selection.kind === Kind.FIELD && isLongField(selection.name.value),
        ),
    ),
  );
}
