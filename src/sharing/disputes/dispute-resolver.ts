import { Arg, Ctx, Int, Resolver } from 'type-graphql';
import { Affair } from '../affair';
import type { HubContext } from '../hub-context';
import { ownDisputes } from './dispute-queries';
import { DisputeState } from './dispute-state';
import { SharingDispute } from './dispute-types';

@Resolver()
export class DisputeQueries {
  @Affair(() => [SharingDispute], {
    zh: '本单位的共享争议',
    basis: '政务数据共享条例 第29条',
    readers: '需求方、提供方、主管部门',
    affairOf: ['UNIT', 'AUTHORITY'],
  })
  disputes(
    @Arg('state', () => DisputeState, { nullable: true, description: '只列此状态' })
    state: DisputeState | null | undefined,
    @Arg('first', () => Int, { defaultValue: 20, description: '至多几件，1–200' }) first: number,
    @Ctx() hub: HubContext,
  ): Promise<SharingDispute[]> {
    return ownDisputes(hub, state, first);
  }
}
