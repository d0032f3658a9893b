import { InputType } from 'type-graphql';
import { scopeConditions, type Condition } from '../../kit/enterprise-list';
import { FilterField } from '../../kit/operation';
import type { OwnerContext } from '../../kit/owner';
import { DivisionCode } from '../../kit/scalars';
import { SrdiTier } from './recognition';

const INPUT = 'SrdiFilter';

/** All that is given must hold. */
@InputType(INPUT, { description: '专精特新企业筛选条件：所填各项同时满足' })
export class SrdiFilter {
  @FilterField(() => SrdiTier, { input: INPUT, reads: 'Cultivation.tier', zh: '当前梯次' })
  tier?: SrdiTier | null;

  @FilterField(() => DivisionCode, {
    input: INPUT,
    reads: 'Registration.division',
    zh: '所在地，省、市或县代码',
  })
  division?: string | null;

  @FilterField(() => Boolean, { input: INPUT, reads: 'Cultivation.inPool', zh: '是否入培育库；须有权读取' })
  inPool?: boolean | null;
}

/** A filter as conditions over `e`, the cultivation; values stay parameters. */
export function filterConditions(filter: SrdiFilter, owner: OwnerContext): Condition[] {
  const conditions: Condition[] = [];
  if (typeof filter.tier === 'string') conditions.push(['e.tier = ?', filter.tier]);
  if (typeof filter.division === 'string') conditions.push(divisionCondition(filter.division));
  // To be listed by it tells it, so only enterprises of which the caller may read it are.
  if (typeof filter.inPool === 'boolean')
    conditions.push(
      filter.inPool ? 'e.in_pool' : 'NOT e.in_pool',
      ...scopeConditions(owner, 'Cultivation.inPool'),
    );
  return conditions;
}

/** Rows of a county, or of all that lies in a city or the province. */
export function divisionCondition(division: string): Condition {
  return ['e.division LIKE ?', `${division}%`];
}
