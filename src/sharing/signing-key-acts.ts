import { Field, ID, InputType, Resolver } from 'type-graphql';
import { Change, type ChangeDone, type OpenChange } from '../kit/change';
import { checkText } from '../kit/change-checks';
import { chinaDay } from '../kit/today';
import { sharingAuthority } from '../kit/unit-directory';
import { noteAct } from './acts';
import { actingUnit } from './hub-change';
import { AGREEMENTS } from './publication';
import { keyBy } from './signatures';

@InputType({ description: '停用签名密钥' })
export class KeyWithdrawal {
  @Field(() => ID, { description: '公钥的标识：登记时所示，协议的签名中也有' })
  kid!: string;

  @Field(() => String, { description: '理由，如私钥可能泄露、更换密钥' })
  reason!: string;
}

/** Whoever learns that a key may be lost tells those concerned and stops using it. */
const STOPPING_USE = '电子签名法 第15条';

@Resolver()
export class SigningKeyActs {
  /** For good and at once, by one official: a second one would give a lost key more time. */
  @Change(KeyWithdrawal, { zh: '停用签名密钥', basis: STOPPING_USE, makers: ['UNIT', 'AUTHORITY'] })
  async withdrawKey({ kid, reason }: KeyWithdrawal, change: OpenChange): Promise<ChangeDone> {
    const { unit } = actingUnit(change);
    checkText(change, '理由', reason);
    // Whoever signs waits for the same lock: a signature stands before the withdrawal or is refused after it.
    await change.alone(AGREEMENTS);
    const key = await keyBy(change.query, kid);
    if (key === undefined || (key.unit !== unit && unit !== sharingAuthority.code))
      throw change.refusal('没有这把公钥，或不属于本单位：请核对标识', { code: 'UNKNOWN_SUBJECT' });
    if (key.withdrawnAt !== null)
      throw change.refusal(`这把密钥已于 ${chinaDay(key.withdrawnAt.getTime())} 停用，不必再办`);
    // Its last signature may bear a later time than this act, which waited for it.
    await change.query(
      `UPDATE signing_key SET withdrawn_at =
         greatest($2, (SELECT max(signed_at) FROM agreement_signature s WHERE s.kid = signing_key.kid))
       WHERE kid = $1`,
      [kid, change.now],
    );
    await noteAct(change, {
      kind: 'key',
      subject: kid,
      act: 'withdrawKey',
      from: 'IN_USE',
      to: 'WITHDRAWN',
      note: reason,
    });
    return { no: kid };
  }
}
