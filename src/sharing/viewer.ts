import { Field, ID, Int, ObjectType } from 'type-graphql';
import { consumerByCode } from '../kit/unit-directory';
import { purposes } from '../kit/purposes';
import type { HubContext } from './hub-context';
import { describeScope } from './scope-text';

@ObjectType({ description: '使用用途' })
export class Purpose {
  @Field(() => String, { description: '代码：M01…M22、G1…G3' })
  code!: string;

  @Field(() => String, { description: '名称' })
  zh!: string;
}

@ObjectType({ description: '一个字段对当前身份的可读性' })
export class ReadableField {
  @Field(() => String, { description: '坐标，如 Tax.revenue' })
  field!: string;

  @Field(() => String, { description: '字段名' })
  zh!: string;

  @Field(() => String, { description: '共享属性' })
  share!: string;

  @Field(() => Int, { description: '级别 1–4' })
  level!: number;

  @Field(() => String, { description: '提供单位' })
  owner!: string;

  @Field(() => String, { description: '依据' })
  basis!: string;

  @Field(() => String, { description: 'GRANTED 或拒绝代码' })
  outcome!: string;

  @Field(() => ID, { nullable: true, description: '依据的共享协议' })
  agreement!: string | null;

  @Field(() => String, { nullable: true, description: '可读的企业范围；空为不限' })
  scope!: string | null;

  @Field(() => Boolean, { description: '另需企业授权' })
  needsConsent!: boolean;
}

@ObjectType({ description: '我是谁、为何用途、可读什么' })
export class Viewer {
  @Field(() => String, { description: 'unit 单位，enterprise 企业，stranger 未认证' })
  kind!: string;

  @Field(() => String, { nullable: true, description: '单位代码' })
  unit!: string | null;

  @Field(() => String, { nullable: true, description: '单位名称' })
  unitName!: string | null;

  @Field(() => String, { nullable: true, description: '调用系统' })
  system!: string | null;

  @Field(() => String, { nullable: true, description: '行政区划' })
  division!: string | null;

  @Field(() => Purpose, { nullable: true, description: '本次用途' })
  purpose!: Purpose | null;

  @Field(() => [Purpose], { description: '本单位可申明的用途' })
  purposes!: readonly Purpose[];

  @Field(() => [ReadableField], { description: '每个字段可否读取、依据什么' })
  mayRead!: readonly ReadableField[];
}

const purposeOf = (code: string): Purpose => ({ code, zh: purposes.get(code) ?? code });

/** The caller as the token says, and every published field with what the bundle says of it. */
export function viewerOf(hub: HubContext): Viewer {
  const { caller } = hub;
  const unit = caller.kind === 'unit' ? consumerByCode.get(caller.unit) : undefined;
  return {
    kind: caller.kind,
    unit: unit?.code ?? null,
    unitName: unit?.name ?? null,
    system: caller.kind === 'unit' ? caller.system : null,
    division: caller.kind === 'unit' ? (caller.division ?? null) : null,
    purpose: caller.kind === 'unit' ? purposeOf(caller.purpose) : null,
    purposes: (unit?.purposes ?? []).map(purposeOf),
    mayRead: readableFields(hub),
  };
}

/** Strangers are told of open fields only: that others exist is not theirs to know. */
function readableFields(hub: HubContext): ReadableField[] {
  const policies = [...hub.policies.values()].filter(
    (policy) => hub.caller.kind !== 'stranger' || policy.attr === 'OPEN',
  );
  return policies.map((policy) => {
    const decision = hub.rights.decide(policy.coordinate);
    const grant = decision.allowed ? decision.grants[0] : undefined;
    return {
      field: policy.coordinate,
      zh: policy.zh,
      share: policy.attr,
      level: policy.level,
      owner: policy.unit,
      basis: policy.basis,
      outcome: decision.allowed ? 'GRANTED' : decision.code,
      agreement: grant?.agreement ?? null,
      scope: grant?.scope === null || grant === undefined ? null : describeScope(grant.scope),
      needsConsent: grant?.needsConsent ?? false,
    };
  });
}
