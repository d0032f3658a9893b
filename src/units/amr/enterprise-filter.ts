import { InputType } from 'type-graphql';
import { registerSharedEnum } from '../../kit/declare-types';
import type { Condition, ListQuery } from '../../kit/enterprise-list';
import { FilterField, orderReads } from '../../kit/operation';
import { DateScalar, DivisionCode, IndustryCode } from '../../kit/scalars';
import { declareEnum } from '../../kit/slice';
import { nameContains } from './name-search';
import { CompanyType, RegistrationStatus } from './registration';

const INPUT = 'EnterpriseFilter';

/** All that is given must hold. */
@InputType(INPUT, { description: '企业筛选条件：所填各项同时满足' })
export class EnterpriseFilter {
  @FilterField(() => DivisionCode, {
    input: INPUT,
    reads: 'Registration.division',
    zh: '登记地，省、市或县代码',
  })
  division?: string | null;

  @FilterField(() => IndustryCode, {
    input: INPUT,
    reads: 'Registration.industry',
    zh: '行业大类；须有权读取行业',
  })
  industry?: string | null;

  @FilterField(() => CompanyType, { input: INPUT, reads: 'Registration.companyType', zh: '企业类型' })
  companyType?: CompanyType | null;

  @FilterField(() => RegistrationStatus, { input: INPUT, reads: 'Registration.status', zh: '登记状态' })
  status?: RegistrationStatus | null;

  @FilterField(() => String, {
    input: INPUT,
    reads: 'Registration.name',
    zh: '名称含有，2 到 60 个字，区分大小写',
  })
  nameContains?: string | null;

  @FilterField(() => DateScalar, { input: INPUT, reads: 'Registration.establishedOn', zh: '成立日期不早于' })
  establishedFrom?: string | null;

  @FilterField(() => DateScalar, { input: INPUT, reads: 'Registration.establishedOn', zh: '成立日期不晚于' })
  establishedTo?: string | null;

  @FilterField(() => Boolean, { input: INPUT, reads: 'Registration.abnormalListed', zh: '列入经营异常名录' })
  abnormalListed?: boolean | null;
}

export enum EnterpriseOrder {
  USCC = 'USCC',
  ESTABLISHED_ON_ASC = 'ESTABLISHED_ON_ASC',
  ESTABLISHED_ON_DESC = 'ESTABLISHED_ON_DESC',
  REGISTERED_CAPITAL_DESC = 'REGISTERED_CAPITAL_DESC',
}
declareEnum(EnterpriseOrder, {
  name: 'EnterpriseOrder',
  zh: '企业排序',
  labels: {
    USCC: '按统一社会信用代码',
    ESTABLISHED_ON_ASC: '成立日期由早到晚',
    ESTABLISHED_ON_DESC: '成立日期由晚到早',
    REGISTERED_CAPITAL_DESC: '注册资本由多到少，不含没有注册资本的企业',
  },
});
orderReads(EnterpriseOrder, {
  USCC: 'Enterprise.uscc',
  ESTABLISHED_ON_ASC: 'Registration.establishedOn',
  ESTABLISHED_ON_DESC: 'Registration.establishedOn',
  REGISTERED_CAPITAL_DESC: 'Registration.registeredCapital',
});
registerSharedEnum(EnterpriseOrder);

/** A filter as conditions over `e`, the registration; values stay parameters. Throws BAD_USER_INPUT. */
export function filterConditions(filter: EnterpriseFilter): Condition[] {
  const conditions: Condition[] = [];
  const holds = (sql: string, value: string | null | undefined): void => {
    if (value !== null && value !== undefined) conditions.push([sql, value]);
  };
  if (typeof filter.division === 'string') conditions.push(divisionCondition(filter.division));
  holds('e.industry = ?', filter.industry);
  holds('e.company_type = ?', filter.companyType);
  holds('e.status = ?', filter.status);
  holds('e.established_on >= ?::date', filter.establishedFrom);
  holds('e.established_on <= ?::date', filter.establishedTo);
  if (typeof filter.nameContains === 'string') conditions.push(...nameContains(filter.nameContains));
  if (typeof filter.abnormalListed === 'boolean')
    conditions.push(filter.abnormalListed ? 'e.abnormal_listed' : 'NOT e.abnormal_listed');
  return conditions;
}

type Sort = Required<Pick<ListQuery, 'orderBy'>>['orderBy'];

/** Sort expression of each order; by code alone where there is none. */
export const enterpriseSorts: Readonly<Record<EnterpriseOrder, Sort | undefined>> = {
  USCC: undefined,
  ESTABLISHED_ON_ASC: { sql: 'e.established_on', type: 'date', descending: false },
  ESTABLISHED_ON_DESC: { sql: 'e.established_on', type: 'date', descending: true },
  REGISTERED_CAPITAL_DESC: { sql: 'e.registered_capital', type: 'bigint', descending: true },
};

/** A county is found by equality, which its index then gives in the order of codes; a city or the province by prefix. */
function divisionCondition(division: string): Condition {
  return division.length === 6 ? ['e.division = ?', division] : ['e.division LIKE ?', `${division}%`];
}
