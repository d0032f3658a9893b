import { Arg, Ctx, Resolver } from 'type-graphql';
import { Operation } from '../../kit/operation';
import type { OwnerContext } from '../../kit/owner';
import { DivisionCode } from '../../kit/scalars';
import { open } from '../../kit/share';
import { MixedReformProject } from './mixed-reform-project';

@Resolver()
export class MixedReformOperations {
  /** Those that still look for partners, the newest first; there are some dozens at most. */
  @Operation(() => [MixedReformProject], { zh: '混改项目', level: 1, share: open('方案 第16条') })
  async mixedReformProjects(
    @Arg('division', () => DivisionCode, { nullable: true, description: '所在地，省、市或县代码' })
    division: string | null,
    @Ctx() owner: OwnerContext,
  ): Promise<Omit<MixedReformProject, 'id' | 'uscc'>[]> {
    const { rows } = await owner.pool.query<Omit<MixedReformProject, 'id' | 'uscc'>>({
      name: 'mixed_reform_projects',
      text: `SELECT project_no AS "projectNo", title, state_firm AS "stateFirm", division, industry, mode,
                    offered_share AS "offeredShare", published_on::text AS "publishedOn", closes_on::text AS "closesOn"
               FROM mixed_reform_project
              WHERE division LIKE $1 AND published_on <= $2::date AND (closes_on IS NULL OR closes_on >= $2::date)
              ORDER BY published_on DESC, project_no`,
      values: [`${division ?? ''}%`, owner.today],
    });
    return rows;
  }
}
