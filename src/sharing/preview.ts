import { ArgsType, Field, ID, ObjectType } from 'type-graphql';
import { parse } from 'graphql';
import type { UnitCaller } from '../kit/caller';
import type { ConsentState } from '../kit/consent-state';
import { Refusal } from '../kit/refusal';
import { DivisionCode } from '../kit/scalars';
import { consumerByCode, partyName } from '../kit/unit-directory';
import { consentStates } from './consents/consent-states';
import type { HubContext, PreviewedDecision } from './hub-context';
import { planOperations, type PlanOperation } from './plan-operations';
import { ReadableField, readableField } from './viewer';

@ArgsType()
export class PreviewArguments {
  @Field(() => String, { nullable: true, description: '典型业务的操作名，如 FundEligibility；或填 document' })
  operation?: string | null;

  @Field(() => String, { nullable: true, description: 'GraphQL 查询原文' })
  document?: string | null;

  @Field(() => String, { nullable: true, description: '查询的变量（JSON），筛选条件写在变量里时需要' })
  variables?: string | null;

  @Field(() => String, { nullable: true, description: '需求方代码；典型业务不填即其需求方' })
  unit?: string | null;

  @Field(() => String, { nullable: true, description: '使用用途；典型业务不填即其首项用途' })
  purpose?: string | null;

  @Field(() => DivisionCode, { nullable: true, description: '需求方系统所代表的行政区划' })
  division?: string | null;
}

@ObjectType({ description: '一个字段将怎样答复' })
export class PreviewedField extends ReadableField {
  @Field(() => String, {
    nullable: true,
    description: 'clear 原值，masked 掩码，predicate 仅是否判断；拒绝时为空',
  })
  how!: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      '本企业对此的授权：IN_FORCE 有效，MISSING 没有，EXPIRED 过期，REVOKED 已撤回，PAUSED 已暂停，OTHER_YEAR 限部分年度；只答企业自己',
  })
  consent!: ConsentState | null;
}

@ObjectType({ description: '一项查询将披露什么、给谁、凭什么' })
export class Preview {
  @Field(() => String, { description: '需求方代码' })
  consumer!: string;

  @Field(() => String, { description: '需求方名称' })
  consumerName!: string;

  @Field(() => String, { description: '使用用途' })
  purpose!: string;

  @Field(() => ID, { description: '据以判断的授权包' })
  bundle!: string;

  @Field(() => [PreviewedField], { description: '查询所及的每个字段，包括只在筛选中用到的' })
  fields!: readonly PreviewedField[];
}

/** Says of every coordinate that an operation reads what would be told of it to whom; no owner is asked, no value read. */
export async function preview(hub: HubContext, wanted: PreviewArguments): Promise<Preview> {
  const { document, caller } = questionIn(wanted, hub);
  const { bundle, fields } = hub.preview({ document, caller, variables: variablesIn(wanted) });
  return {
    consumer: caller.unit,
    consumerName: partyName(caller.unit),
    purpose: caller.purpose,
    bundle,
    fields: await Promise.all(fields.map((field) => previewed(field, caller, hub))),
  };
}

function questionIn(
  { operation, document, unit, purpose, division }: PreviewArguments,
  { caller }: HubContext,
): { document: string; caller: UnitCaller } {
  const registered = typeof operation === 'string' ? registeredAs(operation) : undefined;
  const text = registered?.document ?? document;
  if (typeof text !== 'string' || (registered !== undefined && typeof document === 'string'))
    throw badInput('请填 operation 或 document 其中一项');
  const own = caller.kind === 'unit' ? caller.unit : undefined;
  const code = unit ?? consumerOf(registered) ?? own;
  const consumer = consumerByCode.get(code ?? '');
  if (consumer === undefined) throw badInput(`没有需求方 ${code ?? '（未填）'}：请填单位代码`);
  const use = purpose ?? registered?.purposes[0];
  if (use === undefined || !consumer.purposes.includes(use))
    throw badInput(`${consumer.code} 不承担用途 ${use ?? '（未填）'}：可选 ${consumer.purposes.join('、')}`);
  return {
    document: text,
    caller: {
      kind: 'unit',
      unit: consumer.code,
      system: 'preview',
      purpose: use,
      official: 'preview',
      expiresAt: 0,
      ...(typeof division === 'string' ? { division } : {}),
    },
  };
}

function registeredAs(name: string): PlanOperation {
  const found = planOperations.find(({ document }) => nameOf(document) === name);
  if (found === undefined) throw badInput(`没有典型业务 ${name}：操作名见操场的示例`);
  return found;
}

function nameOf(document: string): string | undefined {
  const [definition] = parse(document, { noLocation: true }).definitions;
  return definition?.kind === 'OperationDefinition' ? definition.name?.value : undefined;
}

function consumerOf(registered: PlanOperation | undefined): string | undefined {
  return typeof registered?.consumer === 'object' ? registered.consumer.unit : undefined;
}

function variablesIn({ variables }: PreviewArguments): Readonly<Record<string, unknown>> {
  if (variables === null || variables === undefined) return {};
  try {
    const read: unknown = JSON.parse(variables);
    if (typeof read === 'object' && read !== null) return { ...read };
  } catch {
    // Told below, like any other text that is no object.
  }
  throw badInput('variables 应为 JSON 对象');
}

async function previewed(
  { policy, decision }: PreviewedDecision,
  consumer: UnitCaller,
  { caller, lookup, today }: HubContext,
): Promise<PreviewedField> {
  const field = readableField(policy, decision);
  const how = decision.allowed ? (decision.grants[0]?.outcome ?? 'clear') : null;
  if (!field.needsConsent || caller.kind !== 'enterprise') return { ...field, how, consent: null };
  const states = await consentStates(lookup, consumer, {
    field: policy.coordinate,
    usccs: [caller.uscc],
    today,
  });
  return { ...field, how, consent: states.get(caller.uscc) ?? 'MISSING' };
}

function badInput(about: string): Refusal {
  return new Refusal({ code: 'BAD_USER_INPUT', about, unit: 'HUB', field: 'Query.preview' });
}
