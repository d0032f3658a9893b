import {
  getNamedType,
  Kind,
  isObjectType,
  type GraphQLResolveInfo,
  type GraphQLSchema,
  type SelectionSetNode,
} from 'graphql';
import {
  applyMiddleware,
  middleware,
  type IMiddlewareFieldMap,
  type IMiddlewareGenerator,
  type IMiddlewareTypeMap,
} from 'graphql-middleware';
import { allow, deny, rule, shield } from 'graphql-shield';
import { kept } from './kept';
import type { OwnerContext } from './owner';
import { Refusal } from './refusal';
import type { Policy } from './share';

type Policies = ReadonlyMap<string, Policy>;

/**
 * The owner's own gate, generated from the policies and closed by default: nothing is resolved unless this owner's
 * bundle allows every field that the question touches. It stands at the root fields and the entity entry, through which
 * every other field is reached; what lies below is covered by the walk of the rule, so no value pays for it.
 */
export function applyGate(schema: GraphQLSchema, policies: Policies): GraphQLSchema {
  return applyMiddleware(schema, gateOf(schema, policies));
}

/** Types whose fields shield leaves to the walk at the gate, because only the gate leads to them. */
export function typesBehindGate(schema: GraphQLSchema): string[] {
  const roots: readonly unknown[] = [schema.getQueryType(), schema.getMutationType()];
  return Object.values(schema.getTypeMap())
    .filter((type) => isObjectType(type) && !type.name.startsWith('__') && !roots.includes(type))
    .map((type) => type.name);
}

function gateOf(
  schema: GraphQLSchema,
  policies: Policies,
): IMiddlewareGenerator<unknown, OwnerContext, unknown> {
  const mayPass = rule('mayPass', { cache: 'no_cache' })(
    (_parent, _args, owner: OwnerContext, info: GraphQLResolveInfo) =>
      firstRefusal(owner, info, policies) ?? true,
  );
  const roots = Object.fromEntries(
    [schema.getQueryType(), schema.getMutationType()]
      .filter((root) => root !== undefined && root !== null)
      .map((root) => [
        root.name,
        Object.fromEntries(Object.keys(root.getFields()).map((field) => [field, mayPass])),
      ]),
  );
  const behind = Object.fromEntries(typesBehindGate(schema).map((type) => [type, allow]));
  const generator = shield<unknown, OwnerContext, unknown>(
    { ...roots, ...behind },
    { fallbackRule: deny, allowExternalErrors: true, debug: false },
  );
  return middleware<unknown, OwnerContext, unknown>((built) => {
    const generated = generator.generate(built);
    return Object.fromEntries(
      Object.keys(roots).map((root) => [
        root,
        Reflect.get(generated, root) as IMiddlewareFieldMap<unknown, OwnerContext, unknown>,
      ]),
    ) satisfies IMiddlewareTypeMap<unknown, OwnerContext, unknown>;
  });
}

/** Decisions of one selection for one caller: the document outlives the request, and so does the answer. */
const walked = new WeakMap<object, WeakMap<object, Refusal | null>>();

function firstRefusal(
  owner: OwnerContext,
  info: GraphQLResolveInfo,
  policies: Policies,
): Refusal | undefined {
  const node = info.fieldNodes[0];
  if (node === undefined) return undefined;
  const byRights = kept(walked, node, () => new WeakMap<object, Refusal | null>());
  return kept(byRights, owner.rights, () => walk(owner, info, policies)) ?? undefined;
}

function walk(owner: OwnerContext, info: GraphQLResolveInfo, policies: Policies): Refusal | null {
  for (const coordinate of coordinates(info)) {
    const policy = policies.get(coordinate);
    if (policy === undefined) continue;
    const decision = owner.rights.decide(coordinate);
    if (!decision.allowed)
      return new Refusal({
        code: decision.code,
        about: policy.zh,
        unit: policy.unit,
        field: coordinate,
        basis: policy.basis,
      });
  }
  return null;
}

/** Every coordinate that a resolved root field reaches, through fragments and entities. */
function coordinates(info: GraphQLResolveInfo): Set<string> {
  const found = new Set<string>([`${info.parentType.name}.${info.fieldName}`]);
  const visit = (set: SelectionSetNode | undefined, typeName: string): void => {
    const type = info.schema.getType(typeName);
    for (const selection of set?.selections ?? []) {
      if (selection.kind === Kind.INLINE_FRAGMENT) {
        visit(selection.selectionSet, selection.typeCondition?.name.value ?? typeName);
      } else if (selection.kind === Kind.FRAGMENT_SPREAD) {
        const fragment = info.fragments[selection.name.value];
        visit(fragment?.selectionSet, fragment?.typeCondition.name.value ?? typeName);
      } else if (isObjectType(type)) {
        const field = type.getFields()[selection.name.value];
        if (field === undefined) continue;
        found.add(`${typeName}.${selection.name.value}`);
        visit(selection.selectionSet, getNamedType(field.type).name);
      }
    }
  };
  for (const node of info.fieldNodes) visit(node.selectionSet, getNamedType(info.returnType).name);
  return found;
}
