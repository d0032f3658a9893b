import { type ConsentState } from './consent-state';
import type { Dialect } from './dialect';
import { aliasOf, knownColumn, rowReader, Statement, type Row } from './entity-statement';
import type { Grant, OwnerContext, Rights } from './owner';
import { maskText } from './mask';
import { Refusal, type RefusalCode } from './refusal';
import { decideRow } from './row-decision';
import { concludeAll } from './rules/conclude';
import type { UnitRuntime } from './runtime';
import type { FieldRequest, SliceRequest } from './selection';
import { agreedThresholds, isAgreed, thresholdRefusal } from './thresholds';
import { PredicateResult } from './slice';
import type { SelectContext } from './source-contract';

/** What an owner tells of one enterprise: response key of the slice → its values by response key, or a refusal. */
export type EntityAnswer = Readonly<Record<string, unknown>>;

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
  dialect: Dialect,
): EntityReader {
  const statement = new Statement(dialect);
  const fields = requests.map((request) =>
    request.fields.map((field) => fieldTeller(unit, field, rights, statement, request)),
  );
  const needsTiers = fields
    .flat()
    .some(({ grants }) => grants.some(({ scope }) => scope?.tiers !== undefined));
  const consentsAsked = new Map(
    fields
      .flat()
      .filter(({ grants }) => grants.some(({ needsConsent }) => needsConsent))
      .map((field) => [consentKey(field), field]),
  );
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
      ...[...consentsAsked.values()].map(({ coordinate, year }) => owner.consentsOf(usccs, coordinate, year)),
    ]);
    const consentsBy = new Map([...consentsAsked.keys()].map((key, position) => [key, consents[position]]));
    const facts: SubjectFacts = {
      tierOf: (uscc) => tiers?.get(uscc) ?? null,
      consentOf: (uscc, field) => consentsBy.get(consentKey(field))?.get(uscc) ?? 'MISSING',
    };
    const answers = usccs.map((uscc) => answerOne(requests, fields, rows.get(uscc), uscc, facts, owner));
    if (weighed.length > 0) await concludeAll(answers, weighed, owner);
    return answers;
  };
}

interface SubjectFacts {
  tierOf(uscc: string): string | null;
  consentOf(uscc: string, field: AskedField): ConsentState;
}

/** What a consent is asked for. */
interface AskedField {
  readonly coordinate: string;
  /** Null where a yearly field is asked for no year in particular; undefined where the field has no years. */
  readonly year: number | null | undefined;
}

const consentKey = ({ coordinate, year }: AskedField): string => `${coordinate} ${year ?? ''}`;

interface FieldTeller extends AskedField {
  readonly key: string;
  readonly grants: readonly Grant[];
  /** Set where the whole column is refused, before any row is read. */
  readonly refused: Refusal | undefined;
  readonly tell: (row: Row, grant: Grant) => unknown;
  readonly refuse: Refuse;
}

/** `says` stands behind the field's name. */
type Refuse = (code: RefusalCode, says?: string) => Refusal;

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
    const isKnown = Boolean(row?.[knownColumn(request)]);
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
  if (row === undefined) return field.refuse('DENIED_SCOPE');
  const decided = decideRow(field.grants, {
    uscc,
    division: String(row['division']),
    tier: () => facts.tierOf(uscc),
    consent: () => facts.consentOf(uscc, field),
  });
  return 'code' in decided ? field.refuse(decided.code, decided.says) : field.tell(row, decided);
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
    year: askedYear(request),
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
function refusalsOf(unit: UnitRuntime, request: FieldRequest, allowed: readonly Grant[]): Refuse {
  const made = new Map<string, Refusal>();
  return (code, says = code === 'DENIED_BISECTION' ? agreedThresholds(allowed) : '') => {
    const { policy } = request.runtime;
    const key = `${code} ${says}`;
    const refusal =
      made.get(key) ??
      new Refusal({
        code,
        about: says === '' ? policy.zh : `${policy.zh}（${says}）`,
        unit: unit.declaration.code,
        field: policy.coordinate,
        basis: policy.basis,
      });
    made.set(key, refusal);
    return refusal;
  };
}

function askedYear({ runtime, args }: FieldRequest): number | null | undefined {
  if (runtime.policy.isYearly !== true) return undefined;
  const { year } = args;
  return typeof year === 'number' ? year : null;
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
  const { dialect, param } = statement;
  const select: SelectContext = { row, args, facts, dialect, param };
  const sql = source.sql(select);
  const { predicate, match } = field;
  if (predicate !== undefined) {
    const threshold = Number(args[predicate.argument]) * (predicate.storedPer ?? 1);
    return yesNo(statement.column(`(${sql}) ${predicate.compare} ${param(threshold, 'numeric')}`));
  }
  if (match !== undefined)
    return yesNo(statement.column(`(${sql}) = ${param(args[match.argument], 'text')}`));
  const column = statement.column(codec === undefined ? sql : codec.select(sql, dialect));
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
    // MariaDB's truth is a number.
    return value === true || value === 1 ? PredicateResult.YES : PredicateResult.NO;
  };
}
