import { GraphQLError, print, type DefinitionNode, type GraphQLSchema } from 'graphql';
import { Field, Int, ObjectType } from 'type-graphql';
import { codesAfter, countOf, decodeCodeSet, inAll, notIn, type CodeSet } from '../kit/code-set';
import { PageInfo, pageOf, pageRequest } from '../kit/connection';
import { shareDirective } from '../kit/declare-types';
import { EnterpriseEdge, enterpriseKey } from '../kit/enterprise-list';
import type { UnitRuntime } from '../kit/runtime';
import { Refusal } from '../kit/refusal';
import { conditionsAsked, screenedDivisions, screensOf, type SliceScreen } from '../kit/screening';
import type { FieldPolicy } from '../kit/share';
import type { HubContext } from './hub-context';

@ObjectType({ description: '一个提供方对筛选的答复' })
export class ScreenedOwner {
  @Field(() => String, { description: '单位代码' })
  unit!: string;

  @Field(() => String, { description: '切片' })
  slice!: string;

  @Field(() => Int, { description: '符合其条件的户数' })
  matched!: number;

  @Field(() => Int, { description: '交出的字节数：只有企业代码' })
  bytes!: number;

  @Field(() => Int, { description: '用时，毫秒' })
  ms!: number;
}

@ObjectType({ description: '筛选结果：各提供方在自己的库内判断，中枢只取交集，不留存' })
export class Screening {
  @Field(() => Int, { description: '符合全部条件的户数' })
  count!: number;

  @Field(() => [EnterpriseEdge], { description: '本页各项，按代码排序' })
  edges!: readonly EnterpriseEdge[];

  @Field(() => PageInfo, { description: '分页' })
  pageInfo!: PageInfo;

  @Field(() => [ScreenedOwner], { description: '各提供方' })
  owners!: readonly ScreenedOwner[];
}

/** Which slices can be screened by, over all units. */
export type Screens = ReadonlyMap<string, SliceScreen>;

export function screensOfAll(units: readonly UnitRuntime[]): Screens {
  return new Map(units.flatMap((unit) => screensOf(unit)).map((screen) => [screen.property, screen]));
}

/** The root field and its input, of which every part is what its owner declares. */
export function screeningSdl(
  screens: Screens,
  owners: readonly GraphQLSchema[],
  own: GraphQLSchema,
  policy: FieldPolicy,
): string {
  const members = [...screens.values()].map(({ property, input }) => `  ${property}: ${input}`);
  return [
    ...inputsOf(screens, owners, own),
    `"""筛选条件，按切片分列：所填各项同时满足"""\ninput EnterpriseScreen {\n${members.join('\n')}\n}`,
    `extend type Query {
  """${policy.zh}：符合 where 全部条件、且不符合 except 任一切片条件的企业"""
  screening(where: EnterpriseScreen!, except: EnterpriseScreen, first: Int! = 20, after: String): Screening ${shareDirective(policy)}
}`,
  ].join('\n\n');
}

/** The owners' input types with the scalars and enums that they name, as the owners themselves declare them. */
function inputsOf(screens: Screens, owners: readonly GraphQLSchema[], own: GraphQLSchema): string[] {
  const wanted = new Set([...screens.values()].map(({ input }) => input));
  const printed = new Map<string, string>();
  for (const schema of owners)
    for (const name of wanted) {
      const definition = schema.getType(name)?.astNode;
      if (definition === undefined || definition === null || printed.has(name)) continue;
      if (own.getType(name) !== undefined) continue;
      printed.set(name, print(definition));
      for (const named of namesIn(definition)) wanted.add(named);
    }
  return [...printed.values()];
}

function namesIn(definition: DefinitionNode): string[] {
  return definition.kind === 'InputObjectTypeDefinition'
    ? (definition.fields ?? []).map(({ type }) => print(type).replaceAll(/[[\]!]/g, ''))
    : [];
}

type Where = Readonly<Record<string, Readonly<Record<string, unknown>> | null>>;

