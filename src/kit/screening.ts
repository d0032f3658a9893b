import { GraphQLError, type GraphQLFieldResolver } from 'graphql';
import { industrySections, isIndustryCode } from './codes/industries';
import type { QueryResultRow } from 'pg';
import { codeSetOf, encodeCodeSet, type CodeGroup } from './code-set';
import { shareDirective } from './declare-types';
import { declareArgumentRead } from './operation';
import type { Grant, OwnerContext } from './owner';
import { Refusal } from './refusal';
import type { FieldRuntime, SliceRuntime, UnitRuntime } from './runtime';
import { DivisionCode, IndustryCode } from './scalars';
import { open, type FieldPolicy } from './share';
import { agreedThresholds, isAgreed, thresholdRefusal } from './thresholds';
import {
  enumDeclaration,
  partDeclaration,
  PredicateResult,
  type PredicateOptions,
  type ValueType,
} from './slice';
import type { SelectContext } from './source-contract';

/**
 * 筛选: one owner evaluates conditions on its own rows in its own database and hands over only the codes that meet all of
 * them. Every field that can be told of many enterprises without asking each of them can be screened by: questions with
 * listed thresholds, yes or no, kinds, divisions and industries. To screen by a field is to read it.
 */
export interface SliceScreen {
  readonly unit: string;
  readonly property: string;
  /** Input type of the conditions, `TaxScreen`. */
  readonly input: string;
  /** The owner's root field, asked by the hub only. */
  readonly field: string;
  readonly conditions: ReadonlyMap<string, ScreenCondition>;
}

interface ScreenCondition {
  readonly runtime: FieldRuntime;
  /** Type of the condition's value, as SDL. */
  readonly type: string;
  readonly says: string;
  readonly expression: (select: SelectContext) => string;
  readonly sql: (expression: string, value: unknown, select: SelectContext) => string;
}

/** The screens of a unit, one a slice; a slice that nothing can be screened by has none. */
export function screensOf(unit: UnitRuntime): SliceScreen[] {
  return [...unit.slices.values()]
    .map((slice) => screenOf(unit, slice))
    .filter(({ conditions }) => conditions.size > 0);
}

function screenOf(unit: UnitRuntime, slice: SliceRuntime): SliceScreen {
  const input = `${slice.typeName}Screen`;
  const conditions = new Map<string, ScreenCondition>();
  for (const [name, runtime] of slice.fields) {
    for (const [member, condition] of conditionsOf(name, runtime)) {
      if (conditions.has(member)) throw new Error(`${input}.${member} is there twice`);
      conditions.set(member, condition);
      declareArgumentRead(`${input}.${member}`, runtime.policy.coordinate);
    }
  }
  return {
    unit: unit.declaration.id,
    property: slice.property,
    input,
    field: `${slice.property}Screened`,
    conditions,
  };
}

/** What needs each enterprise's consent, or is not shared, cannot be asked of all of them at once. */
const screenable: ReadonlySet<string> = new Set(['OPEN', 'UNCONDITIONAL', 'CONDITIONAL', 'PREDICATE']);

/** By a field under its own name; by a part that stands in columns of the row under the names of its facts. */
function conditionsOf(name: string, runtime: FieldRuntime): [string, ScreenCondition][] {
  const { field, policy, source } = runtime;
  const type = field.type();
  if (!screenable.has(policy.attr) || field.match !== undefined || field.mask !== undefined) return [];
  if (Object.keys(field.args ?? {}).length > 0 || Array.isArray(type)) return [];
  if (field.predicate !== undefined) return [[name, thresholdCondition(runtime, field.predicate)]];
  if (source.part === undefined)
    return named(name, valueCondition(runtime, type as ValueType, policy.zh, source.sql));
  return (partDeclaration(source.part)?.facts ?? []).flatMap((fact) => {
    const column = source.columns?.[fact.name];
    const factType = fact.type();
    if (column === undefined || Array.isArray(factType)) return [];
    return named(
      fact.name,
      valueCondition(runtime, factType as ValueType, fact.zh, ({ row }) => column(row)),
    );
  });
}

function named(name: string, condition: ScreenCondition | undefined): [string, ScreenCondition][] {
  return condition === undefined ? [] : [[name, condition]];
}

