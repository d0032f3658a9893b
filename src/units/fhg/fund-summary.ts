import { Field, Int, ObjectType } from 'type-graphql';
import { COUNT_STEP, countInSteps, inSteps } from '../../kit/in-steps';
import { Money } from '../../kit/scalars';
import { FUND_SIZE_FEN } from '../../measures/plan-figures';
import { FundInstrument } from './fund-terms';

const STEP_WAN = 1000;
/** Larger than what the fund commits to one enterprise as a rule [I]; a sum with a larger part in it is not told. */
const FUND_STEP_FEN = STEP_WAN * 1_000_000;

const IN_FIVES = `按 ${COUNT_STEP} 家取整，舍去尾数；过小的不显示`;
const IN_STEPS = `按 ${STEP_WAN} 万元取整，舍去尾数；过小的、有一户达到 ${STEP_WAN} 万元的不显示`;

@ObjectType({ description: '专项引导基金以一种方式所作的投资' })
export class FundInstrumentTotal {
  @Field(() => FundInstrument, { description: '投资方式' })
  instrument!: FundInstrument;

  @Field(() => Int, { nullable: true, description: `企业数；${IN_FIVES}` })
  enterprises!: number | null;

  @Field(() => Money, { nullable: true, description: `认缴金额；${IN_STEPS}` })
  committed!: Money | null;
}

@ObjectType({ description: '专项引导基金总览' })
export class FundSummary {
  @Field(() => Money, { description: '基金规模' })
  size!: Money;

  @Field(() => Int, { nullable: true, description: `所投企业数，含已退出；${IN_FIVES}` })
  enterprises!: number | null;

  @Field(() => Money, { nullable: true, description: `认缴金额；${IN_STEPS}` })
  committed!: Money | null;

  @Field(() => Money, { nullable: true, description: '尚可认缴：规模减认缴；认缴不显示时也不显示' })
  remaining!: Money | null;

  @Field(() => Money, { nullable: true, description: `实缴金额；${IN_STEPS}` })
  disbursed!: Money | null;

  @Field(() => Int, { nullable: true, description: `已退出企业数；${IN_FIVES}` })
  exited!: number | null;

  @Field(() => [FundInstrumentTotal], { description: '按投资方式' })
  byInstrument!: FundInstrumentTotal[];

  @Field(() => Boolean, { description: '有数字因过小而不显示' })
  suppressed!: boolean;
}

/** What the fund has in one enterprise, in fen. */
export interface Investment {
  readonly instrument: FundInstrument;
  readonly committed: number;
  readonly disbursed: number;
  readonly isExited: boolean;
}

/** Sums the investments up; what returns at an exit is not counted as free again [I]. */
export function fundSummaryOf(investments: readonly Investment[]): FundSummary {
  const enterprises = countInSteps(investments.length);
  const committed = moneyInSteps(investments.map((investment) => investment.committed));
  const disbursed = moneyInSteps(investments.map((investment) => investment.disbursed));
  const exited = countInSteps(investments.filter(({ isExited }) => isExited).length);
  const byInstrument = Object.values(FundInstrument).map((instrument) => {
    const own = investments.filter((investment) => investment.instrument === instrument);
    return {
      instrument,
      enterprises: countInSteps(own.length),
      committed: moneyInSteps(own.map((investment) => investment.committed)),
    };
  });
  const told = [enterprises, committed, disbursed, exited];
  return {
    size: money(FUND_SIZE_FEN),
    enterprises,
    committed,
    remaining: committed === null ? null : money(FUND_SIZE_FEN - committed.fen),
    disbursed,
    exited,
    byInstrument,
    suppressed: [...told, ...byInstrument.flatMap((of) => [of.enterprises, of.committed])].includes(null),
  };
}

function moneyInSteps(parts: readonly number[]): Money | null {
  const filled = parts.filter((part) => part > 0);
  const value = filled.reduce((sum, part) => sum + part, 0);
  const fen = inSteps({ value, enterprises: filled.length, largest: Math.max(0, ...filled) }, FUND_STEP_FEN);
  return fen === null ? null : money(fen);
}

function money(fen: number): Money {
  return { fen, currency: 'CNY' };
}
