import { Pool } from 'pg';
import type { Bands } from '../../src/kit/band';
import { partDeclaration, sliceDeclaration, type PredicateOptions } from '../../src/kit/slice';
import { consumerByCode } from '../../src/kit/unit-directory';
import { runningCluster } from '../../src/store/cluster';
import { units } from '../../src/units';
import { ask, codesOf, tokenFor } from '../support/ask';
import { startHub, type HubProcess } from '../support/hub-process';
import {
  filedAt,
  millionths,
  unusual,
  verdictOf,
  type Return,
  type Verdict,
} from './thresholds/annual-returns';

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- rows and answers are read by their shape
type Read = any;

let hub: HubProcess;
const pools = new Map<string, Pool>();

beforeAll(async () => {
  hub = await startHub();
}, 120_000);
afterAll(async () => {
  await Promise.all([...pools.values()].map((pool) => pool.end()));
  await hub.stop();
});

/** Into the owner's own database, behind the hub's back. */
async function rows(unit: string, text: string, values: readonly unknown[] = []): Promise<Read[]> {
  let pool = pools.get(unit);
  if (pool === undefined) {
    pool = new Pool({ connectionString: runningCluster(hub.dataDir)?.urlFor(unit) ?? '', max: 1 });
    pools.set(unit, pool);
  }
  return (await pool.query(text, [...values])).rows;
}

/** What the owner tells of its own enterprises, in their order: slice's values, null where it knows none. */
async function toldBy(
  unit: string,
  slice: string,
  usccs: readonly string[],
  fields: string,
): Promise<Read[]> {
  const code = unit.toUpperCase();
  const purpose = consumerByCode.get(code)?.purposes[0] ?? '';
  const answer = await ask(
    hub.url,
    await tokenFor(hub.url, { unit: code, purpose }),
    `query ($usccs: [USCC!]!) { enterprisesByUscc(usccs: $usccs) { ${slice} { ${fields} } } }`,
    { usccs },
  );
  expect(codesOf(answer).filter((error) => error !== 'UNKNOWN_SUBJECT')).toEqual([]);
  return answer.data.enterprisesByUscc.map((enterprise: Read) => enterprise?.[slice] ?? null);
}

interface Question {
  readonly unit: string;
  readonly slice: string;
  readonly field: string;
  readonly predicate: PredicateOptions;
}

const slices = units.flatMap((unit) =>
  Object.entries(unit.slices).map(([slice, target]) => ({ unit: unit.id, slice, target })),
);
const questions: readonly Question[] = slices.flatMap(({ unit, slice, target }) =>
  sliceDeclaration(target).fields.flatMap(({ name, predicate }) =>
    predicate === undefined ? [] : [{ unit, slice, field: name, predicate }],
  ),
);
const ofTax = questions.filter(({ unit }) => unit === 'tax');
/** Questions about one column of the slice’s own row, a ratio of six places. */
const COLUMNS: Readonly<Record<string, string>> = {
  'nea electricityGrowthAtLeast': 'electricity_growth',
  'std rdStaffShareAtLeast': 'rd_staff_share',
};

const asked = ({ field, predicate }: Question, threshold: number, years: number): string => {
  const value = predicate.argument === 'yuan' ? String(threshold) : `"${threshold}"`;
  return `${field}(${predicate.argument}: ${value}${predicate.periods === undefined ? '' : `, years: ${years}`})`;
};
const BESIDE = [-1n, 0n, 1n] as const;

it('every question with thresholds, of whichever unit, is tried below', () => {
  const tried = [...Object.keys(filedAt).map((field) => `tax ${field}`), ...Object.keys(COLUMNS)];
  expect(questions.map(({ unit, field }) => `${unit} ${field}`).sort()).toEqual(tried.sort());
});

