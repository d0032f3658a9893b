import { GraphQLError } from 'graphql';
import type { QueryResultRow } from 'pg';
import { Field, ID, ObjectType } from 'type-graphql';
import { pageOf, pageRequest, PageInfo, type Page } from '../../kit/connection';
import { sharingAuthority } from '../../kit/unit-directory';
import { type HubContext } from '../hub-context';
import { clockColumns, clockLaw, type StoredClock } from './clock-store';
import { Deadline, deadlineOf } from './clock-types';
import { CalendarEnds, workingDayAfter } from './working-calendar';
import { queryOn } from '../query';

@ObjectType({ description: '一件将到期或已逾期的事项' })
export class DueMatter {
  @Field(() => String, { description: 'application 申请，dispute 争议，catalogue 目录，correction 校核' })
  kind!: string;

  @Field(() => ID, { description: '事项编号' })
  no!: string;

  @Field(() => Deadline, { description: '时限' })
  deadline!: Deadline;
}

@ObjectType({ description: '到期事项的一项' })
export class DueMatterEdge {
  @Field(() => String, { description: '游标' })
  cursor!: string;

  @Field(() => DueMatter, { description: '事项' })
  node!: DueMatter;
}

@ObjectType({ description: '到期事项的一页，先到期的在前' })
export class DueMatterConnection {
  @Field(() => [DueMatterEdge], { description: '本页各项' })
  edges!: readonly DueMatterEdge[];

  @Field(() => PageInfo, { description: '分页' })
  pageInfo!: PageInfo;
}

type DueRow = StoredClock & { readonly kind: string; readonly subject: string } & QueryResultRow;

/** What is overdue today, or will be due within so many working days: everybody's own, and all of it for the authority. */
export async function overduePage(
  hub: HubContext,
  within: number,
  { first, after }: { readonly first: number; readonly after?: string | null | undefined },
): Promise<DueMatterConnection> {
  if (within < 0 || within > 60) throw badInput('within 应为 0 至 60 个工作日');
  const { caller, today } = hub;
  const unit = caller.kind === 'unit' ? caller.unit : '';
  const list = `overdue ${unit} ${within}`;
  const request = pageRequest(list, first, after);
  const law = await clockLaw(queryOn(hub.pool));
  const before = within === 0 ? today : lastDay(law.calendar, today, within);
  const [dueOn = null, id = null] = request.after ?? [];
  const rows = await queryOn(hub.pool)<DueRow>(
    `SELECT kind, subject, ${clockColumns} FROM clock
     WHERE ended_on IS NULL AND paused_on IS NULL AND (due_on < $1::date OR ($2 AND due_on <= $3::date))
       AND ($4 OR ($5 IN (responsible, concerned) AND ($6::text IS NULL OR division LIKE $6 || '%')))
       AND ($7::date IS NULL OR (due_on, id) > ($7::date, $8::bigint))
     ORDER BY due_on, id LIMIT $9`,
    [
      today,
      within > 0,
      before,
      unit === sharingAuthority.code,
      unit,
      caller.kind === 'unit' ? (caller.division ?? null) : null,
      dueOn,
      id,
      first + 1,
    ],
  );
  const page: Page<DueMatter> = pageOf(list, request, rows, {
    position: (row) => [row.dueOn, row.id],
    node: (row) => ({ kind: row.kind, no: row.subject, deadline: deadlineOf(row, today, law) }),
  });
  return page;
}

function lastDay(calendar: Parameters<typeof workingDayAfter>[0], today: string, within: number): string {
  try {
    return workingDayAfter(calendar, today, within);
  } catch (error) {
    if (error instanceof CalendarEnds) throw badInput(error.message);
    throw error;
  }
}

function badInput(message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { code: 'BAD_USER_INPUT' } });
}
