import {
  Kind,
  OperationTypeNode,
  parse,
  specifiedRules,
  validate,
  visit,
  type DocumentNode,
  type OperationDefinitionNode,
} from 'graphql';
import { argumentRead } from '../kit/operation';
import { Refusal } from '../kit/refusal';
import type { FieldPolicy } from '../kit/share';
import { defaultLimits, limitRule } from '../operation/limits';
import { normalise } from '../operation/normalise';
import type { Supergraph } from '../plan/compose';
import { prune } from '../policy/prune';
import type { Previewed, PreviewQuestion } from '../sharing/hub-context';
import type { RightsStore } from './rights-store';

export interface Previewing {
  readonly supergraph: Supergraph;
  readonly policies: ReadonlyMap<string, FieldPolicy>;
  readonly rights: RightsStore;
}

/**
 * Decides a question as it would be decided and asks nobody. Conditions count as met, so that nothing is left out of the
 * preview that an answer might hold. Throws BAD_USER_INPUT where the document could not be asked either.
 */
export function previewOf(
  { supergraph, policies, rights: store }: Previewing,
  { document: text, variables, caller }: PreviewQuestion,
): Previewed {
  const document = withoutConditions(documentOf(text, supergraph));
  const rights = store.rightsFor(caller);
  const { decided } = prune(normalise(document, operationIn(document), variables), {
    schema: supergraph.api,
    policies,
    rights,
    variables,
    readOf: argumentRead,
  });
  const fields = [...decided.values()].flatMap((ofUnit) =>
    ofUnit.flatMap(({ field }) => {
      const policy = policies.get(field);
      return policy === undefined ? [] : [{ policy, decision: rights.decide(field) }];
    }),
  );
  return { bundle: rights.bundle, fields };
}

function documentOf(text: string, { api }: Supergraph): DocumentNode {
  let document: DocumentNode;
  try {
    document = parse(text, { maxTokens: defaultLimits.tokens, noLocation: true });
  } catch (error) {
    throw badDocument(error);
  }
  const [fault] = validate(api, document, [limitRule(defaultLimits), ...specifiedRules]);
  if (fault !== undefined) throw badDocument(fault);
  return document;
}

function operationIn(document: DocumentNode): OperationDefinitionNode {
  const operations = document.definitions.filter(
    (definition): definition is OperationDefinitionNode => definition.kind === Kind.OPERATION_DEFINITION,
  );
  const [operation] = operations;
  if (operations.length !== 1 || operation?.operation !== OperationTypeNode.QUERY)
    throw badDocument(new Error('应恰有一个查询（query）'));
  return operation;
}

function withoutConditions(document: DocumentNode): DocumentNode {
  return visit(document, {
    Directive: ({ name }) => (name.value === 'skip' || name.value === 'include' ? null : undefined),
  });
}

function badDocument(cause: unknown): Refusal {
  const about = `这份查询不能提出：${cause instanceof Error ? cause.message : String(cause)}`;
  return new Refusal({ code: 'BAD_USER_INPUT', about, field: 'Query.preview' });
}
