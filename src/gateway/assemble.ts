import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { GraphQLScalarType } from 'graphql';
import type { Pool } from 'pg';
import type { UnitRecord } from '../audit/unit-record';
import type { Reading } from '../kit/owner';
import * as scalars from '../kit/scalars';
import { unitRuntime } from '../kit/runtime';
import type { ChangePolicy, FieldPolicy, Policy } from '../kit/share';
import { buildSubgraph, type Subgraph } from '../kit/subgraph';
import type { UnitDeclaration } from '../kit/define-unit';
import { readSupergraph, supergraphOf, type SubgraphSdl, type Supergraph } from '../plan/compose';
import type { Bundle } from '../policy/bundle';
import { buildHubSubgraph, hubChanges, hubPolicies, type HubSubgraph } from '../sharing/hub-subgraph';
import { usageMeter } from '../sharing/usage';
import { operationCompiler } from './compiled-operation';
import { followDisputed, type DisputedOptions } from './disputed';
import { followBundles, type FollowingOptions } from './following';
import { ownerTimes } from './owner-times';
import type { Hub } from './hub';
import { rightsStore } from './rights-store';
import type { UnitFault } from './unit-service';

/** The graph as the declarations make it: every subgraph, the supergraph, every policy. Needs no database. */
export interface Graph {
  readonly subgraphs: ReadonlyMap<string, Subgraph>;
  readonly hub: HubSubgraph;
  readonly supergraph: Supergraph;
  readonly policies: ReadonlyMap<string, FieldPolicy>;
  /** Root fields by which units keep their own slices; they share nothing, so they are no policies. */
  readonly changes: ReadonlyMap<string, ChangePolicy>;
}

export function buildGraph(units: readonly UnitDeclaration[]): Graph {
  return graphOf(new Map(units.map((unit) => [unit.id, buildSubgraph(unitRuntime(unit))])));
}

/** The same, unit by unit, so that what waits beside it goes on: at start the databases come up meanwhile. */
export async function buildGraphBeside(units: readonly UnitDeclaration[]): Promise<Graph> {
  const subgraphs = new Map<string, Subgraph>();
  for (const unit of units) {
    subgraphs.set(unit.id, buildSubgraph(unitRuntime(unit)));
    await setImmediate();
  }
  return graphOf(subgraphs);
}

/** Where the schema is written down, as the declarations were then; an installation may lack it. */
export const SCHEMA_ROOT = resolve(__dirname, '..', '..', '..', 'schema');

function graphOf(subgraphs: ReadonlyMap<string, Subgraph>): Graph {
  const hub = buildHubSubgraph([...subgraphs.values()]);
  const file = join(SCHEMA_ROOT, 'supergraph.graphql');
  const composed = existsSync(file) ? readFileSync(file, 'utf8') : undefined;
  const supergraph = readSupergraph(
    supergraphOf(sdlsOf({ subgraphs, hub }), composed),
    Object.values(scalars).filter((item) => item instanceof GraphQLScalarType),
  );
  const policies = new Map([
    ...hubPolicies,
    ...[...subgraphs.values()].flatMap(({ unit }) => [...unit.policies]),
  ]);
  const changes = new Map([
    ...hubChanges,
    ...[...subgraphs.values()].flatMap(({ unit }) => [...unit.changes]),
  ]);
  return { subgraphs, hub, supergraph, policies, changes };
}

/** All subgraphs as they are composed, the hub's own first. */
export function sdlsOf({ subgraphs, hub }: Pick<Graph, 'subgraphs' | 'hub'>): SubgraphSdl[] {
  return [{ name: 'hub', sdl: hub.sdl }, ...[...subgraphs].map(([name, { sdl }]) => ({ name, sdl }))];
}

/** What a unit has in this process beside its declaration. */
export interface UnitResources extends Reading {
  readonly record: UnitRecord;
  /** The changing door; absent where the unit changes nothing, or its database does not let it. */
  readonly changing?: Pool | undefined;
}

export interface HubParts {
  readonly graph: Graph;
  readonly resources: ReadonlyMap<string, UnitResources>;
  readonly hubReading: Reading;
  readonly hubChanging?: Pool | undefined;
  /** What decides at first. */
  readonly bundle: Bundle;
  /** Keeps a bundle for as long as the record names it. */
  readonly keepBundle?: (bundle: Bundle) => void;
  readonly subjectHash: (uscc: string) => string;
  readonly ownerTimeoutMs: number;
  readonly now: () => number;
  readonly onFault: (fault: UnitFault & { readonly requestId: string }) => void;
  /** Where newer bundles are published; without it the given agreements stay. */
  readonly publications?: Omit<FollowingOptions, 'rights'>;
  /** Where disputes are announced; without it every question asks for marks. */
  readonly disputes?: DisputedOptions;
}

/** Puts the hub together. */
export function assembleHub(parts: HubParts): Hub {
  const { graph, resources } = parts;
  const units = [...graph.subgraphs].flatMap(([id, { unit, schema }]) => {
    const own = resources.get(id);
    return own === undefined
      ? []
      : [
          {
            id,
            code: unit.declaration.code,
            name: unit.declaration.name,
            asks: unit.declaration.asks ?? [],
            schema,
            ...own,
          },
        ];
  });
  const rights = rightsStore(parts.bundle, parts.now, undefined, parts.keepBundle);
  return {
    supergraph: graph.supergraph,
    policies: graph.policies,
    changes: graph.changes,
    compiler: operationCompiler(
      graph.supergraph,
      new Map<string, Policy>([...graph.policies, ...graph.changes]),
    ),
    rights,
    following:
      parts.publications === undefined ? undefined : followBundles({ ...parts.publications, rights }),
    disputed: parts.disputes === undefined ? undefined : followDisputed(parts.disputes),
    usage: usageMeter(parts.hubChanging, parts.now),
    units: new Map(units.map((unit) => [unit.id, unit])),
    hubSchema: graph.hub.schema,
    hubReading: parts.hubReading,
    hubChanging: parts.hubChanging,
    subjectHash: parts.subjectHash,
    ownerTimeoutMs: parts.ownerTimeoutMs,
    times: ownerTimes(),
    now: parts.now,
    onFault: parts.onFault,
  };
}
