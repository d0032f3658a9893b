import { Field, Int, ObjectType } from 'type-graphql';
import { Index } from 'typeorm';
import {
  enterpriseKey,
  EnterpriseReference,
  conditionSql,
  scopeConditions,
  type EnterpriseKey,
} from '../../kit/enterprise-list';
import type { OwnerContext } from '../../kit/owner';
import { Refusal } from '../../kit/refusal';
import { EnterprisePart, Part, Stored } from '../../kit/slice';
import { ChainRole } from './miit';

/** 方案 第17条: a link of a chain of the province, counted from upstream; kept under the code of the department's office. */
@Part({ zh: '产业链节点' })
@Index(['chain', 'position'], { unique: true })
export class ChainNode extends EnterprisePart {
  @Stored(() => String, '产业链', { required: true })
  chain!: string;

  @Stored(() => Int, '自上游起的位次', { required: true })
  position!: number;

  @Stored(() => String, '节点', { required: true })
  node!: string;
}

@ObjectType({ description: '产业链节点上的一家企业' })
export class ChainMember {
  @Field(EnterpriseReference, { description: '企业' })
  enterprise!: EnterpriseKey;

  @Field(() => ChainRole, { description: '角色' })
  role!: ChainRole;
}

@ObjectType({ description: '产业链的一个节点' })
export class ChainMapNode {
  @Field(() => String, { description: '节点' })
  node!: string;

  @Field(() => Int, { description: '自上游起的位次，从 1 起' })
  position!: number;

  @Field(() => Int, { description: '龙头企业数' })
  leaders!: number;

  @Field(() => Int, { description: '骨干企业数' })
  backbones!: number;

  @Field(() => Int, { description: '配套企业数' })
  supporting!: number;

  @Field(() => [ChainMember], { description: '企业：龙头在前，其次骨干、配套' })
  members!: readonly ChainMember[];
}

@ObjectType({ description: '产业链的一条边：自上游供给下游' })
export class ChainLink {
  @Field(() => String, { description: '上游节点' })
  upstream!: string;

  @Field(() => String, { description: '下游节点' })
  downstream!: string;
}

@ObjectType({ description: '产业链图，限于可见的行政区划' })
export class ChainMap {
  @Field(() => String, { description: '产业链' })
  chain!: string;

  @Field(() => [ChainMapNode], { description: '节点，上游在前' })
  nodes!: readonly ChainMapNode[];

  @Field(() => [ChainLink], { description: '边：相邻节点 [I]' })
  links!: readonly ChainLink[];

  @Field(() => [String], { description: '缺口：没有企业的节点' })
  gaps!: readonly string[];
}

type NodeRow = Omit<ChainMapNode, 'members'>;
interface MemberRow {
  readonly node: string;
  readonly uscc: string;
  readonly role: ChainRole;
}

/** A chain with what stands on it in the caller's scope. Throws BAD_USER_INPUT where there is no such chain. */
export async function chainMap(owner: OwnerContext, chain: string, perNode: number): Promise<ChainMap> {
  const values: unknown[] = [chain];
  const scope = scopeConditions(owner, 'Query.chainMap').map((condition) =>
    conditionSql(condition, (value) => `$${values.push(value)}`),
  );
  const onNode = ['e.chain = n.chain', 'e.node = n.node', ...scope].join(' AND ');
  const of = (role: ChainRole): string => `count(*) FILTER (WHERE e.chain_role = '${role}')::int`;
  const [nodes, members] = await Promise.all([
    owner.pool.query<NodeRow>(
      `SELECT n.node, n.position, ${of(ChainRole.LEADER)} AS leaders, ${of(ChainRole.BACKBONE)} AS backbones,
              ${of(ChainRole.SUPPORTING)} AS supporting
         FROM chain_node n LEFT JOIN industry e ON ${onNode}
        WHERE n.chain = $1 GROUP BY n.node, n.position ORDER BY n.position`,
      values,
    ),
    owner.pool.query<MemberRow>(
      `SELECT n.node, m.uscc, m.chain_role AS role
         FROM chain_node n, LATERAL (SELECT e.uscc, e.chain_role FROM industry e WHERE ${onNode}
              ORDER BY array_position(ARRAY['LEADER', 'BACKBONE', 'SUPPORTING'], e.chain_role::text), e.uscc
              LIMIT $${values.length + 1}) m
        WHERE n.chain = $1`,
      [...values, perNode],
    ),
  ]);
  if (nodes.rows.length === 0)
    throw new Refusal({ code: 'BAD_USER_INPUT', about: '没有这条产业链，请用 industry.chain 所载的名称' });
  return {
    chain,
    nodes: nodes.rows.map((node) => ({
      ...node,
      members: members.rows
        .filter((member) => member.node === node.node)
        .map(({ uscc, role }) => ({ enterprise: enterpriseKey(uscc), role })),
    })),
    links: nodes.rows
      .slice(1)
      .map(({ node }, position) => ({ upstream: nodes.rows[position]?.node ?? '', downstream: node })),
    gaps: nodes.rows
      .filter(({ leaders, backbones, supporting }) => leaders + backbones + supporting === 0)
      .map(({ node }) => node),
  };
}
