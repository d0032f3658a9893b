import { answered, first, rows, type Read } from './performing';

const TITLES = ['SRDI', 'PROVINCIAL_LITTLE_GIANT', 'NATIONAL_LITTLE_GIANT'];

/** Yuan; the seed commits less than that to any enterprise. */
const FUND_STEP = 10_000_000;

/** In fives; nothing where one or two stand behind it, one has a step by itself, or it is less than a step. */
const inFives = (parts: readonly number[]): number | null => {
  const filled = parts.filter((part) => part > 0);
  const sum = filled.reduce((total, part) => total + part, 0);
  if (sum === 0) return 0;
  return filled.length < 3 || Math.max(...filled) >= 5 || sum < 5 ? null : sum - (sum % 5);
};

const CONDITIONS = {
  open: 'true',
  waiting: 'BEGUN IS NULL',
  overdue: `due_on < (now() AT TIME ZONE 'Asia/Shanghai')::date`,
} as const;
type TaskFact = keyof typeof CONDITIONS;
const KEEPERS = [
  ['city', 'city_task', 'claimed_on'],
  ['zone', 'zone_support_matter', 'started_on'],
] as const;

/** Open tasks of one keeper, as they are told. */
async function tasks(
  [unit, table, begun]: (typeof KEEPERS)[number],
  fact: TaskFact,
  condition = 'true',
): Promise<number | null> {
  const found = await rows(
    unit,
    `SELECT count(*)::int AS tasks FROM ${table}
      WHERE completed_on IS NULL AND ${CONDITIONS[fact].replace('BEGUN', begun)} AND ${condition} GROUP BY uscc`,
  );
  return inFives(found.map((row) => Number(row.tasks)));
}

/** The sum of both keepers, null where one of them hides its own. */
async function taskSum(fact: TaskFact): Promise<number | null> {
  const [city, zone] = await Promise.all(KEEPERS.map((keeper) => tasks(keeper, fact)));
  return typeof city === 'number' && typeof zone === 'number' ? city + zone : null;
}

/** To the end of the latest quarter in which three were paid. */
async function subsidiesPaid(): Promise<number | null> {
  const quarters = await rows(
    'fin',
    `SELECT to_char(paid_on, 'YYYYQ') AS quarter, count(DISTINCT uscc)::int AS enterprises
       FROM ip_subsidy WHERE paid_on IS NOT NULL AND to_char(paid_on, 'YYYYQ') < to_char(now() AT TIME ZONE 'Asia/Shanghai', 'YYYYQ')
      GROUP BY 1 ORDER BY 1`,
  );
  const last = quarters.filter(({ enterprises }) => enterprises >= 3).at(-1);
  if (last === undefined) return null;
  const { yuan } = await first(
    'fin',
    `SELECT (sum(granted) / 100.0)::float8 AS yuan FROM ip_subsidy WHERE to_char(paid_on, 'YYYYQ') <= $1`,
    [last.quarter],
  );
  return yuan;
}

async function figuresBySql(): Promise<Record<string, number | null>> {
  const held = new Map<string, number>(
    (
      await rows(
        'smeb',
        'SELECT tier, count(*)::int AS count FROM cultivation WHERE tier IS NOT NULL GROUP BY tier',
      )
    ).map((row) => [row.tier, row.count]),
  );
  const [srdi = 0, provincial = 0, national = 0] = TITLES.map((tier) => held.get(tier) ?? 0);
  const titled = (await rows('smeb', 'SELECT uscc FROM cultivation WHERE tier IS NOT NULL')).map(
    ({ uscc }) => uscc,
  );
  const { covered } = await first(
    'exch',
    'SELECT count(*)::int AS covered FROM regional_market WHERE uscc = ANY($1) AND (displayed OR listing_code IS NOT NULL)',
    [titled],
  );
  const { awards } = await first(
    'fin',
    `SELECT (coalesce(sum(amount), 0) / 100.0)::float8 AS awards FROM award
      WHERE paid_on <= (now() AT TIME ZONE 'Asia/Shanghai')::date AND published_on <= (now() AT TIME ZONE 'Asia/Shanghai')::date`,
  );
  const trained = await rows(
    'smeb',
    'SELECT count(*)::int AS trainees FROM trainee WHERE year = (SELECT max(year) FROM trainee) GROUP BY uscc',
  );
  const { committed } = await first(
    'fhg',
    'SELECT (sum(committed) / 100.0)::float8 AS committed FROM guidance_fund',
  );
  return {
    SRDI: srdi,
    SRDI_WITH_LITTLE_GIANTS: srdi + provincial + national,
    PROVINCIAL_LITTLE_GIANT: provincial,
    NATIONAL_LITTLE_GIANT: national,
    BOARD_COVERAGE: Math.round((covered / titled.length) * 10_000) / 10_000,
    AWARDS_PAID: awards,
    FUND_COMMITTED: committed < FUND_STEP ? null : committed - (committed % FUND_STEP),
    IP_SUBSIDIES_PAID: await subsidiesPaid(),
    TRAINEES: inFives(trained.map((row) => Number(row.trainees))),
    TASKS_OVERDUE: await taskSum('overdue'),
    TASKS_UNCLAIMED: await taskSum('waiting'),
  };
}

