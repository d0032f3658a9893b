import { Field, ID, Int, ObjectType } from 'type-graphql';
import { pageOf, pageRequest, PageInfo } from '../../kit/connection';
import { registerSharedEnum } from '../../kit/declare-types';
import type { PageArguments } from '../../kit/enterprise-list';
import { purposes } from '../../kit/purposes';
import { DateScalar, DateTime, USCC } from '../../kit/scalars';
import { partyName } from '../../kit/unit-directory';
import type { HubContext } from '../hub-context';
import { ConsentStanding, standingOf } from './consent-life';
import { consentDigest, consentText } from './consent-signature';
import { consentModes, ConsentMode, consentWindows, ConsentWindow, type ConsentTerms } from './consent-terms';

registerSharedEnum(ConsentStanding);

@ObjectType({ description: '授权的一个字段' })
export class ConsentedField {
  @Field(() => String, { description: '字段坐标' })
  field!: string;

  @Field(() => String, { description: '字段名' })
  zh!: string;

  @Field(() => String, { description: '提供单位代码' })
  owner!: string;

  @Field(() => String, { description: '依据' })
  basis!: string;
}

/** What an enterprise is asked for or has given, as both sides read it. */
@ObjectType({ description: '授权内容' })
export class ConsentTermsTold {
  @Field(() => ID, { description: '编号' })
  no!: string;

  @Field(() => USCC, { description: '企业' })
  uscc!: string;

  @Field(() => String, { description: '需求方代码' })
  consumer!: string;

  @Field(() => String, { description: '需求方' })
  consumerName!: string;

  @Field(() => String, { description: '用途代码' })
  purpose!: string;

  @Field(() => String, { description: '用途' })
  purposeName!: string;

  @Field(() => [ConsentedField], { description: '字段' })
  fields!: readonly ConsentedField[];

  @Field(() => Int, { nullable: true, description: '数据年度自；空为全部年度' })
  yearFrom!: number | null;

  @Field(() => Int, { nullable: true, description: '数据年度至（含）' })
  yearUntil!: number | null;

  @Field(() => ConsentMode, { description: '使用方式：由需求方遵守' })
  mode!: ConsentMode;

  @Field(() => Int, { nullable: true, description: '留存天数：由需求方遵守' })
  keepDays!: number | null;

  @Field(() => Int, { nullable: true, description: '次数；空为不限' })
  times!: number | null;

  @Field(() => ConsentWindow, { nullable: true, description: '计数期间' })
  timesPer!: ConsentWindow | null;

  @Field(() => DateScalar, { description: '起始日' })
  startsOn!: string;

  @Field(() => DateScalar, { description: '截止日（含）' })
  endsOn!: string;

  @Field(() => String, { description: '一句话说明' })
  says!: string;
}

@ObjectType({ description: '企业授权' })
export class Consent extends ConsentTermsTold {
  @Field(() => ConsentStanding, { description: '状态' })
  state!: ConsentStanding;

  @Field(() => Int, { nullable: true, description: '本计数期间已用次数；不限次数的为空' })
  used!: number | null;

  @Field(() => DateTime, { nullable: true, description: '给予时刻' })
  givenAt!: string | null;

  @Field(() => DateTime, { nullable: true, description: '暂停时刻' })
  pausedAt!: string | null;

  @Field(() => DateTime, { nullable: true, description: '撤回时刻' })
  revokedAt!: string | null;

  @Field(() => Boolean, { description: '由法定代表人本人给予' })
  byPerson!: boolean;

  @Field(() => String, { description: '授权文本：规范 JSON（RFC 8785）' })
  text!: string;

  @Field(() => String, { description: '授权文本的 SHA-256' })
  digest!: string;

  @Field(() => String, { nullable: true, description: '企业的签名：JWS' })
  signature!: string | null;

  @Field(() => String, { nullable: true, description: '签名公钥的指纹（RFC 7638）' })
  signer!: string | null;

  @Field(() => ID, { nullable: true, description: '所答复的授权请求' })
  request!: string | null;
}

