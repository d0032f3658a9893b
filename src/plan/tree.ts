/** Answers of owners as they grow together: plain JSON objects without a prototype that matters. */
export type Tree = Record<string, unknown>;

export type Path = readonly (string | number)[];

export function isTree(value: unknown): value is Tree {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Merges an owner's answer into what is there: objects by key, lists item by item, an object wins over null. */
export function mergeInto(target: Tree, source: Tree): void {
  for (const key in source) {
    const incoming = source[key];
    const present = target[key];
    if (present === undefined || present === null) target[key] = incoming;
    else if (isTree(present) && isTree(incoming)) mergeInto(present, incoming);
    else if (Array.isArray(present) && Array.isArray(incoming)) mergeLists(present, incoming);
    else if (incoming !== null && incoming !== undefined) target[key] = incoming;
  }
}

function mergeLists(target: unknown[], source: readonly unknown[]): void {
  source.forEach((incoming, index) => {
    const present = target[index];
    if (isTree(present) && isTree(incoming)) mergeInto(present, incoming);
    else if (Array.isArray(present) && Array.isArray(incoming)) mergeLists(present, incoming);
    else if (present === undefined || present === null) target[index] = incoming;
  });
}
