import type { QueryResultRow } from 'pg';
import { Field, ID, ObjectType } from 'type-graphql';
import { DateTime } from '../kit/scalars';
import type { Act } from './acts';
import { clockColumns, clockLaw, type StoredClock } from './clocks/clock-store';
import { deadlineOf, type Deadline } from './clocks/clock-types';
import { type HubContext } from './hub-context';
import { queryOn } from './query';

@ObjectType({ description: '经过中的一步：谁、何时、做了什么' })
export class SharingAct {
  @Field(() => DateTime, { description: '时刻' })
  at!: string;

  @Field(() => String, { description: '办理的名称；settle 为到期或协议变动所致' })
  act!: string;

  @Field(() => String, { description: '办理单位；HUB 为中枢' })
  actor!: string;

  @Field(() => String, { nullable: true, description: '原状态' })
  from!: string | null;

  @Field(() => String, { nullable: true, description: '新状态' })
  to!: string | null;

  @Field(() => String, { nullable: true, description: '理由与依据' })
  note!: string | null;

  @Field(() => ID, { description: '回执号' })
  receipt!: string;
}

interface Life {
  readonly deadlines: readonly Deadline[];
  readonly life: readonly SharingAct[];
}

type EventRow = QueryResultRow & Omit<SharingAct, 'at'> & { readonly subject: string; readonly at: Date };

/** What happened to each of these matters, and the clocks that ran or run for it. */
export async function livesOf(
  hub: HubContext,
  kind: Act['kind'],
  subjects: readonly string[],
): Promise<(subject: string) => Life> {
  const ask = queryOn(hub.pool);
  const [law, clocks, events] = await Promise.all([
    clockLaw(ask),
    ask<StoredClock & { subject: string } & QueryResultRow>(
      `SELECT subject, ${clockColumns} FROM clock WHERE kind = $1 AND subject = ANY($2) ORDER BY id`,
      [kind, subjects],
    ),
    ask<EventRow>(
      `SELECT subject, at, act, actor, from_state AS "from", to_state AS "to", note, receipt FROM sharing_event
       WHERE kind = $1 AND subject = ANY($2) ORDER BY id`,
      [kind, subjects],
    ),
  ]);
  return (wanted) => ({
    deadlines: clocks
      .filter(({ subject }) => subject === wanted)
      .map((clock) => deadlineOf(clock, hub.today, law)),
    life: events.filter(({ subject }) => subject === wanted).map(actOf),
  });
}

function actOf({ at, act, actor, from, to, note, receipt }: EventRow): SharingAct {
  return { at: at.toISOString(), act, actor, from, to, note, receipt };
}
