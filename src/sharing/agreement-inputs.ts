import { Field, ID, InputType, Int, registerEnumType } from 'type-graphql';
import { DateScalar } from '../kit/scalars';

export enum UsageWindow {
  HOUR = 'HOUR',
  DAY = 'DAY',
}
registerEnumType(UsageWindow, {
  name: 'UsageWindow',
  description: '使用限额的计数时段',
  valuesConfig: { HOUR: { description: '每小时' }, DAY: { description: '每日' } },
});

@InputType({ description: '签署共享协议' })
export class AgreementSigning {
  @Field(() => ID, { description: '协议编号' })
  no!: string;

  @Field(() => String, {
    description:
      '本单位密钥对协议 textToSign 的签名，base64url；以密钥的算法：Ed25519，或 SM2（SM3，r 与 s 各 32 字节）',
  })
  signature!: string;
}

@InputType({ description: '对一份共享协议作出决定' })
export class AgreementDecision {
  @Field(() => ID, { description: '协议编号' })
  no!: string;

  @Field(() => String, { description: '理由' })
  reason!: string;

  @Field(() => String, { description: '法定依据' })
  basis!: string;
}

@InputType({ description: '使用限额；不填的不限' })
export class UsageLimitsInput {
  @Field(() => UsageWindow, { description: '计数时段' })
  per!: UsageWindow;

  @Field(() => Int, { nullable: true, description: '每个时段的调用次数' })
  calls?: number | null;

  @Field(() => Int, { nullable: true, description: '每个时段查询的企业户次；列表按所请求的页长计' })
  enterprises?: number | null;

  @Field(() => String, { nullable: true, description: '每日可用时段的起点，HH:MM' })
  from?: string | null;

  @Field(() => String, { nullable: true, description: '每日可用时段的终点（不含），HH:MM' })
  until?: string | null;
}

@InputType({ description: '拟订协议的下一版：不填的与现版相同' })
export class AgreementRevision {
  @Field(() => ID, { description: '现版的协议编号' })
  no!: string;

  @Field(() => [String], { nullable: true, description: '字段坐标' })
  fields?: string[] | null;

  @Field(() => [String], { nullable: true, description: '使用用途' })
  purposes?: string[] | null;

  @Field(() => UsageLimitsInput, { nullable: true, description: '使用限额' })
  limits?: UsageLimitsInput | null;

  @Field(() => DateScalar, { nullable: true, description: '有效期起（含当日）' })
  validFrom?: string | null;

  @Field(() => DateScalar, { nullable: true, description: '有效期止（含当日）' })
  validUntil?: string | null;
}
