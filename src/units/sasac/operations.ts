import { Arg, Ctx, Resolver } from 'type-graphql';
import { listPage, PageArgs, type Condition, type PageArguments } from '../../kit/enterprise-list';
import { bestMatches, type Sought, SoughtArgs, SupplyMatch } from '../../kit/matching';
import { Operation } from '../../kit/operation';
import type { OwnerContext } from '../../kit/owner';
import { DivisionCode, IndustryCode } from '../../kit/scalars';
import { open } from '../../kit/share';
import { LicensablePatentConnection, type LicensablePatent } from './licensable-patent';
import { StateProcurementNeedConnection, type StateProcurementNeed } from './procurement-need';

/** A row as it is told, with the place in its list; all rows bear one code, so the sort alone must be unique. */
type Listed<Part> = Omit<Part, 'id'> & { readonly sort: string };

const PATENT_COLUMNS =
  'e.number, e.title, e.kind, e.holder, e.industry, e.ipc, e.licence, e.protected_until::text AS "protectedUntil"';
const NEED_COLUMNS =
  'e.need_no AS "needNo", e.buyer, e.item, e.industry, e.division, ' +
  'e.published_on::text AS "publishedOn", e.respond_by::text AS "respondBy"';

const PATENT_SUPPLY = {
  from: 'licensable_patent s',
  number: 's.number',
  title: 's.title',
  holder: 's.holder',
  ipc: 's.ipc',
  where: 's.protected_until >= $1::date',
};

@Resolver()
export class StateAssetOperations {
  /** Those that still protect something, in the order of their numbers. */
  @Operation(() => LicensablePatentConnection, {
    zh: '国企可许可专利',
    level: 1,
    share: open('方案 第13条'),
  })
  licensablePatents(
    @PageArgs() page: PageArguments,
    @Arg('industry', () => IndustryCode, { nullable: true, description: '适用行业' }) industry: string | null,
    @Ctx() owner: OwnerContext,
  ): Promise<LicensablePatentConnection> {
    return listPage<Listed<LicensablePatent>, Omit<LicensablePatent, 'id'>>(
      owner,
      {
        list: `licensablePatents ${industry ?? ''}`,
        operation: 'Query.licensablePatents',
        columns: PATENT_COLUMNS,
        from: 'licensable_patent e',
        where: [['e.protected_until >= ?::date', owner.today], ...industryCondition(industry)],
        orderBy: { sql: 'e.number', type: 'text', descending: false },
        page,
      },
      (patent) => patent,
    );
  }

  /** Patents that still protect something and fit what is sought. */
  @Operation(() => [SupplyMatch], {
    zh: '国企专利匹配（协同中枢用）',
    level: 1,
    share: open('方案 第13条'),
    inaccessible: true,
  })
  matchingStatePatents(@SoughtArgs() sought: Sought, @Ctx() owner: OwnerContext): Promise<SupplyMatch[]> {
    return bestMatches(owner, PATENT_SUPPLY, sought);
  }

  /** Those that still take offers, the newest first. */
  @Operation(() => StateProcurementNeedConnection, {
    zh: '国企配套需求',
    level: 1,
    share: open('方案 第15条'),
  })
  procurementNeeds(
    @PageArgs() page: PageArguments,
    @Arg('industry', () => IndustryCode, { nullable: true, description: '供应方行业' })
    industry: string | null,
    @Arg('division', () => DivisionCode, { nullable: true, description: '交付地，省、市或县代码' })
    division: string | null,
    @Ctx() owner: OwnerContext,
  ): Promise<StateProcurementNeedConnection> {
    return listPage<Listed<StateProcurementNeed>, Omit<StateProcurementNeed, 'id'>>(
      owner,
      {
        list: `procurementNeeds ${industry ?? ''} ${division ?? ''}`,
        operation: 'Query.procurementNeeds',
        columns: NEED_COLUMNS,
        from: 'state_procurement_need e',
        where: [
          ['e.published_on <= ?::date', owner.today],
          ['(e.respond_by IS NULL OR e.respond_by >= ?::date)', owner.today],
          ...industryCondition(industry),
          ...divisionCondition(division),
        ],
        orderBy: { sql: 'e.need_no', type: 'text', descending: true },
        page,
      },
      (need) => need,
    );
  }
}

function industryCondition(industry: string | null | undefined): Condition[] {
  return typeof industry === 'string' ? [['e.industry = ?', industry]] : [];
}

function divisionCondition(division: string | null | undefined): Condition[] {
  return typeof division === 'string' ? [['e.division LIKE ?', `${division}%`]] : [];
}
