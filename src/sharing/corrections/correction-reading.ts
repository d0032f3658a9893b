import { Field, ID, ObjectType } from 'type-graphql';
import { pageOf, pageRequest, PageInfo } from '../../kit/connection';
import { registerSharedEnum } from '../../kit/declare-types';
import type { PageArguments } from '../../kit/enterprise-list';
import { DateTime, USCC } from '../../kit/scalars';
import { partyName } from '../../kit/unit-directory';
import type { HubContext } from '../hub-context';
import { Deadline } from '../clocks/clock-types';
import { livesOf } from '../life';
import { correctionStates, CorrectionState, Finding } from './correction-state';

registerSharedEnum(CorrectionState);

@ObjectType({ description: '一项校核（异议）' })
export class Correction {
  @Field(() => ID, { description: '校核编号' })
  no!: string;

  @Field(() => USCC, { description: '企业' })
  uscc!: string;

  @Field(() => String, { description: '字段坐标' })
  field!: string;

  @Field(() => String, { description: '字段名' })
  zh!: string;

  @Field(() => String, { description: '提供单位代码' })
  owner!: string;

  @Field(() => String, { description: '提供单位' })
  ownerName!: string;

  @Field(() => String, { description: '提出方代码；企业本身为 SELF' })
  filer!: string;

  @Field(() => String, { description: '提出方' })
  filerName!: string;

  @Field(() => String, { description: '认为何处有误' })
  objection!: string;

  @Field(() => String, { nullable: true, description: '证据' })
  evidence!: string | null;

  @Field(() => CorrectionState, { description: '状态' })
  state!: CorrectionState;

  @Field(() => String, { description: '状态名' })
  stateName!: string;

  @Field(() => DateTime, { description: '提出时刻' })
  filedAt!: string;

  @Field(() => [Deadline], { description: '时限：提供方核查答复，其后提出方对结论的答复' })
  deadlines!: readonly Deadline[];

  @Field(() => Finding, { nullable: true, description: '结论；审定前仅提供方可见' })
  finding!: Finding | null;

  @Field(() => String, { nullable: true, description: '提供方的说明；审定前仅提供方可见' })
  reply!: string | null;

  @Field(() => String, { nullable: true, description: '结论的依据；审定前仅提供方可见' })
  basis!: string | null;

  @Field(() => DateTime, { nullable: true, description: '审定时刻' })
  concludedAt!: string | null;

  @Field(() => DateTime, { nullable: true, description: '办结时刻' })
  closedAt!: string | null;

  @Field(() => ID, { description: '看到该字段的查阅回执' })
  receipt!: string;
}

@ObjectType({ description: '校核的一项' })
export class CorrectionEdge {
  @Field(() => String, { description: '游标' })
  cursor!: string;

  @Field(() => Correction, { description: '校核' })
  node!: Correction;
}

@ObjectType({ description: '校核的一页，新的在前' })
export class CorrectionConnection {
  @Field(() => [CorrectionEdge], { description: '本页各项' })
  edges!: readonly CorrectionEdge[];

  @Field(() => PageInfo, { description: '分页' })
  pageInfo!: PageInfo;
}

interface CorrectionRow extends Pick<
  Correction,
  'no' | 'uscc' | 'field' | 'owner' | 'filer' | 'objection' | 'evidence' | 'state'
> {
  readonly filedAt: Date;
  readonly finding: Finding | null;
  readonly reply: string | null;
  readonly basis: string | null;
  readonly concludedAt: Date | null;
  readonly closedAt: Date | null;
  readonly receipt: string;
}

/** Matters about the enterprise itself, or those that the unit filed or has to answer. */
export async function correctionPage(
  hub: HubContext,
  isOpen: boolean | null | undefined,
  page: PageArguments,
): Promise<CorrectionConnection> {
  const { caller } = hub;
  const list = `corrections ${String(isOpen ?? '')}`;
  const request = pageRequest(list, page.first, page.after);
  const [filedAt, no] = request.after ?? [];
  const isOwn = caller.kind === 'enterprise' ? 'uscc = $1' : '(owner = $1 OR filer = $1)';
  const own = caller.kind === 'enterprise' ? caller.uscc : caller.kind === 'unit' ? caller.unit : '';
  const { rows } = await hub.pool.query<CorrectionRow>(
    `SELECT id AS no, uscc, field, owner, filer, objection, evidence, state, filed_at AS "filedAt",
       finding, reply, basis, concluded_at AS "concludedAt", closed_at AS "closedAt",
       shown AS receipt
     FROM correction WHERE ${isOwn} AND ($2::boolean IS NULL OR (state <> 'CLOSED') = $2)
       AND ($3::timestamptz IS NULL OR (filed_at, id) < ($3::timestamptz, $4))
     ORDER BY filed_at DESC, id DESC LIMIT $5`,
    [own, isOpen ?? null, filedAt ?? null, no ?? null, request.first + 1],
  );
  const lifeOf = await livesOf(
    hub,
    'correction',
    rows.map((row) => row.no),
  );
  return pageOf(list, request, rows, {
    position: (row) => [row.filedAt.toISOString(), row.no],
    node: (row) => correctionOf(hub, row, lifeOf(row.no).deadlines),
  });
}

function correctionOf(hub: HubContext, row: CorrectionRow, deadlines: readonly Deadline[]): Correction {
  const isTold = row.concludedAt !== null || (hub.caller.kind === 'unit' && hub.caller.unit === row.owner);
  return {
    ...row,
    zh: hub.policies.get(row.field)?.zh ?? row.field,
    ownerName: partyName(row.owner),
    filerName: partyName(row.filer),
    stateName: correctionStates[row.state],
    filedAt: row.filedAt.toISOString(),
    deadlines,
    finding: isTold ? row.finding : null,
    reply: isTold ? row.reply : null,
    basis: isTold ? row.basis : null,
    concludedAt: row.concludedAt?.toISOString() ?? null,
    closedAt: row.closedAt?.toISOString() ?? null,
  };
}
