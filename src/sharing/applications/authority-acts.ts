import { Resolver } from 'type-graphql';
import { Change, type ChangeDone, type ChangeOptions, type OpenChange } from '../../kit/change';
import { checkText } from '../../kit/change-checks';
import { ApplicationGround, ApplicationNo } from './application-input';
import { draftAgreement } from './draft-agreement';
import { takeStep } from './take-step';
import { applicationActs } from './transitions';

const byAuthority = (zh: string): ChangeOptions => ({
  zh,
  basis: '政务数据共享条例 第23条',
  makers: ['AUTHORITY'],
});

@Resolver()
export class AuthorityActs {
  @Change(ApplicationNo, byAuthority(applicationActs.checkApplication))
  async checkApplication({ no }: ApplicationNo, change: OpenChange): Promise<ChangeDone> {
    await takeStep(change, no, 'checkApplication');
    return { no };
  }

  @Change(ApplicationGround, byAuthority(applicationActs.returnApplication))
  async returnApplication(
    { no, reason, basis = null }: ApplicationGround,
    change: OpenChange,
  ): Promise<ChangeDone> {
    checkText(change, '理由', reason);
    await takeStep(change, no, 'returnApplication', { reason, basis });
    return { no };
  }

  /** What is shared unconditionally needs no leave of its owner, only that the check was made. */
  @Change(ApplicationNo, byAuthority(applicationActs.grantApplication))
  async grantApplication({ no }: ApplicationNo, change: OpenChange): Promise<ChangeDone> {
    await draftAgreement(change, await takeStep(change, no, 'grantApplication'));
    return { no };
  }

  @Change(ApplicationNo, byAuthority(applicationActs.forwardApplication))
  async forwardApplication({ no }: ApplicationNo, change: OpenChange): Promise<ChangeDone> {
    await takeStep(change, no, 'forwardApplication');
    return { no };
  }
}
