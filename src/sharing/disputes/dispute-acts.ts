import type { QueryResultRow } from 'pg';
import { Field, ID, InputType, Resolver } from 'type-graphql';
import { Change, type ChangeDone, type ChangeOptions, type OpenChange } from '../../kit/change';
import { checkText } from '../../kit/change-checks';
import { registerSharedEnum } from '../../kit/declare-types';
import { sharingAuthority } from '../../kit/unit-directory';
import { noteAct } from '../acts';
import type { Application } from '../applications/application';
import { lockApplication } from '../applications/application-store';
import { officeOf, rolesOf } from '../applications/parties';
import { moveApplication } from '../applications/take-step';
import { ClockStep } from '../clocks/clock-rules';
import { orderClock } from '../clocks/clock-store';
import { isLegalBasis } from '../legal-basis';
import { judge } from '../state-table';
import { DisputeOutcome, DisputeState, disputeTable, type DisputeAct } from './dispute-state';
import type { DisputeRow } from './dispute-table';

for (const values of [DisputeState, DisputeOutcome]) registerSharedEnum(values);

@InputType({ description: '共享争议' })
export class DisputeInput {
  @Field(() => ID, { description: '申请编号' })
  application!: string;

  @Field(() => String, { description: '争议的事项与主张' })
  matter!: string;

  @Field(() => String, { description: '法律依据：法规名称与条款，或文号' })
  basis!: string;
}

@InputType({ description: '一件共享争议' })
export class DisputeNo {
  @Field(() => ID, { description: '争议编号' })
  no!: string;
}

@InputType({ description: '一件共享争议与理由' })
export class DisputeReason extends DisputeNo {
  @Field(() => String, { description: '理由' })
  reason!: string;
}

@InputType({ description: '和解方案' })
export class SettlementInput extends DisputeNo {
  @Field(() => String, { description: '方案' })
  offer!: string;

  @Field(() => Boolean, { description: '对方接受后，由提供方重新答复' })
  reopens!: boolean;
}

@InputType({ description: '本级政府的决定' })
export class DecisionInput extends DisputeNo {
  @Field(() => DisputeOutcome, { description: '决定' })
  outcome!: DisputeOutcome;

  @Field(() => String, { description: '理由' })
  reason!: string;

  @Field(() => String, { description: '法律依据：法规名称与条款' })
  basis!: string;

  @Field(() => String, { description: '本级政府决定的文号' })
  documentNo!: string;
}

const byParty = (zh: string): ChangeOptions => ({
  zh,
  basis: '政务数据共享条例 第29条',
  makers: ['UNIT', 'AUTHORITY'],
});
const byAuthority = (zh: string): ChangeOptions => ({ ...byParty(zh), makers: ['AUTHORITY'] });

/** What may be disputed: a reply that was not given, put off or refused, and a right that was stopped. */
const disputable: ReadonlySet<string> = new Set(['REFUSED', 'OVERDUE', 'EXTENDED', 'SUSPENDED', 'REVOKED']);
/** Where a provider can still be made to reply anew. */
const reopenable: ReadonlySet<string> = new Set(['REFUSED', 'OVERDUE']);

@Resolver()
export class DisputeActs {
  @Change(DisputeInput, byParty('提出争议'))
  async openDispute(
    { application: of, matter, basis }: DisputeInput,
    change: OpenChange,
  ): Promise<ChangeDone> {
    checkText(change, '争议的事项', matter);
    if (!isLegalBasis(basis)) throw change.refusal('请写明法律依据：法规名称与条款，或文号');
    const application = await lockApplication(change, of);
    const { caller } = change.owner;
    const openedBy = caller.kind === 'unit' ? caller.unit : '';
    const provider = officeOf(application.provider);
    if (![application.applicant, provider].includes(openedBy))
      throw change.refusal(`${of}：争议由需求方或提供方提出`);
    if (!disputable.has(application.state))
      throw change.refusal(`${of}：只有被拒绝、延期、逾期、暂停或撤销的申请可提出争议`);
    const [next] = await change.query<{ no: string }>(`SELECT 'D-' || nextval('sharing_number') AS no`);
    const no = next?.no ?? '';
    await change.query(
      `INSERT INTO dispute (no, application, opened_by, matter, basis, state, made_at)
       VALUES ($1, $2, $3, $4, $5, 'NEGOTIATING', $6)`,
      [no, of, openedBy, matter, basis, change.now],
    );
    const responsible = openedBy === provider ? application.applicant : provider;
    await startClock(change, { no, openedBy }, application, ClockStep.NEGOTIATION, responsible);
    await noteAct(change, {
      kind: 'dispute',
      subject: no,
      act: 'openDispute',
      to: 'NEGOTIATING',
      note: basis,
    });
    return { no };
  }

  @Change(SettlementInput, byParty(disputeTable.acts.offerSettlement))
  async offerSettlement({ no, offer, reopens }: SettlementInput, change: OpenChange): Promise<ChangeDone> {
    checkText(change, '方案', offer);
    await takeDisputeStep(change, no, 'offerSettlement', { reason: offer });
    const { caller } = change.owner;
    await change.query('UPDATE dispute SET offer = $2, offered_by = $3, reopens = $4 WHERE no = $1', [
      no,
      offer,
      caller.kind === 'unit' ? caller.unit : '',
      reopens,
    ]);
    return { no };
  }

