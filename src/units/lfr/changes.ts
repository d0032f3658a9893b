import { Field, InputType, Int, Resolver } from 'type-graphql';
import { Change, type ChangeDone, type OpenChange } from '../../kit/change';
import { checkAmount, checkNotLater } from '../../kit/change-checks';
import { DateScalar, Fen, USCC } from '../../kit/scalars';
import { FinancingMatchStatus, FinancingPurpose } from './demand';
import { Financing } from './lfr';

@InputType({ description: '一项融资需求' })
export class FinancingDemandInput {
  @Field(() => USCC, { description: '统一社会信用代码' })
  uscc!: string;

  @Field(() => Fen, { description: '额度，分' })
  amount!: number;

  @Field(() => Int, { description: '期限（月），1 至 360' })
  termMonths!: number;

  @Field(() => FinancingPurpose, { description: '用途' })
  purpose!: FinancingPurpose;

  @Field(() => DateScalar, { description: '填报日期' })
  statedOn!: string;
}

@InputType({ description: '对接进展' })
export class FinancingMatchInput {
  @Field(() => USCC, { description: '统一社会信用代码' })
  uscc!: string;

  @Field(() => FinancingMatchStatus, { description: '状态' })
  status!: FinancingMatchStatus;
}

const LONGEST_TERM_MONTHS = 360;

@Resolver()
export class FinancingChanges {
  /** What the enterprise states now is told from now on; what it stated before stays on file. */
  @Change(FinancingDemandInput, { zh: '登记融资需求', basis: '方案 第9条' })
  async fileFinancingDemand(input: FinancingDemandInput, change: OpenChange): Promise<ChangeDone> {
    const { uscc, amount, termMonths, purpose, statedOn } = input;
    await change.enterprise(Financing, uscc);
    checkAmount(change, '额度', amount);
    checkNotLater(change, '填报日期', statedOn);
    if (termMonths < 1 || termMonths > LONGEST_TERM_MONTHS)
      throw change.refusal(`期限应为 1 至 ${LONGEST_TERM_MONTHS} 个月`);
    await change.query(
      'INSERT INTO financing_demand (uscc, amount, term_months, purpose, stated_on) VALUES ($1, $2, $3, $4, $5)',
      [uscc, amount, termMonths, purpose, statedOn],
    );
    await change.query(
      `UPDATE financing SET match_status = '${FinancingMatchStatus.NOT_CONTACTED}' WHERE uscc = $1 AND match_status IS NULL`,
      [uscc],
    );
    return { uscc };
  }

  @Change(FinancingMatchInput, { zh: '登记融资对接进展', basis: '方案 第9条' })
  async noteFinancingMatch({ uscc, status }: FinancingMatchInput, change: OpenChange): Promise<ChangeDone> {
    await change.enterprise(Financing, uscc);
    const noted = await change.query(
      'UPDATE financing SET match_status = $2 WHERE uscc = $1 AND match_status IS NOT NULL RETURNING uscc',
      [uscc, status],
    );
    if (noted.length === 0) throw change.refusal('该企业尚未填报融资需求，没有可登记的对接');
    return { uscc };
  }
}
