import { Directive, Field, Int, ObjectType } from 'type-graphql';
import { toldCells, type CountedCell } from './hidden-cells';
import type { OwnerContext } from './owner';
import { cellOf } from './small-cell';

@ObjectType({ description: '未办结事项合计' })
@Directive('@shareable')
export class TaskTotals {
  @Field(() => Int, { nullable: true, description: '未办结；来自 1 至 2 家企业时不显示' })
  open!: number | null;

  @Field(() => Int, { nullable: true, description: '其中尚无人认领或开始办理；来自 1 至 2 家企业时不显示' })
  waiting!: number | null;

  @Field(() => Int, { nullable: true, description: '其中已过办理期限；来自 1 至 2 家企业时不显示' })
  overdue!: number | null;

  @Field(() => Boolean, { description: '有数字因少于 3 家企业而不显示' })
  suppressed!: boolean;
}

/** Where an owner keeps what it has taken on for enterprises, a row for each. */
export interface TaskTable {
  readonly name: string;
  /** Column: the day on which somebody took it on. */
  readonly begun: string;
  /** SQL over `p`: to whom a row belongs. */
  readonly group: string;
}

const MEASURES = ['open', 'waiting', 'overdue'] as const;
type Measures = Readonly<Record<(typeof MEASURES)[number], CountedCell>>;

interface TotalsRow extends Measures {
  readonly group: string | null;
}

/** All that is not completed; a day of grace is not given: due today is in time. */
export async function taskTotals(owner: OwnerContext, table: TaskTable): Promise<TaskTotals> {
  const [whole] = (await totalsRows(owner, table)).filter(({ group }) => group === null);
  return whole === undefined ? totalsOf(() => 0) : totalsOf((measure) => cell(whole[measure]));
}

/** The same by group; a cell that the told sum would give away is hidden with the small one. */
export async function taskTotalsByGroup(
  owner: OwnerContext,
  table: TaskTable,
): Promise<readonly (TaskTotals & { readonly group: string })[]> {
  const rows = (await totalsRows(owner, table)).flatMap(({ group, ...measures }) =>
    group === null ? [] : [{ group, ...measures }],
  );
  const told = new Map(
    MEASURES.map((measure) => [measure, toldCells(new Map(rows.map((row) => [row.group, row[measure]])))]),
  );
  return rows.map(({ group }) => ({
    group,
    ...totalsOf((measure) => told.get(measure)?.get(group) ?? null),
  }));
}

function totalsOf(valueOf: (measure: (typeof MEASURES)[number]) => number | null): TaskTotals {
  const [open, waiting, overdue] = [valueOf('open'), valueOf('waiting'), valueOf('overdue')];
  return { open, waiting, overdue, suppressed: [open, waiting, overdue].includes(null) };
}

const cell = ({ enterprises, value }: CountedCell): number | null => cellOf(enterprises, value).value;

async function totalsRows(owner: OwnerContext, { name, begun, group }: TaskTable): Promise<TotalsRow[]> {
  const counted = (condition: string): string =>
    `json_build_object('value', count(*) FILTER (WHERE ${condition}), ` +
    `'enterprises', count(DISTINCT p.uscc) FILTER (WHERE ${condition}))`;
  const { rows } = await owner.pool.query<TotalsRow>(
    `SELECT ${group} AS "group", ${counted('true')} AS open, ${counted(`p.${begun} IS NULL`)} AS waiting,
            ${counted('p.due_on < $1::date')} AS overdue
       FROM ${name} p WHERE p.completed_on IS NULL GROUP BY GROUPING SETS ((${group}), ())`,
    [owner.today],
  );
  return rows;
}