@ObjectType({ description: '授权请求' })
export class ConsentRequest extends ConsentTermsTold {
  @Field(() => String, { description: 'OPEN 待答复，GRANTED 已同意，DECLINED 已谢绝，WITHDRAWN 已撤回' })
  state!: string;

  @Field(() => String, { description: '理由' })
  reason!: string;

  @Field(() => DateTime, { description: '请求时刻' })
  requestedAt!: string;

  @Field(() => DateTime, { nullable: true, description: '答复时刻' })
  answeredAt!: string | null;

  @Field(() => String, { nullable: true, description: '企业的说明' })
  answer!: string | null;
}

@ObjectType({ description: '企业授权的一项' })
export class ConsentEdge {
  @Field(() => String, { description: '游标' })
  cursor!: string;

  @Field(() => Consent, { description: '授权' })
  node!: Consent;
}

@ObjectType({ description: '企业授权的一页，起始日近的在前' })
export class ConsentConnection {
  @Field(() => [ConsentEdge], { description: '本页各项' })
  edges!: readonly ConsentEdge[];

  @Field(() => PageInfo, { description: '分页' })
  pageInfo!: PageInfo;
}

@ObjectType({ description: '授权请求的一项' })
export class ConsentRequestEdge {
  @Field(() => String, { description: '游标' })
  cursor!: string;

  @Field(() => ConsentRequest, { description: '请求' })
  node!: ConsentRequest;
}

@ObjectType({ description: '授权请求的一页，新的在前' })
export class ConsentRequestConnection {
  @Field(() => [ConsentRequestEdge], { description: '本页各项' })
  edges!: readonly ConsentRequestEdge[];

  @Field(() => PageInfo, { description: '分页' })
  pageInfo!: PageInfo;
}

const TERMS = `id AS no, uscc, consumer, purpose, fields, year_from AS "yearFrom", year_until AS "yearUntil", mode,
  keep_days AS "keepDays", times, times_per AS "timesPer", starts_on::text AS "startsOn", ends_on::text AS "endsOn"`;

interface ConsentRow extends ConsentTerms {
  readonly no: string;
  readonly used: number | null;
  readonly givenAt: Date | null;
  readonly pausedAt: Date | null;
  readonly revokedAt: Date | null;
  readonly byPerson: boolean;
  readonly signature: string | null;
  readonly signer: string | null;
  readonly request: string | null;
}

/** Consents that the enterprise gave, or that were given to the unit. */
export async function consentPage(
  hub: HubContext,
  uscc: string | null | undefined,
  page: PageArguments,
): Promise<ConsentConnection> {
  const list = `consents ${uscc ?? ''}`;
  const request = pageRequest(list, page.first, page.after);
  const [startsOn, no] = request.after ?? [];
  const { rows } = await hub.pool.query<ConsentRow>(
    `SELECT ${TERMS}, given_at AS "givenAt", paused_at AS "pausedAt", revoked_at AS "revokedAt",
       by_person AS "byPerson", signature, signer, request,
       CASE WHEN times IS NOT NULL THEN (SELECT count(*)::int FROM consent_use AS used WHERE used.consent = id
         AND CASE times_per WHEN 'DAY' THEN used_on = $6::date
           WHEN 'MONTH' THEN date_trunc('month', used_on) = date_trunc('month', $6::date) ELSE true END) END AS used
     FROM consent WHERE ${sideOf(hub)} = $1 AND ($2::text IS NULL OR uscc = $2)
       AND ($3::date IS NULL OR (starts_on, id) < ($3::date, $4)) ORDER BY starts_on DESC, id DESC LIMIT $5`,
    [ownerOf(hub), uscc ?? null, startsOn ?? null, no ?? null, request.first + 1, hub.today],
  );
  return pageOf(list, request, rows, {
    position: (row) => [row.startsOn, row.no],
    node: (row): Consent => ({
      ...termsTold(hub, row, row.no),
      state: standingOf(
        { ...row, isPaused: row.pausedAt !== null, isRevoked: row.revokedAt !== null },
        hub.today,
      ),
      used: row.used,
      givenAt: row.givenAt?.toISOString() ?? null,
      pausedAt: row.pausedAt?.toISOString() ?? null,
      revokedAt: row.revokedAt?.toISOString() ?? null,
      byPerson: row.byPerson,
      text: consentText(row),
      digest: consentDigest(row),
      signature: row.signature,
      signer: row.signer,
      request: row.request,
    }),
  });
}

