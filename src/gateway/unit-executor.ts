import { MapperKind, mapSchema } from '@graphql-tools/utils';
import { Kind, visit, type DocumentNode, type ExecutionResult, type GraphQLSchema } from 'graphql';
import { compileQuery, isCompiledQuery } from 'graphql-jit';
import { kept } from '../kit/kept';
import { foundBy, type Found } from '../kit/subgraph';

export type Executor = (
  context: unknown,
  variables: Readonly<Record<string, unknown>>,
) => Promise<ExecutionResult> | ExecutionResult;

const executors = new WeakMap<GraphQLSchema, WeakMap<DocumentNode, Executor>>();

/**
 * Answers one document on one unit's schema. The document is kept with the plan that asks it, and so is the function
 * that it compiles to.
 */
export function executorOf(schema: GraphQLSchema, document: DocumentNode): Executor {
  const byDocument = kept(executors, schema, () => new WeakMap<DocumentNode, Executor>());
  return kept(byDocument, document, () => compileQuestion(schema, document));
}

function compileQuestion(schema: GraphQLSchema, document: DocumentNode): Executor {
  const compiled = compileQuery(withoutFinding(schema, underTheirNames(document)), document);
  if (!isCompiledQuery(compiled)) return () => compiled;
  return (context, variables) => compiled.query(undefined, context, variables);
}

/** Of a question for entities: whether no slice has an alias, and no value below a slice. */
function underTheirNames(document: DocumentNode): Readonly<Record<Found, boolean>> {
  const isNamed = { entities: true, slice: true, value: true };
  visit(document, {
    Field: ({ name, alias }, _key, _parent, _path, ancestors) => {
      const depth = ancestors.filter((at) => 'kind' in at && at.kind === Kind.FIELD).length;
      if (depth === 0) isNamed.entities &&= name.value === '_entities';
      else isNamed[depth === 1 ? 'slice' : 'value'] &&= alias === undefined;
    },
  });
  const { entities, slice, value } = isNamed;
  return { slice: entities && slice, value: entities && value };
}

const variants = new WeakMap<GraphQLSchema, Map<string, GraphQLSchema>>();

/** Finding a value of an entity by its response key costs more than the value; under its name it need not be looked for. */
function withoutFinding(schema: GraphQLSchema, needless: Readonly<Record<Found, boolean>>): GraphQLSchema {
  const bySet = kept(variants, schema, () => new Map<string, GraphQLSchema>());
  return kept(bySet, JSON.stringify(needless), () =>
    mapSchema(schema, {
      [MapperKind.OBJECT_FIELD]: ({ resolve, ...field }) => {
        const found = resolve && foundBy(resolve);
        return resolve === undefined || (found !== undefined && needless[found])
          ? field
          : { ...field, resolve };
      },
    }),
  );
}
