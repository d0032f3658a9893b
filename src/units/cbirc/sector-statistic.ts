import { Field, Int, ObjectType } from 'type-graphql';
import { industryByCode } from '../../kit/codes/industries';
import { DateScalar, IndustryCode, Money } from '../../kit/scalars';
import { cellOf } from '../../kit/small-cell';

@ObjectType({ description: '一个行业的贷款合计' })
export class SectorLoanCell {
  @Field(() => IndustryCode, { description: '行业' })
  industry!: string;

  @Field(() => String, { description: '行业名称' })
  industryName!: string;

  @Field(() => Int, { nullable: true, description: '有余额的企业数；少于 3 家不显示' })
  enterprises!: number | null;

  @Field(() => Int, { nullable: true, description: '未结清贷款笔数；少于 3 家不显示' })
  loans!: number | null;

  @Field(() => Money, { nullable: true, description: '贷款余额；少于 3 家不显示' })
  balance!: Money | null;

  @Field(() => Boolean, { description: '因少于 3 家而不显示' })
  suppressed!: boolean;
}

/** Without a sum over all industries: beside it, the told ones would give a hidden one away. */
@ObjectType({ description: '行业贷款统计' })
export class SectorLoanStatistic {
  @Field(() => DateScalar, { nullable: true, description: '截止日；没有报送、报送未满 30 日时为空' })
  asOf!: string | null;

  @Field(() => [SectorLoanCell], { description: '各行业（大类）' })
  sectors!: readonly SectorLoanCell[];
}

/** What the borrowers of one industry add up to. */
export interface SectorFigures {
  readonly industry: string;
  readonly enterprises: number;
  readonly loans: number;
  readonly fen: string;
  /** The quarter's last day: the same for all. */
  readonly asOf: string;
}

export function sectorStatistic(figures: readonly SectorFigures[]): SectorLoanStatistic {
  return { asOf: figures[0]?.asOf ?? null, sectors: figures.map(cellOfSector) };
}

function cellOfSector({ industry, enterprises, loans, fen }: SectorFigures): SectorLoanCell {
  const cell = cellOf(enterprises, { enterprises, loans, balance: { fen: Number(fen), currency: 'CNY' } });
  return {
    industry,
    industryName: industryByCode(industry)?.name ?? industry,
    enterprises: cell.value?.enterprises ?? null,
    loans: cell.value?.loans ?? null,
    balance: cell.value?.balance ?? null,
    suppressed: cell.suppressed,
  };
}
