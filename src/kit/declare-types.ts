import {
  Arg,
  Directive,
  Field,
  FieldResolver,
  ObjectType,
  Resolver,
  registerEnumType,
  Root,
} from 'type-graphql';
import { Column } from 'typeorm';
import { codecOf } from './codec';
import type { UnitRuntime } from './runtime';
import { USCC } from './scalars';
import { shareAttributeLabels, type FieldPolicy } from './share';
import {
  enumDeclaration,
  partDeclaration,
  PredicateResult,
  snakeCase,
  type ArgumentOptions,
  type Constructor,
  type Fact,
  type SharedField,
  type TypeThunk,
  type ValueType,
} from './slice';
import { Int } from 'type-graphql';
import { Ratio } from './scalars';
import { sliceDeclaration } from './slice';

const declared = new Set<unknown>();

/** Declares columns of slices and parts to TypeORM, once per class: the same declaration makes table and type. */
export function declareTable(target: Constructor): void {
  if (declared.has(`table ${target.name}`)) return;
  declared.add(`table ${target.name}`);
  for (const fact of storedFacts(target)) {
    if (keyColumns.has(fact.name)) continue;
    const { valueType, isList } = resolve(fact.type);
    const codec = codecOf(valueType, isList, {});
    if (codec === undefined) throw new Error(`${target.name}.${fact.name} is a part: say where it is read`);
    Column({ ...codec.column, name: snakeCase(fact.name), nullable: !fact.required })(
      target.prototype,
      fact.name,
    );
  }
}

/** Columns that every slice's row has already. */
const keyColumns = new Set(['uscc', 'division', 'isSynthetic']);

/** What a table stores: facts that are not computed, and what is never told. */
export function storedFacts(target: Constructor): Fact[] {
  const part = partDeclaration(target);
  return (part === undefined ? sliceFacts(target) : [...part.facts, ...part.stored]).filter(
    (fact) => fact.from === undefined,
  );
}

/** The columns of a slice: its fields that are read from their own column, and what is stored and never told. */
function sliceFacts(target: Constructor): Fact[] {
  const declaration = sliceDeclaration(target);
  const columns = declaration.fields
    .filter((field) => field.from === undefined && field.predicate === undefined)
    .map((field) => ({ name: field.name, type: field.type, zh: field.zh, required: false }));
  return [...columns, ...declaration.stored];
}

/** Declares a slice and everything below it to type-graphql. */
export function declareSlice(target: Constructor, policies: ReadonlyMap<string, FieldPolicy>): void {
  if (declared.has(target)) return;
  declared.add(target);
  const declaration = sliceDeclaration(target);
  ObjectType({ description: declaration.zh })(target);
  for (const field of declaration.fields) {
    declareValueType(resolve(field.type).valueType);
    const policy = policies.get(`${target.name}.${field.name}`);
    if (policy === undefined) throw new Error(`${target.name}.${field.name} has no policy`);
    declareField(target, field, policy);
  }
}

/** The `Enterprise` of one unit: the key and the unit's slices. */
export function declareEnterprise(unit: UnitRuntime): Constructor {
  class Enterprise {}
  ObjectType('Enterprise', { description: '企业' })(Enterprise);
  Directive('@key(fields: "uscc")')(Enterprise);
  Field(() => USCC, { description: '统一社会信用代码' })(Enterprise.prototype, 'uscc');
  for (const slice of unit.slices.values())
    Field(() => slice.declaration.target as never, {
      nullable: true,
      description: `${slice.declaration.zh}（${unit.declaration.name}）`,
    })(Enterprise.prototype, slice.property);
  return Enterprise;
}

/** `@share` as it is printed beside a field. */
export function shareDirective(policy: FieldPolicy): string {
  const update = policy.update === undefined ? '' : `, update: ${policy.update}`;
  return (
    `@share(attr: ${policy.attr}, level: ${policy.level}, owner: ${policy.unit}, ` +
    `basis: ${JSON.stringify(policy.basis)}, zh: ${JSON.stringify(policy.zh)}${update})`
  );
}

/** What a reader of the schema sees first: label, class, level, for whom, on which basis. */
export function policyDescription(policy: FieldPolicy): string {
  const thresholds = policy.thresholds === undefined ? '' : `；可用阈值 ${policy.thresholds.join('、')}`;
  return `${policy.zh}（${shareAttributeLabels[policy.attr]}，${policy.level} 级；${policy.readers}；${policy.basis}${thresholds}）`;
}

