import { Field, InputType, Resolver } from 'type-graphql';
import { Change, type ChangeDone, type OpenChange } from '../../kit/change';
import { checkOrder, checkQuantity } from '../../kit/change-checks';
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
}
