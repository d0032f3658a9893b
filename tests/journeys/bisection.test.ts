import { units } from '../../src/units';
import { evidenceOf } from '../../src/kit/rules/rule-set';
import { planRules } from '../../src/measures/plan-rules';
import { ruleSets } from '../../src/units/smeb/rules';
import { sliceDeclaration, type PredicateOptions } from '../../src/kit/slice';
import { planOperations } from '../../src/sharing/plan-operations';
import { runningCluster } from '../../src/store/cluster';
import { ask, codesOf, tokenFor } from '../support/ask';
import { startHub, type HubProcess } from '../support/hub-process';
import { Pool } from 'pg';

/** One question with thresholds, as it is asked: `tax { revenueAtLeast(yuan: …) }`. */
interface Question {
  readonly slice: string;
  readonly field: string;
  readonly predicate: PredicateOptions;
}

const questions: readonly Question[] = units.flatMap((unit) =>
  Object.entries(unit.slices).flatMap(([slice, target]) =>
    sliceDeclaration(target).fields.flatMap(({ name, predicate }) =>
      predicate === undefined ? [] : [{ slice, field: name, predicate }],
    ),
  ),
);

/** Who may be asked for by whom: every consumer and purpose that any registered document names. */
const consumers = [
  ...new Map(
    planOperations.flatMap(({ consumer, purposes }) =>
      typeof consumer === 'string'
        ? []
        : purposes.map((purpose): [string, { unit: string; system?: string; purpose: string }] => [
            `${consumer.unit} ${consumer.system ?? ''} ${purpose}`,
            { ...consumer, purpose },
          ]),
    ),
  ).values(),
];

