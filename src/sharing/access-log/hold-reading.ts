import { Field, ID, ObjectType } from 'type-graphql';
import { DateScalar, DateTime, USCC } from '../../kit/scalars';
import { partyName, sharingAuthority } from '../../kit/unit-directory';
import type { HubContext } from '../hub-context';

@ObjectType({ description: '延迟告知：调查期间不向企业告知的查阅' })
export class AccessHoldTold {
  @Field(() => ID, { description: '编号' })
  no!: string;

  @Field(() => String, { description: '查阅单位代码' })
  unit!: string;

  @Field(() => String, { description: '查阅单位' })
  unitName!: string;

  @Field(() => USCC, { description: '企业' })
  uscc!: string;

  @Field(() => String, { description: '法律依据' })
  basis!: string;

  @Field(() => DateScalar, { description: '截止日（含）' })
  endsOn!: string;

  @Field(() => DateTime, { description: '提请时刻' })
  proposedAt!: string;

  @Field(() => DateTime, { nullable: true, description: '审定时刻：自此不告知；未审定的不生效' })
  confirmedAt!: string | null;

  @Field(() => DateTime, { nullable: true, description: '解除时刻' })
  releasedAt!: string | null;
}

const MOST_HOLDS = 200;

/** Each unit's own; the authority over sharing sees all, and may end them. */
export async function accessHolds(hub: HubContext): Promise<AccessHoldTold[]> {
  const { caller } = hub;
  if (caller.kind !== 'unit') return [];
  const { rows } = await hub.pool.query<
    Pick<AccessHoldTold, 'no' | 'unit' | 'uscc' | 'basis' | 'endsOn'> & {
      proposedAt: Date;
      confirmedAt: Date | null;
      releasedAt: Date | null;
    }
  >(
    `SELECT id AS no, unit, uscc, basis, ends_on::text AS "endsOn", proposed_at AS "proposedAt",
            confirmed_at AS "confirmedAt", released_at AS "releasedAt"
     FROM access_hold WHERE $1::text IS NULL OR unit = $1 ORDER BY proposed_at DESC LIMIT ${MOST_HOLDS}`,
    [caller.unit === sharingAuthority.code ? null : caller.unit],
  );
  return rows.map((row) => ({
    ...row,
    unitName: partyName(row.unit),
    proposedAt: row.proposedAt.toISOString(),
    confirmedAt: row.confirmedAt?.toISOString() ?? null,
    releasedAt: row.releasedAt?.toISOString() ?? null,
  }));
}
