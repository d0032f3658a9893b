import { Pool } from 'pg';
import { cities, counties } from '../../src/kit/codes/divisions';
import { buildGraph } from '../../src/gateway/assemble';
import { argumentRead } from '../../src/kit/operation';
import { consumerUnits } from '../../src/kit/unit-directory';
import { planOperations } from '../../src/sharing/plan-operations';
import { runningCluster } from '../../src/store/cluster';
import { units } from '../../src/units';
import { ask, codesOf, tokenFor } from '../support/ask';
import { startHub, type HubProcess } from '../support/hub-process';
import {
  pinnedCells,
  quartersFrom,
  toldFacts,
  type LoanCellTold,
  type LoanFact,
  type LoanKind,
} from '../support/loan-facts';
import { restsOnFew, type Told } from '../support/rests-on-few';

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

/** Rows of a unit's own database, read and written behind the hub's back. */
async function rows(unit: string, text: string, values: readonly unknown[] = []): Promise<Read[]> {
  let pool = pools.get(unit);
  if (pool === undefined) {
    pool = new Pool({ connectionString: runningCluster(hub.dataDir)?.urlFor(unit) ?? '', max: 1 });
    pools.set(unit, pool);
  }
  return (await pool.query(text, [...values])).rows;
}

/** What a stranger is told: everybody else is told the same. */
async function told(text: string): Promise<Read> {
  const answer = await ask(hub.url, undefined, text);
  expect([text, codesOf(answer)]).toEqual([text, []]);
  return answer.data;
}

/** Many questions under as few operations as the limits allow. */
async function toldOfMany(questions: readonly string[]): Promise<Read[]> {
  const answers: Read[] = [];
  for (let from = 0; from < questions.length; from += 15) {
    const some = questions.slice(from, from + 15).map((question, at) => `q${at}: ${question}`);
    answers.push(...Object.values(await told(`{ ${some.join('\n')} }`)));
  }
  return answers;
}

const DIVISIONS = ['14', ...[...cities, ...counties].map(({ code }) => code)];
const today = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);
const inDivision = (code: string, division: string): boolean => code.startsWith(division);

describe('whoever asks', () => {
  const everybody = consumerUnits.flatMap(({ code, purposes }) =>
    purposes.map((purpose) => ({ unit: code, purpose })),
  );
  const OPEN_SUMS = `{
    sectorStat { asOf sectors { industry enterprises loans balance { fen } } }
    fundSummary { enterprises committed { fen } remaining { fen } disbursed { fen } exited byInstrument { instrument enterprises committed { fen } } }
    awardTotals { city enterprises amount { fen } }
    tierCounts(byCity: true) { tier city enterprises }
    srdiBoardCoverage { srdi covered byCity { division srdi covered } }
    trainingCount { year trainees }
    graduateSupply { cells { discipline degree graduates } }
    cityRanking(period: "2025") { cities { city titled change } }
    planScorecard { figures { code value state } }
    pledgeLoanStat(quarter: "2025Q3") { total { loans } cells { division loans } }
    inclusiveLoanStat(quarter: "2025Q3", division: "1401") { total { loans } cells { division loans } }
  }`;
  const CLOSED_SUMS = [
    'overdueByUnit { open }',
    'cityTasksByUnit { open }',
    'deadlineBreaches { asOf }',
    'sharingHealth { since }',
  ];

  it('is told the same open sums, so that nobody has more to put together than a stranger', async () => {
    const expected = JSON.stringify(await told(OPEN_SUMS));
    for (const wish of everybody) {
      const answer = await ask(hub.url, await tokenFor(hub.url, wish), OPEN_SUMS);
      expect([wish, JSON.stringify(answer.data)]).toEqual([wish, expected]);
    }
  }, 120_000);

  it('and of the others nothing, unless it is the leading group’s office or keeps them itself', async () => {
    for (const wish of everybody) {
      const token = await tokenFor(hub.url, wish);
      for (const sum of CLOSED_SUMS) {
        const { data } = await ask(hub.url, token, `{ ${sum} }`);
        const isTold = Object.values(data ?? {}).some((value) => value !== null);
        const isKeeper = wish.unit === 'CITY' && sum.startsWith('cityTasks');
        if (isTold) expect([wish, sum, wish.unit === 'LSG' || isKeeper]).toEqual([wish, sum, true]);
      }
    }
  }, 120_000);
});

