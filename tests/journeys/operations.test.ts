import { Pool } from 'pg';
import { planOperations, type PlanOperation } from '../../src/sharing/plan-operations';
import { runningCluster } from '../../src/store/cluster';
import { ask, codesOf, tokenFor, type Answer } from '../support/ask';
import { startHub, type HubProcess } from '../support/hub-process';

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- rows and answers are read by their shape
type Read = any;

let hub: HubProcess;
const pools = new Map<string, Pool>();

beforeAll(async () => {
  hub = await startHub({ environment: { HUB_ENTERPRISES: '1500' } });
}, 120_000);
afterAll(async () => {
  await Promise.all([...pools.values()].map((pool) => pool.end()));
  await hub.stop();
});

/** Rows of a unit's own database, read behind the hub's back: the second computation. */
async function rows(unit: string, text: string, values: readonly unknown[] = []): Promise<Read[]> {
  let pool = pools.get(unit);
  if (pool === undefined) {
    pool = new Pool({ connectionString: runningCluster(hub.dataDir)?.urlFor(unit) ?? '', max: 1 });
    pools.set(unit, pool);
  }
  return (await pool.query(text, [...values])).rows;
}

async function first(unit: string, text: string, values: readonly unknown[] = []): Promise<Read> {
  const [row] = await rows(unit, text, values);
  if (row === undefined) throw new Error(`nothing found by ${text}`);
  return row;
}

const operation = (name: string): PlanOperation => {
  const found = planOperations.find(({ document }) => new RegExp(`^query ${name}\\b`).test(document));
  if (found === undefined) throw new Error(`no operation ${name}`);
  return found;
};

/** Asks an operation as its own consumer does. */
async function perform(name: string, variables: Readonly<Record<string, unknown>> = {}): Promise<Answer> {
  const { consumer, purposes, document } = operation(name);
  const token =
    consumer === 'public'
      ? undefined
      : await tokenFor(
          hub.url,
          consumer === 'enterprise'
            ? { enterprise: String(variables['uscc']) }
            : { ...consumer, purpose: purposes[0] ?? '' },
        );
  return ask(hub.url, token, document, variables);
}

const performed = new Set<string>();

/** The data of an operation that is answered whole. */
async function answered(name: string, variables: Readonly<Record<string, unknown>> = {}): Promise<Read> {
  performed.add(name);
  const told = await perform(name, variables);
  expect({ name, codes: codesOf(told) }).toEqual({ name, codes: [] });
  return told.data;
}

const nodes = (connection: { edges: { node: unknown }[] }): Read[] =>
  connection.edges.map(({ node }) => node);
const yesNo = (is: boolean | null): string => (is === null ? 'UNKNOWN' : is ? 'YES' : 'NO');

/** Figures of the latest year that an enterprise has filed, in fen. */
const latestReturn = (uscc: string): Promise<Read> =>
  first(
    'tax',
    `SELECT revenue::float8, main_revenue::float8, net_profit::float8, assets::float8, debt::float8, rd_expense::float8, employees
       FROM annual_return WHERE uscc = $1 ORDER BY year DESC LIMIT 1`,
    [uscc],
  );

const aTitled = async (condition = 'tier IS NOT NULL'): Promise<string> =>
  (await first('smeb', `SELECT uscc FROM cultivation WHERE ${condition} ORDER BY uscc LIMIT 1`)).uscc;

describe('cultivation', () => {
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
});

