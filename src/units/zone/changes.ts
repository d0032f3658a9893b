import { Field, ID, InputType, Resolver } from 'type-graphql';
import { Change, type ChangeDone, type OpenChange } from '../../kit/change';
import { checkNotLater, checkOrder, checkQuantity, checkText } from '../../kit/change-checks';
import { DateScalar, Decimal, USCC } from '../../kit/scalars';
import { ZoneResource } from './records';
import { TransformationZone } from './zone';

@InputType({ description: '一项要素需求' })
export class ResourceNeedInput {
  @Field(() => USCC, { description: '统一社会信用代码' })
  uscc!: string;

  @Field(() => ZoneResource, { description: '要素' })
  resource!: ZoneResource;

  @Field(() => Decimal, { description: '数量，按要素的计量单位' })
  quantity!: string;

  @Field(() => DateScalar, { nullable: true, description: '期望满足日期' })
  neededBy?: string | null;
}

@InputType({ description: '一项帮扶事项' })
export class SupportMatterInput {
  @Field(() => USCC, { description: '统一社会信用代码' })
  uscc!: string;

  @Field(() => String, { description: '事项' })
  subject!: string;

  @Field(() => String, { description: '承办部门' })
  office!: string;

  @Field(() => DateScalar, { description: '办理期限（含当日）' })
  dueOn!: string;
}

@InputType({ description: '开始办理帮扶事项' })
export class SupportMatterStart {
  @Field(() => ID, { description: '事项编号' })
  no!: string;
}

@InputType({ description: '办结帮扶事项' })
export class SupportMatterCompletion {
  @Field(() => ID, { description: '事项编号' })
  no!: string;

  @Field(() => DateScalar, { description: '办结日期' })
  completedOn!: string;
}

interface Matter {
  readonly uscc: string;
  readonly startedOn: string | null;
  readonly completedOn: string | null;
}

const MATTERS = '方案 第3条、第19条';

@Resolver()
export class ZoneChanges {
  @Change(ResourceNeedInput, { zh: '登记要素需求', basis: '方案 第3条' })
  async raiseResourceNeed(input: ResourceNeedInput, change: OpenChange): Promise<ChangeDone> {
    const { uscc, resource, quantity, neededBy = null } = input;
    await change.enterprise(TransformationZone, uscc);
    checkQuantity(change, '数量', quantity);
    checkOrder(change, ['今日', change.today], ['期望满足日期', neededBy]);
    await change.query(
      `INSERT INTO zone_resource_need (uscc, resource, quantity, raised_on, needed_by) VALUES ($1, $2, $3, $4, $5)`,
      [uscc, resource, quantity, change.today, neededBy],
    );
    return { uscc };
  }
  @Change(SupportMatterInput, { zh: '受理帮扶事项', basis: MATTERS })
  async acceptSupportMatter(input: SupportMatterInput, change: OpenChange): Promise<ChangeDone> {
    const { uscc, subject, office, dueOn } = input;
    await change.enterprise(TransformationZone, uscc);
    checkText(change, '事项', subject);
    checkText(change, '承办部门', office);
    checkOrder(change, ['今日', change.today], ['办理期限', dueOn]);
    const [matter] = await change.query<{ id: string }>(
      `INSERT INTO zone_support_matter (uscc, subject, office, accepted_on, due_on)
       VALUES ($1, $2, $3, $4, $5) RETURNING id`,
      [uscc, subject, office, change.today, dueOn],
    );
    return { uscc, ...(matter === undefined ? {} : { no: matter.id }) };
  }

  @Change(SupportMatterStart, { zh: '开始办理帮扶事项', basis: MATTERS })
  async startSupportMatter({ no }: SupportMatterStart, change: OpenChange): Promise<ChangeDone> {
    const { uscc, startedOn, completedOn } = await matterOf(no, change);
    if (completedOn !== null) throw change.refusal(`该事项已于 ${completedOn} 办结`);
    if (startedOn !== null) throw change.refusal(`该事项已于 ${startedOn} 开始办理`);
    await change.query('UPDATE zone_support_matter SET started_on = $2 WHERE id = $1', [no, change.today]);
    return { uscc, no };
  }

  @Change(SupportMatterCompletion, { zh: '办结帮扶事项', basis: MATTERS })
  async completeSupportMatter(input: SupportMatterCompletion, change: OpenChange): Promise<ChangeDone> {
    const { no, completedOn } = input;
    const matter = await matterOf(no, change);
    if (matter.completedOn !== null) throw change.refusal(`该事项已于 ${matter.completedOn} 办结`);
    if (matter.startedOn === null) throw change.refusal('该事项尚未开始办理，不能办结');
    checkNotLater(change, '办结日期', completedOn);
    checkOrder(change, ['开始办理日期', matter.startedOn], ['办结日期', completedOn]);
    await change.query('UPDATE zone_support_matter SET completed_on = $2 WHERE id = $1', [no, completedOn]);
    return { uscc: matter.uscc, no };
  }
}

async function matterOf(no: string, change: OpenChange): Promise<Matter> {
  const [known] = /^\d{1,18}$/.test(no)
    ? await change.query<{ uscc: string }>('SELECT uscc FROM zone_support_matter WHERE id = $1', [no])
    : [];
  if (known === undefined) throw change.unknown();
  await change.enterprise(TransformationZone, known.uscc);
  // Read under the enterprise's lock: what another has done meanwhile is seen.
  const [matter] = await change.query<Matter>(
    `SELECT uscc, started_on::text AS "startedOn", completed_on::text AS "completedOn"
       FROM zone_support_matter WHERE id = $1`,
    [no],
  );
  if (matter === undefined) throw change.unknown();
  return matter;
}
