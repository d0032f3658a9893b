import type { Connections, Queryable } from '../kit/connections';
import { chinaDay } from '../kit/today';
import { consumerByCode } from '../kit/unit-directory';
import { compileBundle, policiesDigest } from '../policy/bundle';
import { publicationReader, publishUnlessKnown, type PublicationFacts } from '../sharing/publication';
import type { Graph } from './assemble';
import type { BundleSource } from './following';
import { queryOn } from '../sharing/query';

export interface BundleSourceOptions {
  readonly graph: Pick<Graph, 'policies' | 'changes'>;
  readonly reading: Queryable;
  readonly writing: Connections;
  readonly now: () => number;
}

/**
 * The publications of the hub's database, compiled here. A process of another release than the publisher's decides by its
 * own policies, so it publishes the bundle that it goes by, once, under the lock and of what is in force then.
 */
export function bundleSource({ graph, reading, writing, now }: BundleSourceOptions): BundleSource {
  const { policies, changes } = graph;
  const reader = publicationReader(queryOn(reading));
  const facts = (): PublicationFacts => ({
    policies: policiesDigest(policies, changes),
    today: chinaDay(now()),
    at: new Date(now()),
  });
  return {
    newest: () => reader.newest(),
    async load() {
      if ((await reader.newest()) === 0) await publishUnlessKnown(writing, undefined, facts());
      const { number, hash, agreements } = await reader.read();
      const bundle = compileBundle(agreements, policies, consumerByCode, changes);
      if (bundle.hash !== hash) await publishUnlessKnown(writing, bundle.hash, facts());
      return { number, bundle };
    },
  };
}
