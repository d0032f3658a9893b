import { Arg, Args, Ctx, Resolver } from 'type-graphql';
import { PageArguments } from '../../kit/enterprise-list';
import { USCC } from '../../kit/scalars';
import { Affair } from '../affair';
import type { HubContext } from '../hub-context';
import {
  ConsentConnection,
  consentPage,
  ConsentRequestConnection,
  consentRequestPage,
} from './consent-reading';

/** For both sides of a consent: each reads its own. */
@Resolver()
export class ConsentQueries {
  @Affair(() => ConsentConnection, {
    zh: '企业授权',
    basis: '征信业管理条例 第18条；个人信息保护法 第15条',
    readers: '企业本人；各单位限给予本单位的',
    affairOf: ['UNIT', 'AUTHORITY', 'ENTERPRISE'],
    level: 3,
  })
  consents(
    @Arg('uscc', () => USCC, { nullable: true, description: '企业；空为全部' })
    uscc: string | null | undefined,
    @Args(() => PageArguments) page: PageArguments,
    @Ctx() hub: HubContext,
  ): Promise<ConsentConnection> {
    return consentPage(hub, uscc, page);
  }

  @Affair(() => ConsentRequestConnection, {
    zh: '授权请求',
    basis: '征信业管理条例 第18条',
    readers: '企业本人；各单位限本单位的请求',
    affairOf: ['UNIT', 'AUTHORITY', 'ENTERPRISE'],
    level: 3,
  })
  consentRequests(
    @Arg('open', () => Boolean, { nullable: true, description: '是否待答复；空为全部' })
    open: boolean | null | undefined,
    @Args(() => PageArguments) page: PageArguments,
    @Ctx() hub: HubContext,
  ): Promise<ConsentRequestConnection> {
    return consentRequestPage(hub, open, page);
  }
}
