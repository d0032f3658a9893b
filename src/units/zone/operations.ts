import { Ctx, Resolver } from 'type-graphql';
import { Operation } from '../../kit/operation';
import type { OwnerContext } from '../../kit/owner';
import { open } from '../../kit/share';
import { TaskTotals, taskTotals } from '../../kit/task-totals';

@Resolver()
export class ZoneOperations {
  /** R19, for the scorecard: all that the committee has taken on and not completed. */
  @Operation(() => TaskTotals, {
    zh: '未办结的帮扶事项合计（领导小组办公室用）',
    level: 1,
    share: open('方案 第3条、第19条'),
    inaccessible: true,
    sum: { of: ['TransformationZone.supportMatters'], told: 'IN_STEPS' },
  })
  zoneTaskTotals(@Ctx() owner: OwnerContext): Promise<TaskTotals> {
    return taskTotals(owner, { name: 'zone_support_matter', begun: 'started_on' });
  }
}
