import { Ctx, Resolver } from 'type-graphql';
import { Affair } from '../affair';
import type { HubContext } from '../hub-context';
import { accessHolds, AccessHoldTold } from './hold-reading';

@Resolver()
export class AccessHoldQueries {
  @Affair(() => [AccessHoldTold], {
    zh: '延迟告知的查阅',
    basis: '个人信息保护法 第18条、第35条',
    readers: '提请的单位；主管部门',
    affairOf: ['UNIT', 'AUTHORITY'],
    level: 4,
  })
  accessHolds(@Ctx() hub: HubContext): Promise<AccessHoldTold[]> {
    return accessHolds(hub);
  }
}