function declareField(target: Constructor, field: SharedField, policy: FieldPolicy): void {
  const options = { nullable: field.required !== true, description: policyDescription(policy) };
  const type = graphType(field.type);
  const args = argumentsOf(field);
  if (args.length === 0) {
    Field(type, options)(target.prototype, field.name);
    Directive(shareDirective(policy))(target.prototype, field.name);
    return;
  }
  // type-graphql takes arguments from a method: the resolver is the kit's own, this class only shapes the schema.
  class FieldWithArguments {}
  Object.defineProperty(FieldWithArguments.prototype, field.name, { value: () => null, writable: true });
  Field(type, options)(FieldWithArguments.prototype, field.name);
  const descriptor = Object.getOwnPropertyDescriptor(FieldWithArguments.prototype, field.name) ?? {};
  Root()(FieldWithArguments.prototype, field.name, 0);
  args.forEach(([name, argument], position) =>
    Arg(name, () => argument.type as never, {
      nullable: argument.required !== true,
      description: argument.zh,
    })(FieldWithArguments.prototype, field.name, position + 1),
  );
  FieldResolver(type, options)(FieldWithArguments.prototype, field.name, descriptor);
  Directive(shareDirective(policy))(FieldWithArguments.prototype, field.name);
  Resolver(() => target as never)(FieldWithArguments);
  argumentResolvers.set(target, [...(argumentResolvers.get(target) ?? []), FieldWithArguments]);
}

const argumentResolvers = new Map<Constructor, Constructor[]>();

/** Classes through which type-graphql knows the arguments of a slice's fields. */
export function argumentResolversOf(target: Constructor): readonly Constructor[] {
  return argumentResolvers.get(target) ?? [];
}

function argumentsOf(field: SharedField): [string, ArgumentOptions][] {
  const args: [string, ArgumentOptions][] = Object.entries(field.args ?? {});
  const { predicate, match } = field;
  if (predicate !== undefined) {
    const isYuan = predicate.argument === 'yuan';
    args.push([
      predicate.argument,
      {
        type: isYuan ? Int : Ratio,
        zh: `阈值：${predicate.thresholds.join('、')}${isYuan ? '（元）' : ''}`,
        required: true,
      },
    ]);
  }
  if (match !== undefined) args.push([match.argument, { type: String, zh: match.zh, required: true }]);
  if (field.from?.isYearly === true || predicate?.yearly === true)
    args.push(['year', { type: Int, zh: '年度；不填为提供方所有的最近一年' }]);
  if (predicate?.periods !== undefined)
    args.push(['years', { type: Int, zh: `截至该年度的年数：${predicate.periods.join('、')}；不填为 1` }]);
  return args;
}

function declareValueType(type: ValueType): void {
  if (declared.has(type)) return;
  declared.add(type);
  const part = partDeclaration(type);
  if (part !== undefined) {
    ObjectType({ description: part.zh })(part.target);
    for (const fact of part.facts) {
      declareValueType(resolve(fact.type).valueType);
      Field(graphType(fact.type), { nullable: !fact.required, description: fact.zh })(
        part.target.prototype,
        fact.name,
      );
    }
    return;
  }
  const enumeration = enumDeclaration(type);
  if (enumeration !== undefined) registerSharedEnum(type as Readonly<Record<string, string>>);
}

/** Declares a part that only root fields return: those that a slice's fields return are declared with the slice. */
export function declarePart(target: Constructor): void {
  if (partDeclaration(target) === undefined) throw new Error(`${target.name} is not declared with @Part`);
  declareValueType(target);
}

/** Registers an enum with its Chinese labels as descriptions; also for enums that only arguments use. */
export function registerSharedEnum(values: Readonly<Record<string, string>>): void {
  const declaration = enumDeclaration(values);
  if (declaration === undefined) throw new Error('declare the enum with declareEnum');
  declared.add(values);
  registerEnumType(values, {
    name: declaration.name,
    description: declaration.zh,
    valuesConfig: Object.fromEntries(
      Object.entries(declaration.labels).map(([value, description]) => [value, { description }]),
    ),
  });
}

function graphType(type: TypeThunk): () => never {
  return () => type() as never;
}

function resolve(thunk: TypeThunk): { valueType: ValueType; isList: boolean } {
  const type = thunk();
  return Array.isArray(type)
    ? { valueType: type[0] as ValueType, isList: true }
    : { valueType: type as ValueType, isList: false };
}

registerSharedEnum(PredicateResult);