describe('funds', () => {
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
    expect(fundSummary).toMatchObject({
      size: { fen: 30_000_000_000 },
      remaining: { fen: 30_000_000_000 - committed },
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
});

describe('financing', () => {
  it('Q11: the overview of whom the enterprise allowed, beside one that allowed nothing', async () => {
    const { uscc: consented } = await first(
      'hub',
      `SELECT uscc FROM consent WHERE consumer = 'LFR' AND revoked_at IS NULL AND ends_on >= current_date ORDER BY uscc LIMIT 1`,
    );
    const known = (await rows('hub', 'SELECT uscc FROM consent')).map(({ uscc }) => uscc);
    const { uscc: other } = await first(
      'pbc',
      'SELECT uscc FROM credit WHERE NOT uscc = ANY($1) ORDER BY uscc LIMIT 1',
      [known],
    );
    performed.add('CreditCheck');
    const told = await perform('CreditCheck', { consented, other });
    expect(codesOf(told)).toEqual(['DENIED_CONSENT_MISSING']);
    const { institutions } = await first(
      'pbc',
      'SELECT count(DISTINCT lender)::int AS institutions FROM loan WHERE uscc = $1',
      [consented],
    );
    expect(told.data.consented.credit.creditOverview?.institutionCount ?? 0).toBe(institutions);
    const { assets, debt } = await latestReturn(consented);
    expect(told.data.consented.tax.debtRatioAtMost).toBe(yesNo(debt / assets <= 0.75));
    expect(told.data.other.credit.creditOverview).toBeNull();
  });

  it('Q12: the listing as the exchange has it, and for the bureau how far the share reform is', async () => {
    const listed = await first(
      'exch',
      `SELECT uscc, listing_code AS code, listing_board AS board, listed_on::text AS "listedOn", share_reform_status AS status FROM regional_market WHERE listing_code IS NOT NULL AND uscc IN (SELECT uscc FROM regional_market WHERE listing_board = 'SRDI') ORDER BY uscc LIMIT 1`,
    );
    const { uscc } = listed;
    performed.add('BoardListing');
    const told = await perform('BoardListing', { uscc });
    expect(told.data.enterprise.regionalMarket.listing).toEqual({
      code: listed.code,
      board: listed.board,
      listedOn: listed.listedOn,
    });
    expect(codesOf(told).filter((code) => !code.startsWith('DENIED_CONSENT'))).toEqual([]);
    const progress = await answered('BoardProgress', { uscc });
    expect(progress.enterprise.regionalMarket.shareReform?.status ?? null).toBe(listed.status);
  });

  it('Q13: the coverage is what a join of both lists would give', async () => {
    const { srdiBoardCoverage } = await answered('Coverage80');
    const srdi = (
      await rows(
        'smeb',
        `SELECT uscc FROM cultivation WHERE tier IN ('SRDI', 'PROVINCIAL_LITTLE_GIANT', 'NATIONAL_LITTLE_GIANT')`,
      )
    ).map(({ uscc }) => uscc);
    const { covered } = await first(
      'exch',
      'SELECT count(*)::int AS covered FROM regional_market WHERE uscc = ANY($1) AND (displayed OR listing_code IS NOT NULL)',
      [srdi],
    );
    expect(srdiBoardCoverage).toMatchObject({
      srdi: srdi.length,
      covered,
      goal: 0.8,
      isReached: covered / srdi.length >= 0.8,
    });
  });
});

describe('listing and innovation', () => {
  it('Q14: the reserve and the stage of one that is on its way', async () => {
    const reserve = await first(
      'lfr',
      'SELECT uscc, layer, batch FROM listing_reserve ORDER BY uscc LIMIT 1',
    );
    const { uscc, layer, batch } = reserve;
    const { enterprise } = await answered('ListingReserve', { uscc });
    const stored = await first('csrc', 'SELECT stage FROM stock_listing WHERE uscc = $1', [uscc]);
    expect(enterprise.listing.stage).toBe(stored.stage);
    expect(enterprise.financing.listingReserve).toMatchObject({ layer, batch });
  });

  it('Q15: the demand of one enterprise beside what everybody may see of the supply', async () => {
    const { uscc } = await first('std', 'SELECT uscc FROM technology_demand ORDER BY uscc LIMIT 1');
    const told = await answered('TechDemandMatch', { uscc });
    const subjects = (await rows('std', 'SELECT subject FROM technology_demand WHERE uscc = $1', [uscc])).map(
      ({ subject }) => subject,
    );
    expect(told.enterprise.innovation.techDemands.map(({ subject }: Read) => subject).sort()).toEqual(
      subjects.sort(),
    );
    for (const supply of [told.techSupplies, told.universityPatents, told.licensablePatents])
      expect(nodes(supply)).toHaveLength(5);
  });

  it('Q17: the instruments of Taiyuan, to everybody', async () => {
    const { sharedInstruments } = await answered('SharedInstruments');
    const stored = await rows(
      'std',
      `SELECT instrument_no FROM shared_instrument WHERE division LIKE '1401%'`,
    );
    expect(nodes(sharedInstruments)).toHaveLength(Math.min(10, stored.length));
    const known = stored.map(({ instrument_no }) => instrument_no);
    for (const { instrumentNo } of nodes(sharedInstruments)) expect(known).toContain(instrumentNo);
  });

  it('Q18: the digital level of the first SRDI enterprises', async () => {
    const { srdiEnterprises } = await answered('SmartUpgrade');
    const expected = await rows(
      'smeb',
      `SELECT uscc FROM cultivation WHERE tier = 'SRDI' ORDER BY uscc LIMIT 10`,
    );
    expect(nodes(srdiEnterprises).map(({ uscc }) => uscc)).toEqual(expected.map(({ uscc }) => uscc));
    for (const { uscc, industry } of nodes(srdiEnterprises)) {
      const { digital_level } = await first('miit', 'SELECT digital_level FROM industry WHERE uscc = $1', [
        uscc,
      ]);
      expect(industry.digitalLevel).toBe(digital_level);
    }
  });

  it('Q19: where the titled enterprises of Taiyuan stand in their chains', async () => {
    const { srdiEnterprises } = await answered('ChainMap');
    expect(nodes(srdiEnterprises)).not.toHaveLength(0);
    for (const { uscc, registration, industry } of nodes(srdiEnterprises)) {
      expect(registration.division).toMatch(/^1401/);
      const stored = await first('miit', 'SELECT chain, chain_role, node FROM industry WHERE uscc = $1', [
        uscc,
      ]);
      expect(industry).toEqual({ chain: stored.chain, chainRole: stored.chain_role, node: stored.node });
    }
  });
});

describe('care', () => {
  it('Q21: what is overdue with the stewards of Taiyuan, and in the zone', async () => {
    const { enterprises } = await answered('StewardBoard');
    for (const { uscc, local } of nodes(enterprises)) {
      const { overdue } = await first(
        'city',
        `SELECT count(*)::int AS overdue FROM city_task WHERE uscc = $1 AND completed_on IS NULL
           AND due_on < (now() AT TIME ZONE 'Asia/Shanghai')::date`,
        [uscc],
      );
      expect({ uscc, overdue: local.overdueTasks }).toEqual({ uscc, overdue });
    }
    const settled = await first('zone', 'SELECT uscc, park FROM transformation_zone ORDER BY uscc LIMIT 1');
    const { enterprise } = await answered('ZoneSupport', { inZone: settled.uscc });
    expect(enterprise.zone.park).toBe(settled.park);
  });

  it('Q20: who is protected, by list and one by one', async () => {
    const protectedUsers = await rows(
      'nea',
      'SELECT uscc, orderly_use, division FROM energy WHERE protected_user ORDER BY uscc',
    );
    const { uscc, orderly_use } = protectedUsers[0];
    const { enterprise } = await answered('PowerProtectionCheck', { uscc });
    expect(enterprise.energy).toMatchObject({ orderlyUse: orderly_use, protectedUser: true });
    const { protectedPowerUsers } = await answered('PowerCurtailments');
    expect(nodes(protectedPowerUsers).map((node) => node.uscc)).toEqual(
      protectedUsers.slice(0, 10).map((row) => row.uscc),
    );
    const ofTaiyuan = await answered('PowerProtection');
    expect(nodes(ofTaiyuan.protectedPowerUsers).map((node) => node.uscc)).toEqual(
      protectedUsers
        .filter(({ division }) => division.startsWith('1401'))
        .slice(0, 10)
        .map((row) => row.uscc),
    );
  });

  it('Q22: what is promoted, to everybody', async () => {
    const { productCatalogue } = await answered('ProductCatalogue');
    const names = new Set((await rows('smeb', 'SELECT name FROM product_entry')).map(({ name }) => name));
    expect(nodes(productCatalogue)).not.toHaveLength(0);
    for (const { entry } of nodes(productCatalogue)) expect(names).toContain(entry.name);
  });

  it('Q24: the enterprise sees who has looked at it above', async () => {
    const { uscc } = await first(
      'hub',
      `SELECT uscc FROM consent WHERE consumer = 'LFR' AND revoked_at IS NULL AND ends_on >= current_date ORDER BY uscc LIMIT 1`,
    );
    const { enterprise } = await answered('WhoLooked', { uscc });
    expect(nodes(enterprise.accessLog)).toContainEqual(
      expect.objectContaining({ unitName: '省金融监管局', purposeName: '融资直达快车' }),
    );
  });
});

it('every registered operation was performed', () => {
  const names = planOperations.map(({ document }) => /^query (\w+)/.exec(document)?.[1] ?? '');
  expect(new Set(names).size).toBe(names.length);
  expect(names.filter((name) => !performed.has(name))).toEqual([]);
});