interface RequestRow extends ConsentTerms {
  readonly no: string;
  readonly state: string;
  readonly reason: string;
  readonly requestedAt: Date;
  readonly answeredAt: Date | null;
  readonly answer: string | null;
}

/** Requests that wait for the enterprise's answer or had it, or that the unit made. */
export async function consentRequestPage(
  hub: HubContext,
  isOpen: boolean | null | undefined,
  page: PageArguments,
): Promise<ConsentRequestConnection> {
  const list = `consentRequests ${String(isOpen ?? '')}`;
  const request = pageRequest(list, page.first, page.after);
  const [requestedAt, no] = request.after ?? [];
  const { rows } = await hub.pool.query<RequestRow>(
    `SELECT ${TERMS}, state, reason, requested_at AS "requestedAt", answered_at AS "answeredAt", answer
     FROM consent_request WHERE ${sideOf(hub)} = $1 AND ($2::boolean IS NULL OR (state = 'OPEN') = $2)
       AND ($3::timestamptz IS NULL OR (requested_at, id) < ($3::timestamptz, $4))
     ORDER BY requested_at DESC, id DESC LIMIT $5`,
    [ownerOf(hub), isOpen ?? null, requestedAt ?? null, no ?? null, request.first + 1],
  );
  return pageOf(list, request, rows, {
    position: (row) => [row.requestedAt.toISOString(), row.no],
    node: (row): ConsentRequest => ({
      ...termsTold(hub, row, row.no),
      state: row.state,
      reason: row.reason,
      requestedAt: row.requestedAt.toISOString(),
      answeredAt: row.answeredAt?.toISOString() ?? null,
      answer: row.answer,
    }),
  });
}

/** Each side reads its own: the gate lets in units under the purpose of sharing, and enterprises. */
const sideOf = ({ caller }: HubContext): 'uscc' | 'consumer' =>
  caller.kind === 'enterprise' ? 'uscc' : 'consumer';

const ownerOf = ({ caller }: HubContext): string =>
  caller.kind === 'enterprise' ? caller.uscc : caller.kind === 'unit' ? caller.unit : '';

function termsTold(hub: HubContext, terms: ConsentTerms, no: string): ConsentTermsTold {
  const { consumer, purpose } = terms;
  const fields = terms.fields.map((field): ConsentedField => {
    const policy = hub.policies.get(field);
    return { field, zh: policy?.zh ?? field, owner: policy?.unit ?? '', basis: policy?.basis ?? '' };
  });
  const consumerName = partyName(consumer);
  const purposeName = purposes.get(purpose) ?? purpose;
  return {
    ...terms,
    no,
    consumerName,
    purposeName,
    fields,
    says: inWords(terms, { consumerName, purposeName, fields }),
  };
}

function inWords(
  { mode, keepDays, times, timesPer, yearFrom, yearUntil, startsOn, endsOn }: ConsentTerms,
  named: Pick<ConsentTermsTold, 'consumerName' | 'purposeName' | 'fields'>,
): string {
  const names = named.fields.map(({ zh }) => zh).join('、');
  const kept = keepDays === null ? '' : ` ${keepDays} 天`;
  return [
    `${named.consumerName}为“${named.purposeName}”读取${names}`,
    ...(yearFrom === null || yearUntil === null ? [] : [`数据年度 ${yearFrom} 至 ${yearUntil}`]),
    `${consentModes[mode]}${kept}`,
    times === null || timesPer === null ? '次数不限' : `${consentWindows[timesPer]} ${times} 次`,
    `${startsOn} 至 ${endsOn}`,
  ].join('；');
}
