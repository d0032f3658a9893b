import { Resolver } from 'type-graphql';
import { Change, type ChangeDone, type ChangeOptions, type OpenChange } from '../../kit/change';
import { checkText } from '../../kit/change-checks';
import { ApplicationGround, ApplicationNo, ApplicationReason, ReplyExtension } from './application-input';
import { draftAgreement } from './draft-agreement';
import { takeStep } from './take-step';
import { applicationActs } from './transitions';

/** The authority answers for the hub's own fields, and may urge. */
const byProvider = (zh: string, basis = '政务数据共享条例 第23–24条'): ChangeOptions => ({
  zh,
  basis,
  makers: ['UNIT', 'AUTHORITY'],
});

@Resolver()
export class ProviderActs {
  @Change(ApplicationNo, byProvider(applicationActs.proposeAgreement))
  async proposeAgreement({ no }: ApplicationNo, change: OpenChange): Promise<ChangeDone> {
    await takeStep(change, no, 'proposeAgreement');
    return { no };
  }

  @Change(ApplicationGround, byProvider(applicationActs.proposeRefusal))
  async proposeRefusal(
    { no, reason, basis = null }: ApplicationGround,
    change: OpenChange,
  ): Promise<ChangeDone> {
    checkText(change, '理由', reason);
    await takeStep(change, no, 'proposeRefusal', { reason, basis });
    return { no };
  }

  @Change(ApplicationNo, byProvider(applicationActs.agreeToApplication))
  async agreeToApplication({ no }: ApplicationNo, change: OpenChange): Promise<ChangeDone> {
    await draftAgreement(change, await takeStep(change, no, 'agreeToApplication'));
    return { no };
  }

  @Change(ApplicationNo, byProvider(applicationActs.refuseApplication))
  async refuseApplication({ no }: ApplicationNo, change: OpenChange): Promise<ChangeDone> {
    await takeStep(change, no, 'refuseApplication');
    return { no };
  }

  @Change(ReplyExtension, byProvider(applicationActs.extendReply))
  async extendReply({ no, reason, workingDays }: ReplyExtension, change: OpenChange): Promise<ChangeDone> {
    checkText(change, '理由', reason);
    await takeStep(change, no, 'extendReply', { reason, days: workingDays });
    return { no };
  }

  /** The clock stands while the applicant is waited for. */
  @Change(ApplicationReason, byProvider(applicationActs.askSupplement))
  async askSupplement({ no, reason }: ApplicationReason, change: OpenChange): Promise<ChangeDone> {
    checkText(change, '理由', reason);
    await takeStep(change, no, 'askSupplement', { reason });
    return { no };
  }

  @Change(ApplicationNo, byProvider(applicationActs.urgeApplication, '政务数据共享条例 第23条'))
  async urgeApplication({ no }: ApplicationNo, change: OpenChange): Promise<ChangeDone> {
    await takeStep(change, no, 'urgeApplication');
    return { no };
  }
}