describe('the tax bureau', () => {
  /** One enterprise for each threshold and side of it, and for what is unusual. */
  const cases: readonly (readonly [name: string, filed: readonly Return[]])[] = [
    ...ofTax.flatMap(({ field, predicate }) =>
      (predicate.periods ?? [1]).flatMap((years) =>
        predicate.thresholds.flatMap((threshold) =>
          BESIDE.map((beside): [string, Return[]] => [
            `${field} of ${years} at ${threshold} and ${beside} fen`,
            filedAt[field]?.(threshold, beside, years) ?? [],
          ]),
        ),
      ),
    ),
    ...unusual,
  ];
  let usccs: readonly string[];

  beforeAll(async () => {
    usccs = (await rows('tax', 'SELECT uscc FROM tax ORDER BY uscc LIMIT $1', [cases.length])).map(
      ({ uscc }) => String(uscc),
    );
    expect(usccs).toHaveLength(cases.length);
    await rows('tax', 'DELETE FROM annual_return WHERE uscc = ANY($1)', [usccs]);
    const filed = cases.flatMap(([, returns], at) =>
      returns.map(({ year, ...figures }) => ({
        uscc: usccs[at],
        year,
        ...Object.fromEntries(Object.entries(figures).map(([name, fen]) => [name, fen?.toString() ?? null])),
      })),
    );
    await rows(
      'tax',
      `INSERT INTO annual_return (uscc, year, revenue, main_revenue, net_profit, assets, debt, rd_expense)
       SELECT uscc, year, revenue, "mainRevenue", "netProfit", assets, debt, "rdExpense" FROM json_to_recordset($1::json)
         AS r(uscc text, year int, revenue bigint, "mainRevenue" bigint, "netProfit" bigint, assets bigint, debt bigint, "rdExpense" bigint)`,
      [JSON.stringify(filed)],
    );
  });

  const byPeriod = ofTax.flatMap((question) =>
    (question.predicate.periods ?? [1]).map((years) => ({ ...question, years })),
  );

  it.each(byPeriod)('answers $field of $years beside, at and behind every threshold', async (question) => {
    const { field, predicate, years } = question;
    const fields = predicate.thresholds.map(
      (threshold, at) => `a${at}: ${asked(question, threshold, years)}`,
    );
    const wrong: string[] = [];
    const seen = new Map<Verdict, number>();
    for (let from = 0; from < usccs.length; from += 200) {
      const told = await toldBy('tax', 'tax', usccs.slice(from, from + 200), fields.join(' '));
      told.forEach((answers: Read, position: number) => {
        const [name = '', filed = []] = cases[from + position] ?? [];
        predicate.thresholds.forEach((threshold, at) => {
          const expected = verdictOf(field, threshold, years, filed);
          seen.set(expected, (seen.get(expected) ?? 0) + 1);
          if (answers[`a${at}`] !== expected)
            wrong.push(`${name}: ${threshold} is ${answers[`a${at}`]}, not ${expected}`);
        });
      });
    }
    expect(wrong).toEqual([]);
    expect([...seen.keys()].sort()).toEqual(['NO', 'UNKNOWN', 'YES']);
  });

  it('finds the same by a screening', async () => {
    const YUAN = 15_000_000;
    const token = await tokenFor(hub.url, { unit: 'SMEB', purpose: 'M04' });
    const found = new Set<string>();
    for (let after: string | null = null; ;) {
      const { data }: Read = await ask(
        hub.url,
        token,
        `query ($after: String) { screening(where: { tax: { revenueAtLeast: ${YUAN} } }, first: 200, after: $after) {
          edges { node { uscc } } pageInfo { hasNextPage endCursor } } }`,
        { after },
      );
      for (const { node } of data.screening.edges) found.add(node.uscc);
      if (data.screening.pageInfo.hasNextPage !== true) break;
      after = data.screening.pageInfo.endCursor;
    }
    const expected = cases.flatMap(([, filed], at) =>
      verdictOf('revenueAtLeast', YUAN, 1, filed) === 'YES' ? [usccs[at] ?? ''] : [],
    );
    expect(usccs.filter((uscc) => found.has(uscc))).toEqual(expected);
  });

  it('tells a band of revenue whose steps are those of the thresholds', async () => {
    const thresholds = ofTax.find(({ field }) => field === 'revenueAtLeast')?.predicate.thresholds ?? [];
    const told = await toldBy('tax', 'tax', usccs.slice(0, 200), 'revenueBand');
    const bandAt = (filed: readonly Return[]): string | null => {
      if (filed.length === 0) return null;
      const reached = thresholds
        .filter((yuan) => verdictOf('revenueAtLeast', yuan, 1, filed) === 'YES')
        .at(-1);
      return reached === undefined ? 'BELOW_5M' : `FROM_${reached / 1e6}M`;
    };
    const bands = told.map(({ revenueBand }: Read) => revenueBand);
    expect(bands).toEqual(cases.slice(0, 200).map(([, filed]) => bandAt(filed)));
    expect(new Set(bands).size).toBeGreaterThan(thresholds.length);
  });
});

