import { Field, InputType, Int, Resolver } from 'type-graphql';
import { Change, type ChangeDone, type OpenChange } from '../../kit/change';
import { checkAmount, checkNotLater, checkText } from '../../kit/change-checks';
import { DateScalar, Fen, USCC } from '../../kit/scalars';
import { ONE_OFF_AWARD_FEN } from '../../measures/plan-figures';
import { AwardKind, Fiscal } from './fin';

@InputType({ description: '一笔奖励资金' })
export class AwardInput {
  @Field(() => USCC, { description: '统一社会信用代码' })
  uscc!: string;

  @Field(() => Int, { description: '年度' })
  year!: number;

  @Field(() => AwardKind, { description: '类别' })
  kind!: AwardKind;

  @Field(() => Fen, { description: '金额，分；一次性奖励不超过 30 万元' })
  amount!: number;

  @Field(() => String, { description: '文号' })
  documentNo!: string;

  @Field(() => DateScalar, { nullable: true, description: '公示日期；未填为尚未公示' })
  publishedOn?: string | null;
}

/** 方案 第5条 began in this year. */
const FIRST_YEAR = 2022;

@Resolver()
export class FiscalChanges {
  /** R5: the one-off award is at most 30 万元, once, and for an enterprise that holds a title. */
  @Change(AwardInput, { zh: '核定奖励资金', basis: '方案 第5条' })
  async grantAward(input: AwardInput, change: OpenChange): Promise<ChangeDone> {
    const { uscc, year, kind, amount, documentNo, publishedOn = null } = input;
    await change.enterprise(Fiscal, uscc);
    checkText(change, '文号', documentNo);
    checkAmount(change, '奖励金额', amount);
    checkNotLater(change, '公示日期', publishedOn);
    if (year < FIRST_YEAR || year > Number(change.today.slice(0, 4)))
      throw change.refusal(`年度应在 ${FIRST_YEAR} 年至本年之间`);
    if (kind === AwardKind.ONE_OFF) await checkOneOff(input, change);
    const [award] = await change.query<{ id: string }>(
      `INSERT INTO award (uscc, year, kind, amount, document_no, published_on) VALUES ($1, $2, $3, $4, $5, $6) RETURNING id`,
      [uscc, year, kind, amount, documentNo, publishedOn],
    );
    return { uscc, ...(award === undefined ? {} : { no: award.id }) };
  }
}

async function checkOneOff({ uscc, amount }: AwardInput, change: OpenChange): Promise<void> {
  const known = await change.query(`SELECT FROM award WHERE uscc = $1 AND kind = 'ONE_OFF'`, [uscc]);
  if (known.length > 0)
    throw change.refusal('该企业已核定过一次性奖励，每户只奖一次', { code: 'LIMIT_EXCEEDED', left: 0 });
  if (amount > ONE_OFF_AWARD_FEN)
    throw change.refusal('一次性奖励不超过 30 万元', { code: 'LIMIT_EXCEEDED', left: ONE_OFF_AWARD_FEN });
  const tiers = await change.owner.tiersOf([uscc]);
  if ((tiers.get(uscc) ?? null) === null)
    throw change.refusal('该企业没有在有效期内的“专精特新”称号，不能核定一次性奖励');
}
