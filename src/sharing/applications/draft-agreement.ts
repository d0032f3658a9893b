import type { OpenChange } from '../../kit/make-change';
import { consumerByCode } from '../../kit/unit-directory';
import { compileBundle, ForbiddenAgreement } from '../../policy/bundle';
import { hubOf } from '../hub-context';
import type { Application } from './application';
import { agreementOf } from './content-faults';
import { moveApplication } from './take-step';

/** Draws up the agreement of an application that was granted or agreed to; it counts when both sides have signed. */
export async function draftAgreement(change: OpenChange, application: Application): Promise<void> {
  const agreement = agreementOf(application.no, application.applicant, application);
  try {
    // A field may have become withheld, or a purpose been given up, since it was applied for.
    compileBundle([agreement], hubOf(change).policies, consumerByCode);
  } catch (error) {
    if (error instanceof ForbiddenAgreement) throw change.refusal(error.message);
    throw error;
  }
  const { id, consumer, provider, purposes, fields, thresholds, outcome, scope, validFrom, validUntil } =
    agreement;
  await change.query(
    `INSERT INTO agreement (id, consumer, provider, purposes, fields, thresholds, outcome, scope, valid_from, valid_until,
       application, state)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $1, 'DRAFT')`,
    [
      id,
      consumer,
      provider,
      JSON.stringify(purposes),
      JSON.stringify(fields),
      JSON.stringify(thresholds),
      outcome,
      scope === null ? null : JSON.stringify(scope),
      validFrom,
      validUntil,
    ],
  );
}

/** What the last signature does to the application. */
export function markProvided(change: OpenChange, applicationNo: string): Promise<void> {
  return moveApplication(change, applicationNo, 'provide', 'AGREEMENT');
}
