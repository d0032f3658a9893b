import { Arg, Args, Ctx, Resolver } from 'type-graphql';
import { PageArguments } from '../../kit/enterprise-list';
import { Affair } from '../affair';
import type { HubContext } from '../hub-context';
import { CorrectionConnection, correctionPage } from './correction-reading';

@Resolver()
export class CorrectionQueries {
  /** For whoever filed, whoever answers, and the enterprise that it is about. */
  @Affair(() => CorrectionConnection, {
    zh: '校核',
    basis: '政务数据共享条例 第26条；征信业管理条例 第25条',
    readers: '企业本人；提出与答复的单位',
    affairOf: ['UNIT', 'AUTHORITY', 'ENTERPRISE'],
    level: 3,
  })
  corrections(
    @Arg('open', () => Boolean, { nullable: true, description: '是否未办结；空为全部' })
    open: boolean | null | undefined,
    @Args(() => PageArguments) page: PageArguments,
    @Ctx() hub: HubContext,
  ): Promise<CorrectionConnection> {
    return correctionPage(hub, open, page);
  }
}
