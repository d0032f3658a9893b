import { Arg, Args, ArgsType, Ctx, Field, ID, Int, Resolver } from 'type-graphql';
import { PageArguments } from '../../kit/enterprise-list';
import { Affair } from '../affair';
import { DueMatterConnection, overduePage } from '../clocks/overdue';
import type { HubContext } from '../hub-context';
import { applicationsPage, oneApplication } from './application-queries';
import { ApplicationRole, ApplicationState } from './application-state';
import { SharingApplication, SharingApplicationConnection } from './application-types';

@ArgsType()
class ApplicationsArguments extends PageArguments {
  @Field(() => ApplicationState, { nullable: true, description: '只列此状态' })
  state?: ApplicationState | null;

  @Field(() => ApplicationRole, { nullable: true, description: '只列本单位以此身份参与的' })
  role?: ApplicationRole | null;
}

const own = { readers: '需求方、提供方、主管部门', affairOf: ['UNIT', 'AUTHORITY'] } as const;

@Resolver()
export class ApplicationQueries {
  @Affair(() => SharingApplicationConnection, {
    zh: '本单位的共享申请',
    basis: '政务数据共享条例 第21–23条',
    ...own,
  })
  applications(
    @Args(() => ApplicationsArguments) { state, role, first, after }: ApplicationsArguments,
    @Ctx() hub: HubContext,
  ): Promise<SharingApplicationConnection> {
    return applicationsPage(hub, { state, role, first, after });
  }

  @Affair(() => SharingApplication, { zh: '一份共享申请', basis: '政务数据共享条例 第21–23条', ...own })
  application(
    @Arg('no', () => ID, { description: '申请编号' }) no: string,
    @Ctx() hub: HubContext,
  ): Promise<SharingApplication> {
    return oneApplication(hub, no);
  }

  /** What must be urged: overdue, or due within some working days. */
  @Affair(() => DueMatterConnection, {
    zh: '将到期与逾期的事项',
    basis: '政务数据共享条例 第23–24条',
    ...own,
  })
  overdue(
    @Arg('within', () => Int, { defaultValue: 0, description: '另列几个工作日内到期的；0 为只列逾期' })
    within: number,
    @Args(() => PageArguments) page: PageArguments,
    @Ctx() hub: HubContext,
  ): Promise<DueMatterConnection> {
    return overduePage(hub, within, page);
  }
}
