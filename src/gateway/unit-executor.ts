import type { DocumentNode, ExecutionResult, GraphQLSchema } from 'graphql';
import { compileQuery, isCompiledQuery } from 'graphql-jit';
import { kept } from '../kit/kept';

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
  const compiled = compileQuery(schema, document);
  if (!isCompiledQuery(compiled)) return () => compiled;
  return (context, variables) => compiled.query(undefined, context, variables);
}
