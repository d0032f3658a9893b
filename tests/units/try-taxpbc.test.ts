import 'reflect-metadata';
import { DataSource } from 'typeorm';
import { execute, parse } from 'graphql';
import { writeFileSync } from 'node:fs';
import { buildSubgraph } from '../../src/kit/subgraph';
import { unitRuntime } from '../../src/kit/runtime';
import { entitiesOf, tablesOf } from '../../src/kit/tables';
import { poolOf } from '../../src/store/sources';
import { composeSupergraph, readSupergraph } from '../../src/plan/compose';
import { loadSynthetic } from '../../src/synthetic/load';
import { world } from '../../src/synthetic/world';
import { units } from '../../src/units';
import { tax } from '../../src/units/tax';
import { pbc } from '../../src/units/pbc';
import { sizeClassOf } from '../../src/kit/size-class';
import { sectorOf } from '../../src/kit/codes/industries';
const COUNT = Number(process.env['COUNT'] ?? 600);
const mine = [tax, pbc];
const PRED = ['revenueAtLeast(yuan: 5000000, year: 2024)','b:revenueAtLeast(yuan:100000000)','bad:revenueAtLeast(yuan:123)','mainRevenueShareAtLeast(ratio:0.8)','mainRevenueGrowthAtLeast(ratio:"0.05")','profitRateAtLeast(ratio:0.15)','debtRatioAtMost(ratio:0.7)','rdExpenseAtLeast(yuan:1000000)','rdRatioAtLeast(ratio:0.03)'];
const TAX = `tax{taxpayerStatus creditRating ${PRED.join(' ')} revenueBand y21:revenueBand(year:2021) revenue{fen currency} taxPaid{fen} old:taxPaid(year:1999){fen} employeesBand{zh atLeast below unit} sizeClass dividendBill{year total{fen currency} incomeTax{fen} rdDeduction{fen}} d:dividendBill(year:2024){year total{fen} valueAddedTax{fen} localTaxesAndFees{fen}} arrearsAnnounced violations{documentNo kind decidedOn amount{fen} publishedOn}}`;
const CREDIT = `credit{hasCreditRecord creditOverview{institutionCount balanceBand{zh} nonPerformingFlag objectionMark} nonPerformingFlag objectionMark creditReportReceipt{queriedAt institution reason authorisationNo authorisedOn} listSupportTool}`;
test('x', async () => {
  const graphs = mine.map((unit) => ({ unit, g: buildSubgraph(unitRuntime(unit)) }));
  for (const { unit, g } of graphs) writeFileSync(`/tmp/try-${unit.id}.graphql`, g.sdl);
  const extra = ['smeb','exch'].flatMap((n) => { try { return [require('../../src/units/' + n)[n]]; } catch (e) { console.log(n, String(e)); return []; } });
  const others = [...new Set([...units, ...extra])].filter((u) => !mine.includes(u)).map((unit) => ({ unit, g: buildSubgraph(unitRuntime(unit)) }));
  const s = composeSupergraph([...graphs, ...others].map(({ unit, g }) => ({ name: unit.id, sdl: g.sdl })));
  readSupergraph(s, []);
  const sources = await Promise.all(mine.map((unit) => new DataSource({ type: 'postgres', url: `postgres://try_taxpbc:x@127.0.0.1:5432/try_${unit.id}`, entities: entitiesOf(unit) as never, synchronize: true, dropSchema: true, installExtensions: false } as never).initialize()));
  for (const x of sources) console.log('drift', (await x.driver.createSchemaBuilder().log()).upQueries.map((q) => q.query));
  const pools = sources.map((x) => poolOf(x)) as any[];
  const enterprises = world({ seed: 's', count: COUNT });
  let wrong = 0; let judged = 0;
  if (COUNT < 5000) for (const e of enterprises) { const y = e.years.at(-1); const sector = sectorOf(e.industry); if (!y || !sector) continue; judged++; if (sizeClassOf({ sector, employees: e.employees, revenueYuan: y.revenueYuan, assetsYuan: y.assetsYuan }) !== e.sizeClass) wrong++; }
  console.log('size', judged, wrong);
  const t0 = Date.now();
  await loadSynthetic(mine.map((unit, i) => ({ unit, pool: pools[i] })), { enterprises, count: COUNT, onProgress: () => undefined });
  console.log('load ms', Date.now() - t0);
  for (const [i, unit] of mine.entries()) for (const t of tablesOf(unit)) console.log(t.name, (await pools[i].query(`select count(*)::int n from ${t.name}`)).rows[0].n);
  const all = { bundle: 'b', decide: () => ({ allowed: true as const, grants: [{ agreement: null, outcome: 'clear' as const, scope: null, needsConsent: false }] }) };
  const owner = (pool: any): any => ({ caller: { kind: 'stranger' }, requestId: 'r', rights: all, pool, today: '2026-04-01', consentsOf: async () => new Map(), tiersOf: async () => new Map(), loaders: new Map(), noteRefusal: () => undefined });
  const ask = async (index: number, q: string, show = 5000) => {
    const t = performance.now();
    const r = await execute({ schema: graphs[index]!.g.schema, document: parse(q), contextValue: owner(pools[index]) });
    console.log(q.slice(0, 90), (performance.now() - t).toFixed(1), 'ms', JSON.stringify(r).slice(0, show));
    return JSON.parse(JSON.stringify(r)) as any;
  };
  const entity = (usccs: string[], sel: string) => `{_entities(representations:[${usccs.map((u) => `{__typename:"Enterprise",uscc:"${u}"}`)}]){...on Enterprise{uscc ${sel}}}}`;
  const t = (await pools[0].query(`select t.uscc from tax t join tax_relief_bill b using (uscc) join annual_return a using (uscc) group by 1 order by count(*) desc limit 2`)).rows.map((r: any) => r.uscc);
  const v = (await pools[0].query(`select uscc from violation limit 4`)).rows.map((r: any) => r.uscc);
  await ask(0, entity([...t, ...v], TAX));
  const loans = (await pools[1].query(`select uscc from objection union select uscc from negative_record limit 5`)).rows.map((r: any) => r.uscc);
  console.log((await pools[1].query(`select * from negative_record limit 12`)).rows, (await pools[1].query(`select * from objection limit 8`)).rows);
  const none = (await pools[1].query(`select uscc from credit c where not exists (select from loan l where l.uscc=c.uscc) limit 1`)).rows[0].uscc;
  await ask(1, entity([...loans, none], CREDIT));
  for (const f of ['pledgeLoanStat', 'inclusiveLoanStat']) for (const d of ['', 'division:"1401",', 'division:"140105",']) for (let i = 0; i < (d ? 1 : 3); i++)
    await ask(1, `{${f}(${d} quarter:"2025Q4"){quarter asOf total{division divisionName enterprises loans balance{fen} suppressed} cells{division divisionName enterprises loans balance{fen} suppressed}}}`, 2500);
  for (const q of ['2026Q1', '2026Q2', 'x', '2025Q5', '2003Q1']) await ask(1, `{pledgeLoanStat(quarter:"${q}"){total{enterprises suppressed}}}`);
  console.log((await pools[1].query(`explain (analyze, buffers) SELECT division, count(*)::int AS enterprises, sum(loans)::int AS loans, sum(fen)::float8 AS fen FROM (SELECT p.borrower_division AS division, p.uscc, count(*) AS loans, sum(p.amount) AS fen FROM loan p WHERE p.is_inclusive AND p.disbursed_on <= '2025-12-31'::date AND (p.repaid_on IS NULL OR p.repaid_on > '2025-12-31'::date) GROUP BY p.borrower_division, p.uscc) borrower GROUP BY division`)).rows.map((r: any) => r['QUERY PLAN']).join('\n'));
  // boundaries
  const u = t[0];
  for (const [rev, main, debt, ass] of [[1000000000, 800000000, 750, 1000], [999999999, 799999999, 751, 1000], [0, 0, 0, 0]]) {
    await pools[0].query('update annual_return set revenue=$2, main_revenue=$3, debt=$4, assets=$5 where uscc=$1 and year=2025', [u, rev, main, debt, ass]);
    await pools[0].query('update annual_return set main_revenue=$2 where uscc=$1 and year=2024', [u, Math.floor((main as number) / 1.3)]);
    await ask(0, entity([u], 'tax{revenueBand revenueAtLeast(yuan:10000000) mainRevenueShareAtLeast(ratio:0.8) debtRatioAtMost(ratio:0.75) mainRevenueGrowthAtLeast(ratio:0.3) profitRateAtLeast(ratio:0.15) q:mainRevenueGrowthAtLeast(ratio:0.3, year:2021)}'));
  }
  await Promise.all(sources.map((x) => x.destroy()));
}, 900_000);
