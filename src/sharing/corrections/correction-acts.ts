import { randomUUID } from 'node:crypto';
import { Field, ID, InputType, Resolver } from 'type-graphql';
import { Change, type ChangeDone, type OpenChange } from '../../kit/change';
import { checkText } from '../../kit/change-checks';
import { registerSharedEnum } from '../../kit/declare-types';
import { USCC } from '../../kit/scalars';
import { noteAct } from '../acts';
import { hubOf } from '../hub-change';
import {
  correctionStep,
  type CorrectionState,
  Finding,
  type CorrectionAct,
  type CorrectionRole,
} from './correction-life';
import { correctionPeriod, dueOn } from './due-date';
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

const CORRECTING = '政务数据共享条例 第26条；征信业管理条例 第25条；个人信息保护法 第46条';

@Resolver()
export class CorrectionActs {
  /** Marked by the filing itself: whoever reads the field from now on is told that it is disputed. */
  @Change(CorrectionInput, { zh: '提出校核', basis: CORRECTING, makers: ['UNIT', 'ENTERPRISE'] })
  async fileCorrection(input: CorrectionInput, change: OpenChange): Promise<ChangeDone> {
    const { uscc, field, receipt, objection, evidence = null } = input;
    checkText(change, '异议', objection);
    checkText(change, '证据', evidence);
    const { unit: owner, zh } = await shownField(change, input);
    const no = randomUUID();
    const written = await change.query(
      `INSERT INTO correction (id, uscc, field, owner, filer, shown, objection, evidence, state, filed_at, due_on)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 'MARKED', $9, $10)
       ON CONFLICT (uscc, field, filer) WHERE state <> 'CLOSED' DO NOTHING RETURNING id`,
      [
        no,
        uscc,
        field,
        owner,
        filerOf(change),
        receipt,
        objection,
        evidence,
        change.now,
        dueOn(change.today, correctionPeriod(owner)),
      ],
    );
    if (written.length === 0)
      throw change.refusal(`${zh}已有贵方提出、尚未办结的校核：请等候答复，或先撤回该项`);
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
  @Change(CorrectionFinding, { zh: '核查校核事项', basis: CORRECTING, makers: ['UNIT'] })
  async verifyCorrection(input: CorrectionFinding, change: OpenChange): Promise<ChangeDone> {
    const { no, finding, reply, basis = null } = input;
    checkText(change, '说明', reply);
    checkText(change, '依据', basis);
    if (finding !== Finding.CORRECTED && basis === null)
      throw change.refusal('维持或无法核实的结论应写明依据');
    const matter = await stepOf(change, 'verifyCorrection', no);
    await change.query(
      `UPDATE correction SET state = 'VERIFIED', finding = $2, found_by = $3, reply = $4, basis = $5 WHERE id = $1`,
      [no, finding, officialOf(change), reply, basis],
    );
    return done(change, matter, { act: 'verifyCorrection', to: 'VERIFIED', note: reply });
  }

  @Change(CorrectionReference, { zh: '审定校核结论', basis: CORRECTING, makers: ['UNIT'] })
  async concludeCorrection({ no }: CorrectionReference, change: OpenChange): Promise<ChangeDone> {
    const matter = await stepOf(change, 'concludeCorrection', no);
    await change.query('UPDATE correction SET state = finding, concluded_at = $2 WHERE id = $1', [
      no,
      change.now,
    ]);
    return done(change, matter, { act: 'concludeCorrection', to: matter.finding, note: matter.reply });
  }

  /** Takes the mark away. */
  @Change(CorrectionReference, { zh: '办结校核', basis: CORRECTING, makers: ['UNIT', 'ENTERPRISE'] })
  closeCorrection({ no }: CorrectionReference, change: OpenChange): Promise<ChangeDone> {
    return close(change, 'closeCorrection', no);
  }

  @Change(CorrectionReference, { zh: '撤回校核', basis: CORRECTING, makers: ['UNIT', 'ENTERPRISE'] })
  withdrawCorrection({ no }: CorrectionReference, change: OpenChange): Promise<ChangeDone> {
    return close(change, 'withdrawCorrection', no);
  }
}

interface Matter {
  readonly no: string;
  readonly uscc: string;
  readonly owner: string;
  readonly filer: string;
  readonly state: CorrectionState;
  readonly finding: Finding | null;
  readonly foundBy: string | null;
  readonly reply: string | null;
  readonly concludedOn: string | null;
}

/** The matter, locked, where this act may be done on it now; one that does not concern the caller looks like none. */
async function stepOf(change: OpenChange, act: CorrectionAct, no: string): Promise<Matter> {
  const [matter] = await change.query<Matter>(
    `SELECT id AS no, uscc, owner, filer, state, finding, found_by AS "foundBy", reply,
            (concluded_at AT TIME ZONE 'Asia/Shanghai')::date::text AS "concludedOn"
     FROM correction WHERE id = $1 FOR UPDATE`,
    [no],
  );
  const roles = matter === undefined ? [] : rolesIn(change, matter);
  if (matter === undefined || roles.length === 0) throw change.refusal('没有这项校核：请核对校核编号');
  const step = correctionStep(matter.state, act, roles, {
    official: officialOf(change),
    foundBy: matter.foundBy,
    isAnswerDue:
      matter.concludedOn !== null && dueOn(matter.concludedOn, correctionPeriod(matter.owner)) < change.today,
  });
  if ('refused' in step) throw change.refusal(step.refused);
  return matter;
}

function rolesIn({ owner: { caller } }: OpenChange, matter: Matter): CorrectionRole[] {
  if (caller.kind === 'enterprise')
    return matter.filer === 'ENTERPRISE' && matter.uscc === caller.uscc ? ['FILER'] : [];
  if (caller.kind !== 'unit') return [];
  return [
    ...(matter.owner === caller.unit ? (['OWNER'] as const) : []),
    ...(matter.filer === caller.unit ? (['FILER'] as const) : []),
  ];
}

async function close(
  change: OpenChange,
  act: 'closeCorrection' | 'withdrawCorrection',
  no: string,
): Promise<ChangeDone> {
  const matter = await stepOf(change, act, no);
  await change.query(`UPDATE correction SET state = 'CLOSED', closed_at = $2 WHERE id = $1`, [
    no,
    change.now,
  ]);
  await announceDispute(change);
  return done(change, matter, { act, to: 'CLOSED', note: null });
}

async function done(
  change: OpenChange,
  { no, uscc, state }: Matter,
  { act, to, note }: { readonly act: string; readonly to: string | null; readonly note: string | null },
): Promise<ChangeDone> {
  await noteAct(change, { kind: 'correction', subject: no, act, from: state, to, note });
  return { uscc, no };
}

const filerOf = (change: OpenChange): string => {
  const { caller } = hubOf(change);
  return caller.kind === 'unit' ? caller.unit : 'ENTERPRISE';
};

const officialOf = ({ owner: { caller } }: OpenChange): string =>
  caller.kind === 'stranger' ? '' : caller.official;
