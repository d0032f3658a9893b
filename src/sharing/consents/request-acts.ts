import { randomUUID } from 'node:crypto';
import { Field, ID, InputType, Resolver } from 'type-graphql';
import { Change, type ChangeDone, type OpenChange } from '../../kit/change';
import { checkText } from '../../kit/change-checks';
import { DateScalar, USCC } from '../../kit/scalars';
import { noteAct } from '../acts';
import { actingEnterprise, actingUnit, hubOf } from '../hub-change';
import { termValues, writeConsent } from './consent-acts';
import { ConsentTermsInput, termsOf } from './consent-input';
import { termsFault, type ConsentTerms } from './consent-terms';

@InputType({ description: '请求企业授权' })
export class ConsentRequestInput extends ConsentTermsInput {
  @Field(() => USCC, { description: '统一社会信用代码' })
  uscc!: string;

  @Field(() => String, { description: '理由：企业据此决定' })
  reason!: string;
}

@InputType({ description: '一项授权请求' })
export class ConsentRequestReference {
  @Field(() => ID, { description: '请求编号' })
  no!: string;
}

@InputType({ description: '同意授权请求' })
export class ConsentRequestGrant extends ConsentRequestReference {
  @Field(() => DateScalar, { nullable: true, description: '截止日；空为照请求，只能提前' })
  endsOn?: string | null;

  @Field(() => String, { nullable: true, description: '企业对授权文本的签名；空为只凭登录身份' })
  signature?: string | null;
}

@InputType({ description: '谢绝授权请求' })
export class ConsentRequestRefusal extends ConsentRequestReference {
  @Field(() => String, { nullable: true, description: '说明' })
  reason?: string | null;
}

const ASKING = '征信业管理条例 第18条；政务数据共享条例 第21–22条';
const ANSWERING = '征信业管理条例 第18条、第28条；个人信息保护法 第13–15条';

@Resolver()
export class ConsentRequestActs {
  /** Whether the enterprise exists is not checked: a request that nobody can answer tells its consumer nothing. */
  @Change(ConsentRequestInput, { zh: '请求企业授权', basis: ASKING, makers: ['UNIT'] })
  async requestConsent(input: ConsentRequestInput, change: OpenChange): Promise<ChangeDone> {
    const { uscc, reason } = input;
    const consumer = actingUnit(change).unit;
    const terms = termsOf(input, { uscc, consumer, today: change.today });
    const fault = termsFault(terms, hubOf(change).policies, change.today);
    if (fault !== undefined)
      throw change.refusal(fault.says, fault.code === undefined ? {} : { code: fault.code });
    checkText(change, '理由', reason);
    const no = randomUUID();
    const written = await change.query(
      `INSERT INTO consent_request (id, uscc, consumer, purpose, fields, year_from, year_until, mode, keep_days, times,
         times_per, starts_on, ends_on, reason, requested_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)
       ON CONFLICT (uscc, consumer, purpose) WHERE state = 'OPEN' DO NOTHING RETURNING id`,
      [no, ...termValues(terms), reason, change.now],
    );
    if (written.length === 0)
      throw change.refusal('同一用途已有待企业答复的请求：请等候答复，或先撤回该请求');
    await noteAct(change, { kind: 'consent', subject: no, act: 'requestConsent', to: 'OPEN', note: reason });
    return { uscc, no };
  }

  @Change(ConsentRequestReference, { zh: '撤回授权请求', basis: ASKING, makers: ['UNIT'] })
  async withdrawConsentRequest({ no }: ConsentRequestReference, change: OpenChange): Promise<ChangeDone> {
    const request = await openRequest(change, no, 'consumer', actingUnit(change).unit);
    await close(change, no, { act: 'withdrawConsentRequest', to: 'WITHDRAWN', says: null });
    return { uscc: request.uscc, no };
  }

  /** The consent says what the request asked for, or for a shorter time. */
  @Change(ConsentRequestGrant, { zh: '同意授权请求', basis: ANSWERING, makers: ['ENTERPRISE'] })
  async grantConsentRequest(input: ConsentRequestGrant, change: OpenChange): Promise<ChangeDone> {
    const { no, endsOn, signature = null } = input;
    const request = await openRequest(change, no, 'uscc', actingEnterprise(change).uscc);
    if (typeof endsOn === 'string' && endsOn > request.endsOn)
      throw change.refusal(`截止日不能晚于所请求的 ${request.endsOn}：更长的授权请另行给予`);
    // What was asked for from a day that has passed begins today.
    const startsOn = request.startsOn < change.today ? change.today : request.startsOn;
    const terms = { ...request, startsOn, endsOn: endsOn ?? request.endsOn };
    const done = await writeConsent(change, terms, { signature, request: no });
    await close(change, no, { act: 'grantConsentRequest', to: 'GRANTED', says: null });
    return done;
  }

  @Change(ConsentRequestRefusal, { zh: '谢绝授权请求', basis: ANSWERING, makers: ['ENTERPRISE'] })
  async declineConsentRequest(
    { no, reason = null }: ConsentRequestRefusal,
    change: OpenChange,
  ): Promise<ChangeDone> {
    const { uscc } = await openRequest(change, no, 'uscc', actingEnterprise(change).uscc);
    checkText(change, '说明', reason);
    await close(change, no, { act: 'declineConsentRequest', to: 'DECLINED', says: reason });
    return { uscc, no };
  }
}

/** An open request of the caller's own, locked: another's is answered like one that does not exist. */
async function openRequest(
  change: OpenChange,
  no: string,
  side: 'uscc' | 'consumer',
  own: string,
): Promise<ConsentTerms> {
  const [request] = await change.query<ConsentTerms & { state: string }>(
    `SELECT uscc, consumer, purpose, fields, year_from AS "yearFrom", year_until AS "yearUntil", mode,
            keep_days AS "keepDays", times, times_per AS "timesPer", starts_on::text AS "startsOn",
            ends_on::text AS "endsOn", state
     FROM consent_request WHERE id = $1 AND ${side} = $2 FOR UPDATE`,
    [no, own],
  );
  if (request === undefined) throw change.refusal('没有这项授权请求：请核对请求编号');
  if (request.state !== 'OPEN') throw change.refusal('这项授权请求已经答复或撤回');
  return request;
}

async function close(
  change: OpenChange,
  no: string,
  { act, to, says }: { readonly act: string; readonly to: string; readonly says: string | null },
): Promise<void> {
  await change.query('UPDATE consent_request SET state = $2, answered_at = $3, answer = $4 WHERE id = $1', [
    no,
    to,
    change.now,
    says,
  ]);
  await noteAct(change, { kind: 'consent', subject: no, act, from: 'OPEN', to, note: says });
}