describe.each(questions.filter(({ unit, field }) => `${unit} ${field}` in COLUMNS))('$unit', (question) => {
  const { unit, slice, field, predicate } = question;

  it(`answers ${field} beside, at and behind every threshold, and of what is not known`, async () => {
    const table = slices.find((item) => item.slice === slice)?.target.name ?? '';
    const name = table.replace(/(?<!^)([A-Z])/g, '_$1').toLowerCase();
    const column = COLUMNS[`${unit} ${field}`] ?? '';
    const values = predicate.thresholds.flatMap((threshold) =>
      BESIDE.map((beside) => millionths(threshold) + beside),
    );
    const usccs = (
      await rows(unit, `SELECT uscc FROM ${name} ORDER BY uscc LIMIT $1`, [values.length + 2])
    ).map(({ uscc }) => String(uscc));
    for (const [at, value] of values.entries())
      await rows(unit, `UPDATE ${name} SET ${column} = $2::numeric / 1000000 WHERE uscc = $1`, [
        usccs[at],
        value.toString(),
      ]);
    await rows(unit, `UPDATE ${name} SET ${column} = NULL WHERE uscc = $1`, [usccs.at(-2)]);
    await rows(unit, `DELETE FROM ${name} WHERE uscc = $1`, [usccs.at(-1)]);
    const told = await toldBy(
      unit,
      slice,
      usccs,
      predicate.thresholds.map((threshold, at) => `a${at}: ${asked(question, threshold, 1)}`).join(' '),
    );
    const expected = values.map((value) =>
      Object.fromEntries(
        predicate.thresholds.map((threshold, at) => [
          `a${at}`,
          value >= millionths(threshold) ? 'YES' : 'NO',
        ]),
      ),
    );
    const unknown = Object.fromEntries(predicate.thresholds.map((_, at) => [`a${at}`, 'UNKNOWN']));
    // Of whom the owner has no row it says so, and nothing else.
    expect(told).toEqual([...expected, unknown, null]);
  });
});

