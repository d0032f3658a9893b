import { Field, ObjectType } from 'type-graphql';
import { EnterpriseReference, enterpriseKey, type EnterpriseKey } from '../../kit/enterprise-list';
import { MAX_PAGE } from '../../kit/connection';
import { registerSharedEnum } from '../../kit/declare-types';
import type { OwnerContext, Scope } from '../../kit/owner';
import { Refusal } from '../../kit/refusal';
import { DateScalar, DateTime } from '../../kit/scalars';
import type { DailyTask } from '../../kit/define-unit';
import { declareEnum } from '../../kit/slice';
import { SrdiTier } from './recognition';

export enum PushListChangeKind {
  ADDED = 'ADDED',
  CHANGED = 'CHANGED',
  REMOVED = 'REMOVED',
}
declareEnum(PushListChangeKind, {
  name: 'PushListChangeKind',
  zh: '名单变动',
  labels: { ADDED: '列入', CHANGED: '变更', REMOVED: '移出' },
});
registerSharedEnum(PushListChangeKind);

export enum PushListReason {
  RECOGNISED = 'RECOGNISED',
  PROMOTED = 'PROMOTED',
  TITLE_EXPIRED = 'TITLE_EXPIRED',
  TITLE_WITHDRAWN = 'TITLE_WITHDRAWN',
  DIVISION_CHANGED = 'DIVISION_CHANGED',
  RECORD_DELETED = 'RECORD_DELETED',
}
const reasonLabels: Readonly<Record<PushListReason, string>> = {
  RECOGNISED: '认定',
  PROMOTED: '梯次提升',
  TITLE_EXPIRED: '称号到期',
  TITLE_WITHDRAWN: '称号撤销',
  DIVISION_CHANGED: '所在地变更',
  RECORD_DELETED: '企业记录删除',
};
declareEnum(PushListReason, { name: 'PushListReason', zh: '名单变动原因', labels: reasonLabels });
registerSharedEnum(PushListReason);

/** One change as its reader sees it: an enterprise that enters or leaves the reader's scope enters or leaves the list. */
@ObjectType({ description: '推送名单的一次变动' })
export class PushListChange {
  @Field(() => String, { description: '此次变动的游标，长期有效' })
  cursor!: string;

  @Field(() => PushListChangeKind, { description: '变动' })
  kind!: PushListChangeKind;

  @Field(EnterpriseReference, { description: '企业' })
  enterprise!: EnterpriseKey;

  @Field(() => SrdiTier, { nullable: true, description: '变动前的梯次；列入时为空' })
  tierBefore!: SrdiTier | null;

  @Field(() => SrdiTier, { nullable: true, description: '变动后的梯次；移出时为空' })
  tierAfter!: SrdiTier | null;

  @Field(() => PushListReason, { description: '原因' })
  reason!: PushListReason;

  @Field(() => String, { description: '原因（中文）' })
  reasonText!: string;

  @Field(() => DateScalar, { description: '变动生效日期' })
  happenedOn!: string;
}

@ObjectType({ description: '推送名单自某游标之后的变动，按发生顺序' })
export class PushListChanges {
  @Field(() => [PushListChange], { description: '变动；从头读取时，每户企业首先以“列入”出现' })
  changes!: readonly PushListChange[];

  @Field(() => String, { nullable: true, description: '下次作为 since；没有新变动时与本次 since 相同' })
  nextCursor!: string | null;

  @Field(() => Boolean, { description: '后面还有' })
  hasMore!: boolean;

  @Field(() => DateTime, { description: '此刻之前的变动都已在内，或因 hasMore 在后面' })
  asOf!: string;
}

export interface ChangesAfter {
  readonly since: string | null;
  readonly first: number;
}

interface ChangeRow {
  readonly cursor: string;
  readonly uscc: string;
  readonly tierBefore: SrdiTier | null;
  readonly tierAfter: SrdiTier | null;
  readonly reason: PushListReason;
  readonly happenedOn: string;
}

