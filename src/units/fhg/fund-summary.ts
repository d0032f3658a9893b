import { Field, Int, ObjectType } from 'type-graphql';
import { Money } from '../../kit/scalars';
import { cellOf } from '../../kit/small-cell';
import { FUND_SIZE_FEN } from '../../measures/plan-figures';
import { FundInstrument } from './fund-terms';

@ObjectType({ description: '专项引导基金以一种方式所作的投资' })
export class FundInstrumentTotal {
  @Field(() => FundInstrument, { description: '投资方式' })
  instrument!: FundInstrument;

  @Field(() => Int, { nullable: true, description: '企业数；任一方式少于 3 家时各方式均不显示' })
  enterprises!: number | null;

  @Field(() => Money, { nullable: true, description: '认缴金额；任一方式少于 3 家时各方式均不显示' })
  committed!: Money | null;
}

@ObjectType({ description: '专项引导基金总览' })
export class FundSummary {
  @Field(() => Money, { description: '基金规模' })
  size!: Money;

  @Field(() => Int, { nullable: true, description: '所投企业数，含已退出；少于 3 家不显示' })
  enterprises!: number | null;

  @Field(() => Money, { nullable: true, description: '认缴金额；少于 3 家不显示' })
  committed!: Money | null;

  @Field(() => Money, { nullable: true, description: '尚可认缴：规模减认缴；认缴不显示时也不显示' })
  remaining!: Money | null;

  @Field(() => Money, { nullable: true, description: '实缴金额；少于 3 家不显示' })
  disbursed!: Money | null;

  @Field(() => Int, { nullable: true, description: '已退出企业数；少于 3 家不显示' })
  exited!: number | null;

  @Field(() => [FundInstrumentTotal], { description: '按投资方式' })
  byInstrument!: FundInstrumentTotal[];

  @Field(() => Boolean, { description: '有数字因少于 3 家而不显示' })
  suppressed!: boolean;
}

/** What is committed by one instrument, to however few enterprises. */
export interface InstrumentFigures {
  readonly instrument: FundInstrument;
  readonly enterprises: number;
  readonly committed: number;
  /** Enterprises that have been paid anything. */
  readonly paid: number;
  readonly disbursed: number;
  readonly exited: number;
}

/** Sums the instruments up; what returns at an exit is not counted as free again [I]. */
export function fundSummaryOf(figures: readonly InstrumentFigures[]): FundSummary {
  const sum = (of: (figure: InstrumentFigures) => number): number =>
    figures.reduce((total, figure) => total + of(figure), 0);
  const enterprises = sum((figure) => figure.enterprises);
  const committed = sum((figure) => figure.committed);
  const exited = sum((figure) => figure.exited);
  const investment = cellOf(enterprises, {
    enterprises,
    committed: money(committed),
    remaining: money(Math.max(0, FUND_SIZE_FEN - committed)),
  });
  const paid = cellOf(
    sum((figure) => figure.paid),
    money(sum((figure) => figure.disbursed)),
  );
  const exits = cellOf(exited, exited);
  const split = splitByInstrument(figures);
  return {
    size: money(FUND_SIZE_FEN),
    enterprises: investment.value?.enterprises ?? null,
    committed: investment.value?.committed ?? null,
    remaining: investment.value?.remaining ?? null,
    disbursed: paid.value,
    exited: exits.value,
    byInstrument: split.totals,
    suppressed: [investment, paid, exits, split].some((cell) => cell.suppressed),
  };
}

/** One small cell hides them all: beside the told sum, the others would give it away. */
function splitByInstrument(figures: readonly InstrumentFigures[]): {
  readonly totals: FundInstrumentTotal[];
  readonly suppressed: boolean;
} {
  const known = new Map(figures.map((figure) => [figure.instrument, figure]));
  const suppressed = figures.some(({ enterprises }) => cellOf(enterprises, null).suppressed);
  const totals = Object.values(FundInstrument).map((instrument) => {
    const { enterprises, committed } = known.get(instrument) ?? { enterprises: 0, committed: 0 };
    return {
      instrument,
      enterprises: suppressed ? null : enterprises,
      committed: suppressed ? null : money(committed),
    };
  });
  return { totals, suppressed };
}

function money(fen: number): Money {
  return { fen, currency: 'CNY' };
}
