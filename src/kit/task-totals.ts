import { Directive, Field, Int, ObjectType } from 'type-graphql';
import { COUNT_STEP, inSteps, type SumOfParts } from './in-steps';
import type { OwnerContext } from './owner';

@ObjectType({ description: `未办结事项合计：按 ${COUNT_STEP} 件取整，舍去尾数；过小的不显示` })
@Directive('@shareable')
export class TaskTotals {
  @Field(() => Int, { nullable: true, description: '未办结' })
  open!: number | null;

  @Field(() => Int, { nullable: true, description: '其中尚无人认领或开始办理' })
  waiting!: number | null;

  @Field(() => Int, { nullable: true, description: '其中已过办理期限' })
  overdue!: number | null;

  @Field(() => Boolean, { description: '有数字因过小而不显示' })
  suppressed!: boolean;
}

/** Where an owner keeps what it has taken on for enterprises, a row for each. */
export interface TaskTable {
  readonly name: string;
  /** Column: the day on which somebody took it on. */
  readonly begun: string;
}

interface TotalsRow {
  readonly group: string;
  readonly open: SumOfParts;
  readonly waiting: SumOfParts;
  readonly overdue: SumOfParts;
}

const NOTHING: TaskTotals = { open: 0, waiting: 0, overdue: 0, suppressed: false };

/** All that is not completed; a day of grace is not given: due today is in time. */
export async function taskTotals(owner: OwnerContext, table: TaskTable): Promise<TaskTotals> {
  const [whole] = await totalsRows(owner, table, `''`);
  return whole === undefined ? NOTHING : totalsOf(whole);
}

/** The same by what SQL over `p` gives for a row. */
export async function taskTotalsByGroup(
  owner: OwnerContext,
  table: TaskTable,
  group: string,
): Promise<readonly (TaskTotals & { readonly group: string })[]> {
  const rows = await totalsRows(owner, table, group);
  return rows.map((row) => ({ group: row.group, ...totalsOf(row) }));
}

function totalsOf(row: TotalsRow): TaskTotals {
  const open = inSteps(row.open, COUNT_STEP);
  const waiting = inSteps(row.waiting, COUNT_STEP);
  const overdue = inSteps(row.overdue, COUNT_STEP);
  return { open, waiting, overdue, suppressed: [open, waiting, overdue].includes(null) };
}

async function totalsRows(
  owner: OwnerContext,
  { name, begun }: TaskTable,
  group: string,
): Promise<TotalsRow[]> {
  const summed = (fact: string): string =>
    `json_build_object('value', sum(${fact}), 'enterprises', count(*) FILTER (WHERE ${fact} > 0), 'largest', max(${fact})) AS ${fact}`;
  const { rows } = await owner.pool.query<TotalsRow>(
    `SELECT "group", ${['open', 'waiting', 'overdue'].map(summed).join(', ')}
       FROM (SELECT ${group} AS "group", count(*) AS open, count(*) FILTER (WHERE p.${begun} IS NULL) AS waiting,
                    count(*) FILTER (WHERE p.due_on < $1::date) AS overdue
               FROM ${name} p WHERE p.completed_on IS NULL GROUP BY 1, p.uscc) of_enterprise
      GROUP BY 1 ORDER BY 1`,
    [owner.today],
  );
  return rows;
}