describe('sums of what is open', () => {
  it('are what a stranger adds up from the enterprises one by one', async () => {
    const all: Read[] = [];
    for (let after: string | null = null; ;) {
      const { data }: { data: Read } = await ask(
        hub.url,
        undefined,
        `query ($after: String) { enterprises(first: 200, after: $after) { pageInfo { hasNextPage endCursor } edges { node {
          registration { division } cultivation { tier } regionalMarket { displayed listing { code } } fiscal { awards { amount { fen } } } } } } }`,
        { after },
      );
      all.push(...data.enterprises.edges.map(({ node }: Read) => node));
      if (data.enterprises.pageInfo.hasNextPage !== true) break;
      after = data.enterprises.pageInfo.endCursor;
    }
    const sums = await told(`{
      tierCounts(byCity: true) { tier city enterprises }
      srdiBoardCoverage { byCity { division srdi covered } }
      awardTotals { city enterprises amount { fen } }
    }`);
    const of = (city: string): Read[] =>
      all.filter(({ registration }) => inDivision(registration.division, city));
    const titled = (city: string): Read[] =>
      of(city).filter(({ cultivation }) => typeof cultivation?.tier === 'string');
    for (const { tier, city, enterprises } of sums.tierCounts)
      expect([tier, city, enterprises]).toEqual([
        tier,
        city,
        titled(city).filter(({ cultivation }) => cultivation.tier === tier).length,
      ]);
    for (const { division, srdi, covered } of sums.srdiBoardCoverage.byCity) {
      const present = titled(division).filter(
        ({ regionalMarket }) =>
          regionalMarket?.displayed === true || typeof regionalMarket?.listing?.code === 'string',
      );
      expect([division, srdi, covered]).toEqual([division, titled(division).length, present.length]);
    }
    for (const { city, enterprises, amount } of sums.awardTotals) {
      const awarded = of(city).filter(({ fiscal }) => fiscal.awards.length > 0);
      const fen = awarded
        .flatMap(({ fiscal }) => fiscal.awards)
        .reduce((sum: number, award: Read) => sum + Number(award.amount.fen), 0);
      expect([city, enterprises, amount.fen]).toEqual([city, awarded.length, fen]);
    }
  });
});

describe('loans', () => {
  const STATISTICS: readonly (readonly [string, LoanKind])[] = [
    ['pledgeLoanStat', 'isIpPledge'],
    ['inclusiveLoanStat', 'isInclusive'],
  ];
  const CELL = '{ division enterprises loans }';

  it('of every quarter and division, of both kinds together, give away no one or two borrowers', async () => {
    const loans: LoanFact[] = await rows(
      'pbc',
      `SELECT id::text, uscc, borrower_division AS division, disbursed_on::text AS "disbursedOn", repaid_on::text AS "repaidOn",
              is_ip_pledge AS "isIpPledge", is_inclusive AS "isInclusive" FROM loan`,
    );
    const borrower = new Map(loans.map(({ id, uscc }) => [id, uscc]));
    const facts: { loans: Told[]; enterprises: Told[] } = { loans: [], enterprises: [] };
    for (const [field, kind] of STATISTICS)
      for (const ends of quartersFrom(2024, today)) {
        const answers = await toldOfMany(
          DIVISIONS.map(
            (division) =>
              `${field}(quarter: "${ends.quarter}", division: "${division}") { total ${CELL} cells ${CELL} }`,
          ),
        );
        expect(answers.flatMap(({ total, cells }) => pinnedCells(total, cells))).toEqual([]);
        const cells: LoanCellTold[] = answers.flatMap(({ total, cells: parts }) => [total, ...parts]);
        const found = toldFacts(cells, loans, kind, ends);
        facts.loans.push(...found.loans);
        facts.enterprises.push(...found.enterprises);
      }
    const filled = facts.loans.filter(({ size }) => size > 0);
    expect(filled.length).toBeGreaterThan(100);
    expect(restsOnFew(facts.loans, (loan) => borrower.get(loan) ?? '')).toBeUndefined();
    expect(restsOnFew(facts.enterprises, (fact) => fact.split(' ')[0] ?? '')).toBeUndefined();
  }, 120_000);

  it('by industry are of three borrowers at least, all of one quarter', async () => {
    const { sectorStat } = await told(
      '{ sectorStat { asOf sectors { industry enterprises loans balance { fen } } } }',
    );
    const sectors = await rows(
      'cbirc',
      `SELECT industry, count(*)::int AS enterprises, sum(loan_count)::int AS loans, sum(loan_balance)::float8 AS fen
         FROM bank_insurance WHERE loan_count > 0 AND reported_on = $1 GROUP BY industry ORDER BY industry`,
      [sectorStat.asOf],
    );
    const isTold = ({ enterprises }: Read): boolean => enterprises >= 3;
    expect(sectors.some(isTold) && !sectors.every(isTold)).toBe(true);
    expect(sectorStat.sectors).toEqual(
      sectors.map((sector) =>
        isTold(sector)
          ? {
              industry: sector.industry,
              enterprises: sector.enterprises,
              loans: sector.loans,
              balance: { fen: sector.fen },
            }
          : { industry: sector.industry, enterprises: null, loans: null, balance: null },
      ),
    );
  });

  it('by industry are not told while the reports of a quarter come in', async () => {
    const [{ uscc, reportedOn }] = await rows(
      'cbirc',
      `SELECT uscc, reported_on::text AS "reportedOn" FROM bank_insurance WHERE loan_count > 0 ORDER BY uscc LIMIT 1`,
    );
    await rows('cbirc', 'UPDATE bank_insurance SET reported_on = $2::date - 5 WHERE uscc = $1', [
      uscc,
      today,
    ]);
    const { sectorStat } = await told('{ sectorStat { asOf sectors { enterprises } } }');
    await rows('cbirc', 'UPDATE bank_insurance SET reported_on = $2 WHERE uscc = $1', [uscc, reportedOn]);
    expect(sectorStat).toEqual({ asOf: null, sectors: [] });
  });
});

