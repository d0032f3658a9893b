import {
  composeServices,
  transformSupergraphToPublicSchema,
  compositionHasErrors,
} from '@theguild/federation-composition';
import { buildASTSchema, parse, type GraphQLSchema, GraphQLScalarType } from 'graphql';

export interface SubgraphSdl {
  readonly name: string;
  readonly sdl: string;
}

export interface Supergraph {
  readonly sdl: string;
  /** What consumers see and are validated against. */
  readonly api: GraphQLSchema;
}

/** Composes the units' schemas into one; throws with every conflict where they do not fit together. */
export function composeSupergraph(subgraphs: readonly SubgraphSdl[]): string {
  const result = composeServices(
    subgraphs.map(({ name, sdl }) => ({ name, typeDefs: parse(sdl), url: `memory://${name}` })),
  );
  if (compositionHasErrors(result))
    throw new Error(
      `subgraphs do not compose:\n${result.errors.map((error) => `- ${error.message}`).join('\n')}`,
    );
  return result.supergraphSdl;
}

/** Reads a supergraph; scalars check their values as their owners do. */
export function readSupergraph(sdl: string, scalars: readonly GraphQLScalarType[]): Supergraph {
  const api = buildASTSchema(transformSupergraphToPublicSchema(parse(sdl)), { assumeValidSDL: true });
  for (const scalar of scalars) {
    const published = api.getType(scalar.name);
    if (!(published instanceof GraphQLScalarType)) continue;
    published.serialize = scalar.serialize;
    published.parseValue = scalar.parseValue;
    published.parseLiteral = scalar.parseLiteral;
  }
  refuseUnsupported(api);
  return { sdl, api };
}

/** What the executor cannot run is refused at start, not at the first question. */
function refuseUnsupported(api: GraphQLSchema): void {
  if (api.getSubscriptionType() !== undefined && api.getSubscriptionType() !== null)
    throw new Error('subscriptions cannot be planned: publish a feed instead');
  for (const directive of ['defer', 'stream'])
    if (api.getDirective(directive) !== undefined && api.getDirective(directive) !== null)
      throw new Error(`@${directive} cannot be executed: take it out of the schema`);
}