describe('bands', () => {
  interface Banded {
    readonly unit: string;
    readonly slice: string;
    readonly field: string;
    readonly scale: Bands;
    /** Below the field, where the band is a part's. */
    readonly fact?: string;
  }
  const banded: readonly Banded[] = slices.flatMap(({ unit, slice, target }) =>
    sliceDeclaration(target).fields.flatMap(({ name, type, band }): Banded[] => {
      if (band !== undefined) return [{ unit, slice, field: name, scale: band }];
      const value = type();
      const part = partDeclaration(Array.isArray(value) ? value[0] : value);
      return (part?.facts ?? []).flatMap((fact) =>
        fact.band === undefined ? [] : [{ unit, slice, field: name, scale: fact.band, fact: fact.name }],
      );
    }),
  );

  interface Stored {
    /** Enterprises that have a number. */
    readonly usccs: string;
    /** The same enterprise with another number, and without one. */
    readonly change: string;
    readonly remove: string;
  }
  const STORED: Readonly<Record<string, Stored>> = {
    'cbirc loanBand': {
      usccs: 'SELECT uscc FROM bank_insurance',
      change: 'UPDATE bank_insurance SET loan_balance = $2::bigint WHERE uscc = $1',
      remove: 'UPDATE bank_insurance SET loan_balance = 0 WHERE uscc = $1',
    },
    'city employmentBand': {
      usccs: 'SELECT uscc FROM local_support',
      change: 'UPDATE local_support SET employed = $2::int WHERE uscc = $1',
      remove: 'UPDATE local_support SET employed = NULL WHERE uscc = $1',
    },
    'com exportBand': {
      usccs: 'SELECT DISTINCT uscc FROM annual_export',
      change: 'UPDATE annual_export SET amount = $2::bigint WHERE uscc = $1',
      remove: 'DELETE FROM annual_export WHERE uscc = $1',
    },
    'ndrc investmentProgress': {
      usccs: 'SELECT uscc FROM development_project GROUP BY uscc HAVING count(*) = 1',
      change: `UPDATE development_project SET investment = ${Number.MAX_SAFE_INTEGER}, completed = $2::bigint WHERE uscc = $1`,
      remove: 'DELETE FROM development_project WHERE uscc = $1',
    },
    'nea electricityBand': {
      usccs: 'SELECT uscc FROM energy',
      change: 'UPDATE energy SET monthly_kwh = json_build_array(1, $2::bigint) WHERE uscc = $1',
      remove: `UPDATE energy SET monthly_kwh = '[]' WHERE uscc = $1`,
    },
    'pbc creditOverview': {
      usccs: `SELECT uscc FROM loan GROUP BY uscc HAVING count(*) = 1 AND bool_and(repaid_on IS NULL)`,
      change: 'UPDATE loan SET amount = $2::bigint WHERE uscc = $1',
      remove: 'DELETE FROM loan WHERE uscc = $1',
    },
    'tax employeesBand': {
      usccs: 'SELECT uscc FROM annual_return WHERE year = 2025',
      change: 'UPDATE annual_return SET employees = $2::int WHERE uscc = $1',
      remove: 'DELETE FROM annual_return WHERE uscc = $1',
    },
    'zone outputPerMuBand': {
      usccs: 'SELECT uscc FROM transformation_zone',
      change: 'UPDATE transformation_zone SET output_per_mu = $2::bigint WHERE uscc = $1',
      remove: 'UPDATE transformation_zone SET output_per_mu = NULL WHERE uscc = $1',
    },
  };

  it('every band, of whichever unit, is tried below', () => {
    expect(banded.map(({ unit, field }) => `${unit} ${field}`).sort()).toEqual(Object.keys(STORED).sort());
  });

  it.each(banded)(
    '$unit tells $field beside, at and behind every edge, and nothing of who has no number',
    async ({ unit, slice, field, scale, fact }) => {
      const { usccs = '', change = '', remove = '' } = STORED[`${unit} ${field}`] ?? {};
      const edges = scale.bounds.map((bound) => BigInt(bound) * BigInt(scale.storedPer));
      const bandAt = (stored: bigint | null): Read => {
        if (stored === null) return null;
        const reached = edges.filter((edge) => stored >= edge).length;
        const bound = (at: number): string | null => scale.bounds[at]?.toString() ?? null;
        return { atLeast: bound(reached - 1), below: bound(reached), unit: scale.unit };
      };
      const selected = 'atLeast below unit';
      const fields = `${field} { ${fact === undefined ? selected : `${fact} { ${selected} }`} }`;
      const values = [1n, ...edges.flatMap((edge) => BESIDE.map((beside) => edge + beside)), null];
      const known = (await rows(unit, `${usccs} ORDER BY uscc LIMIT $1`, [values.length])).map(({ uscc }) =>
        String(uscc),
      );
      expect(known.length).toBeGreaterThan(2);
      // Few enterprises have projects or sit in the zone: they get one number after the other.
      for (let from = 0; from < values.length; from += known.length) {
        const some = values.slice(from, from + known.length);
        for (const [at, value] of some.entries())
          await (value === null
            ? rows(unit, remove, [known[at]])
            : rows(unit, change, [known[at], value.toString()]));
        const told = await toldBy(unit, slice, known.slice(0, some.length), fields);
        expect(told.map((of: Read) => (fact === undefined ? of[field] : of[field][fact]))).toEqual(
          some.map(bandAt),
        );
      }
    },
  );
});