/** What a purpose has signed for, read off the documents' text: by argument, by a condition of a screening, or by a standard. */
function signedFor(unit: string, purpose: string, field: string): number[] {
  const texts = planOperations
    .filter(
      ({ consumer, purposes }) =>
        typeof consumer !== 'string' && consumer.unit === unit && purposes.includes(purpose),
    )
    .map(({ document }) => document);
  const asked = texts.flatMap((text) =>
    [...text.matchAll(new RegExp(`\\b${field}(?:\\(\\w+: |: )"?([\\d.]+)`, 'g'))].map(([, value]) =>
      Number(value),
    ),
  );
  const judged = texts.flatMap((text) =>
    [...text.matchAll(/\beligibility\((?:ruleSet: ([A-Z]\w+))?/g)].flatMap(([, standard]) =>
      Object.values(ruleSets).filter(({ id }) => standard === undefined || id === standard),
    ),
  );
  const ofPlan = texts.flatMap((text) =>
    [...text.matchAll(/\bplanRule\(rule: (\w+)/g)].flatMap(([, asked]) =>
      planRules.filter(({ id }) => id === asked),
    ),
  );
  const asEvidence = [...judged, ...ofPlan]
    .flatMap((rules) => evidenceOf(rules))
    .filter(({ coordinate }) => coordinate.endsWith(`.${field}`))
    .map(({ args }) => Number(args?.['yuan'] ?? args?.['ratio']));
  return [...new Set([...asked, ...asEvidence])].sort((a, b) => a - b);
}

let hub: HubProcess;
let target: string;

beforeAll(async () => {
  hub = await startHub();
  const pool = new Pool({ connectionString: runningCluster(hub.dataDir)?.urlFor('tax') ?? '' });
  const { rows } = await pool.query<{ uscc: string }>(
    `SELECT uscc FROM tax WHERE division LIKE '1401%' ORDER BY uscc LIMIT 1`,
  );
  await pool.end();
  target = rows[0]?.uscc ?? '';
}, 120_000);
afterAll(() => hub.stop());

const written = ({ predicate }: Question, threshold: number): string =>
  predicate.argument === 'yuan' ? String(threshold) : `"${threshold}"`;

/** Thresholds between, beside and beyond the listed ones. */
const around = (thresholds: readonly number[]): number[] =>
  thresholds.flatMap((threshold, position) => [
    (threshold + (thresholds[position + 1] ?? threshold * 2)) / 2,
    threshold * 0.99,
  ]);

it.each(consumers)(
  'a search by $unit for $purpose learns the answers that it has signed for, and no other bit',
  async ({ unit, purpose, system }) => {
    const token = await tokenFor(hub.url, { unit, purpose, ...(system === undefined ? {} : { system }) });
    for (const question of questions) {
      const { slice, field, predicate } = question;
      const signed = signedFor(unit, purpose, field);
      const tried = [...predicate.thresholds, ...around(predicate.thresholds)].map((value) =>
        predicate.argument === 'yuan' ? Math.round(value) : Math.round(value * 10_000) / 10_000,
      );
      const learned = new Set<number>();
      const refused = new Map<number, string>();
      for (let from = 0; from < tried.length; from += 10) {
        const some = tried.slice(from, from + 10);
        const told = await ask(
          hub.url,
          token,
          `{ enterprise(uscc: "${target}") { ${slice} {
            ${some.map((threshold, n) => `a${n}: ${field}(${predicate.argument}: ${written(question, threshold)})`).join('\n')}
          } } }`,
        );
        some.forEach((threshold, n) => {
          const error = told.errors.find(({ path }) => path?.at(-1) === `a${n}`) ?? told.errors[0];
          if (typeof told.data?.enterprise?.[slice]?.[`a${n}`] === 'string') learned.add(threshold);
          else refused.set(threshold, error?.extensions.code ?? 'nothing');
        });
      }
      const isReader = signed.length > 0;
      const isOwner = unit.toLowerCase() === units.find(({ slices }) => slice in slices)?.id;
      expect([field, [...learned].sort((a, b) => a - b)]).toEqual([
        field,
        isOwner ? [...predicate.thresholds].sort((a, b) => a - b) : signed,
      ]);
      if (isReader)
        for (const [threshold, code] of refused)
          expect([field, threshold, code]).toEqual([
            field,
            threshold,
            predicate.thresholds.includes(threshold) ? 'DENIED_BISECTION' : 'DENIED_THRESHOLD',
          ]);
    }
  },
);

it('another year, another system, a list, a batch or a screening is no way around', async () => {
  const bureau = await tokenFor(hub.url, { unit: 'SMEB', purpose: 'M04', system: 'main' });
  const elsewhere = await tokenFor(hub.url, { unit: 'SMEB', purpose: 'M04', system: 'import' }).catch(
    () => bureau,
  );
  const ways = [
    `{ enterprise(uscc: "${target}") { tax { revenueAtLeast(yuan: 100000000, year: 2024) } } }`,
    `{ enterprises(first: 3) { edges { node { tax { revenueAtLeast(yuan: 100000000) } } } } }`,
    `{ enterprisesByUscc(usccs: ["${target}"]) { tax { revenueAtLeast(yuan: 100000000) } } }`,
    `{ screening(where: { tax: { revenueAtLeast: 100000000 } }) { count } }`,
    `{ screening(where: { cultivation: { inPool: true } }, except: { tax: { revenueAtLeast: 100000000 } }) { count } }`,
  ];
  for (const token of [bureau, elsewhere])
    for (const way of ways) {
      const told = await ask(hub.url, token, way);
      expect([way, new Set(codesOf(told))]).toEqual([way, new Set(['DENIED_BISECTION'])]);
    }
});

it('is the same after a restart: there is nothing to forget', async () => {
  const question = `{ enterprise(uscc: "${target}") { tax { revenueAtLeast(yuan: 100000000) } } }`;
  const before = await ask(hub.url, await tokenFor(hub.url, { unit: 'SMEB', purpose: 'M04' }), question);
  const { dataDir } = hub;
  await hub.kill();
  hub = await startHub({ dataDir });
  const after = await ask(hub.url, await tokenFor(hub.url, { unit: 'SMEB', purpose: 'M04' }), question);
  expect(codesOf(before)).toEqual(['DENIED_BISECTION']);
  expect(after.errors).toEqual(before.errors);
  expect(after.errors[0]?.message).toContain('本用途可问');
}, 120_000);