function thresholdCondition(runtime: FieldRuntime, predicate: PredicateOptions): ScreenCondition {
  return {
    runtime,
    type: predicate.argument === 'yuan' ? 'Int' : 'Ratio',
    says: `${runtime.policy.zh}：${predicate.thresholds.join('、')}`,
    expression: runtime.source.sql,
    sql: (expression, value, { param }) =>
      `(${expression}) ${predicate.compare} ${param(Number(value) * (predicate.storedPer ?? 1), 'numeric')}`,
  };
}

function valueCondition(
  runtime: FieldRuntime,
  type: ValueType,
  zh: string,
  expression: ScreenCondition['expression'],
): ScreenCondition | undefined {
  const read = { runtime, expression };
  if (type === Boolean)
    return {
      ...read,
      type: 'Boolean',
      says: zh,
      sql: (e, value, { param }) => `(${e}) = ${param(value, 'boolean')}`,
    };
  if (type === DivisionCode)
    return { ...read, type: '[DivisionCode!]', says: `${zh}，在所填任一省、市、县`, sql: startsWithAny };
  if (type === IndustryCode)
    return {
      ...read,
      type: '[String!]',
      says: `${zh}，为所填任一门类（一个字母）或大类（如 C34）`,
      sql: (e, value, select) => startsWithAny(e, (value as string[]).map(industryOrSection), select),
    };
  const kind = enumDeclaration(type);
  if (kind === undefined || type === PredicateResult) return undefined;
  return {
    ...read,
    type: `[${kind.name}!]`,
    says: `${zh}，为所填任一`,
    sql: (e, value, { dialect, param }) => dialect.isOneOf(e, value as string[], param),
  };
}

const startsWithAny: ScreenCondition['sql'] = (expression, value, { dialect, param }) =>
  dialect.startsWithOneOf(expression, value as string[], param);

function industryOrSection(code: string): string {
  if (isIndustryCode(code) || industrySections.some(({ letter }) => letter === code)) return code;
  throw new GraphQLError(`没有行业 ${code}：应为门类字母（A–T）或加两位大类，例如 C34`, {
    extensions: { code: 'BAD_USER_INPUT' },
  });
}

/** Policies of the screening root fields: each condition is decided by the policy of the field that it reads. */
export function screenPolicies(unit: UnitRuntime): [string, FieldPolicy][] {
  return screensOf(unit).map(({ field, property }) => [
    `Query.${field}`,
    {
      ...open('政务数据共享条例 第25条'),
      coordinate: `Query.${field}`,
      unit: unit.declaration.code,
      zh: `${unit.slices.get(property)?.declaration.zh ?? ''}筛选（协同中枢用）`,
      level: 1,
      update: undefined,
      thresholds: undefined,
      maskable: false,
    },
  ]);
}

/** The input type of each screen, and the root fields that the hub asks. */
export function screenSdl(
  screens: readonly SliceScreen[],
  policies: ReadonlyMap<string, FieldPolicy>,
): string {
  if (screens.length === 0) return '';
  const fields = screens.map(({ field, input }) => {
    const policy = policies.get(`Query.${field}`);
    if (policy === undefined) throw new Error(`Query.${field} has no policy`);
    return `"""${policy.zh}"""\n  ${field}(where: ${input}!): CodeSet! ${shareDirective(policy)} @inaccessible`;
  });
  return [
    '"""企业代码的紧凑集合（协同中枢用）"""\nscalar CodeSet @inaccessible',
    ...screens.map(screenInputSdl),
    `extend type Query {\n  ${fields.join('\n  ')}\n}`,
  ].join('\n\n');
}

function screenInputSdl({ input, conditions }: SliceScreen): string {
  const members = [...conditions].map(([name, { type, says }]) => `  """${says}"""\n  ${name}: ${type}`);
  return `"""筛选条件：所填各项同时满足"""\ninput ${input} {\n${members.join('\n')}\n}`;
}

/** Answers the owner's screening root fields. */
export function screenResolvers(
  screens: readonly SliceScreen[],
  unit: UnitRuntime,
): Record<string, GraphQLFieldResolver<unknown, OwnerContext>> {
  return Object.fromEntries(screens.map((screen) => [screen.field, screenResolver(screen, unit)]));
}

