import { Field, ID, InputType, Resolver } from 'type-graphql';
import { Change, type ChangeDone, type OpenChange } from '../kit/change';
import { noteAct } from './acts';

@InputType({ description: '撤回企业授权' })
export class ConsentRevocation {
  @Field(() => ID, { description: '授权编号' })
  no!: string;
}

@Resolver()
export class ConsentActs {
  /** Counts from the next question on: consents are asked live. */
  @Change(ConsentRevocation, {
    zh: '撤回企业授权',
    basis: '个人信息保护法 第15条；数据安全法 第38条',
    makers: ['ENTERPRISE'],
  })
  async revokeConsent({ no }: ConsentRevocation, change: OpenChange): Promise<ChangeDone> {
    const { caller } = change.owner;
    const uscc = caller.kind === 'enterprise' ? caller.uscc : '';
    const revoked = await change.query(
      'UPDATE consent SET revoked_at = $3 WHERE id = $1 AND uscc = $2 AND revoked_at IS NULL RETURNING id',
      [no, uscc, change.now],
    );
    if (revoked.length === 0) throw change.refusal('没有这项有效的授权，或早已撤回');
    await noteAct(change, { kind: 'consent', subject: no, act: 'revokeConsent', to: 'REVOKED' });
    return { uscc, no };
  }
}