it('graduates of every county, city and year give away no one or two', async () => {
  // Two graduates of a county that has no others of this kind.
  await rows(
    'edu',
    `INSERT INTO graduate_cohort (uscc, year, division, university, discipline, degree, graduates)
     SELECT uscc, year, '140221', '测试学院（测试）', discipline, degree, 2 FROM graduate_cohort ORDER BY year DESC, discipline, degree LIMIT 1`,
  );
  const cohorts = await rows(
    'edu',
    `SELECT year, division, discipline, degree, sum(graduates)::int AS graduates FROM graduate_cohort GROUP BY 1, 2, 3, 4`,
  );
  const years = [...new Set(cohorts.map(({ year }) => Number(year)))];
  const asked = years.flatMap((year) => DIVISIONS.map((division) => ({ year, division })));
  const answers = await toldOfMany(
    asked.map(
      ({ year, division }) =>
        `graduateSupply(year: ${year}, division: "${division}") { cells { discipline degree graduates } }`,
    ),
  );
  const facts = asked.flatMap(({ year, division }, at) =>
    answers[at].cells.flatMap(({ discipline, degree, graduates }: Read) => {
      const own = cohorts.filter(
        (cohort) =>
          cohort.year === year &&
          cohort.discipline === discipline &&
          cohort.degree === degree &&
          inDivision(cohort.division, division),
      );
      const counted = own.filter((cohort) => cohort.graduates >= 3);
      expect(graduates ?? 0).toBe(counted.reduce((sum: number, cohort) => sum + Number(cohort.graduates), 0));
      // Three stand for as many as there are.
      return [
        new Set(
          counted.flatMap((cohort) =>
            [1, 2, 3].map((n) => [year, cohort.division, discipline, degree, n].join()),
          ),
        ),
      ];
    }),
  );
  expect(facts.length).toBeGreaterThan(50);
  expect(restsOnFew(facts, (graduate) => graduate)).toBeUndefined();
});

describe('two days of one sum', () => {
  /** Null is told where a sum is too small, on whichever of the days. */
  const isWithinAStep = (before: number | null, after: number | null, step: number): boolean =>
    before === null || after === null || Math.abs(before - after) <= step;

  /** Asks once more with one enterprise's part taken away for the time of the question. */
  async function without(unit: string, away: string, back: string, act: () => Promise<Read>): Promise<Read> {
    await rows(unit, away);
    try {
      return await act();
    } finally {
      await rows(unit, back);
    }
  }

  it('of the fund are alike or a step apart, whoever is out of it', async () => {
    const summary = async (): Promise<Read> =>
      (await told('{ fundSummary { enterprises committed { fen } disbursed { fen } exited } }')).fundSummary;
    const before = await summary();
    const invested = await rows(
      'fhg',
      'SELECT uscc, committed, disbursed FROM guidance_fund WHERE committed IS NOT NULL ORDER BY uscc LIMIT 10',
    );
    expect(invested.length).toBeGreaterThan(2);
    for (const { uscc, committed, disbursed } of invested) {
      const after = await without(
        'fhg',
        `UPDATE guidance_fund SET committed = NULL, disbursed = NULL WHERE uscc = '${uscc}'`,
        `UPDATE guidance_fund SET committed = ${committed}, disbursed = ${disbursed} WHERE uscc = '${uscc}'`,
        summary,
      );
      for (const money of ['committed', 'disbursed'])
        expect(isWithinAStep(before[money]?.fen ?? null, after[money]?.fen ?? null, 1_000_000_000)).toBe(
          true,
        );
      for (const count of ['enterprises', 'exited'])
        expect(isWithinAStep(before[count], after[count], 5)).toBe(true);
    }
    expect(await summary()).toEqual(before);
  });

  it('of tasks are alike or a step apart, whoever has none any more', async () => {
    const figures = async (): Promise<Read> => {
      const { planScorecard } = await told('{ planScorecard { figures { code value } } }');
      return Object.fromEntries(planScorecard.figures.map(({ code, value }: Read) => [code, value]));
    };
    const before = await figures();
    const waiting = await rows(
      'city',
      'SELECT DISTINCT uscc FROM city_task WHERE completed_on IS NULL AND claimed_on IS NULL ORDER BY uscc LIMIT 10',
    );
    expect(waiting.length).toBeGreaterThan(2);
    expect(before['TASKS_UNCLAIMED'] % 5).toBe(0);
    for (const { uscc } of waiting) {
      const after = await without(
        'city',
        `UPDATE city_task SET completed_on = '2000-01-01' WHERE uscc = '${uscc}' AND completed_on IS NULL`,
        `UPDATE city_task SET completed_on = NULL WHERE uscc = '${uscc}' AND completed_on = '2000-01-01'`,
        figures,
      );
      for (const code of ['TASKS_UNCLAIMED', 'TASKS_OVERDUE'])
        expect([code, isWithinAStep(before[code], after[code], 5)]).toEqual([code, true]);
    }
  });
});

