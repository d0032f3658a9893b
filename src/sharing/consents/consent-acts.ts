import { randomUUID } from 'node:crypto';
import { Field, ID, InputType, Resolver } from 'type-graphql';
import { Change, type ChangeDone, type OpenChange } from '../../kit/change';
import { noteAct } from '../acts';
import { actingEnterprise, hubOf } from '../hub-change';
import { ConsentTermsInput, termsOf } from './consent-input';
import {
  consentActs,
  consentStandings,
  standingOf,
  type ConsentAct,
  type ConsentDates,
} from './consent-life';
import { consentSigner, consentText } from './consent-signature';
import { personalField, termsFault, type ConsentTerms } from './consent-terms';

@InputType({ description: '企业授权' })
export class ConsentInput extends ConsentTermsInput {
  @Field(() => String, { description: '需求方代码，如 LFR' })
  consumer!: string;

  @Field(() => String, {
    nullable: true,
    description: '企业对授权文本（Consent.text）的签名：JWS，公钥置于头部 jwk；空为只凭登录身份',
  })
  signature?: string | null;
}

@InputType({ description: '一项企业授权' })
export class ConsentReference {
  @Field(() => ID, { description: '授权编号' })
  no!: string;
}

const GIVING = '征信业管理条例 第18条、第28条；数据安全法 第38条；个人信息保护法 第13条';
const TAKING_BACK = '个人信息保护法 第15条；数据安全法 第38条';

@Resolver()
export class ConsentActs {
  @Change(ConsentInput, { zh: '企业授权', basis: GIVING, makers: ['ENTERPRISE'] })
  async giveConsent(input: ConsentInput, change: OpenChange): Promise<ChangeDone> {
    const { uscc } = actingEnterprise(change);
    const terms = termsOf(input, { uscc, consumer: input.consumer, today: change.today });
    return writeConsent(change, terms, { signature: input.signature ?? null, request: null });
  }

  /** Nobody is told anything under it until it is resumed; questions that are asked meanwhile are refused. */
  @Change(ConsentReference, { zh: '暂停企业授权', basis: TAKING_BACK, makers: ['ENTERPRISE'] })
  pauseConsent(input: ConsentReference, change: OpenChange): Promise<ChangeDone> {
    return moveConsent(change, 'pauseConsent', input.no);
  }

  @Change(ConsentReference, { zh: '恢复企业授权', basis: TAKING_BACK, makers: ['ENTERPRISE'] })
  resumeConsent(input: ConsentReference, change: OpenChange): Promise<ChangeDone> {
    return moveConsent(change, 'resumeConsent', input.no);
  }

  /** Counts from the next question on: consents are asked live. */
  @Change(ConsentReference, { zh: '撤回企业授权', basis: TAKING_BACK, makers: ['ENTERPRISE'] })
  revokeConsent(input: ConsentReference, change: OpenChange): Promise<ChangeDone> {
    return moveConsent(change, 'revokeConsent', input.no);
  }
}

/** Writes a consent whose terms can be kept to; of two that would overlap the first wins, the other is told its number. */
export async function writeConsent(
  change: OpenChange,
  terms: ConsentTerms,
  { signature, request }: { readonly signature: string | null; readonly request: string | null },
): Promise<ChangeDone> {
  const { policies } = hubOf(change);
  const { uscc, isLegalRepresentative = false } = actingEnterprise(change);
  const fault = termsFault(terms, policies, change.today);
  if (fault !== undefined)
    throw change.refusal(fault.says, fault.code === undefined ? {} : { code: fault.code });
  const personal = personalField(terms.fields, policies);
  if (personal !== undefined && !isLegalRepresentative)
    throw change.refusal(`${personal.zh}是个人信息，须由法定代表人本人登录授权`, {
      code: 'DENIED_CONSENT_MISSING',
    });
  const signer = signature === null ? null : await consentSigner(signature, consentText(terms));
  if (signer === undefined)
    throw change.refusal('签名与授权文本不符：请对 canonical JSON 文本签名，并把公钥置于 JWS 头部 jwk');
  await refuseOverlap(change, terms);
  const no = randomUUID();
  await change.query(
    `INSERT INTO consent (id, uscc, consumer, purpose, fields, year_from, year_until, mode, keep_days, times,
       times_per, starts_on, ends_on, given_at, by_person, signature, signer, request)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18)`,
    [no, ...termValues(terms), change.now, isLegalRepresentative, signature, signer, request],
  );
  await noteAct(change, { kind: 'consent', subject: no, act: 'giveConsent', to: 'IN_FORCE' });
  return { uscc, no };
}

/** In the order of the columns. */
export function termValues(terms: ConsentTerms): unknown[] {
  const { uscc, consumer, purpose, fields, yearFrom, yearUntil, mode, keepDays } = terms;
  const { times, timesPer, startsOn, endsOn } = terms;
  const range = [yearFrom, yearUntil, mode, keepDays, times, timesPer];
  return [uscc, consumer, purpose, JSON.stringify(fields), ...range, startsOn, endsOn];
}

/** Two consents over one field and day would leave open which of them limits it. */
async function refuseOverlap(change: OpenChange, terms: ConsentTerms): Promise<void> {
  const { uscc, consumer, purpose, fields, startsOn, endsOn } = terms;
  await change.alone(`consent ${uscc} ${consumer} ${purpose}`);
  const [other] = await change.query<{ id: string }>(
    `SELECT id FROM consent WHERE uscc = $1 AND consumer = $2 AND purpose = $3 AND revoked_at IS NULL
       AND fields::jsonb ?| $4 AND starts_on <= $6::date AND ends_on >= $5::date AND ends_on >= $7::date LIMIT 1`,
    [uscc, consumer, purpose, fields, startsOn, endsOn, change.today],
  );
  if (other !== undefined)
    throw change.refusal(`同一需求方、用途与字段已有授权 ${other.id}：请先撤回，或自其截止日之后起算`);
}

/** An act on a consent of the enterprise's own: another's is answered like one that does not exist. */
async function moveConsent(change: OpenChange, act: ConsentAct, no: string): Promise<ChangeDone> {
  const { uscc } = actingEnterprise(change);
  const [consent] = await change.query<ConsentDates>(
    `SELECT starts_on::text AS "startsOn", ends_on::text AS "endsOn", paused_at IS NOT NULL AS "isPaused",
            revoked_at IS NOT NULL AS "isRevoked" FROM consent WHERE id = $1 AND uscc = $2 FOR UPDATE`,
    [no, uscc],
  );
  if (consent === undefined) throw change.refusal('没有这项授权：请核对授权编号');
  const standing = standingOf(consent, change.today);
  const { zh, from, to } = consentActs[act];
  if (!from.includes(standing)) throw change.refusal(`授权现为“${consentStandings[standing]}”，不能${zh}`);
  await change.query(
    `UPDATE consent SET revoked_at = CASE WHEN $2 = 'REVOKED' THEN $3::timestamptz END,
       paused_at = CASE $2 WHEN 'PAUSED' THEN $3::timestamptz WHEN 'REVOKED' THEN paused_at END WHERE id = $1`,
    [no, to, change.now],
  );
  await noteAct(change, { kind: 'consent', subject: no, act, from: standing, to });
  return { uscc, no };
}
