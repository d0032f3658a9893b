import { randomUUID } from 'node:crypto';
import { Field, ID, InputType, Resolver } from 'type-graphql';
import { Change, type ChangeDone, type ChangeOptions, type OpenChange } from '../../kit/change';
import { checkText } from '../../kit/change-checks';
import { registerSharedEnum } from '../../kit/declare-types';
import { USCC } from '../../kit/scalars';
import { noteAct } from '../acts';
import { hubOf } from '../hub-change';
import { isOverdue } from '../clocks/clock';
import { ClockStep } from '../clocks/clock-rules';
import { orderClock, runningClock, type ClockMatter } from '../clocks/clock-store';
import { judge } from '../state-table';
import {
  correctionTable,
  type CorrectionState,
  Finding,
  type CorrectionAct,
  type CorrectionRole,
} from './correction-state';
import { announceDispute } from './open-objections';
import { shownField } from './shown-field';

registerSharedEnum(Finding);

@InputType({ description: '提出校核（异议）' })
export class CorrectionInput {
  @Field(() => USCC, { description: '统一社会信用代码' })
  uscc!: string;

  @Field(() => String, { description: '字段坐标，如 Credit.creditOverview' })
  field!: string;

  @Field(() => ID, { description: '回执号：哪一次查阅中看到该字段；企业可取自查阅记录' })
  receipt!: string;

  @Field(() => String, { description: '认为何处有误' })
  objection!: string;

  @Field(() => String, { nullable: true, description: '证据：文件名称与编号' })
  evidence?: string | null;
}

@InputType({ description: '一项校核' })
export class CorrectionReference {
  @Field(() => ID, { description: '校核编号' })
  no!: string;
}

@InputType({ description: '核查结论' })
export class CorrectionFinding extends CorrectionReference {
  @Field(() => Finding, { description: '结论；已更正的，先在本单位系统更正' })
  finding!: Finding;

  @Field(() => String, { description: '向提出方的说明' })
  reply!: string;

  @Field(() => String, { nullable: true, description: '依据；维持或无法核实的必填' })
  basis?: string | null;
}

const correcting = (zh: string, makers: NonNullable<ChangeOptions['makers']>): ChangeOptions => ({
  zh,
  basis: '政务数据共享条例 第26条；征信业管理条例 第25条；个人信息保护法 第46条',
  makers,
});

@Resolver()
export class CorrectionActs {
  /** Marked by the filing itself: whoever reads the field from now on is told that it is disputed. */
  @Change(CorrectionInput, correcting('提出校核', ['UNIT', 'ENTERPRISE']))
  async fileCorrection(input: CorrectionInput, change: OpenChange): Promise<ChangeDone> {
    const { uscc, field, receipt, objection, evidence = null } = input;
    checkText(change, '异议', objection);
    checkText(change, '证据', evidence);
    const { unit: owner, zh } = await shownField(change, input);
    const no = randomUUID();
    const filer = filerOf(change);
    const written = await change.query(
      `INSERT INTO correction (id, uscc, field, owner, filer, shown, objection, evidence, state, filed_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 'MARKED', $9)
       ON CONFLICT (uscc, field, filer) WHERE state <> 'CLOSED' DO NOTHING RETURNING id`,
      [no, uscc, field, owner, filer, receipt, objection, evidence, change.now],
    );
    if (written.length === 0)
      throw change.refusal(`${zh}已有贵方提出、尚未办结的校核：请等候答复，或先撤回该项`);
    await orderClock(change, clockOf({ no, owner, filer }), {
      start: owner === 'PBC' ? ClockStep.CREDIT_OBJECTION : ClockStep.CORRECTION,
    });
    await announceDispute(change);
    await noteAct(change, { kind: 'correction', subject: no, act: 'fileCorrection', to: 'FILED' });
    await noteAct(change, {
      kind: 'correction',
      subject: no,
      act: 'markCorrection',
      from: 'FILED',
      to: 'MARKED',
      note: '提出即标注',
    });
    return { uscc, no };
  }

  /** One official of the owner finds out; a finding may be put anew until it is concluded. */
  @Change(CorrectionFinding, correcting(correctionTable.acts.verifyCorrection, ['UNIT']))
  async verifyCorrection(input: CorrectionFinding, change: OpenChange): Promise<ChangeDone> {
    const { no, finding, reply, basis = null } = input;
    checkText(change, '说明', reply);
    checkText(change, '依据', basis);
    if (finding !== Finding.CORRECTED && basis === null)
      throw change.refusal('维持或无法核实的结论应写明依据');
    const { uscc } = await takeStep(change, 'verifyCorrection', no, reply);
    await change.query(
      'UPDATE correction SET finding = $2, found_by = $3, reply = $4, basis = $5 WHERE id = $1',
      [no, finding, officialOf(change), reply, basis],
    );
    return { uscc, no };
  }

