import type {
  FlattenNodePathSegment,
  InputRewrite,
  RequiresSelection,
} from '@graphql-hive/router-query-planner';
import { isTree, type Path, type Tree } from './tree';

/** Whether a concrete type stands under a type condition. */
export type Satisfies = (typename: unknown, condition: string) => boolean;

export interface Target {
  readonly entity: Tree;
  readonly path: Path;
}

/** Compiles a flatten path into a collector of the entities at its end, with their places in the response. */
export function compileTargets(
  segments: readonly FlattenNodePathSegment[],
  satisfies: Satisfies,
): (root: Tree) => Target[] {
  const walk = (value: unknown, position: number, path: (string | number)[], found: Target[]): void => {
    if (value === null || value === undefined) return;
    if (Array.isArray(value)) {
      const rest = segments[position] === '@' ? position + 1 : position;
      value.forEach((item, index) => walk(item, rest, [...path, index], found));
      return;
    }
    if (!isTree(value)) return;
    const segment = segments[position];
    if (segment === undefined) found.push({ entity: value, path });
    else if (segment === '@') walk(value, position + 1, path, found);
    else if ('Field' in segment) walk(value[segment.Field], position + 1, [...path, segment.Field], found);
    else if (segment.TypeCondition.some((condition) => satisfies(value['__typename'], condition)))
      walk(value, position + 1, path, found);
  };
  return (root) => {
    const found: Target[] = [];
    walk(root, 0, [], found);
    return found;
  };
}

/** Compiles `requires` into a builder of representations; undefined where an entity lacks what is required. */
export function compileRepresentation(
  requires: readonly RequiresSelection[],
  rewrites: readonly InputRewrite[] | undefined,
  satisfies: Satisfies,
): (entity: Tree) => Tree | undefined {
  return (entity) => {
    const representation = project(requires, entity, satisfies);
    if (representation === undefined) return undefined;
    representation['__typename'] ??= entity['__typename'];
    for (const rewrite of rewrites ?? []) applyRewrite(representation, rewrite, satisfies);
    return representation;
  };
}

function project(
  selections: readonly RequiresSelection[],
  entity: Tree,
  satisfies: Satisfies,
): Tree | undefined {
  const built: Tree = {};
  let isMatched = false;
  for (const selection of selections) {
    if (selection.kind === 'FragmentSpread') throw new Error('fragment spreads in requires are not planned');
    if (selection.kind === 'InlineFragment') {
      if (!satisfies(entity['__typename'], selection.typeCondition)) continue;
      const inner = project(selection.selections, entity, satisfies);
      if (inner !== undefined) {
        Object.assign(built, inner);
        isMatched = true;
      }
      continue;
    }
    const value = entity[selection.alias ?? selection.name];
    if (value === undefined) continue;
    built[selection.name] =
      selection.selections === undefined ? value : projectValue(selection.selections, value, satisfies);
    isMatched = true;
  }
  return isMatched ? built : undefined;
}

function projectValue(
  selections: readonly RequiresSelection[],
  value: unknown,
  satisfies: Satisfies,
): unknown {
  if (Array.isArray(value)) return value.map((item: unknown) => projectValue(selections, item, satisfies));
  return isTree(value) ? (project(selections, value, satisfies) ?? null) : value;
}

/** Applies one of the planner's rewrites in place: sets a value or renames a key at the end of a path. */
export function applyRewrite(value: unknown, rewrite: InputRewrite, satisfies: Satisfies): void {
  if ('ValueSetter' in rewrite)
    rewriteAt(
      value,
      rewrite.ValueSetter.path,
      0,
      satisfies,
      (at, key) => (at[key] = rewrite.ValueSetter.setValueTo),
    );
  else if ('KeyRenamer' in rewrite)
    rewriteAt(value, rewrite.KeyRenamer.path, 0, satisfies, (at, key) => {
      if (!(key in at)) return;
      at[rewrite.KeyRenamer.renameKeyTo] = at[key];
      delete at[key];
    });
  else rewriteAt(value, rewrite.path, 0, satisfies, (at, key) => (at[key] = rewrite.setValueTo));
}

function rewriteAt(
  value: unknown,
  path: readonly ({ TypenameEquals: string[] } | { Key: string })[],
  position: number,
  satisfies: Satisfies,
  apply: (at: Tree, key: string) => void,
): void {
  if (Array.isArray(value)) return value.forEach((item) => rewriteAt(item, path, position, satisfies, apply));
  const segment = path[position];
  if (!isTree(value) || segment === undefined) return;
  if ('TypenameEquals' in segment) {
    if (segment.TypenameEquals.some((name) => satisfies(value['__typename'], name)))
      rewriteAt(value, path, position + 1, satisfies, apply);
  } else if (position === path.length - 1) apply(value, segment.Key);
  else rewriteAt(value[segment.Key], path, position + 1, satisfies, apply);
}
