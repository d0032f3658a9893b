import { Arg, Ctx, Int, Resolver } from 'type-graphql';
import { Operation } from '../../kit/operation';
import type { OwnerContext } from '../../kit/owner';
import { Refusal } from '../../kit/refusal';
import { conditional } from '../../kit/share';
import { chainMap, ChainMap } from './chain-map';

/** Whom the map counts it names, as far as it is asked for. */
const ON_THE_MAP = ['Industry.chain', 'Industry.node', 'Industry.chainRole'];

@Resolver()
export class IndustryOperations {
  /** Q19. */
  @Operation(() => ChainMap, {
    zh: '产业链图',
    level: 2,
    share: conditional('方案 第17条', { readers: 'SMEB、CITY、IPB' }),
    nullable: true,
    sum: { of: ON_THE_MAP, told: 'EXACTLY' },
    reads: ON_THE_MAP,
  })
  chainMap(
    @Arg('chain', () => String, { description: '产业链' }) chain: string,
    @Arg('perNode', () => Int, { defaultValue: 10, description: '每个节点至多列几家企业，1–50' })
    perNode: number,
    @Ctx() owner: OwnerContext,
  ): Promise<ChainMap> {
    if (perNode < 1 || perNode > 50)
      throw new Refusal({ code: 'BAD_USER_INPUT', about: 'perNode 应为 1 到 50' });
    return chainMap(owner, chain, perNode);
  }
}
