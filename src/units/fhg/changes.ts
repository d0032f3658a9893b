import { Field, InputType, Resolver } from 'type-graphql';
import { Change, type ChangeDone, type OpenChange } from '../../kit/change';
import { checkAmount } from '../../kit/change-checks';
import { Fen, USCC } from '../../kit/scalars';
import { GuidanceFund } from './fhg';
import { FUND_SIZE_FEN, FUND_TIERS } from '../../measures/plan-figures';
import { FundInstrument, FundStage } from './fund-terms';

@InputType({ description: '一次认缴' })
export class CommitmentInput {
  @Field(() => USCC, { description: '统一社会信用代码' })
  uscc!: string;

  @Field(() => FundInstrument, { description: '投资方式' })
  instrument!: FundInstrument;

  @Field(() => Fen, { description: '认缴金额，分；与已认缴的相加' })
  amount!: number;
}

const eligibleTiers: ReadonlySet<unknown> = new Set(FUND_TIERS);

@Resolver()
export class FundChanges {
  /** R6: little giants only, and all commitments together within 3 亿元. What an exit returns is not free again [I]. */
  @Change(CommitmentInput, { zh: '专项引导基金认缴', basis: '方案 第6条' })
  async commitFund({ uscc, instrument, amount }: CommitmentInput, change: OpenChange): Promise<ChangeDone> {
    await change.enterprise(GuidanceFund, uscc);
    checkAmount(change, '认缴金额', amount);
    const tiers = await change.owner.tiersOf([uscc]);
    if (!eligibleTiers.has(tiers.get(uscc)))
      throw change.refusal('只投省级、国家级“小巨人”企业，该企业没有在有效期内的称号');
    await change.alone('guidance fund');
    const [fund] = await change.query<{ committed: number }>(
      'SELECT coalesce(sum(committed), 0)::float8 AS committed FROM guidance_fund',
    );
    const left = Math.max(0, FUND_SIZE_FEN - (fund?.committed ?? 0));
    if (amount > left)
      throw change.refusal(`基金规模 3 亿元，尚可认缴 ${left / 100} 元`, { code: 'LIMIT_EXCEEDED', left });
    const committed = await change.query(
      `UPDATE guidance_fund SET committed = coalesce(committed, 0) + $3, instrument = $2, eligible = true,
              stage = CASE WHEN stage = '${FundStage.INVESTED}' THEN stage ELSE '${FundStage.DECISION}' END
        WHERE uscc = $1 AND (committed IS NULL OR instrument = $2) AND exited_on IS NULL RETURNING uscc`,
      [uscc, instrument, amount],
    );
    if (committed.length === 0) throw change.refusal('该企业已退出，或已按另一种投资方式认缴');
    return { uscc };
  }
}
