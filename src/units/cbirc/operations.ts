import { Arg, Ctx, Resolver } from 'type-graphql';
import { Operation } from '../../kit/operation';
import type { OwnerContext } from '../../kit/owner';
import type { Money } from '../../kit/scalars';
import { open } from '../../kit/share';
import { BORROWS } from './cbirc';
import { CreditProduct, CreditSecurity } from './credit-product';
import { SectorLoanStatistic, sectorStatistic, type SectorFigures } from './sector-statistic';

type PlainProduct = Omit<CreditProduct, 'id' | 'uscc' | 'atMost'>;

interface ProductRow extends PlainProduct {
  readonly fen: string;
}

interface ToldProduct extends PlainProduct {
  readonly atMost: Money;
}

/** So many days after a quarter's end its reports are complete [I]. */
const REPORTING_DAYS = 30;

@Resolver()
export class BankInsuranceOperations {
  /** 方案 第9条: the products that banks have made for the plan's enterprises, in the order of their numbers. */
  @Operation(() => [CreditProduct], { zh: '银行专属产品目录', level: 1, share: open('方案 第9条') })
  async productDirectory(
    @Arg('security', () => CreditSecurity, { nullable: true, description: '担保方式；不填为全部' })
    security: CreditSecurity | null,
    @Ctx() owner: OwnerContext,
  ): Promise<ToldProduct[]> {
    const result = await owner.pool.query<ProductRow>(
      `SELECT product_no AS "productNo", name, lender, security, at_most::text AS fen, term_months AS "termMonths",
              rate_from AS "rateFrom", rate_to AS "rateTo", published_on::text AS "publishedOn"
         FROM credit_product WHERE $1::text IS NULL OR security = $1::text ORDER BY product_no`,
      [security ?? null],
    );
    return result.rows.map(({ fen, ...product }) => ({
      ...product,
      atMost: { fen: Number(fen), currency: 'CNY' },
    }));
  }

  /**
   * Of all borrowers in the province in the last quarter that was reported. While its reports come in, one by one in the
   * place of those before, nothing is told: two answers would differ by one report.
   */
  @Operation(() => SectorLoanStatistic, {
    zh: '行业贷款统计',
    level: 1,
    share: open('政府信息公开条例 第20条'),
    sum: { of: ['BankInsurance.loanCount', 'BankInsurance.loanBand'], told: 'IN_BLOCKS' },
  })
  async sectorStat(@Ctx() owner: OwnerContext): Promise<SectorLoanStatistic> {
    const result = await owner.pool.query<SectorFigures>(
      `SELECT industry, count(*)::int AS enterprises, sum(loan_count)::int AS loans,
              sum(loan_balance)::text AS fen, reported_on::text AS "asOf"
         FROM bank_insurance WHERE ${BORROWS} AND industry IS NOT NULL
          AND reported_on = (SELECT max(reported_on) FROM bank_insurance WHERE ${BORROWS})
          AND reported_on + ${REPORTING_DAYS} < $1::date
        GROUP BY industry, reported_on ORDER BY industry`,
      [owner.today],
    );
    return sectorStatistic(result.rows);
  }
}