describe('a count of a screening', () => {
  /** Arguments of each screening of a document, and its conditions without the exclusion. */
  const screeningsIn = (document: string): string[][] =>
    [
      ...document.matchAll(
        /screening\(\s*(where: \{[\s\S]*?\})\s*,?\s*(except: \{[\s\S]*?\} \})?,?\s*first/g,
      ),
    ].map(([, where = '', except = '']) => [`${where} ${except}`, where]);
  const screenings = planOperations.flatMap(({ document, consumer, purposes }) =>
    typeof consumer === 'string'
      ? []
      : screeningsIn(document).map((args) => ({ wish: { ...consumer, purpose: purposes[0] ?? '' }, args })),
  );

  /** All that a screening names, page after page: as many as it counts. */
  async function namedBy(token: string, args: string): Promise<Set<string>> {
    const named = new Set<string>();
    for (let after: string | null = null; ;) {
      const answer: Read = await ask(
        hub.url,
        token,
        `query ($after: String) { screening(${args}, first: 200, after: $after) {
          count edges { node { uscc } } pageInfo { hasNextPage endCursor } } }`,
        { after },
      );
      expect([args, codesOf(answer)]).toEqual([args, []]);
      const { count, edges, pageInfo } = answer.data.screening;
      for (const { node } of edges) named.add(node.uscc);
      if (pageInfo.hasNextPage !== true) {
        expect([args, named.size]).toEqual([args, count]);
        return named;
      }
      after = pageInfo.endCursor;
    }
  }

  const slices = new Map(units.flatMap((unit) => Object.entries(unit.slices)));
  // What a condition reads is known once the graph is put together.
  buildGraph(units);

  /** What a screening's conditions read, as it is read of a single enterprise. */
  function fieldsOf(args: string): string {
    return [...args.matchAll(/(\w+): \{ (\w+: [^{}]*) \}/g)]
      .map(([, slice = '', conditions = '']) => {
        const fields = [...conditions.matchAll(/(\w+): ([\d"]\S*)?/g)].map(([, name = '', threshold]) => {
          const read = argumentRead(`${slices.get(slice)?.name ?? ''}Screen.${name}`)?.split('.')[1] ?? '';
          if (threshold !== undefined) return `${read}(yuan: ${threshold})`;
          return read === name ? read : `${read} { __typename }`;
        });
        return `${slice} { ${fields.join(' ')} }`;
      })
      .join(' ');
  }

  it('there are some, of several units', () => {
    expect(screenings.length).toBeGreaterThan(4);
    expect(new Set(screenings.map(({ wish }) => wish.unit)).size).toBeGreaterThan(2);
  });

  it.each(screenings)(
    'of $wish.unit ($wish.purpose) is of what it names, and what it tells of it is read one by one',
    async ({ wish, args }) => {
      const token = await tokenFor(hub.url, wish);
      const [whole = '', where = ''] = args;
      const named = await namedBy(token, whole);
      // A, and A without B: the difference is a list too.
      const more = await namedBy(token, where);
      expect([...named].filter((uscc) => !more.has(uscc))).toEqual([]);
      const usccs = [...more].slice(0, 200);
      const read = await ask(
        hub.url,
        token,
        `query ($usccs: [USCC!]!) { enterprisesByUscc(usccs: $usccs) { ${fieldsOf(whole)} } }`,
        { usccs },
      );
      expect([fieldsOf(whole), codesOf(read)]).toEqual([fieldsOf(whole), []]);
    },
  );
});
