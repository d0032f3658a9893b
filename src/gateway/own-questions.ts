import { parse, type DocumentNode } from 'graphql';
import { kept } from '../kit/kept';

const documents = new Map<string, DocumentNode>();

/** A question that the hub itself words, parsed once: what it compiles to is kept by its document. */
export function ownQuestion(query: string): DocumentNode {
  return kept(documents, query, () => parse(query, { noLocation: true }));
}
