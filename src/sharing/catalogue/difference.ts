import { shareAttributeLabels, updateCycleLabels } from '../../kit/share';
import type { CatalogueItem, CatalogueResource } from './resource';

export interface ItemChange {
  readonly what: string;
  readonly before: string;
  readonly after: string;
}

export interface CatalogueDifference {
  readonly field: string;
  readonly zh: string;
  readonly kind: 'ADDED' | 'REMOVED' | 'CHANGED';
  readonly changes: readonly ItemChange[];
}

/** What of an item may change, with its word and how it is said. */
const aspects: readonly (readonly [what: string, say: (item: CatalogueItem) => string])[] = [
  ['名称', ({ zh }) => zh],
  ['数据类型', ({ dataType }) => dataType],
  ['共享属性', ({ share }) => shareAttributeLabels[share]],
  ['共享条件', ({ condition }) => condition],
  ['依据', ({ basis }) => basis],
  ['级别', ({ level }) => String(level)],
  ['共享方式', ({ manner }) => manner],
  ['更新周期', ({ update }) => (update === null ? '' : updateCycleLabels[update])],
];

/** What became different between two versions of a catalogue, field by field. */
export function differenceOf(
  before: readonly CatalogueResource[],
  after: readonly CatalogueResource[],
): CatalogueDifference[] {
  const [was, is] = [itemsOf(before), itemsOf(after)];
  const removed = [...was.values()].filter(({ field }) => !is.has(field));
  const differences = [...is.values()].flatMap((item): CatalogueDifference[] => {
    const { field, zh } = item;
    const known = was.get(field);
    if (known === undefined) return [{ field, zh, kind: 'ADDED', changes: [] }];
    const changes = aspects
      .map(([what, say]) => ({ what, before: say(known), after: say(item) }))
      .filter((change) => change.before !== change.after);
    return changes.length === 0 ? [] : [{ field, zh, kind: 'CHANGED', changes }];
  });
  return [
    ...differences,
    ...removed.map(({ field, zh }): CatalogueDifference => ({ field, zh, kind: 'REMOVED', changes: [] })),
  ].sort((a, b) => (a.field < b.field ? -1 : 1));
}

function itemsOf(resources: readonly CatalogueResource[]): Map<string, CatalogueItem> {
  return new Map(resources.flatMap(({ items }) => items).map((item) => [item.field, item]));
}
