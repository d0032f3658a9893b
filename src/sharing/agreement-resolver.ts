import { Arg, Args, Ctx, ID, Int, Resolver } from 'type-graphql';
import { pageLength } from '../kit/connection';
import { Affair } from './affair';
import { agreementsOf, SharingAgreement } from './agreement-view';
import type { HubContext } from './hub-context';
import { Preview, preview, PreviewArguments } from './preview';

@Resolver()
export class AgreementQueries {
  @Affair(() => [SharingAgreement], {
    zh: '共享协议',
    basis: '政务数据共享条例 第21–22条',
    readers: '共享参与单位',
    affairOf: ['UNIT', 'AUTHORITY'],
  })
  agreements(
    @Arg('no', () => ID, { nullable: true, description: '只列这一份' }) no: string | null | undefined,
    @Arg('state', () => String, { nullable: true, description: '只列这一状态的' })
    state: string | null | undefined,
    @Arg('first', () => Int, { defaultValue: 20, description: '至多几份，1–200' }) first: number,
    @Arg('after', () => ID, { nullable: true, description: '列此编号之后的' })
    after: string | null | undefined,
    @Ctx() hub: HubContext,
  ): Promise<SharingAgreement[]> {
    return agreementsOf(hub, { no, state, first: pageLength(first), after });
  }

  @Affair(() => Preview, {
    zh: '预览一项查询将披露什么',
    basis: '个人信息保护法 第44条；政务数据共享条例 第21–22条',
    readers: '共享参与单位',
    affairOf: ['UNIT', 'AUTHORITY', 'ENTERPRISE'],
  })
  preview(@Args(() => PreviewArguments) wanted: PreviewArguments, @Ctx() hub: HubContext): Promise<Preview> {
    return preview(hub, wanted);
  }
}
