import { aTitled, answered, first, latestReturn, nodes, rows, yesNo } from './performing';

/** Whom the plan cultivates. */
export function cultivationJourneys(): void {
  it('Q01: the first ten of Taiyuan, whether their revenue reaches 5 million, and who is not in the pool', async () => {
    const { enterprises } = await answered('PoolGap');
    const registered = await rows(
      'amr',
      `SELECT uscc FROM registration WHERE division LIKE '1401%' ORDER BY uscc LIMIT 10`,
    );
    const expected = await Promise.all(
      registered.map(async ({ uscc }) => {
        const { revenue } = await latestReturn(uscc);
        const { in_pool } = await first('smeb', 'SELECT in_pool FROM cultivation WHERE uscc = $1', [uscc]);
        return [uscc, yesNo(revenue >= 500_000_000), in_pool];
      }),
    );
    expect(
      nodes(enterprises).map(({ uscc, tax, cultivation }) => [uscc, tax.revenueAtLeast, cultivation.inPool]),
    ).toEqual(expected);
  });

  it('Q02: criteria from the figures that no one is told', async () => {
    const uscc = await aTitled();
    const { enterprise } = await answered('RecognitionCheck', { uscc });
    const { revenue, main_revenue, assets, debt, rd_expense } = await latestReturn(uscc);
    expect(enterprise.tax).toMatchObject({
      revenueAtLeast: yesNo(revenue >= 1_500_000_000),
      mainRevenueShareAtLeast: yesNo(main_revenue / revenue >= 0.8),
      debtRatioAtMost: yesNo(debt / assets <= 0.8),
      rdExpenseAtLeast: yesNo(rd_expense >= 100_000_000),
      rdRatioAtLeast: yesNo(rd_expense / revenue >= 0.03),
    });
  });

  it('Q03: who may grow above scale, and whose shares may be reformed', async () => {
    const { enterprises } = await answered('TrinityTargets');
    const newest = await rows(
      'amr',
      'SELECT uscc, company_type FROM registration ORDER BY established_on DESC, uscc DESC LIMIT 10',
    );
    const expected = await Promise.all(
      newest.map(async ({ uscc, company_type }) => {
        const pool = await first('smeb', 'SELECT * FROM cultivation WHERE uscc = $1', [uscc]);
        const { revenue } = await latestReturn(uscc);
        return [
          uscc,
          company_type,
          pool.scale_up_target,
          pool.share_reform_target,
          yesNo(revenue >= 2_000_000_000),
        ];
      }),
    );
    expect(
      nodes(enterprises).map((node) => [
        node.uscc,
        node.registration.companyType,
        node.cultivation.scaleUpTarget,
        node.cultivation.shareReformTarget,
        node.tax.revenueAtLeast,
      ]),
    ).toEqual(expected);
  });

  it('Q23: how many were trained, and of how many', async () => {
    const { trainingCount } = await answered('Training100');
    const { trainees } = await first(
      'smeb',
      'SELECT count(*)::int AS trainees FROM trainee WHERE year = 2025',
    );
    expect(trainingCount).toMatchObject({ year: 2025, target: 100, trainees, suppressed: false });
  });
}