/** How the plan goes: the sums of the owners beside the same sums written here. */
export function assessmentJourneys(): void {
  it('G3: every figure of the scorecard, with what the plan wants of it and where it comes from', async () => {
    const { planScorecard } = await answered('PlanScorecard');
    const expected = await figuresBySql();
    expect(Object.fromEntries(planScorecard.figures.map(({ code, value }: Read) => [code, value]))).toEqual(
      expected,
    );
    for (const figure of planScorecard.figures) {
      expect(figure.state).toBe(figure.value === null ? 'SUPPRESSED' : 'TOLD');
      expect(figure.provenance).toMatch(/\[S\]/);
      expect(figure.formula).not.toBe('');
      expect(figure.sources).not.toHaveLength(0);
    }
    const targets = planScorecard.figures.map(({ code, target, isMet }: Read) => [code, target, isMet]);
    const value = (code: string): number => expected[code] ?? NaN;
    expect(targets).toEqual([
      ['SRDI', 3000, value('SRDI') >= 3000],
      ['SRDI_WITH_LITTLE_GIANTS', 3000, value('SRDI_WITH_LITTLE_GIANTS') >= 3000],
      ['PROVINCIAL_LITTLE_GIANT', 500, value('PROVINCIAL_LITTLE_GIANT') >= 500],
      ['NATIONAL_LITTLE_GIANT', 200, value('NATIONAL_LITTLE_GIANT') >= 200],
      ['BOARD_COVERAGE', 0.8, value('BOARD_COVERAGE') >= 0.8],
      ['AWARDS_PAID', null, null],
      ['FUND_COMMITTED', 300_000_000, expected['FUND_COMMITTED'] === null ? null : true],
      ['IP_SUBSIDIES_PAID', null, null],
      ['TRAINEES', 100, value('TRAINEES') >= 100],
      ['TASKS_OVERDUE', 0, expected['TASKS_OVERDUE'] === null ? null : value('TASKS_OVERDUE') <= 0],
      ['TASKS_UNCLAIMED', 0, expected['TASKS_UNCLAIMED'] === null ? null : value('TASKS_UNCLAIMED') <= 0],
    ]);
  });

  it('G3: the trend of past months is what dated recognitions say', async () => {
    const { scorecardTrend } = await answered('LittleGiantTrend');
    const past = scorecardTrend.points.filter(({ isReconstructed }: Read) => isReconstructed);
    expect(past.length).toBeGreaterThan(30);
    for (const { day, value } of past) {
      const { held } = await first(
        'smeb',
        `SELECT count(DISTINCT uscc)::int AS held FROM recognition
          WHERE tier = 'NATIONAL_LITTLE_GIANT' AND valid_from <= $1 AND valid_until >= $1`,
        [day],
      );
      expect({ day, value }).toEqual({ day, value: held });
    }
  });

  it('G3: cities by their titled enterprises at the end of the year', async () => {
    const { cityRanking } = await answered('CityRanking');
    expect(cityRanking).toMatchObject({ from: '2024-12-31', to: '2025-12-31' });
    expect(cityRanking.cities).toHaveLength(11);
    const counts = await rows(
      'smeb',
      `SELECT count(DISTINCT r.uscc) FILTER (WHERE '2025-12-31' BETWEEN r.valid_from AND r.valid_until)::int AS titled
         FROM recognition r JOIN cultivation e USING (uscc) GROUP BY left(e.division, 4)`,
    );
    const largestFirst: number[] = counts.map(({ titled }) => Number(titled)).sort((a, b) => b - a);
    expect(cityRanking.cities.map(({ titled }: Read) => titled)).toEqual(largestFirst);
    expect(cityRanking.cities.map(({ rank }: Read) => rank)).toEqual(
      largestFirst.map((titled) => 1 + largestFirst.filter((other) => other > titled).length),
    );
  });

  it('G3: the measure of the board has its units and its figure', async () => {
    const { measureProgress } = await answered('BoardMeasure');
    expect(measureProgress.units.map(({ name }: Read) => name)).toEqual([
      '省小企业局',
      '省股权交易中心',
      '领导小组办公室',
    ]);
    expect(measureProgress.figures).toHaveLength(1);
    expect(measureProgress.figures[0].value).toBe((await figuresBySql())['BOARD_COVERAGE']);
  });

  it('G2: what waits and what is overdue, by the unit that is to do it', async () => {
    const { overdueByUnit, cityTasksByUnit } = await answered('OverdueByUnit');
    const units = (
      await rows('city', 'SELECT DISTINCT responsible_unit AS unit FROM city_task WHERE completed_on IS NULL')
    ).map(({ unit }) => unit);
    expect(cityTasksByUnit.map(({ responsibleUnit }: Read) => responsibleUnit).sort()).toEqual(units.sort());
    for (const { responsibleUnit: unit, open, waiting, overdue } of cityTasksByUnit) {
      const own = (fact: TaskFact): Promise<number | null> =>
        tasks(KEEPERS[0], fact, `responsible_unit = '${unit}'`);
      expect({ unit, open, waiting, overdue }).toEqual({
        unit,
        open: await own('open'),
        waiting: await own('waiting'),
        overdue: await own('overdue'),
      });
    }
    expect(overdueByUnit.at(-1)).toMatchObject({
      keeper: 'ZONE',
      open: await tasks(KEEPERS[1], 'open'),
      reason: null,
    });
  });

  it('G3: the targets whose day has passed', async () => {
    const { deadlineBreaches } = await answered('DeadlineBreaches');
    const expected = await figuresBySql();
    const missed = (
      [
        ['SRDI', 3000],
        ['SRDI_WITH_LITTLE_GIANTS', 3000],
        ['PROVINCIAL_LITTLE_GIANT', 500],
        ['NATIONAL_LITTLE_GIANT', 200],
        ['BOARD_COVERAGE', 0.8],
      ] as const
    ).flatMap(([code, target]) => {
      const value = expected[code] ?? null;
      return value !== null && value < target ? [value] : [];
    });
    const overdue = expected['TASKS_OVERDUE'] ?? 0;
    expect(deadlineBreaches.breaches.map(({ value }: Read) => value)).toEqual([
      ...missed,
      ...(overdue > 0 ? [overdue] : []),
    ]);
  });

  it('G3: who answers, and what each owner refused by its own record', async () => {
    const { sharingHealth } = await answered('SharingHealth');
    expect(sharingHealth.unreachable).toBe(0);
    expect(sharingHealth.owners).toHaveLength(22);
    for (const { unitName, refusals } of sharingHealth.owners) {
      if (unitName !== '省税务局') continue;
      const stored = await rows(
        'tax',
        `SELECT field->>'outcome' AS code, count(*)::int AS count FROM access_record, json_array_elements(fields) AS field
          WHERE field->>'outcome' LIKE '%\\_%' GROUP BY 1`,
      );
      for (const { code, count } of stored)
        expect(refusals.find((tally: Read) => tally.code === code)?.count).toBeGreaterThanOrEqual(count);
    }
  });

  it('G3: the units under the plan’s names, and what some are called now', async () => {
    const { units } = await answered('ResponsibleUnits');
    expect(units).toHaveLength(22);
    const { name, aliases } = units.find(({ code }: Read) => code === 'PBC');
    expect(name).toBe('人行太原中心支行');
    expect(aliases).toEqual([{ name: '中国人民银行山西省分行', validFrom: '2023-08', provenance: '[M]' }]);
  });
}
