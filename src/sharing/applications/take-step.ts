import type { OpenChange } from '../../kit/make-change';
import { sharingAuthority } from '../../kit/unit-directory';
import { noteAct } from '../acts';
import { daysLeft, isOverdue } from '../clocks/clock';
import { ClockStep, rulesFor } from '../clocks/clock-rules';
import { clockLaw, orderClock, runningClock, type ClockMatter, type ClockOrder } from '../clocks/clock-store';
import { judge } from '../state-table';
import type { Application } from './application';
import { lockApplication, setStanding } from './application-store';
import { divisionsOf, officeOf, rolesOf } from './parties';
import { applicationTable, type Act, type ClockChange, type Facts, type Role } from './transitions';

/** What is said with a step. */
export interface Said {
  readonly reason?: string | null;
  readonly basis?: string | null;
  /** Working days by which the reply is put off. */
  readonly days?: number;
}

/** Working days before the due date from which one may urge. */
const DUE_SOON = 2;

/**
 * One step of an application, or the refusal that says why it cannot be taken. Of two officials who act at once the
 * second waits for the first and is then judged by what the first has made of it.
 */
export async function takeStep(
  change: OpenChange,
  no: string,
  act: Act,
  said: Said = {},
): Promise<Application> {
  const application = await lockApplication(change, no);
  await move(change, application, act, rolesOf(application, change.owner.caller), said);
  return application;
}

/** The same for what no party does itself: a decided dispute, an agreement that was signed. */
export async function moveApplication(
  change: OpenChange,
  no: string,
  act: Act,
  by: 'DISPUTE' | 'AGREEMENT',
): Promise<void> {
  const application = await lockApplication(change, no);
  await move(change, application, act, [by], {});
}

async function move(
  change: OpenChange,
  application: Application,
  act: Act,
  roles: readonly Role[],
  said: Said,
): Promise<void> {
  const { no, state } = application;
  const facts = await factsOf(change, application, said);
  const verdict = judge(applicationTable, { state, act, roles }, facts);
  if (!verdict.isAllowed) throw change.refusal(`${no}：${verdict.says}`);
  const { to, prepares, clock } = verdict.step;
  const isNew = to !== state;
  await setStanding(change, no, {
    state: to,
    preparedBy: prepares ? facts.official : isNew ? null : application.preparedBy,
    proposal: proposalOf(act) ?? (isNew ? null : application.proposal),
    reason: said.reason ?? (isKept(act) ? application.reason : null),
    reasonBasis: said.basis ?? (isKept(act) ? application.reasonBasis : null),
  });
  if (clock !== undefined)
    await orderClock(change, matterOf(application, clock), orderOf(application, clock, said));
  const note = [said.reason, said.basis].filter((text) => (text ?? '') !== '').join('；');
  await noteAct(change, { kind: 'application', subject: no, act, from: state, to, note: note || null });
}

function proposalOf(act: Act): Application['proposal'] | undefined {
  if (act === 'proposeAgreement') return 'AGREE';
  return act === 'proposeRefusal' ? 'REFUSE' : undefined;
}

/** A refusal is decided with the reason and the basis with which it was proposed. */
function isKept(act: Act): boolean {
  return act === 'refuseApplication' || act === 'urgeApplication';
}

async function factsOf(change: OpenChange, application: Application, said: Said): Promise<Facts> {
  const { caller } = change.owner;
  const law = await clockLaw(change.query);
  const clock = await runningClock(change.query, { kind: 'application', subject: application.no });
  const { today } = change;
  const bounds = rulesFor(law.rules, ClockStep.EXTENSION, {
    divisions: divisionsOf(application),
    asOf: today,
  });
  return {
    official: caller.kind === 'stranger' ? '' : caller.official,
    preparedBy: application.preparedBy,
    isConditional: application.isConditional,
    proposal: application.proposal,
    isClockPaused: (clock?.pausedOn ?? null) !== null,
    isDueSoon:
      clock !== undefined &&
      (isOverdue(clock, today) || (daysLeft(clock, today, law.calendar) ?? Infinity) <= DUE_SOON),
    reason: said.reason ?? null,
    basis: said.basis ?? null,
    extension:
      said.days === undefined
        ? null
        : { days: said.days, atMost: Math.min(...bounds.map(({ days }) => days)) },
  };
}

function orderOf({ isConditional }: Application, clock: ClockChange, { days = 0 }: Said): ClockOrder {
  switch (clock) {
    case 'START_CHECK':
      return { start: isConditional ? ClockStep.CHECK : ClockStep.CHECK_UNCONDITIONAL };
    case 'START_REPLY':
      return { start: ClockStep.REPLY };
    case 'START_PROVIDE':
      return { start: ClockStep.PROVIDE };
    case 'LENGTHEN':
      return { lengthen: days };
    case 'PAUSE':
    case 'RESUME':
    case 'END':
      return clock;
  }
}

/** The authority answers for the check, the provider for everything after it. */
function matterOf(application: Application, clock: ClockChange): ClockMatter {
  return {
    kind: 'application',
    subject: application.no,
    responsible: clock === 'START_CHECK' ? sharingAuthority.code : officeOf(application.provider),
    concerned: application.applicant,
    division: application.division,
    divisions: divisionsOf(application),
  };
}
