import { GraphQLError } from 'graphql';
import { Arg, Ctx, Field, FieldResolver, ID, Int, ObjectType, Resolver } from 'type-graphql';
import type { FieldDecision, Rights } from '../kit/owner';
import type { FieldPolicy } from '../kit/share';
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

@Resolver(() => Viewer)
export class ViewerFields {
  /** What may be read, for the token's purpose or for another of the unit's own, before a token for it is asked for. */
  @FieldResolver(() => [ReadableField], { description: '为一种用途可读的字段' })
  whatMayIRead(
    @Arg('purpose', () => String, { nullable: true, description: '本单位可申明的用途；不填为本次用途' })
    purpose: string | null | undefined,
    @Ctx() hub: HubContext,
  ): ReadableField[] {
    const wanted = purpose ?? null;
    const { caller } = hub;
    const own = caller.kind === 'unit' ? (consumerByCode.get(caller.unit)?.purposes ?? []) : [];
    if (wanted !== null && !own.includes(wanted))
      throw new GraphQLError(`本单位不承担用途 ${wanted}：请见 viewer.purposes`, {
        extensions: { code: 'BAD_USER_INPUT' },
      });
    const rights = wanted === null ? hub.rights : hub.rightsFor(wanted);
    return readableFields(hub, rights).filter(({ outcome }) => outcome === 'GRANTED');
  }
}

/** Strangers are told of open fields only: that others exist is not theirs to know. */
function readableFields(hub: HubContext, rights: Rights = hub.rights): ReadableField[] {
  const policies = [...hub.policies.values()].filter(
    (policy) => hub.caller.kind !== 'stranger' || policy.attr === 'OPEN',
  );
  return policies.map((policy) => readableField(policy, rights.decide(policy.coordinate)));
}

/** What a decision says of a field, in words. */
export function readableField(policy: FieldPolicy, decision: FieldDecision): ReadableField {
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
}
