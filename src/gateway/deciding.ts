import type { DocumentNode, OperationDefinitionNode } from 'graphql';
import type { Caller } from '../kit/caller';
import type { Rights } from '../kit/owner';
import type { Supergraph } from '../plan/compose';
import { isTold } from '../policy/prune';
import type { UsageMeter, UsedUp } from '../sharing/usage';
import type { CompiledOperation, OperationCompiler } from './compiled-operation';
import type { RightsStore } from './rights-store';
import { enterprisesAsked } from './subjects';

export interface Deciding {
  readonly supergraph: Supergraph;
  readonly rights: RightsStore;
  readonly compiler: OperationCompiler;
  readonly usage: UsageMeter;
}

export interface Asked {
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  readonly queryHash: string;
  readonly caller: Caller;
}

/** How a question was decided, before any owner is asked. */
export interface Decided {
  /** What the bundle gives the caller. */
  readonly given: Rights;
  /** The same without what is used up: what owners go by. */
  readonly rights: Rights;
  readonly compiled: CompiledOperation;
  readonly usedUp: ReadonlyMap<string, UsedUp>;
}

/** Decides a question and counts it under the agreements that limit it; a request is counted once under each. */
export async function decideQuestion(
  { supergraph, rights: store, compiler, usage }: Deciding,
  { document, operation, queryHash, caller }: Asked,
  variables: Readonly<Record<string, unknown>>,
  counted: Set<string>,
): Promise<Decided> {
  const given = store.rightsFor(caller);
  const compiled = compiler.compile(document, operation, queryHash, given, variables);
  const limits = [...compiled.limits].filter(([agreement]) => !counted.has(agreement));
  if (limits.length === 0) return { given, rights: given, compiled, usedUp: new Map() };
  const enterprises = enterprisesAsked(compiled.operation, variables, supergraph.api);
  const usedUp = await usage.charge(new Map(limits), enterprises);
  for (const [agreement] of limits) if (!usedUp.has(agreement)) counted.add(agreement);
  if (usedUp.size === 0) return { given, rights: given, compiled, usedUp };
  const rights = store.rightsWithout(given, [...usedUp.keys()]);
  return {
    given,
    rights,
    compiled: compiler.compile(document, operation, queryHash, rights, variables),
    usedUp,
  };
}

/** Whether all that an answer tells may still be told: the bundle, the day or the lease may have ended meanwhile. */
export function stillStands(store: RightsStore, caller: Caller, { given, compiled }: Decided): boolean {
  const present = store.rightsFor(caller);
  if (present === given) return true;
  return [...compiled.decided.values()].every((fields) =>
    fields.every(
      (field) =>
        !isTold(field) ||
        JSON.stringify(present.decide(field.field)) === JSON.stringify(given.decide(field.field)),
    ),
  );
}
