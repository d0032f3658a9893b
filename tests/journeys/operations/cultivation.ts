import { aTitled, answered, codes, first, LATEST_RETURNS, latestReturn, nodes, yesNo } from './performing';

/** Whom the plan cultivates. */
export function cultivationJourneys(): void {
  it.each([
    ['PoolGap', 'of Taiyuan', '1401', 10],
    ['PoolGapOfProvince', 'of the province', '14', 20],
  ])(
    'Q01 %s: operating enterprises %s in the plan’s industries, at 5 million, that are not in the pool',
    async (name, _where, division, first) => {
      const { screening } = await answered(name);
      const registered = await codes(
        'amr',
        `SELECT uscc FROM registration WHERE division LIKE '${division}%' AND status = 'IN_OPERATION' AND industry ~ '^[CIM]'`,
      );
      const earning = await codes('tax', `${LATEST_RETURNS} WHERE revenue >= 500000000`);
      const pooled = await codes('smeb', 'SELECT uscc FROM cultivation WHERE in_pool');
      const gap = [...registered].filter((uscc) => earning.has(uscc) && !pooled.has(uscc)).sort();
      expect(gap.length).toBeGreaterThan(first);
      expect(screening.count).toBe(gap.length);
      expect(nodes(screening).map(({ uscc }) => uscc)).toEqual(gap.slice(0, first));
    },
  );

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
    const { srdi, smallToScale, shareReform } = await answered('TrinityTargets');
    const titled = await codes('smeb', 'SELECT uscc FROM cultivation WHERE tier IS NOT NULL');
    const earning = await codes('tax', `${LATEST_RETURNS} WHERE revenue >= 1500000000`);
    const aboveScale = await codes('miit', 'SELECT uscc FROM industry WHERE is_above_scale');
    const jointStock = await codes('amr', `SELECT uscc FROM registration WHERE company_type = 'JOINT_STOCK'`);
    const growing = [...titled].filter((uscc) => earning.has(uscc) && !aboveScale.has(uscc)).sort();
    const reforming = [...titled].filter((uscc) => !jointStock.has(uscc)).sort();
    expect(growing).not.toHaveLength(0);
    expect([srdi.count, smallToScale.count, shareReform.count]).toEqual([
      titled.size,
      growing.length,
      reforming.length,
    ]);
    expect(nodes(smallToScale).map(({ uscc }) => uscc)).toEqual(growing.slice(0, 5));
    expect(nodes(shareReform).map(({ uscc }) => uscc)).toEqual(reforming.slice(0, 5));
  });

  it('Q23: how many were trained, and of how many', async () => {
    const { trainingCount } = await answered('Training100');
    const { trainees } = await first(
      'smeb',
      'SELECT count(*)::int AS trainees FROM trainee WHERE year = 2025',
    );
    // In fives: who comes and who goes cannot be read off the number.
    expect(trainingCount).toMatchObject({
      year: 2025,
      target: 100,
      trainees: trainees - (trainees % 5),
      suppressed: false,
    });
  });
}
