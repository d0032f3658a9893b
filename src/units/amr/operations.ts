import { Arg, Ctx, Resolver } from 'type-graphql';
import {
  EnterpriseConnection,
  enterprisePage,
  PageArgs,
  type PageArguments,
  scopeConditions,
  type Condition,
} from '../../kit/enterprise-list';
import { Operation } from '../../kit/operation';
import type { OwnerContext } from '../../kit/owner';
import { open } from '../../kit/share';
import { EnterpriseFilter, EnterpriseOrder, enterpriseSorts, filterConditions } from './enterprise-filter';

@Resolver()
export class EnterpriseOperations {
  /** All that are registered, whatever their status; what is not open of them is decided field by field. */
  @Operation(() => EnterpriseConnection, {
    zh: '企业名录',
    level: 1,
    share: open('企业信息公示暂行条例 第6条'),
  })
  enterprises(
    @PageArgs() page: PageArguments,
    @Arg('filter', () => EnterpriseFilter, { nullable: true, description: '筛选条件' })
    filter: EnterpriseFilter | null,
    @Arg('orderBy', () => EnterpriseOrder, {
      nullable: true,
      description: '排序；不填为按统一社会信用代码',
    })
    orderBy: EnterpriseOrder | null,
    @Ctx() owner: OwnerContext,
  ): Promise<EnterpriseConnection> {
    const order = orderBy ?? EnterpriseOrder.USCC;
    const sort = enterpriseSorts[order];
    return enterprisePage(owner, {
      list: `enterprises ${order} ${JSON.stringify(filter ?? {})}`,
      operation: 'Query.enterprises',
      from: 'registration e',
      where: [
        ...filterConditions(filter ?? {}),
        ...industryScope(owner, filter),
        ...(order === EnterpriseOrder.REGISTERED_CAPITAL_DESC ? ['e.registered_capital IS NOT NULL'] : []),
      ],
      ...(sort === undefined ? {} : { orderBy: sort }),
      page,
    });
  }
}

/** To be listed under an industry tells the industry, so only enterprises whose industry the caller may read are. */
function industryScope(owner: OwnerContext, filter: EnterpriseFilter | null): Condition[] {
  if (filter?.industry === null || filter?.industry === undefined) return [];
  return scopeConditions(owner, 'Registration.industry');
}
