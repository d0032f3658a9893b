import { Field, ID, InputType, Resolver } from 'type-graphql';
import { Change, type ChangeDone, type OpenChange } from '../../kit/change';
import { checkNotLater, checkOrder, checkQuantity, checkText } from '../../kit/change-checks';
import { DateScalar, Decimal, USCC } from '../../kit/scalars';
import { consumerByCode } from '../../kit/unit-directory';
import { LocalSupport } from './city';
import { LandUse } from './land';
import { CityTaskCategory } from './tasks';

@InputType({ description: '一件服务管家任务' })
export class TaskInput {
  @Field(() => USCC, { description: '统一社会信用代码' })
  uscc!: string;

  @Field(() => CityTaskCategory, { description: '类别' })
  category!: CityTaskCategory;

  @Field(() => String, { description: '问题' })
  subject!: string;

  @Field(() => String, { description: '责任单位代码' })
  responsibleUnit!: string;

  @Field(() => DateScalar, { description: '办理期限（含当日）' })
  dueOn!: string;
}

@InputType({ description: '认领任务' })
export class TaskClaimInput {
  @Field(() => ID, { description: '任务编号' })
  no!: string;
}

@InputType({ description: '办结任务' })
export class TaskCompletionInput {
  @Field(() => ID, { description: '任务编号' })
  no!: string;

  @Field(() => DateScalar, { description: '办结日期' })
  completedOn!: string;
}

@InputType({ description: '一项用地需求' })
export class LandNeedInput {
  @Field(() => USCC, { description: '统一社会信用代码' })
  uscc!: string;

  @Field(() => Decimal, { description: '面积（亩）' })
  areaMu!: string;

  @Field(() => LandUse, { description: '用途' })
  landUse!: LandUse;

  @Field(() => DateScalar, { nullable: true, description: '期望供地日期' })
  neededBy?: string | null;
}

interface Task {
  readonly uscc: string;
  readonly claimedOn: string | null;
  readonly completedOn: string | null;
}

const TASKS = '方案 第19条';

@Resolver()
export class LocalChanges {
  @Change(TaskInput, { zh: '登记服务管家任务', basis: TASKS })
  async openTask(input: TaskInput, change: OpenChange): Promise<ChangeDone> {
    const { uscc, category, subject, responsibleUnit, dueOn } = input;
    await change.enterprise(LocalSupport, uscc);
    checkText(change, '问题', subject);
    checkOrder(change, ['今日', change.today], ['办理期限', dueOn]);
    if (!consumerByCode.has(responsibleUnit)) throw change.refusal('没有这个责任单位代码');
    const [task] = await change.query<{ id: string }>(
      `INSERT INTO city_task (uscc, category, subject, responsible_unit, raised_on, due_on)
       VALUES ($1, $2, $3, $4, $5, $6) RETURNING id`,
      [uscc, category, subject, responsibleUnit, change.today, dueOn],
    );
    return { uscc, ...(task === undefined ? {} : { no: task.id }) };
  }

  @Change(TaskClaimInput, { zh: '认领服务管家任务', basis: TASKS })
  async claimTask({ no }: TaskClaimInput, change: OpenChange): Promise<ChangeDone> {
    const { uscc, claimedOn, completedOn } = await taskOf(no, change);
    if (completedOn !== null) throw change.refusal(`该任务已于 ${completedOn} 办结`);
    if (claimedOn !== null) throw change.refusal(`该任务已于 ${claimedOn} 认领`);
    await change.query('UPDATE city_task SET claimed_on = $2 WHERE id = $1', [no, change.today]);
    return { uscc, no };
  }

  @Change(TaskCompletionInput, { zh: '办结服务管家任务', basis: TASKS })
  async completeTask({ no, completedOn }: TaskCompletionInput, change: OpenChange): Promise<ChangeDone> {
    const task = await taskOf(no, change);
    if (task.completedOn !== null) throw change.refusal(`该任务已于 ${task.completedOn} 办结`);
    if (task.claimedOn === null) throw change.refusal('该任务尚未认领，不能办结');
    checkNotLater(change, '办结日期', completedOn);
    checkOrder(change, ['认领日期', task.claimedOn], ['办结日期', completedOn]);
    await change.query('UPDATE city_task SET completed_on = $2 WHERE id = $1', [no, completedOn]);
    return { uscc: task.uscc, no };
  }

  @Change(LandNeedInput, { zh: '登记用地需求', basis: '方案 第3条' })
  async raiseLandNeed(input: LandNeedInput, change: OpenChange): Promise<ChangeDone> {
    const { uscc, areaMu, landUse, neededBy = null } = input;
    await change.enterprise(LocalSupport, uscc);
    checkQuantity(change, '面积', areaMu);
    checkOrder(change, ['今日', change.today], ['期望供地日期', neededBy]);
    await change.query(
      'INSERT INTO land_need (uscc, area_mu, land_use, raised_on, needed_by) VALUES ($1, $2, $3, $4, $5)',
      [uscc, areaMu, landUse, change.today, neededBy],
    );
    return { uscc };
  }
}

/** A task of another city and one that does not exist are answered alike. */
async function taskOf(no: string, change: OpenChange): Promise<Task> {
  const [known] = /^\d{1,18}$/.test(no)
    ? await change.query<{ uscc: string }>('SELECT uscc FROM city_task WHERE id = $1', [no])
    : [];
  if (known === undefined) throw change.unknown();
  await change.enterprise(LocalSupport, known.uscc);
  // Read under the enterprise's lock: what another claim has done meanwhile is seen.
  const [task] = await change.query<Task>(
    `SELECT uscc, claimed_on::text AS "claimedOn", completed_on::text AS "completedOn" FROM city_task WHERE id = $1`,
    [no],
  );
  if (task === undefined) throw change.unknown();
  return task;
}
