import { LRUCache } from 'lru-cache';
import { parse, type DocumentNode } from 'graphql';
import type { Rights } from '../kit/owner';
import type { RefusalCode } from '../kit/refusal';
import {
  distinct,
  keyOf,
  questionOf,
  yearsOn,
  type Evidence,
  type Testimony,
  type Told,
} from '../kit/rules/evidence';
import {
  hasFailed,
  type UnitAnswer,
  type UnitError,
  type UnitFailure,
  type UnitQuestion,
} from '../plan/unit-call';

/** Asks one unit; never rejects. */
export type AskWitness = (unit: string, question: UnitQuestion) => Promise<UnitAnswer | UnitFailure>;

/**
 * Asks each owner once what is needed of these enterprises, all owners at the same time. Only what the caller may read of
 * an owner itself is asked: nobody learns through another owner what its own agreement does not give (政务数据共享条例 第25条).
 */
export async function testimonyOf(
  evidence: readonly Evidence[],
  usccs: readonly string[],
  day: string,
  { rights, ask }: { readonly rights: Rights; readonly ask: AskWitness },
): Promise<ReadonlyMap<string, Testimony>> {
  const all = new Map(usccs.map((uscc) => [uscc, new Map<string, Told>()]));
  const tell = (uscc: string, item: Evidence, told: Told): void => void all.get(uscc)?.set(keyOf(item), told);
  const granted = new Map<string, Evidence[]>();
  for (const item of distinct(evidence)) {
    const decision = rights.decide(item.coordinate);
    if (decision.allowed) granted.set(item.owner, [...(granted.get(item.owner) ?? []), item]);
    else for (const uscc of all.keys()) tell(uscc, item, { refused: decision.code });
  }
  const asked = [...all.keys()];
  if (asked.length === 0) return all;
  await Promise.all(
    [...granted].map(async ([owner, items]) => {
      const answered = await ask(owner.toLowerCase(), questionTo(items, asked, day));
      asked.forEach((uscc, position) =>
        items.forEach((item, index) => tell(uscc, item, toldOf(answered, item, position, `q${index}`))),
      );
    }),
  );
  return all;
}

function questionTo(items: readonly Evidence[], usccs: readonly string[], day: string): UnitQuestion {
  const document = documentOf(items);
  const years = yearsOn(day);
  return {
    document: document.node,
    variables: {
      representations: usccs.map((uscc) => ({ __typename: 'Enterprise', uscc })),
      ...Object.fromEntries(document.years.map((name) => [name, years[name]])),
    },
    subjects: usccs,
  };
}

interface WitnessDocument {
  readonly node: DocumentNode;
  readonly years: readonly string[];
}

/** As many shapes as rules, and what of each a caller may read: kept, since a document carries what it compiles to. */
const documents = new LRUCache<string, WitnessDocument>({ max: 500 });

function documentOf(items: readonly Evidence[]): WitnessDocument {
  const slices = new Map<string, string[]>();
  const roots: string[] = [];
  items.forEach((item, index) => {
    const field = `q${index}: ${questionOf(item)}`;
    if (item.slice === undefined) roots.push(field);
    else slices.set(item.slice, [...(slices.get(item.slice) ?? []), field]);
  });
  const entities = [...slices].map(([slice, fields]) => `${slice} { ${fields.join(' ')} }`).join(' ');
  const body = [
    ...(entities === ''
      ? []
      : [`_entities(representations: $representations) { ... on Enterprise { ${entities} } }`]),
    ...roots,
  ].join(' ');
  const years = [...new Set(body.match(/(?<=\$)year\d/g) ?? [])].sort();
  const variables = [
    ...(entities === '' ? [] : ['$representations: [_Any!]!']),
    ...years.map((name) => `$${name}: Int`),
  ];
  const text = `query${variables.length === 0 ? '' : ` (${variables.join(', ')})`} { ${body} }`;
  let document = documents.get(text);
  if (document === undefined)
    documents.set(text, (document = { node: parse(text, { noLocation: true }), years }));
  return document;
}

function toldOf(answered: UnitAnswer | UnitFailure, item: Evidence, position: number, key: string): Told {
  if (hasFailed(answered)) return { refused: answered.failure };
  const path = item.slice === undefined ? [key] : ['_entities', position, item.slice, key];
  const error = answered.errors?.find((candidate) => isAbove(candidate, path));
  if (error !== undefined) return { refused: codeOf(error) };
  return { value: path.reduce(below, answered.data) ?? null };
}

/** An error at the value, or at what it is part of. */
function isAbove({ path = [] }: UnitError, of: readonly (string | number)[]): boolean {
  return path.length <= of.length && path.every((segment, at) => segment === of[at]);
}

const below = (value: unknown, segment: string | number): unknown =>
  typeof value === 'object' && value !== null ? Reflect.get(value, segment) : undefined;

function codeOf({ extensions }: UnitError): RefusalCode {
  return (extensions?.['code'] as RefusalCode | undefined) ?? 'INTERNAL';
}
