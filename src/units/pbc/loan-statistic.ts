import { Field, Int, ObjectType } from 'type-graphql';
import { cities, counties, divisionByCode } from '../../kit/codes/divisions';
import { DateScalar, DivisionCode, Money } from '../../kit/scalars';
import { hiddenCells, isTooSmall } from '../../kit/hidden-cells';

@ObjectType({ description: '一个行政区划的贷款合计' })
export class LoanCell {
  @Field(() => DivisionCode, { description: '行政区划' })
  division!: string;

  @Field(() => String, { description: '区划名称' })
  divisionName!: string;

  @Field(() => Int, { nullable: true, description: '有余额的企业数' })
  enterprises!: number | null;

  @Field(() => Int, { nullable: true, description: '未结清贷款笔数' })
  loans!: number | null;

  @Field(() => Money, { nullable: true, description: '贷款余额' })
  balance!: Money | null;

  @Field(() => Boolean, { description: '不显示：少于 3 家企业，或可由合计推算出少于 3 家的数' })
  suppressed!: boolean;
}

@ObjectType({ description: '季末贷款统计' })
export class LoanStatistic {
  @Field(() => String, { description: '季度' })
  quarter!: string;

  @Field(() => DateScalar, { description: '季末日' })
  asOf!: string;

  @Field(() => LoanCell, { description: '合计' })
  total!: LoanCell;

  @Field(() => [LoanCell], { description: '下一级各区划：全省分市，市分县' })
  cells!: readonly LoanCell[];
}

/** What the loans of one county add up to. */
export interface CountyFigures {
  readonly division: string;
  readonly enterprises: number;
  readonly loans: number;
  readonly fen: number;
}

type Figures = Omit<CountyFigures, 'division'>;
/** By code of county, city and province. */
type Totals = ReadonlyMap<string, Figures>;

/**
 * The statistic of a division out of the figures of all counties: every cell is judged in the whole table, so that what
 * is told of one division never uncovers what is hidden in another.
 */
export function loanStatistic(
  figures: readonly CountyFigures[],
  asked: { readonly division: string; readonly quarter: string; readonly asOf: string },
): LoanStatistic {
  const totals = totalsOf(figures);
  const isWholeHidden = isHidden(asked.division, totals);
  const hidden = hiddenParts(asked.division, totals);
  const cell = (division: string, isCellHidden: boolean): LoanCell =>
    isCellHidden ? hiddenCell(division) : toldCell(division, totals.get(division));
  return {
    quarter: asked.quarter,
    asOf: asked.asOf,
    total: cell(asked.division, isWholeHidden),
    cells: partsOf(asked.division).map((part) => cell(part, isWholeHidden || hidden.has(part))),
  };
}

function totalsOf(figures: readonly CountyFigures[]): Totals {
  const totals = new Map<string, Figures>();
  for (const { division, ...own } of figures) {
    for (const code of [division.slice(0, 2), division.slice(0, 4), division]) {
      const { enterprises, loans, fen } = totals.get(code) ?? { enterprises: 0, loans: 0, fen: 0 };
      totals.set(code, {
        enterprises: enterprises + own.enterprises,
        loans: loans + own.loans,
        fen: fen + own.fen,
      });
    }
  }
  return totals;
}

/** A part of a hidden division is hidden too, or the parts would add up to it. */
function isHidden(division: string, totals: Totals): boolean {
  const whole = division.slice(0, -2);
  if (whole === '') return isTooSmall(totals.get(division)?.enterprises ?? 0);
  return isHidden(whole, totals) || hiddenParts(whole, totals).has(division);
}

function hiddenParts(whole: string, totals: Totals): ReadonlySet<string> {
  return hiddenCells(new Map(partsOf(whole).map((part) => [part, totals.get(part)?.enterprises ?? 0])));
}

/** The cities of the province, the counties of a city, nothing of a county. */
function partsOf(division: string): string[] {
  const level = division.length === 2 ? cities : division.length === 4 ? counties : [];
  return level.map(({ code }) => code).filter((code) => code.startsWith(division));
}

function toldCell(division: string, figures: Figures | undefined): LoanCell {
  const { enterprises, loans, fen } = figures ?? { enterprises: 0, loans: 0, fen: 0 };
  return { ...nameOf(division), enterprises, loans, balance: { fen, currency: 'CNY' }, suppressed: false };
}

function hiddenCell(division: string): LoanCell {
  return { ...nameOf(division), enterprises: null, loans: null, balance: null, suppressed: true };
}

function nameOf(division: string): Pick<LoanCell, 'division' | 'divisionName'> {
  return { division, divisionName: divisionByCode(division)?.fullName ?? division };
}
