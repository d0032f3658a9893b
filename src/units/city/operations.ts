import { Arg, Ctx, Field, ObjectType, Resolver } from 'type-graphql';
import { listPage, PageArgs, type Condition, type PageArguments } from '../../kit/enterprise-list';
import { Operation } from '../../kit/operation';
import type { OwnerContext } from '../../kit/owner';
import { DivisionCode } from '../../kit/scalars';
import { open, unconditional } from '../../kit/share';
import { TaskTotals, taskTotals, taskTotalsByGroup, type TaskTable } from '../../kit/task-totals';
import { LocalPolicyConnection, LocalPolicyKind, type ToldPolicy } from './local-policy';

interface PolicyRow extends ToldPolicy {
  readonly uscc: string;
  readonly sort: string;
}

@ObjectType({ description: '一个责任单位在服务管家处未办结的问题' })
export class CityTasksOfUnit extends TaskTotals {
  @Field(() => String, { description: '责任单位代码' })
  responsibleUnit!: string;
}

const TASKS: TaskTable = { name: 'city_task', begun: 'claimed_on' };
const OF_TASKS = { of: ['LocalSupport.tasks'], told: 'IN_STEPS' } as const;

const COLUMNS =
  'e.division, e.office, e.kind, e.title, e.document_no AS "documentNo", ' +
  'e.issued_on::text AS "issuedOn", e.valid_until::text AS "validUntil"';

@Resolver()
export class LocalOperations {
  /** 方案 第1条: who has issued what, the newest first, past documents too. */
  @Operation(() => LocalPolicyConnection, {
    zh: '市县政策',
    level: 1,
    share: open('方案 第1条；政府信息公开条例 第20条'),
  })
  localPolicies(
    @PageArgs() page: PageArguments,
    @Arg('division', () => DivisionCode, {
      nullable: true,
      description: '行政区划，含其下各级；不填为全省',
    })
    division: string | null,
    @Arg('kind', () => LocalPolicyKind, { nullable: true, description: '类别' })
    kind: LocalPolicyKind | null,
    @Ctx() owner: OwnerContext,
  ): Promise<LocalPolicyConnection> {
    return listPage<PolicyRow, ToldPolicy>(
      owner,
      {
        list: `localPolicies ${division ?? ''} ${kind ?? ''}`,
        operation: 'Query.localPolicies',
        columns: COLUMNS,
        from: 'local_policy e',
        where: conditionsOf(division, kind),
        // An office may issue several on one day: their numbers make the order total.
        orderBy: { sql: `(e.issued_on::text || ' ' || e.document_no)`, type: 'text', descending: true },
        page,
      },
      (policy) => policy,
    );
  }

  /** R19: whose tasks wait and whose are overdue. */
  @Operation(() => [CityTasksOfUnit], {
    zh: '各责任单位未办结的管家问题',
    level: 2,
    share: unconditional('方案 第19条、保障措施（三）', { readers: 'LSG' }),
    nullable: true,
    sum: OF_TASKS,
  })
  async cityTasksByUnit(@Ctx() owner: OwnerContext): Promise<CityTasksOfUnit[]> {
    const totals = await taskTotalsByGroup(owner, TASKS, 'p.responsible_unit');
    return totals.map(({ group, ...of }) => ({ responsibleUnit: group, ...of }));
  }

  /** R19, for the scorecard: the sum of all units. */
  @Operation(() => TaskTotals, {
    zh: '未办结的管家问题合计（领导小组办公室用）',
    level: 1,
    share: open('方案 第19条'),
    inaccessible: true,
    sum: OF_TASKS,
  })
  cityTaskTotals(@Ctx() owner: OwnerContext): Promise<TaskTotals> {
    return taskTotals(owner, TASKS);
  }
}

function conditionsOf(
  division: string | null | undefined,
  kind: LocalPolicyKind | null | undefined,
): Condition[] {
  const conditions: Condition[] = [];
  if (typeof division === 'string') conditions.push(['e.division LIKE ?', `${division}%`]);
  if (typeof kind === 'string') conditions.push(['e.kind = ?', kind]);
  return conditions;
}
