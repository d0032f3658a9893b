import { createHash } from 'node:crypto';
import type { Grant, Lookup, OwnerContext, Rights } from './owner';
import { maskText } from './mask';
import { Refusal, type RefusalCode } from './refusal';
import { concludeAll } from './rules/conclude';
import type { UnitRuntime } from './runtime';
import type { FieldRequest, SliceRequest } from './selection';
import { agreedThresholds, isAgreed, thresholdRefusal } from './thresholds';
import { PredicateResult } from './slice';
import type { SelectContext } from './source-contract';

/** What an owner tells of one enterprise: response key of the slice → its values by response key, or a refusal. */
export type EntityAnswer = Readonly<Record<string, unknown>>;

type Row = Readonly<Record<string, unknown>>;
type Tell = (row: Row) => unknown;

/** Answers of these enterprises, in their order. */
export type EntityReader = (usccs: readonly string[], owner: OwnerContext) => Promise<EntityAnswer[]>;

/**
 * Compiles what is asked of enterprises under one caller's rights: one prepared statement over the selected columns,
 * and for each field how it is told, masked, reduced to yes or no, or refused. Nothing of a request stays in it.
 */
export function entityReader(
  unit: UnitRuntime,
  requests: readonly SliceRequest[],
  rights: Rights,
): EntityReader {
  const statement = new Statement();
  const fields = requests.map((request) =>
    request.fields.map((field) => fieldTeller(unit, field, rights, statement, request)),
  );
  const needsTiers = fields
    .flat()
    .some(({ grants }) => grants.some(({ scope }) => scope?.tiers !== undefined));
  const consentFields = [
    ...new Set(
      fields
        .flat()
        .filter(({ grants }) => grants.some(({ needsConsent }) => needsConsent))
        .map(({ coordinate }) => coordinate),
    ),
  ];
  const weighed = requests.flatMap(({ key, fields: asked }) =>
    asked
      .filter(({ runtime }) => runtime.policy.evidence !== undefined)
      .map((field) => ({ slice: key, key: field.key, coordinate: field.runtime.policy.coordinate })),
  );
  const readRows = rowReader(requests, statement);
  return async (usccs, owner) => {
    const [rows, tiers, ...consents] = await Promise.all([
      readRows(owner.lookup, usccs),
      needsTiers ? owner.tiersOf(usccs) : undefined,
      ...consentFields.map((coordinate) => owner.consentsOf(usccs, coordinate)),
    ]);
    const facts: SubjectFacts = {
      tierOf: (uscc) => tiers?.get(uscc) ?? null,
      consentOf: (uscc, coordinate) => consents[consentFields.indexOf(coordinate)]?.get(uscc) ?? 'MISSING',
    };
    const answers = usccs.map((uscc) => answerOne(requests, fields, rows.get(uscc), uscc, facts, owner));
    if (weighed.length > 0) await concludeAll(answers, weighed, owner);
    return answers;
  };
}

interface SubjectFacts {
  tierOf(uscc: string): string | null;
  consentOf(uscc: string, coordinate: string): string;
}

interface FieldTeller {
  readonly key: string;
  readonly coordinate: string;
  readonly grants: readonly Grant[];
  /** Set where the whole column is refused, before any row is read. */
  readonly refused: Refusal | undefined;
  readonly tell: (row: Row, grant: Grant) => unknown;
  readonly refuse: (code: RefusalCode) => Refusal;
}

function answerOne(
  requests: readonly SliceRequest[],
  fields: readonly (readonly FieldTeller[])[],
  row: Row | undefined,
  uscc: string,
  facts: SubjectFacts,
  owner: OwnerContext,
): EntityAnswer {
  const answer: Record<string, unknown> = { __typename: 'Enterprise', uscc };
  requests.forEach((request, position) => {
    const tellers = fields[position] ?? [];
    const isKnown = row !== undefined && row[knownColumn(request)] === true;
    answer[request.key] =
      isKnown || (tellers.length > 0 && tellers.every(isScoped))
        ? tellSlice(tellers, isKnown ? row : undefined, uscc, facts, owner)
        : unknownSubject(request, uscc, owner);
  });
  return answer;
}

/** A field that is told of some enterprises only: one that is out of scope and one that does not exist look alike. */
function isScoped(field: FieldTeller): boolean {
  return field.refused !== undefined || field.grants.every((grant) => grant.scope !== null);
}

function unknownSubject(request: SliceRequest, uscc: string, owner: OwnerContext): Refusal {
  const policy = [...request.slice.fields.values()][0]?.policy;
  owner.noteRefusal(`Enterprise.${request.slice.property}`, 'UNKNOWN_SUBJECT', uscc);
  return new Refusal({
    code: 'UNKNOWN_SUBJECT',
    about: request.slice.declaration.zh,
    unit: policy?.unit,
    field: `Enterprise.${request.slice.property}`,
  });
}

