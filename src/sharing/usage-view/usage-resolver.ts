import { Arg, Ctx, Resolver } from 'type-graphql';
import { DateScalar } from '../../kit/scalars';
import { Affair } from '../affair';
import type { HubContext } from '../hub-context';
import { sharingUsage } from './sharing-usage';
import { SharingUsage } from './usage-types';

@Resolver()
export class SharingUsageQueries {
  /** Who uses what of whom, how often, and what is agreed and not used. */
  @Affair(() => SharingUsage, {
    zh: '共享使用情况',
    basis: '政务数据共享条例 第25条；方案 保障措施（三）',
    readers: '各单位限本单位提供与使用的；LSG、DATA 见合计',
    affairOf: ['UNIT', 'AUTHORITY'],
  })
  sharingUsage(
    @Arg('since', () => DateScalar, { nullable: true, description: '自（含）；不填为 30 日' })
    since: string | null | undefined,
    @Arg('until', () => DateScalar, { nullable: true, description: '至（含）；不填为今日' })
    until: string | null | undefined,
    @Ctx() hub: HubContext,
  ): Promise<SharingUsage> {
    return sharingUsage(hub, since, until);
  }
}
