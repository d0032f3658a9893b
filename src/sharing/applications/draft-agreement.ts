import type { OpenChange } from '../../kit/make-change';
import { consumerByCode } from '../../kit/unit-directory';
import { checkAgreement, ForbiddenAgreement } from '../../policy/agreement-check';
import { writeDrafts } from '../agreements';
import { hubOf } from '../hub-context';
import type { Application } from './application';
import { agreementOf } from './content-faults';
import { moveApplication } from './take-step';

/**
 * Draws up the agreement of an application that was granted or agreed to; it counts when both sides have signed. Whoever
 * decided has drafted it, and signs it no more.
 */
export async function draftAgreement(change: OpenChange, application: Application): Promise<void> {
  const agreement = agreementOf(application.no, application.applicant, application);
  try {
    // A field may have become withheld, or a purpose been given up, since it was applied for.
    checkAgreement(agreement, hubOf(change).policies, consumerByCode);
  } catch (error) {
    if (error instanceof ForbiddenAgreement) throw change.refusal(error.message);
    throw error;
  }
  const { caller } = change.owner;
  await writeDrafts(
    change.query,
    [{ ...agreement, version: 1, supersedes: null, application: application.no }],
    caller.kind === 'stranger' ? null : caller.official,
  );
}

/** What the last signature does to the application; a later version of its agreement leaves it provided. */
export function markProvided(change: OpenChange, applicationNo: string): Promise<void> {
  return moveApplication(change, applicationNo, 'provide', 'AGREEMENT');
}