function tellSlice(
  tellers: readonly FieldTeller[],
  row: Row | undefined,
  uscc: string,
  facts: SubjectFacts,
  owner: OwnerContext,
): Record<string, unknown> {
  const told: Record<string, unknown> = {};
  for (const field of tellers) {
    const value = field.refused ?? tellField(field, row, uscc, facts);
    if (value instanceof Refusal) owner.noteRefusal(field.coordinate, value.extensions.code, uscc);
    told[field.key] = value;
  }
  return told;
}

function tellField(field: FieldTeller, row: Row | undefined, uscc: string, facts: SubjectFacts): unknown {
  let code: RefusalCode = 'DENIED_SCOPE';
  for (const grant of field.grants) {
    if (row === undefined || !isInScope(grant, row, uscc, facts)) continue;
    if (!grant.needsConsent) return field.tell(row, grant);
    const consent = facts.consentOf(uscc, field.coordinate);
    if (consent === 'IN_FORCE') return field.tell(row, grant);
    code =
      consent === 'EXPIRED'
        ? 'DENIED_CONSENT_EXPIRED'
        : consent === 'REVOKED'
          ? 'DENIED_CONSENT_REVOKED'
          : 'DENIED_CONSENT_MISSING';
  }
  return field.refuse(code);
}

function isInScope({ scope }: Grant, row: Row, uscc: string, facts: SubjectFacts): boolean {
  if (scope === null) return true;
  if (scope.self !== undefined && scope.self !== uscc) return false;
  const division = String(row['division']);
  if (scope.divisions !== undefined && !scope.divisions.some((prefix) => division.startsWith(prefix)))
    return false;
  return scope.tiers === undefined || scope.tiers.includes(facts.tierOf(uscc) ?? '');
}

function fieldTeller(
  unit: UnitRuntime,
  request: FieldRequest,
  rights: Rights,
  statement: Statement,
  slice: SliceRequest,
): FieldTeller {
  const { policy } = request.runtime;
  const decision = rights.decide(policy.coordinate);
  const allowed = decision.allowed ? decision.grants : [];
  const threshold = askedThreshold(request);
  const refuse = refusalsOf(unit, request, allowed);
  const grants = threshold === undefined ? allowed : allowed.filter((grant) => isAgreed(grant, threshold));
  const code = decision.allowed ? thresholdRefusal(request.runtime, threshold, grants) : decision.code;
  const refused = code === undefined ? undefined : refuse(code);
  const tell = refused === undefined ? valueTeller(request, statement, aliasOf(slice)) : () => refused;
  return {
    key: request.key,
    coordinate: policy.coordinate,
    grants,
    refused,
    refuse,
    tell: (row, grant) => {
      const value = tell(row);
      return grant.outcome === 'masked' && typeof value === 'string' ? maskText(value) : value;
    },
  };
}

/** One refusal object per code serves all rows of a question. */
function refusalsOf(
  unit: UnitRuntime,
  request: FieldRequest,
  allowed: readonly Grant[],
): (code: RefusalCode) => Refusal {
  const made = new Map<RefusalCode, Refusal>();
  return (code) => {
    const { policy } = request.runtime;
    const refusal =
      made.get(code) ??
      new Refusal({
        code,
        about: code === 'DENIED_BISECTION' ? `${policy.zh}（${agreedThresholds(allowed)}）` : policy.zh,
        unit: unit.declaration.code,
        field: policy.coordinate,
        basis: policy.basis,
      });
    made.set(code, refusal);
    return refusal;
  };
}

function askedThreshold({ runtime, args }: FieldRequest): number | undefined {
  const { predicate } = runtime.field;
  if (predicate === undefined) return undefined;
  const { argument, periods = [] } = predicate;
  const years = args['years'] ?? undefined;
  // A number of years that is not listed makes the threshold one that is not either.
  return years === undefined || periods.includes(Number(years)) ? Number(args[argument]) : NaN;
}

function valueTeller({ runtime, args, facts }: FieldRequest, statement: Statement, row: string): Tell {
  const { field, source, codec } = runtime;
  const select: SelectContext = { row, args, facts, param: statement.param };
  const sql = source.sql(select);
  const { predicate, match } = field;
  if (predicate !== undefined) {
    const threshold = Number(args[predicate.argument]) * (predicate.storedPer ?? 1);
    return yesNo(statement.column(`(${sql}) ${predicate.compare} ${statement.param(threshold, 'numeric')}`));
  }
  if (match !== undefined)
    return yesNo(statement.column(`(${sql}) = ${statement.param(args[match.argument], 'text')}`));
  const column = statement.column(codec === undefined ? sql : codec.select(sql));
  const tell = source.tell ?? codec?.tell ?? ((stored: unknown) => stored);
  const isList = Array.isArray(field.type());
  return (read) => {
    const stored = read[column];
    if (stored === null || stored === undefined) return isList ? [] : null;
    return tell(stored);
  };
}

