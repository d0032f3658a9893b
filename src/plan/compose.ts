import {
  composeServices,
  transformSupergraphToPublicSchema,
  compositionHasErrors,
} from '@theguild/federation-composition';
import { createHash } from 'node:crypto';
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
function composeSupergraph(subgraphs: readonly SubgraphSdl[]): string {
  const result = composeServices(
    subgraphs.map(({ name, sdl }) => ({ name, typeDefs: parse(sdl), url: `memory://${name}` })),
  );
  if (compositionHasErrors(result))
    throw new Error(
      `subgraphs do not compose:\n${result.errors.map((error) => `- ${error.message}`).join('\n')}`,
    );
  return result.supergraphSdl;
}

/** Writes a supergraph down with what it was composed of, so that these very subgraphs need not be composed again. */
export function composedText(subgraphs: readonly SubgraphSdl[]): string {
  return `${markOf(subgraphs)}\n${composeSupergraph(subgraphs).trim()}\n`;
}

/** The supergraph of these subgraphs: out of the text that was written down, where it is of no others. */
export function supergraphOf(subgraphs: readonly SubgraphSdl[], composed: string | undefined): string {
  return composed?.startsWith(`${markOf(subgraphs)}\n`) === true ? composed : composeSupergraph(subgraphs);
}

function markOf(subgraphs: readonly SubgraphSdl[]): string {
  return `# composed of ${createHash('sha256').update(JSON.stringify(subgraphs)).digest('hex')}`;
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
