import { Arg, Ctx, Resolver } from 'type-graphql';
import { listPage, PageArgs, type Condition, type PageArguments } from '../../kit/enterprise-list';
import { Operation } from '../../kit/operation';
import type { OwnerContext } from '../../kit/owner';
import { DivisionCode } from '../../kit/scalars';
import { open } from '../../kit/share';
import { LocalPolicyConnection, LocalPolicyKind, type ToldPolicy } from './local-policy';

interface PolicyRow extends ToldPolicy {
  readonly uscc: string;
  readonly sort: string;
}

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
