import { GraphQLError, Kind, type ASTVisitor, type SelectionSetNode, type ValidationContext } from 'graphql';

/** Bounds on one operation; security.md rows 3–6. */
export interface Limits {
  readonly depth: number;
  /** Selections of one field of one type under different keys, `__typename` among them. */
  readonly aliasesPerField: number;
  readonly aliases: number;
  readonly directives: number;
  readonly tokens: number;
  /** Fields, each list counted as its page size. */
  readonly cost: number;
  readonly bodyBytes: number;
}

export const defaultLimits: Limits = {
  depth: 10,
  aliasesPerField: 15,
  aliases: 60,
  directives: 20,
  tokens: 4000,
  cost: 50_000,
  bodyBytes: 256 * 1024,
};

/** Refuses an operation that is larger than the limits, before it is planned. */
export function limitRule(limits: Limits): (context: ValidationContext) => ASTVisitor {
  return (context) => ({
    OperationDefinition(operation) {
      const measured = measure(operation.selectionSet, context, limits);
      const directives = measured.directives + (operation.directives?.length ?? 0);
      const found =
        exceeded('查询层数', measured.depth, limits.depth) ??
        exceeded('同一字段的别名数', measured.mostAliased, limits.aliasesPerField) ??
        exceeded('别名总数', measured.aliases, limits.aliases) ??
        exceeded('指令数', directives, limits.directives) ??
        exceeded('查询代价', measured.cost, limits.cost) ??
        (measured.isReserved ? '别名不得以 __ 开头' : undefined);
      if (found !== undefined)
        context.reportError(
          new GraphQLError(`超出查询限制：${found}`, {
            nodes: operation,
            extensions: { code: 'LIMIT_EXCEEDED' },
          }),
        );
    },
  });
}

function exceeded(what: string, value: number, limit: number): string | undefined {
  return value > limit ? `${what}超过 ${limit}，请拆分查询` : undefined;
}

interface Measure {
  depth: number;
  aliases: number;
  mostAliased: number;
  directives: number;
  cost: number;
  isReserved: boolean;
}

/** One pass over the operation with its fragments spread; a fragment that contains itself stops at the depth limit. */
function measure(root: SelectionSetNode, context: ValidationContext, limits: Limits): Measure {
  const found: Measure = { depth: 0, aliases: 0, mostAliased: 0, directives: 0, cost: 0, isReserved: false };
  const keysOf = new Map<string, Set<string>>();
  let steps = 0;
  const visit = (set: SelectionSetNode, depth: number, weight: number, nesting: number): void => {
    for (const selection of set.selections) {
      // Fragments can spread exponentially: what is over the cost limit need not be counted to its end.
      if (++steps > limits.cost || nesting > limits.depth * 4) {
        found.cost = Infinity;
        return;
      }
      found.directives += selection.directives?.length ?? 0;
      if (selection.kind === Kind.FIELD) {
        const key = selection.alias?.value ?? selection.name.value;
        const keys = keysOf.get(selection.name.value) ?? new Set();
        keysOf.set(selection.name.value, keys.add(key));
        if (selection.alias !== undefined) found.aliases += 1;
        if (selection.alias?.value.startsWith('__') === true) found.isReserved = true;
        found.mostAliased = Math.max(found.mostAliased, keys.size);
        found.cost += weight;
        found.depth = Math.max(found.depth, depth);
        // Introspection has a depth limit of its own in graphql-js.
        const isIntrospection = selection.name.value === '__schema' || selection.name.value === '__type';
        if (selection.selectionSet !== undefined && !isIntrospection)
          visit(selection.selectionSet, depth + 1, weight * pageSize(selection.arguments ?? []), nesting + 1);
      } else {
        const inner =
          selection.kind === Kind.INLINE_FRAGMENT ? selection : context.getFragment(selection.name.value);
        found.directives += selection.kind === Kind.FRAGMENT_SPREAD ? (inner?.directives?.length ?? 0) : 0;
        if (inner?.selectionSet !== undefined) visit(inner.selectionSet, depth, weight, nesting + 1);
      }
    }
  };
  visit(root, 1, 1, 1);
  return found;
}

/** A list weighs as much as its page; a variable page weighs as the default, its own check bounds it. */
function pageSize(
  args: readonly { readonly name: { value: string }; readonly value: { kind: string } }[],
): number {
  for (const { name, value } of args) {
    if (name.value === 'first') return value.kind === Kind.INT && 'value' in value ? Number(value.value) : 20;
    if (name.value === 'usccs')
      return value.kind === Kind.LIST && 'values' in value && Array.isArray(value.values)
        ? value.values.length
        : 20;
  }
  return 1;
}