export interface ScreeningArguments {
  readonly where: Where;
  readonly except?: Where | null;
  readonly first: number;
  readonly after?: string | null;
}

/**
 * Q01, Q03, Q20: every owner is asked at the same time for the codes that meet its own conditions, and what comes back is
 * intersected here. Memory: eight bytes a code and owner; nothing is kept beyond the answer.
 */
export async function screen(
  hub: HubContext,
  screens: Screens,
  { where, except, first, after }: ScreeningArguments,
): Promise<Screening> {
  const list = `screening ${JSON.stringify([where, except ?? null])}`;
  const request = pageRequest(list, first, after);
  const wanted = partsOf(where, screens);
  const unwanted = partsOf(except ?? {}, screens);
  if (wanted.length === 0) throw badScreening('筛选条件为空：where 至少写一个切片的条件');
  for (const part of unwanted) refuseBeyondScope(hub, part, wanted);
  const [of, beside] = await Promise.all([
    Promise.all(wanted.map((part) => askPart(hub, part))),
    Promise.all(unwanted.map((part) => askPart(hub, part))),
  ]);
  const found = await notIn(
    await inAll(of.map(({ set }) => set)),
    beside.map(({ set }) => set),
  );
  const codes = codesAfter(found, request.after?.[0], request.first + 1);
  return {
    count: countOf(found),
    ...pageOf(list, request, codes, { position: (uscc) => [uscc], node: enterpriseKey }),
    owners: [...of, ...beside].map(({ told }) => told),
  };
}

interface Part {
  readonly screen: SliceScreen;
  readonly where: Readonly<Record<string, unknown>>;
}

function partsOf(where: Where, screens: Screens): Part[] {
  return Object.entries(where).flatMap(([property, conditions]) => {
    const screen = screens.get(property);
    return screen === undefined || conditions === null ? [] : [{ screen, where: conditions }];
  });
}

interface Answered {
  readonly set: CodeSet;
  readonly told: ScreenedOwner;
}

async function askPart(hub: HubContext, { screen, where }: Part): Promise<Answered> {
  const started = performance.now();
  const { field, input, unit, property } = screen;
  const answer = await hub.askOwner(unit, `query ($where: ${input}!) { ${field}(where: $where) }`, { where });
  const text = String(answer[field]);
  const set = await decodeCodeSet(text);
  return {
    set,
    told: {
      unit: unit.toUpperCase(),
      slice: property,
      matched: countOf(set),
      bytes: text.length,
      ms: Math.round(performance.now() - started),
    },
  };
}

/**
 * “Not in the pool” may be said only of enterprises whose pool entry the caller may read: where that is restricted to
 * divisions, a condition that is restricted to them must stand beside it.
 */
function refuseBeyondScope(hub: HubContext, part: Part, wanted: readonly Part[]): void {
  const reachable = wanted.map((other) => divisionsOf(hub, other));
  for (const { condition, value } of conditionsAsked(part.screen, part.where)) {
    const allowed = screenedDivisions(condition, value, hub);
    if (allowed === undefined || reachable.some((divisions) => isWithin(divisions, allowed))) continue;
    const { zh, unit, coordinate, basis } = condition.runtime.policy;
    throw new Refusal({ code: 'DENIED_SCOPE', about: zh, unit, field: coordinate, basis });
  }
}

/** Where the first restricted condition of a part lets the caller look; undefined is everywhere. */
function divisionsOf(hub: HubContext, { screen, where }: Part): readonly string[] | undefined {
  return conditionsAsked(screen, where)
    .map(({ condition, value }) => screenedDivisions(condition, value, hub))
    .find((divisions) => divisions !== undefined);
}

function isWithin(divisions: readonly string[] | undefined, allowed: readonly string[]): boolean {
  return divisions?.every((division) => allowed.some((prefix) => division.startsWith(prefix))) ?? false;
}

function badScreening(message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { code: 'BAD_USER_INPUT' } });
}