type Where = Readonly<Record<string, unknown>>;

function screenResolver(screen: SliceScreen, unit: UnitRuntime): GraphQLFieldResolver<unknown, OwnerContext> {
  const table = unit.slices.get(screen.property)?.table ?? '';
  return async (_source, args: Readonly<Record<string, unknown>>, owner) => {
    const { text, values } = screenStatement(screen, table, args['where'] as Where, owner);
    const groups = await owner.sweep<CodeGroup & QueryResultRow>({ text, values });
    return encodeCodeSet(await codeSetOf(groups));
  };
}

/** The codes of all rows that meet the conditions, in as few rows as there are groups. */
function screenStatement(
  screen: SliceScreen,
  table: string,
  where: Where,
  owner: OwnerContext,
): { text: string; values: unknown[] } {
  const { dialect } = owner.pool;
  const values: unknown[] = [];
  const param = (value: unknown, type: string): string => dialect.cast(`$${values.push(value)}`, type);
  const select: SelectContext = { row: 'e', args: {}, facts: undefined, dialect, param };
  const asked = conditionsAsked(screen, where);
  if (asked.length === 0)
    throw new GraphQLError('筛选条件为空：每个切片至少写一个条件', {
      extensions: { code: 'BAD_USER_INPUT' },
    });
  const conditions = asked.flatMap(({ condition, value }) => {
    const divisions = screenedDivisions(condition, value, owner);
    const isMet = condition.sql(condition.expression(select), value, select);
    return divisions === undefined ? [isMet] : [isMet, startsWithAny('e.division', divisions, select)];
  });
  return {
    text:
      `SELECT left(e.uscc, 8) AS head, ${dialect.joined('substr(e.uscc, 9)')} AS tails FROM ${table} e` +
      ` WHERE ${conditions.join(' AND ')} GROUP BY 1`,
    values,
  };
}

/** The conditions that a screening writes out, with their values. */
export function conditionsAsked(
  screen: SliceScreen,
  where: Where,
): { readonly condition: ScreenCondition; readonly value: unknown }[] {
  return Object.entries(where).flatMap(([name, value]) => {
    const condition = screen.conditions.get(name);
    if (condition === undefined) throw new Error(`${screen.input} has no ${name}`);
    return value === null || value === undefined ? [] : [{ condition, value }];
  });
}

/** What lets this caller screen by a field with this value; throws the refusal where nothing does. */
function grantsOf({ runtime }: ScreenCondition, value: unknown, owner: OwnerContext): readonly Grant[] {
  const { policy, field } = runtime;
  const decision = owner.rights.decide(policy.coordinate);
  const threshold = field.predicate === undefined ? undefined : Number(value);
  const allowed = decision.allowed ? decision.grants : [];
  const agreed = threshold === undefined ? allowed : allowed.filter((grant) => isAgreed(grant, threshold));
  const code = decision.allowed ? thresholdRefusal(runtime, threshold, agreed) : decision.code;
  if (code === undefined) return agreed;
  throw new Refusal({
    code,
    about: code === 'DENIED_BISECTION' ? `${policy.zh}（${agreedThresholds(allowed)}）` : policy.zh,
    unit: policy.unit,
    field: policy.coordinate,
    basis: policy.basis,
  });
}

/** Divisions in which a caller may screen by a condition with this value; undefined where everywhere. Throws its refusal. */
export function screenedDivisions(
  condition: ScreenCondition,
  value: unknown,
  owner: OwnerContext,
): readonly string[] | undefined {
  return divisionsOf(grantsOf(condition, value, owner));
}

/** Rows that agreements reach; a scope by tiers or to oneself is none that a table can be narrowed by, and reaches none. */
function divisionsOf(grants: readonly Grant[]): readonly string[] | undefined {
  const scopes = grants.map(({ scope }) => scope);
  if (scopes.some((scope) => scope === null)) return undefined;
  return scopes.flatMap((scope) =>
    scope?.tiers === undefined && scope?.self === undefined ? (scope?.divisions ?? []) : [],
  );
}