function yesNo(column: string): Tell {
  return (row) => {
    const value = row[column];
    if (value === null || value === undefined) return PredicateResult.UNKNOWN;
    return value === true ? PredicateResult.YES : PredicateResult.NO;
  };
}

/** The select list and its parameters; `$1` is always the list of codes. */
class Statement {
  readonly columns: string[] = [];
  readonly values: unknown[] = [];

  readonly param = (value: unknown, type: string): string => {
    this.values.push(value);
    return `$${this.values.length + 1}::${type}`;
  };

  column(sql: string): string {
    const name = `c${this.columns.length}`;
    this.columns.push(`${sql} AS ${name}`);
    return name;
  }
}

const aliasOf = (request: SliceRequest): string => `e_${request.slice.table}`;
const knownColumn = (request: SliceRequest): string => `known_${request.slice.table}`;

type RowReader = (lookup: Lookup, usccs: readonly string[]) => Promise<ReadonlyMap<string, Row>>;

/**
 * One enterprise has a statement of its own: PostgreSQL keeps the plan of `= $1`, while that of a list of unknown length
 * it makes anew each time, which is a quarter of its work.
 */
function rowReader(requests: readonly SliceRequest[], statement: Statement): RowReader {
  if (requests.length === 0) return () => Promise.resolve(new Map());
  const ofOne = prepared(statementText(requests, statement, '$1::text'));
  const ofMany = prepared(statementText(requests, statement, '$1::text[]'));
  return async (lookup, usccs) => {
    const isOne = usccs.length === 1;
    const rows = await lookup<Record<string, unknown> & { uscc: string }>({
      ...(isOne ? ofOne : ofMany),
      values: [isOne ? usccs[0] : usccs, ...statement.values],
    });
    return new Map(rows.map((row) => [row.uscc, row]));
  };
}

/** One slice is read from its own table; several of one unit are joined over the asked codes, still in one statement. */
function statementText(
  requests: readonly SliceRequest[],
  statement: Statement,
  asked: '$1::text' | '$1::text[]',
): string {
  const slices = new Map(requests.map((request) => [request.slice.table, request]));
  const [first] = requests;
  if (slices.size === 1 && first !== undefined) {
    const e = aliasOf(first);
    const columns = [`${e}.uscc`, `${e}.division`, `true AS ${knownColumn(first)}`, ...statement.columns];
    const codes = asked === '$1::text' ? asked : `ANY(${asked})`;
    return `SELECT ${columns.join(', ')} FROM ${first.slice.table} ${e} WHERE ${e}.uscc = ${codes}`;
  }
  const all = [...slices.values()];
  // A list of codes narrows each table by its index; a join alone lets PostgreSQL read a small table whole.
  const narrowed = (table: string): string =>
    asked === '$1::text' ? table : `(SELECT * FROM ${table} WHERE uscc = ANY(${asked}))`;
  const joins = all.map(
    (request) =>
      `LEFT JOIN ${narrowed(request.slice.table)} ${aliasOf(request)} ON ${aliasOf(request)}.uscc = k.uscc`,
  );
  const known = all.map((request) => `${aliasOf(request)}.uscc IS NOT NULL AS ${knownColumn(request)}`);
  const division = `coalesce(${all.map((request) => `${aliasOf(request)}.division`).join(', ')}) AS division`;
  const codes = asked === '$1::text' ? `(SELECT ${asked} AS uscc) AS k` : `unnest(${asked}) AS k(uscc)`;
  return `SELECT k.uscc, ${[division, ...known, ...statement.columns].join(', ')} FROM ${codes} ${joins.join(' ')}`;
}

const MAX_STATEMENTS = 500;
const statementNames = new Map<string, string>();

/**
 * PostgreSQL keeps a prepared statement under a name of at most 63 bytes, in each connection, for good: the text's hash
 * names it, and beyond a bound statements stay unnamed so that no caller can fill the owner's memory with shapes.
 */
function prepared(text: string): { text: string; name?: string } {
  let name = statementNames.get(text);
  if (name === undefined) {
    if (statementNames.size >= MAX_STATEMENTS) return { text };
    name = `q_${createHash('sha256').update(text).digest('hex').slice(0, 24)}`;
    statementNames.set(text, name);
  }
  return { text, name };
}
