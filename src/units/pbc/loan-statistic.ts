import { Field, Int, ObjectType } from 'type-graphql';
import { cities, counties, divisionByCode } from '../../kit/codes/divisions';
import { DateScalar, DivisionCode, Money } from '../../kit/scalars';
import { hiddenCells } from '../../kit/hidden-cells';
import { isTooFew } from '../../kit/small-cell';

@ObjectType({ description: '一个行政区划的贷款合计' })
export class LoanCell {
  @Field(() => DivisionCode, { description: '行政区划' })
  division!: string;

  @Field(() => String, { description: '区划名称' })
  divisionName!: string;

  @Field(() => Int, { nullable: true, description: '本季新获贷款、季末未结清的企业数' })
  enterprises!: number | null;

  @Field(() => Int, { nullable: true, description: '季末未结清的贷款笔数' })
  loans!: number | null;

  @Field(() => Money, { nullable: true, description: '季末贷款余额' })
  balance!: Money | null;

  @Field(() => Boolean, {
    description:
      '不显示：本季新获贷款的企业少于 3 家（与此前季度之差会涉及个别企业），或可由合计推算出这样的数',
  })
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

/** What the loans of one county add up to at the end of a quarter. */
export interface CountyFigures {
  readonly division: string;
  /** Enterprises with a loan of this quarter. */
  readonly enterprises: number;
  /** Those among them of whose loan no statistic of an earlier quarter, nor the other one of this quarter, tells. */
  readonly restsOn: number;
  readonly loans: number;
  readonly fen: number;
}

type Figures = Omit<CountyFigures, 'division'>;
/** By code of county, city and province. */
type Totals = ReadonlyMap<string, Figures>;

/** Which cells of a sum to hide; a test of the search leaves it out. */
type Hide = typeof hiddenCells;

/**
 * The statistic of a division out of the figures of all counties: every cell is judged in the whole table, so that what
 * is told of one division never uncovers what is hidden in another.
 */
export function loanStatistic(
  figures: readonly CountyFigures[],
  asked: { readonly division: string; readonly quarter: string; readonly asOf: string },
  hide: Hide = hiddenCells,
): LoanStatistic {
  const totals = totalsOf(figures);
  const isWholeHidden = isHidden(asked.division, totals, hide);
  const hidden = hiddenParts(asked.division, totals, hide);
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
      const before = totals.get(code) ?? NOTHING;
      totals.set(code, {
        enterprises: before.enterprises + own.enterprises,
        restsOn: before.restsOn + own.restsOn,
        loans: before.loans + own.loans,
        fen: before.fen + own.fen,
      });
    }
  }
  return totals;
}

const NOTHING: Figures = { enterprises: 0, restsOn: 0, loans: 0, fen: 0 };

/** A part of a hidden division is hidden too, or the parts would add up to it. */
function isHidden(division: string, totals: Totals, hide: Hide): boolean {
  const whole = division.slice(0, -2);
  const own = totals.get(division);
  if (whole === '') return own !== undefined && isTooFew(own.restsOn);
  return isHidden(whole, totals, hide) || hiddenParts(whole, totals, hide).has(division);
}

/** Beside a hidden part the empty ones are hidden too: one loan for each part that is known to have any would tell them all. */
function hiddenParts(whole: string, totals: Totals, hide: Hide): ReadonlySet<string> {
  const parts = partsOf(whole);
  const filled = parts.flatMap((part): [string, number][] => {
    const own = totals.get(part);
    return own === undefined ? [] : [[part, own.restsOn]];
  });
  const hidden = hide(new Map(filled));
  return hidden.size === 0 ? hidden : new Set([...hidden, ...parts.filter((part) => !totals.has(part))]);
}

/** The cities of the province, the counties of a city, nothing of a county. */
function partsOf(division: string): string[] {
  const level = division.length === 2 ? cities : division.length === 4 ? counties : [];
  return level.map(({ code }) => code).filter((code) => code.startsWith(division));
}

function toldCell(division: string, figures: Figures | undefined): LoanCell {
  const { enterprises, loans, fen } = figures ?? NOTHING;
  return { ...nameOf(division), enterprises, loans, balance: { fen, currency: 'CNY' }, suppressed: false };
}

function hiddenCell(division: string): LoanCell {
  return { ...nameOf(division), enterprises: null, loans: null, balance: null, suppressed: true };
}

function nameOf(division: string): Pick<LoanCell, 'division' | 'divisionName'> {
  return { division, divisionName: divisionByCode(division)?.fullName ?? division };
}
