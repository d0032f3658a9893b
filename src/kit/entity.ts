import { createHash } from 'node:crypto';
import type { Pool } from 'pg';
import type { Grant, OwnerContext } from './owner';
import { maskText } from './mask';
import { Refusal, type RefusalCode } from './refusal';
import type { UnitRuntime } from './runtime';
import type { FieldRequest, SliceRequest } from './selection';
import { PredicateResult } from './slice';
import type { SelectContext } from './source-contract';

/** What an owner tells of one enterprise: response key of the slice → its values by response key, or a refusal. */
export type EntityAnswer = Readonly<Record<string, unknown>>;

type Row = Readonly<Record<string, unknown>>;
type Tell = (row: Row) => unknown;

/**
 * Answers what was asked of these enterprises, in their order, with one prepared statement over the selected
 * columns; each field of each row is told, masked, reduced to yes or no, or refused.
 */
export async function answerEntities(
  unit: UnitRuntime,
  requests: readonly SliceRequest[],
  usccs: readonly string[],
  owner: OwnerContext,
): Promise<EntityAnswer[]> {
  const statement = new Statement();
  const fields = requests.map((request) =>
    request.fields.map((field) => fieldTeller(unit, field, owner, statement, request)),
  );
  const grants = fields.flat().flatMap((field) => field.grants);
  const consentFields = fields.flat().filter((field) => field.grants.some((grant) => grant.needsConsent));
  const [rows, tiers, ...consents] = await Promise.all([
    readRows(owner.pool, requests, statement, usccs),
    grants.some((grant) => grant.scope?.tiers !== undefined) ? owner.tiersOf(usccs) : undefined,
    ...consentFields.map((field) => owner.consentsOf(usccs, field.coordinate)),
  ]);
  const facts: SubjectFacts = {
    tierOf: (uscc) => tiers?.get(uscc) ?? null,
    consentOf: (uscc, coordinate) =>
      consents[consentFields.findIndex((field) => field.coordinate === coordinate)]?.get(uscc) ?? 'MISSING',
  };
  return usccs.map((uscc) => answerOne(requests, fields, rows.get(uscc), uscc, facts, owner));
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
  owner: OwnerContext,
  statement: Statement,
  slice: SliceRequest,
): FieldTeller {
  const { policy } = request.runtime;
  const decision = owner.rights.decide(policy.coordinate);
  const refuse = refusalsOf(unit, request);
  const code = decision.allowed ? argumentRefusal(request) : decision.code;
  const grants = decision.allowed ? decision.grants : [];
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
function refusalsOf(unit: UnitRuntime, request: FieldRequest): (code: RefusalCode) => Refusal {
  const made = new Map<RefusalCode, Refusal>();
  return (code) => {
    const { policy } = request.runtime;
    const refusal =
      made.get(code) ??
      new Refusal({
        code,
        about: policy.zh,
        unit: unit.declaration.code,
        field: policy.coordinate,
        basis: policy.basis,
      });
    made.set(code, refusal);
    return refusal;
  };
}

function argumentRefusal({ runtime, args }: FieldRequest): RefusalCode | undefined {
  const { predicate } = runtime.field;
  if (predicate === undefined) return undefined;
  return predicate.thresholds.includes(Number(args[predicate.argument])) ? undefined : 'DENIED_THRESHOLD';
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

async function readRows(
  pool: Pool,
  requests: readonly SliceRequest[],
  statement: Statement,
  usccs: readonly string[],
): Promise<Map<string, Row>> {
  if (requests.length === 0) return new Map();
  const text = statementText(requests, statement);
  const values = [usccs, ...statement.values];
  const result = await pool.query<Record<string, unknown> & { uscc: string }>({
    ...nameOf(text),
    text,
    values,
  });
  return new Map(result.rows.map((row) => [row.uscc, row]));
}

/** One slice is read from its own table; several of one unit are joined over the asked codes, still in one statement. */
function statementText(requests: readonly SliceRequest[], statement: Statement): string {
  const slices = new Map(requests.map((request) => [request.slice.table, request]));
  const [first] = requests;
  if (slices.size === 1 && first !== undefined) {
    const e = aliasOf(first);
    const columns = [`${e}.uscc`, `${e}.division`, `true AS ${knownColumn(first)}`, ...statement.columns];
    return `SELECT ${columns.join(', ')} FROM ${first.slice.table} ${e} WHERE ${e}.uscc = ANY($1::text[])`;
  }
  const all = [...slices.values()];
  const joins = all.map(
    (request) => `LEFT JOIN ${request.slice.table} ${aliasOf(request)} ON ${aliasOf(request)}.uscc = k.uscc`,
  );
  const known = all.map((request) => `${aliasOf(request)}.uscc IS NOT NULL AS ${knownColumn(request)}`);
  const division = `coalesce(${all.map((request) => `${aliasOf(request)}.division`).join(', ')}) AS division`;
  return `SELECT k.uscc, ${[division, ...known, ...statement.columns].join(', ')} FROM unnest($1::text[]) AS k(uscc) ${joins.join(' ')}`;
}

const MAX_STATEMENTS = 500;
const statementNames = new Map<string, string>();

/**
 * PostgreSQL keeps a prepared statement under a name of at most 63 bytes, in each connection, for good: the text's hash
 * names it, and beyond a bound statements stay unnamed so that no caller can fill the owner's memory with shapes.
 */
function nameOf(text: string): { name?: string } {
  let name = statementNames.get(text);
  if (name === undefined) {
    if (statementNames.size >= MAX_STATEMENTS) return {};
    name = `q_${createHash('sha256').update(text).digest('hex').slice(0, 24)}`;
    statementNames.set(text, name);
  }
  return { name };
}
