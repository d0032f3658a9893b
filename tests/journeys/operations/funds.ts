import { codesOf } from '../../support/ask';
import { type Read, aTitled, answered, first, latestReturn, perform, rows, yesNo } from './performing';

/** What the plan gives. */
export function fundsJourneys(): void {
  it('Q04: whether the one-off award was had, for the province and for the city of the enterprise', async () => {
    const awarded = await first(
      'fin',
      `SELECT p.uscc, sum(p.amount) FILTER (WHERE p.paid_on IS NOT NULL)::float8 AS total FROM award p JOIN fiscal e USING (uscc)
        WHERE e.division LIKE '1401%' AND p.uscc IN (SELECT uscc FROM award WHERE kind = 'ONE_OFF' AND paid_on IS NOT NULL)
        GROUP BY p.uscc ORDER BY p.uscc LIMIT 1`,
    );
    const { enterprise } = await answered('AwardPrecheck', { uscc: awarded.uscc });
    expect(enterprise.fiscal).toMatchObject({ hasReceivedOneOffAward: true, oneOffAwardOpen: 'NO' });
    const ofCity = await answered('CityAwardPrecheck', { uscc: awarded.uscc });
    expect(ofCity.enterprise.fiscal).toEqual({
      awardedTotal: { fen: awarded.total },
      hasReceivedOneOffAward: true,
    });
  });

  it('Q05: little giants only; of others the fund learns nothing that is not open', async () => {
    const giant = await aTitled(`tier = 'PROVINCIAL_LITTLE_GIANT'`);
    const { enterprise, fundSummary } = await answered('FundEligibility', { uscc: giant });
    const { development_score } = await first(
      'smeb',
      'SELECT development_score::float8 FROM cultivation WHERE uscc = $1',
      [giant],
    );
    expect(Number(enterprise.cultivation.developmentScore)).toBe(development_score);
    expect(enterprise.guidanceFund.eligible).toBe(true);
    const { committed } = await first('fhg', 'SELECT sum(committed)::float8 AS committed FROM guidance_fund');
    const told = committed - (committed % 1_000_000_000);
    expect(fundSummary).toEqual({
      size: { fen: 30_000_000_000 },
      committed: told === 0 ? null : { fen: told },
      remaining: told === 0 ? null : { fen: 30_000_000_000 - told },
    });
    const plain = await perform('FundEligibility', { uscc: await aTitled(`tier = 'SRDI'`) });
    expect(codesOf(plain)).toEqual(['DENIED_SCOPE']);
    expect(plain.data.enterprise.cultivation).toEqual({ tier: 'SRDI', developmentScore: null });
  });

  it('Q06: the dossier of an enterprise that has consented, and nothing of one that has not', async () => {
    const giants = (
      await rows(
        'smeb',
        `SELECT uscc FROM cultivation WHERE tier IN ('PROVINCIAL_LITTLE_GIANT', 'NATIONAL_LITTLE_GIANT') ORDER BY uscc`,
      )
    ).map(({ uscc }) => uscc);
    const consents = await rows(
      'hub',
      `SELECT uscc, revoked_at IS NULL AND ends_on >= current_date AS "inForce" FROM consent WHERE consumer = 'FHG' AND uscc = ANY($1) ORDER BY uscc`,
      [giants],
    );
    const { uscc } = consents.find(({ inForce }) => inForce);
    const { enterprise } = await answered('FundDueDiligence', { uscc });
    expect(enterprise.tax.revenue.fen).toBe((await latestReturn(uscc)).revenue);
    const without = giants.find((giant) => !consents.some((consent) => consent.uscc === giant));
    const refused = await perform('FundDueDiligence', { uscc: without });
    expect(new Set(codesOf(refused))).toEqual(new Set(['DENIED_CONSENT_MISSING']));
    expect(refused.data.enterprise.tax.revenue).toBeNull();
  });

  it('Q07: an enterprise reads its own bill', async () => {
    const { uscc } = await first(
      'tax',
      'SELECT uscc FROM tax_relief_bill WHERE year = 2025 ORDER BY uscc LIMIT 1',
    );
    const { enterprise } = await answered('DividendBill', { uscc });
    expect(enterprise.tax.dividendBill).not.toBeNull();
  });

  it('Q08: the size class of an industrial enterprise as 300号 has it', async () => {
    const manufacturers = await rows(
      'amr',
      `SELECT uscc FROM registration WHERE industry LIKE 'C%' ORDER BY uscc LIMIT 25`,
    );
    for (const { uscc } of manufacturers) {
      const { employees, revenue } = await latestReturn(uscc);
      const wan = revenue / 1_000_000;
      const expected =
        employees >= 1000 && wan >= 40_000
          ? 'LARGE'
          : employees >= 300 && wan >= 2000
            ? 'MEDIUM'
            : employees >= 20 && wan >= 300
              ? 'SMALL'
              : 'MICRO';
      const { enterprise } = await answered('RentRelief', { uscc });
      expect({ uscc, size: enterprise.tax.sizeClass }).toEqual({ uscc, size: expected });
    }
  });

  it('Q09: small and micro enterprises have a deduction of 10 to 20 %', async () => {
    for (const [sizes, expected] of [
      ['SMALL', { atLeast: '10', atMost: '20' }],
      ['MEDIUM', { atLeast: '0', atMost: '0' }],
    ] as const) {
      const { uscc } = await first(
        'fin',
        'SELECT uscc FROM fiscal WHERE declared_size = $1 ORDER BY uscc LIMIT 1',
        [sizes],
      );
      const { enterprise } = await answered('ProcurementPreference', { uscc });
      expect(enterprise.fiscal.procurementPriceDeduction).toEqual(expected);
      const { wins } = await first(
        'fin',
        'SELECT count(*)::int AS wins FROM procurement_contract WHERE uscc = $1 AND is_reserved',
        [uscc],
      );
      expect(enterprise.fiscal.reservedShareWins).toBe(wins);
    }
  });

  it('Q16: what is left of 2 million a year, and the conditions as yes or no', async () => {
    const { uscc, granted } = await first(
      'fin',
      `SELECT uscc, sum(granted)::float8 AS granted FROM ip_subsidy WHERE paid_on IS NOT NULL AND extract(year FROM paid_on) = 2025 GROUP BY uscc ORDER BY uscc LIMIT 1`,
    );
    const { enterprise } = await answered('IpSubsidy', { uscc });
    expect(enterprise.fiscal.ipSubsidyPaid.fen).toBe(granted);
    expect(enterprise.fiscal.ipSubsidyRemaining.fen).toBe(200_000_000 - granted);
    const [latest, before] = await rows(
      'tax',
      'SELECT main_revenue::float8, net_profit::float8, revenue::float8 FROM annual_return WHERE uscc = $1 ORDER BY year DESC LIMIT 2',
      [uscc],
    );
    expect(enterprise.tax.profitRateAtLeast).toBe(yesNo(latest.net_profit / latest.revenue >= 0.15));
    expect(enterprise.tax.mainRevenueGrowthAtLeast).toBe(
      yesNo(before === undefined ? null : latest.main_revenue / before.main_revenue - 1 >= 0.3),
    );
  });

  it('G1: the budget lines of Taiyuan', async () => {
    const { budgetLines } = await answered('BudgetLines');
    const { released } = await first(
      'fin',
      `SELECT sum(released)::float8 AS released FROM budget_line WHERE division LIKE '1401%' AND year = (SELECT max(year) FROM budget_line)`,
    );
    expect(budgetLines.reduce((sum: number, line: Read) => sum + Number(line.released.fen), 0)).toBe(
      released,
    );
  });
}
