import { Arg, Ctx, Resolver } from 'type-graphql';
import {
  EnterpriseConnection,
  enterprisePage,
  PageArgs,
  type PageArguments,
} from '../../kit/enterprise-list';
import { Operation } from '../../kit/operation';
import type { OwnerContext } from '../../kit/owner';
import { DivisionCode } from '../../kit/scalars';
import { unconditional } from '../../kit/share';

@Resolver()
export class EnergyOperations {
  /** Q20: whom orderly power use protects, for the cities that carry it out. */
  @Operation(() => EnterpriseConnection, {
    zh: '保障用户名单',
    level: 2,
    share: unconditional('方案 第18条', { readers: 'CITY、MIIT、SMEB' }),
    nullable: true,
  })
  protectedPowerUsers(
    @PageArgs() page: PageArguments,
    @Arg('division', () => DivisionCode, { nullable: true, description: '行政区划，可为市或县' })
    division: string | null | undefined,
    @Ctx() owner: OwnerContext,
  ): Promise<EnterpriseConnection> {
    return enterprisePage(owner, {
      list: `protectedPowerUsers ${division ?? ''}`,
      operation: 'Query.protectedPowerUsers',
      from: 'energy e',
      where: [
        'e.protected_user',
        ...(typeof division === 'string' ? [['e.division LIKE ?', `${division}%`] as const] : []),
      ],
      page,
    });
  }
}
