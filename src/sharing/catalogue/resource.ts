import { getNamedType, isObjectType, type GraphQLSchema } from 'graphql';
import {
  shareAttributeLabels,
  type FieldPolicy,
  type ShareAttribute,
  type UpdateCycle,
} from '../../kit/share';
import { consumerByCode } from '../../kit/unit-directory';

/** 信息项: one field with its policy. */
export interface CatalogueItem {
  readonly field: string;
  readonly zh: string;
  readonly dataType: string;
  readonly share: ShareAttribute;
  /** For whom, and on which thresholds. */
  readonly condition: string;
  readonly basis: string;
  readonly level: number;
  readonly manner: string;
  readonly update: UpdateCycle | null;
}

/** 信息资源, with the core metadata of GB/T 21063: a slice of an owner, or one of its root fields. */
export interface CatalogueResource {
  readonly code: string;
  readonly name: string;
  readonly provider: string;
  readonly providerName: string;
  readonly summary: string;
  readonly format: string;
  /** Of its items, the freest first. */
  readonly shares: readonly ShareAttribute[];
  /** Shortest of its items; null where no owner has said. */
  readonly update: UpdateCycle | null;
  readonly items: readonly CatalogueItem[];
  /** Codes of the resources that it is made from. */
  readonly related: readonly string[];
}

/** The catalogue as the declarations have it: nothing of it is written anywhere else. */
export function resourcesOf(
  policies: ReadonlyMap<string, FieldPolicy>,
  schema: GraphQLSchema,
): CatalogueResource[] {
  const byCode = new Map<string, FieldPolicy[]>();
  for (const policy of policies.values()) {
    if (!isCatalogued(policy, schema)) continue;
    const code = codeOf(policy);
    byCode.set(code, [...(byCode.get(code) ?? []), policy]);
  }
  return [...byCode]
    .map(([code, own]) => resourceOf(code, own, policies, schema))
    .sort((a, b) => order(a) - order(b) || (a.code < b.code ? -1 : 1));
}

/** Affairs of sharing are work and no data; what owners ask of each other beneath the published graph is no item either. */
export function isCatalogued({ affairOf, attr, coordinate }: FieldPolicy, schema: GraphQLSchema): boolean {
  return affairOf === undefined && (attr === 'WITHHELD' || dataTypeOf(coordinate, schema) !== '');
}

const freestFirst: readonly ShareAttribute[] = [
  'OPEN',
  'UNCONDITIONAL',
  'CONDITIONAL',
  'PREDICATE',
  'CONSENT',
  'WITHHELD',
];
const soonestFirst: readonly UpdateCycle[] = ['REALTIME', 'DAILY', 'MONTHLY', 'QUARTERLY', 'YEARLY'];

function resourceOf(
  code: string,
  policies: readonly FieldPolicy[],
  all: ReadonlyMap<string, FieldPolicy>,
  schema: GraphQLSchema,
): CatalogueResource {
  const items = policies.map((policy) => itemOf(policy, schema)).sort((a, b) => (a.field < b.field ? -1 : 1));
  const [first] = policies;
  const provider = first?.unit ?? '';
  const providerName = nameOf(provider);
  const name = resourceName(code, first, schema);
  const listed = items.slice(0, 5).map(({ zh }) => zh);
  return {
    code,
    name,
    provider,
    providerName,
    summary: `${providerName}的“${name}”，共 ${items.length} 项：${listed.join('、')}${items.length > 5 ? '等' : ''}`,
    format: 'GraphQL',
    shares: freestFirst.filter((share) => items.some((item) => item.share === share)),
    update: soonestFirst.find((cycle) => items.some(({ update }) => update === cycle)) ?? null,
    items,
    related: relatedTo(code, policies, all),
  };
}

function itemOf(policy: FieldPolicy, schema: GraphQLSchema): CatalogueItem {
  const { coordinate, zh, attr, readers, thresholds, basis, level, update } = policy;
  const dataType = dataTypeOf(coordinate, schema);
  return {
    field: coordinate,
    zh,
    dataType,
    share: attr,
    condition: thresholds === undefined ? readers : `${readers}；可用阈值 ${thresholds.join('、')}`,
    basis,
    level,
    manner: attr === 'PREDICATE' ? '是否判断' : dataType.includes('Connection') ? '批量查询' : '查询核验',
    update: update ?? null,
  };
}

/** `TAX/Tax`; a root field, and a field that the hub adds to every enterprise, is a resource of its own. */
function codeOf({ unit, coordinate }: FieldPolicy): string {
  const [type = '', field = ''] = coordinate.split('.');
  return `${unit}/${type === 'Query' || type === 'Enterprise' ? field : type}`;
}

function resourceName(code: string, policy: FieldPolicy | undefined, schema: GraphQLSchema): string {
  const type = schema.getType(code.split('/')[1] ?? '');
  const isSlice = policy?.coordinate.startsWith(`${type?.name ?? ''}.`) === true;
  return (isSlice ? type?.description : undefined) ?? policy?.zh ?? code;
}

function dataTypeOf(coordinate: string, schema: GraphQLSchema): string {
  const [typeName = '', field = ''] = coordinate.split('.');
  const type = schema.getType(typeName);
  const published = isObjectType(type) ? type.getFields()[field]?.type : undefined;
  if (published === undefined) return '';
  const isList = String(published).startsWith('[');
  return isList ? `[${getNamedType(published).name}]` : getNamedType(published).name;
}

function relatedTo(
  own: string,
  policies: readonly FieldPolicy[],
  all: ReadonlyMap<string, FieldPolicy>,
): string[] {
  const read = policies.flatMap(({ reads = [], evidence = [] }) => [
    ...reads,
    ...evidence.map(({ coordinate }) => coordinate),
  ]);
  const codes = read.flatMap((coordinate) => {
    const policy = all.get(coordinate);
    return policy === undefined ? [] : [codeOf(policy)];
  });
  return [...new Set(codes)].filter((code) => code !== own).sort();
}

/** The hub's own first, then the units as the plan lists them. */
function order({ provider }: CatalogueResource): number {
  return [...consumerByCode.keys()].indexOf(provider);
}

function nameOf(unit: string): string {
  return consumerByCode.get(unit)?.name ?? '协同中枢';
}

const LAW = /法|条例|国务院|国令|国发|国办/;

/** A field that is not shared needs a law, a regulation or the State Council for it (条例809 第15条); undefined where it has one. */
export function withheldFault(resources: readonly CatalogueResource[]): string | undefined {
  const bare = resources
    .flatMap(({ items }) => items)
    .find(({ share, basis }) => share === 'WITHHELD' && !LAW.test(basis));
  return bare === undefined
    ? undefined
    : `“${bare.zh}”（${bare.field}）${shareAttributeLabels.WITHHELD}而没有法律、行政法规或国务院的依据：请补写依据或改列共享属性`;
}
