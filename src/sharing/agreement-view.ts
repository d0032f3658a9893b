import { Field, ID, Int, ObjectType } from 'type-graphql';
import { DateScalar, DateTime } from '../kit/scalars';
import { sharingAuthority } from '../kit/unit-directory';
import { windowOf } from '../kit/usage-limits';
import { contentColumns, textToSign, type AgreementContent } from './agreements';
import type { HubContext } from './hub-context';
import type { AgreementState } from './tables';

@ObjectType({ description: '一方的签名' })
export class AgreementSignatureView {
  @Field(() => String, { description: 'consumer 需求方，provider 提供方' })
  side!: string;

  @Field(() => String, { description: '签署单位' })
  unit!: string;

  @Field(() => String, { description: '经办人代号' })
  official!: string;

  @Field(() => String, { description: '所用公钥的标识' })
  kid!: string;

  @Field(() => String, { description: '对 textToSign 的签名，base64url' })
  signature!: string;

  @Field(() => DateTime, { description: '签署时刻' })
  signedAt!: string;
}

@ObjectType({ description: '本时段的用量与限额；空为不限' })
export class AgreementUse {
  @Field(() => String, { description: '计数时段：HOUR 每小时，DAY 每日' })
  per!: string;

  @Field(() => Int, { description: '已调用次数' })
  calls!: number;

  @Field(() => Int, { nullable: true, description: '调用次数上限' })
  mostCalls!: number | null;

  @Field(() => Int, { description: '已查询企业户次' })
  enterprises!: number;

  @Field(() => Int, { nullable: true, description: '企业户次上限' })
  mostEnterprises!: number | null;

  @Field(() => String, { nullable: true, description: '每日可用时段' })
  hours!: string | null;

  @Field(() => DateTime, { description: '本时段结束的时刻' })
  endsAt!: string;
}

@ObjectType({ description: '共享协议的一个版本' })
export class SharingAgreement {
  @Field(() => ID, { description: '协议编号' })
  no!: string;

  @Field(() => Int, { description: '版本' })
  version!: number;

  @Field(() => String, {
    description:
      'DRAFT 草案，CONSUMER_SIGNED 需求方已签，PROVIDER_SIGNED 提供方已签，IN_FORCE 生效，SUSPENDED 中止，SUPERSEDED 由新版取代，EXPIRED 期满，REVOKED 撤销',
  })
  state!: string;

  @Field(() => ID, { nullable: true, description: '所取代的版本' })
  supersedes!: string | null;

  @Field(() => ID, { nullable: true, description: '所依据的共享申请' })
  application!: string | null;

  @Field(() => String, { description: '需求方' })
  consumer!: string;

  @Field(() => String, { description: '提供方' })
  provider!: string;

  @Field(() => [String], { description: '使用用途' })
  purposes!: readonly string[];

  @Field(() => [String], { description: '字段坐标' })
  fields!: readonly string[];

  @Field(() => String, { description: 'clear 原值，masked 掩码' })
  outcome!: string;

  @Field(() => DateScalar, { description: '有效期起（含当日）' })
  validFrom!: string;

  @Field(() => DateScalar, { description: '有效期止（含当日）' })
  validUntil!: string;

  @Field(() => String, { description: '双方签署的原文' })
  textToSign!: string;

  @Field(() => [AgreementSignatureView], { description: '已有的签名' })
  signatures!: readonly AgreementSignatureView[];

  @Field(() => AgreementUse, { nullable: true, description: '本时段用量；不限的为空' })
  usage!: AgreementUse | null;
}

interface Wanted {
  readonly no?: string | null | undefined;
  readonly state?: string | null | undefined;
  readonly first: number;
  readonly after?: string | null | undefined;
}

type Row = AgreementContent & {
  readonly state: AgreementState;
  readonly signatures: readonly AgreementSignatureView[] | null;
  readonly calls: number | null;
  readonly enterprises: number | null;
};

/** Agreements to which the caller's unit is a party, all for the authority, by number. */
export async function agreementsOf(
  hub: HubContext,
  { no, state, first, after }: Wanted,
): Promise<SharingAgreement[]> {
  const unit = hub.caller.kind === 'unit' ? hub.caller.unit : '';
  const { rows } = await hub.pool.query<Row>(
    `SELECT ${contentColumns}, state, u.calls, u.enterprises,
       (SELECT json_agg(json_build_object('side', side, 'unit', unit, 'official', official, 'kid', kid,
          'signature', signature, 'signedAt', signed_at) ORDER BY side)
        FROM agreement_signature WHERE agreement = a.id) AS signatures
     FROM agreement a LEFT JOIN agreement_usage u
       ON u.agreement = a.id AND u.window_start = CASE limits->>'per' WHEN 'HOUR' THEN $5::timestamptz ELSE $6::timestamptz END
     WHERE ($1 IN (consumer, provider) OR $1 = $2)
       AND ($3::text IS NULL OR id = $3) AND ($4::text IS NULL OR id > $4)
       AND ($7::text IS NULL OR $7 = CASE WHEN state = 'IN_FORCE' AND valid_until < $8::date THEN 'EXPIRED' ELSE state END)
     ORDER BY id COLLATE "C" LIMIT $9`,
    [
      unit,
      sharingAuthority.code,
      no ?? null,
      after ?? null,
      windowOf('HOUR', hub.now()).start,
      windowOf('DAY', hub.now()).start,
      state ?? null,
      hub.today,
      first,
    ],
  );
  return rows.map((row) => viewOf(row, hub));
}

function viewOf(row: Row, hub: HubContext): SharingAgreement {
  const { state, signatures, calls, enterprises, ...content } = row;
  return {
    ...content,
    no: content.id,
    state: state === 'IN_FORCE' && content.validUntil < hub.today ? 'EXPIRED' : state,
    textToSign: textToSign(content),
    signatures: (signatures ?? []).map((signed) => ({
      ...signed,
      signedAt: new Date(signed.signedAt).toISOString(),
    })),
    usage: useOf(content, { calls: calls ?? 0, enterprises: enterprises ?? 0 }, hub.now()),
  };
}

function useOf(
  { limits }: AgreementContent,
  used: Pick<AgreementUse, 'calls' | 'enterprises'>,
  now: number,
): AgreementUse | null {
  if (limits === null) return null;
  const { per, calls, enterprises, hours } = limits;
  return {
    ...used,
    per,
    mostCalls: calls ?? null,
    mostEnterprises: enterprises ?? null,
    hours: hours === undefined ? null : `${hours.from}–${hours.until}`,
    endsAt: windowOf(per, now).end.toISOString(),
  };
}
