import { randomUUID } from 'node:crypto';
import { Field, ID, InputType, Resolver } from 'type-graphql';
import { Change, type ChangeDone, type OpenChange } from '../../kit/change';
import { checkText } from '../../kit/change-checks';
import { DateScalar, USCC } from '../../kit/scalars';
import { sharingAuthority } from '../../kit/unit-directory';
import { noteAct } from '../acts';
import { actingUnit } from '../hub-change';

@InputType({ description: '延迟告知' })
export class AccessHoldInput {
  @Field(() => USCC, { description: '统一社会信用代码' })
  uscc!: string;

  @Field(() => String, { description: '不告知的法律依据：法规名称与条款' })
  basis!: string;

  @Field(() => DateScalar, { description: '截止日（含），至多 180 日；届时如实告知' })
  endsOn!: string;
}

@InputType({ description: '一项延迟告知' })
export class AccessHoldReference {
  @Field(() => ID, { description: '编号' })
  no!: string;
}

/** [I]: the law says “妨碍履行法定职责”, and no figure. */
const MOST_DAYS = 180;
const DAY_MS = 86_400_000;
const NOT_TELLING = '个人信息保护法 第18条、第35条';
const ARTICLE = /第[\d一二三四五六七八九十百零〇、–—-]+条/;

@Resolver()
export class AccessHoldActs {
  /** Withholds nothing until another official of the unit has confirmed it. */
  @Change(AccessHoldInput, { zh: '提请延迟告知查阅', basis: NOT_TELLING, makers: ['UNIT'] })
  async withholdAccess(input: AccessHoldInput, change: OpenChange): Promise<ChangeDone> {
    const { uscc, basis, endsOn } = input;
    const { unit, official } = actingUnit(change);
    checkText(change, '法律依据', basis);
    if (!ARTICLE.test(basis)) throw change.refusal('法律依据应写明条款，如 监察法 第18条');
    if (endsOn < change.today) throw change.refusal('截止日不能早于今日');
    if (Date.parse(endsOn) - Date.parse(change.today) > MOST_DAYS * DAY_MS)
      throw change.refusal(`延迟告知至多 ${MOST_DAYS} 日`);
    const no = randomUUID();
    await change.query(
      `INSERT INTO access_hold (id, unit, uscc, basis, ends_on, proposed_by, proposed_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7)`,
      [no, unit, uscc, basis, endsOn, official, change.now],
    );
    await noteAct(change, { kind: 'hold', subject: no, act: 'withholdAccess', to: 'PROPOSED', note: basis });
    return { no };
  }

  @Change(AccessHoldReference, { zh: '审定延迟告知查阅', basis: NOT_TELLING, makers: ['UNIT'] })
  async confirmWithholding({ no }: AccessHoldReference, change: OpenChange): Promise<ChangeDone> {
    const { unit, official } = actingUnit(change);
    const hold = await openHold(change, no, unit);
    if (hold.isConfirmed) throw change.refusal('这项延迟告知已经审定');
    if (hold.proposedBy === official)
      throw change.refusal('提请的经办人不得审定：请由本单位另一位经办人办理');
    await change.query('UPDATE access_hold SET confirmed_at = $2 WHERE id = $1', [no, change.now]);
    await noteAct(change, { kind: 'hold', subject: no, act: 'confirmWithholding', from: 'PROPOSED', to: 'IN_FORCE' }); // prettier-ignore
    return { no };
  }

  /** By the unit itself, or by the authority where it should not be or should no longer be. */
  @Change(AccessHoldReference, { zh: '解除延迟告知查阅', basis: NOT_TELLING, makers: ['UNIT', 'AUTHORITY'] })
  async releaseWithholding({ no }: AccessHoldReference, change: OpenChange): Promise<ChangeDone> {
    const { unit } = actingUnit(change);
    const hold = await openHold(change, no, unit === sharingAuthority.code ? null : unit);
    await change.query('UPDATE access_hold SET released_at = $2 WHERE id = $1', [no, change.now]);
    const from = hold.isConfirmed ? 'IN_FORCE' : 'PROPOSED';
    await noteAct(change, { kind: 'hold', subject: no, act: 'releaseWithholding', from, to: 'RELEASED' });
    return { no };
  }
}

/** One that is not over, locked; another unit's looks like none. */
async function openHold(
  change: OpenChange,
  no: string,
  unit: string | null,
): Promise<{ isConfirmed: boolean; proposedBy: string }> {
  const [hold] = await change.query<{ isConfirmed: boolean; proposedBy: string; isOver: boolean }>(
    `SELECT confirmed_at IS NOT NULL AS "isConfirmed", proposed_by AS "proposedBy",
            released_at IS NOT NULL OR ends_on < $3::date AS "isOver"
     FROM access_hold WHERE id = $1 AND ($2::text IS NULL OR unit = $2) FOR UPDATE`,
    [no, unit, change.today],
  );
  if (hold === undefined) throw change.refusal('没有这项延迟告知：请核对编号');
  if (hold.isOver) throw change.refusal('这项延迟告知已经结束');
  return hold;
}
