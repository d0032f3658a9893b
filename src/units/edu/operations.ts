import { Arg, Ctx, Int, Resolver } from 'type-graphql';
import { listPage, PageArgs, type Condition, type PageArguments } from '../../kit/enterprise-list';
import { bestMatches, type Sought, SoughtArgs, SupplyMatch } from '../../kit/matching';
import { Operation } from '../../kit/operation';
import type { OwnerContext } from '../../kit/owner';
import { DivisionCode, IndustryCode } from '../../kit/scalars';
import { consent, open } from '../../kit/share';
import { AcademicExpertConnection, type ToldAcademicExpert } from './academic-expert';
import { graduateSupply, GraduateSupply, type CountyGraduates } from './graduate-supply';
import { UniversityPatentConnection, type ToldUniversityPatent } from './university-patent';

/** All rows bear the code of one office, so the sort alone must be unique. */
type Listed<Told> = Told & { readonly uscc: string; readonly sort: string };

const PATENT_COLUMNS =
  'e.patent_no AS "patentNo", e.title, e.kind, e.university, e.industry, e.ipc, e.offer, e.protected_until::text AS "protectedUntil"';
const EXPERT_COLUMNS = 'e.expert_no AS "expertNo", e.name, e.university, e.field, e.industry, e.division';

const PATENT_SUPPLY = {
  from: 'university_patent s',
  number: 's.patent_no',
  title: 's.title',
  holder: 's.university',
  ipc: 's.ipc',
  where: 's.protected_until >= $1::date',
};

const INDUSTRY = { nullable: true, description: '适用行业' } as const;

@Resolver()
export class AcademicOperations {
  /** Those that still protect something, in the order of their numbers. */
  @Operation(() => UniversityPatentConnection, {
    zh: '高校可转让专利',
    level: 1,
    share: open('方案 第13条'),
  })
  universityPatents(
    @PageArgs() page: PageArguments,
    @Arg('industry', () => IndustryCode, INDUSTRY) industry: string | null,
    @Ctx() owner: OwnerContext,
  ): Promise<UniversityPatentConnection> {
    return listPage<Listed<ToldUniversityPatent>, ToldUniversityPatent>(
      owner,
      {
        list: `universityPatents ${industry ?? ''}`,
        operation: 'Query.universityPatents',
        columns: PATENT_COLUMNS,
        from: 'university_patent e',
        where: [['e.protected_until >= ?::date', owner.today], ...ofIndustry(industry)],
        orderBy: { sql: 'e.patent_no', type: 'text', descending: false },
        page,
      },
      (patent) => patent,
    );
  }

  /** Only experts whose own consent is in force today; no enterprise can consent for them. */
  @Operation(() => AcademicExpertConnection, {
    zh: '高校专家（姓名、方向）',
    level: 2,
    share: consent('个人信息保护法 第13条、第23条；方案 第13条', { readers: '经专家本人同意的单位' }),
    nullable: true,
  })
  experts(
    @PageArgs() page: PageArguments,
    @Arg('industry', () => IndustryCode, INDUSTRY) industry: string | null,
    @Ctx() owner: OwnerContext,
  ): Promise<AcademicExpertConnection> {
    return listPage<Listed<ToldAcademicExpert>, ToldAcademicExpert>(
      owner,
      {
        list: `experts ${industry ?? ''}`,
        operation: 'Query.experts',
        columns: EXPERT_COLUMNS,
        from: 'academic_expert e',
        where: [
          ['e.agreed_on <= ?::date', owner.today],
          ['(e.withdrawn_on IS NULL OR e.withdrawn_on > ?::date)', owner.today],
          ...ofIndustry(industry),
        ],
        orderBy: { sql: 'e.expert_no', type: 'text', descending: false },
        page,
      },
      (expert) => expert,
    );
  }

  /** Patents that still protect something and fit what is sought. */
  @Operation(() => [SupplyMatch], {
    zh: '高校专利匹配（协同中枢用）',
    level: 1,
    share: open('方案 第13条'),
    inaccessible: true,
  })
  matchingUniversityPatents(
    @SoughtArgs() sought: Sought,
    @Ctx() owner: OwnerContext,
  ): Promise<SupplyMatch[]> {
    return bestMatches(owner, PATENT_SUPPLY, sought);
  }

  /** Counted where the university is, not where the graduates go. */
  @Operation(() => GraduateSupply, {
    zh: '人才供给统计',
    level: 1,
    share: open('方案 第13条；政府信息公开条例 第20条'),
    // Of persons, whom no field tells of.
    sum: { of: [], told: 'IN_BLOCKS' },
  })
  async graduateSupply(
    @Arg('division', () => DivisionCode, { nullable: true, description: '高校所在地；不填为全省' })
    division: string | null,
    @Arg('year', () => Int, { nullable: true, description: '毕业年度；不填为最近一个年度' })
    year: number | null,
    @Ctx() owner: OwnerContext,
  ): Promise<GraduateSupply> {
    const result = await owner.pool.query<CountyGraduates>(
      `SELECT p.year, p.discipline, p.degree, sum(p.graduates)::int AS graduates FROM graduate_cohort p
        WHERE p.division LIKE $1 AND p.year = coalesce($2::int, (SELECT max(year) FROM graduate_cohort))
        GROUP BY p.year, p.division, p.discipline, p.degree ORDER BY p.discipline, p.degree`,
      [`${division ?? ''}%`, year ?? null],
    );
    return graduateSupply(division ?? '14', result.rows);
  }
}

function ofIndustry(industry: string | null | undefined): Condition[] {
  return typeof industry === 'string' ? [['e.industry = ?', industry]] : [];
}