  @Change(DisputeNo, byParty(disputeTable.acts.acceptSettlement))
  async acceptSettlement({ no }: DisputeNo, change: OpenChange): Promise<ChangeDone> {
    const { dispute, application } = await takeDisputeStep(change, no, 'acceptSettlement');
    if (dispute.reopens) await reopen(change, application);
    return { no };
  }

  @Change(DisputeReason, byParty(disputeTable.acts.escalateDispute))
  async escalateDispute({ no, reason }: DisputeReason, change: OpenChange): Promise<ChangeDone> {
    checkText(change, '理由', reason);
    await takeDisputeStep(change, no, 'escalateDispute', { reason });
    return { no };
  }

  /** The government decides; the authority prepares its decision and records it under its document's number. */
  @Change(DecisionInput, byAuthority(disputeTable.acts.proposeDecision))
  async proposeDecision(input: DecisionInput, change: OpenChange): Promise<ChangeDone> {
    const { no, outcome, reason, basis, documentNo } = input;
    checkText(change, '理由', reason);
    checkText(change, '文号', documentNo);
    await takeDisputeStep(change, no, 'proposeDecision', { reason, basis });
    await change.query(
      'UPDATE dispute SET outcome = $2, decision = $3, decision_basis = $4, document_no = $5 WHERE no = $1',
      [no, outcome, reason, basis, documentNo],
    );
    return { no };
  }

  /** A provider that was overruled replies anew: nobody but itself agrees in its name. */
  @Change(DisputeNo, byAuthority(disputeTable.acts.decideDispute))
  async decideDispute({ no }: DisputeNo, change: OpenChange): Promise<ChangeDone> {
    const { dispute, application } = await takeDisputeStep(change, no, 'decideDispute');
    if (dispute.outcome === DisputeOutcome.OVERRULED) await reopen(change, application);
    return { no };
  }
}

async function reopen(change: OpenChange, { no, state }: Application): Promise<void> {
  if (reopenable.has(state)) await moveApplication(change, no, 'reopenApplication', 'DISPUTE');
}

interface Taken {
  readonly dispute: DisputeRow;
  readonly application: Application;
}

/** One step of a dispute, under the locks of its application and itself. */
async function takeDisputeStep(
  change: OpenChange,
  no: string,
  act: DisputeAct,
  said: { readonly reason?: string; readonly basis?: string } = {},
): Promise<Taken> {
  const [of] = await change.query<{ application: string }>('SELECT application FROM dispute WHERE no = $1', [
    no,
  ]);
  if (of === undefined) throw change.refusal(`没有 ${no} 这件争议，或与本单位无关`);
  const application = await lockApplication(change, of.application, `没有 ${no} 这件争议，或与本单位无关`);
  const [dispute] = await change.query<DisputeRow & QueryResultRow>(
    `SELECT no, opened_by AS "openedBy", state, offered_by AS "offeredBy", reopens, outcome, prepared_by AS "preparedBy"
     FROM dispute WHERE no = $1 FOR UPDATE`,
    [no],
  );
  const { caller } = change.owner;
  if (dispute === undefined || caller.kind !== 'unit') throw change.unknown();
  const facts = {
    official: caller.official,
    unit: caller.unit,
    preparedBy: dispute.preparedBy,
    offeredBy: dispute.offeredBy,
    reason: said.reason ?? null,
    basis: said.basis ?? null,
  };
  const { state } = dispute;
  const verdict = judge(disputeTable, { state, act, roles: rolesOf(application, caller) }, facts);
  if (!verdict.isAllowed) throw change.refusal(`${no}：${verdict.says}`);
  const { to, clock, prepares } = verdict.step;
  await change.query('UPDATE dispute SET state = $2, prepared_by = $3 WHERE no = $1', [
    no,
    to,
    prepares ? caller.official : dispute.preparedBy,
  ]);
  if (clock === 'START_COORDINATION')
    await startClock(change, dispute, application, ClockStep.COORDINATION, sharingAuthority.code);
  if (clock === 'END') await orderClock(change, matterOf(dispute, application, ''), 'END');
  const note = [said.reason, said.basis].filter((text) => text !== undefined).join('；');
  await noteAct(change, { kind: 'dispute', subject: no, act, from: state, to, note: note || null });
  return { dispute, application };
}

type Opened = Pick<DisputeRow, 'no' | 'openedBy'>;

function startClock(
  change: OpenChange,
  dispute: Opened,
  application: Application,
  step: ClockStep,
  responsible: string,
): Promise<void> {
  return orderClock(change, matterOf(dispute, application, responsible), { start: step });
}

function matterOf({ no, openedBy }: Opened, { division }: Application, responsible: string) {
  return { kind: 'dispute', subject: no, responsible, concerned: openedBy, division } as const;
}