/** Changes after a cursor, or from the beginning. Throws BAD_USER_INPUT for a cursor that names no change of this list. */
export async function changesAfter(
  owner: OwnerContext,
  operation: string,
  { since, first }: ChangesAfter,
): Promise<PushListChanges> {
  if (first < 1 || first > MAX_PAGE)
    throw new Refusal({ code: 'BAD_USER_INPUT', about: `first 应为 1 到 ${MAX_PAGE}` });
  const { position, asOf } = await positionOf(owner, since);
  const values: unknown[] = [position, first + 1];
  const scope = scopeOf(owner, operation, (value) => `$${values.push(value)}`);
  const { rows } = await owner.pool.query<ChangeRow>(
    `SELECT c.cursor, c.uscc, CASE WHEN s.before THEN c.tier_before END AS "tierBefore",
            CASE WHEN s.after THEN c.tier_after END AS "tierAfter", c.reason, c.happened_on::text AS "happenedOn"
       FROM push_list_change c CROSS JOIN LATERAL (
         SELECT c.tier_before IS NOT NULL AND (${scope('c.tier_before', 'c.division_before')}) AS before,
                c.tier_after IS NOT NULL AND (${scope('c.tier_after', 'c.division_after')}) AS after
       ) s WHERE c.id > $1 AND (s.before OR s.after) ORDER BY c.id LIMIT $2`,
    values,
  );
  const changes = rows.slice(0, first).map(changeOf);
  return {
    changes,
    nextCursor: changes.at(-1)?.cursor ?? since,
    hasMore: rows.length > first,
    asOf: asOf.toISOString(),
  };
}

const CURSOR = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/;

/** A cursor is the random name of a change: it says nothing of how many others there are, and lasts as long as the log. */
async function positionOf(
  owner: OwnerContext,
  since: string | null,
): Promise<{ position: string; asOf: Date }> {
  const { rows } = await owner.pool.query<{ position: string | null; asOf: Date }>(
    `SELECT now() AS "asOf", CASE WHEN $1::uuid IS NULL THEN 0 ELSE (SELECT id FROM push_list_change WHERE cursor = $1::uuid) END AS position`,
    [since === null || CURSOR.test(since) ? since : NO_CURSOR],
  );
  const { position, asOf } = rows[0] ?? { position: null, asOf: new Date() };
  if (position === null)
    throw new Refusal({
      code: 'BAD_USER_INPUT',
      about: '游标不属于推送名单：请用上次的 nextCursor，或不填 since 从头读取',
    });
  return { position, asOf };
}

/** Never given out: the nil UUID. */
const NO_CURSOR = '00000000-0000-0000-0000-000000000000';

function changeOf({ uscc, ...row }: ChangeRow): PushListChange {
  const kind =
    row.tierBefore === null
      ? PushListChangeKind.ADDED
      : row.tierAfter === null
        ? PushListChangeKind.REMOVED
        : PushListChangeKind.CHANGED;
  return { ...row, kind, enterprise: enterpriseKey(uscc), reasonText: reasonLabels[row.reason] };
}

/** Whether a tier and a division lie in the caller's scope, as SQL; the bureau knows both, before and after. */
function scopeOf(
  owner: OwnerContext,
  operation: string,
  bind: (value: unknown) => string,
): (tier: string, division: string) => string {
  const decision = owner.rights.decide(operation);
  const scopes = decision.allowed ? decision.grants.map((grant) => grant.scope) : [];
  if (scopes.includes(null)) return () => 'true';
  const conditions = scopes.flatMap((scope) => (scope === null ? [] : [conditionOf(scope, bind)]));
  return (tier, division) =>
    conditions.length === 0 ? 'false' : conditions.map((one) => one(tier, division)).join(' OR ');
}

function conditionOf(
  { divisions, tiers, self }: Scope,
  bind: (value: unknown) => string,
): (tier: string, division: string) => string {
  const parts: ((tier: string, division: string) => string)[] = [];
  if (divisions !== undefined) {
    const prefixes = bind(divisions.map((prefix) => `${prefix}%`));
    parts.push((_tier, division) => `${division} LIKE ANY (${prefixes}::text[])`);
  }
  if (tiers !== undefined) {
    const listed = bind(tiers);
    parts.push((tier) => `${tier} = ANY (${listed}::text[])`);
  }
  if (self !== undefined) {
    const own = bind(self);
    parts.push(() => `c.uscc = ${own}`);
  }
  return (tier, division) => `(${parts.map((part) => part(tier, division)).join(' AND ') || 'true'})`;
}

/**
 * Takes off each title whose last day has gone by, or leaves the lower one that is still in force; it never raises, and a
 * title without any recognition on file is left alone.
 */
const TAKE_OFF_ENDED_TITLES = `
  UPDATE cultivation e
     SET tier = (SELECT held FROM title_on(e.uscc, china_today()) held WHERE srdi_rank(held) < srdi_rank(e.tier))
   WHERE e.tier IS NOT NULL
     AND EXISTS (SELECT FROM recognition r WHERE r.uscc = e.uscc AND r.tier = e.tier)
     AND NOT EXISTS (SELECT FROM recognition r WHERE r.uscc = e.uscc AND r.tier = e.tier AND r.valid_until >= china_today())`;

export const takeOffEndedTitles: DailyTask = {
  purpose: 'M01',
  async run({ pool }) {
    await pool.query(TAKE_OFF_ENDED_TITLES);
    return true;
  },
};