  @Change(CorrectionReference, correcting(correctionTable.acts.concludeCorrection, ['UNIT']))
  async concludeCorrection({ no }: CorrectionReference, change: OpenChange): Promise<ChangeDone> {
    const { uscc } = await takeStep(change, 'concludeCorrection', no);
    await change.query('UPDATE correction SET concluded_at = $2 WHERE id = $1', [no, change.now]);
    return { uscc, no };
  }

  /** Takes the mark away. */
  @Change(CorrectionReference, correcting(correctionTable.acts.closeCorrection, ['UNIT', 'ENTERPRISE']))
  closeCorrection({ no }: CorrectionReference, change: OpenChange): Promise<ChangeDone> {
    return close(change, 'closeCorrection', no);
  }

  @Change(CorrectionReference, correcting(correctionTable.acts.withdrawCorrection, ['UNIT', 'ENTERPRISE']))
  withdrawCorrection({ no }: CorrectionReference, change: OpenChange): Promise<ChangeDone> {
    return close(change, 'withdrawCorrection', no);
  }
}

async function close(
  change: OpenChange,
  act: 'closeCorrection' | 'withdrawCorrection',
  no: string,
): Promise<ChangeDone> {
  const { uscc } = await takeStep(change, act, no);
  await change.query('UPDATE correction SET closed_at = $2 WHERE id = $1', [no, change.now]);
  await announceDispute(change);
  return { uscc, no };
}

interface Matter {
  readonly no: string;
  readonly uscc: string;
  readonly owner: string;
  readonly filer: string;
  readonly state: `${CorrectionState}`;
  readonly finding: Finding | null;
  readonly foundBy: string | null;
  readonly reply: string | null;
}

/** One step of a correction, under its lock; one that does not concern the caller looks like none. */
async function takeStep(
  change: OpenChange,
  act: CorrectionAct,
  no: string,
  said: string | null = null,
): Promise<Matter> {
  const [matter] = await change.query<Matter>(
    `SELECT id AS no, uscc, owner, filer, state, finding, found_by AS "foundBy", reply
     FROM correction WHERE id = $1 FOR UPDATE`,
    [no],
  );
  const roles = matter === undefined ? [] : rolesIn(change, matter);
  if (matter === undefined || roles.length === 0) throw change.refusal('没有这项校核：请核对校核编号');
  const running = await runningClock(change.query, clockOf(matter));
  const { state, foundBy, finding, reply } = matter;
  const facts = {
    official: officialOf(change),
    foundBy,
    finding,
    isAnswerOverdue: running?.step === ClockStep.CORRECTION_ANSWER && isOverdue(running, change.today),
  };
  const verdict = judge(correctionTable, { state, act, roles }, facts);
  if (!verdict.isAllowed) throw change.refusal(verdict.says);
  const { to, clock } = verdict.step;
  await change.query('UPDATE correction SET state = $2 WHERE id = $1', [no, to]);
  if (clock === 'END') await orderClock(change, clockOf(matter), 'END');
  if (clock === 'START_ANSWER')
    await orderClock(
      change,
      { ...clockOf(matter), responsible: matter.filer, concerned: matter.owner },
      { start: ClockStep.CORRECTION_ANSWER },
    );
  const note = act === 'concludeCorrection' ? reply : said;
  await noteAct(change, { kind: 'correction', subject: no, act, from: state, to, note });
  return matter;
}

/** Its owner must act, its filer waits; once it is concluded it is the other way round. */
function clockOf({ no, owner, filer }: Pick<Matter, 'no' | 'owner' | 'filer'>): ClockMatter {
  return { kind: 'correction', subject: no, responsible: owner, concerned: filer };
}

function rolesIn({ owner: { caller } }: OpenChange, matter: Matter): CorrectionRole[] {
  if (caller.kind === 'enterprise')
    return matter.filer === 'SELF' && matter.uscc === caller.uscc ? ['FILER'] : [];
  if (caller.kind !== 'unit') return [];
  return [
    ...(matter.owner === caller.unit ? (['OWNER'] as const) : []),
    ...(matter.filer === caller.unit ? (['FILER'] as const) : []),
  ];
}

const filerOf = (change: OpenChange): string => {
  const { caller } = hubOf(change);
  return caller.kind === 'unit' ? caller.unit : 'SELF';
};

const officialOf = ({ owner: { caller } }: OpenChange): string =>
  caller.kind === 'stranger' ? '' : caller.official;
