import 'reflect-metadata';
import { DataSource } from 'typeorm';
import { execute, parse, validate } from 'graphql';
import { writeFileSync } from 'node:fs';
import { buildSubgraph } from '../../src/kit/subgraph';
import { unitRuntime } from '../../src/kit/runtime';
import { entitiesOf, tablesOf } from '../../src/kit/tables';
import { poolOf } from '../../src/store/sources';
import { composeSupergraph, readSupergraph } from '../../src/plan/compose';
import { loadSynthetic } from '../../src/synthetic/load';
import { world } from '../../src/synthetic/world';
import { amr } from '../../src/units/amr';
import { smeb } from '../../src/units/smeb';
import { exch } from '../../src/units/exch';
import { nea } from '../../src/units/nea';
const COUNT = Number(process.env['COUNT'] ?? 600);
const out: string[] = [];
const log = (...a: unknown[]) => out.push(a.map((x) => (typeof x === 'string' ? x : JSON.stringify(x))).join(' '));
test('x', async () => {
  const graphs = [smeb, exch, nea, amr].map((unit) => ({ unit, g: buildSubgraph(unitRuntime(unit)) }));
  for (const { unit, g } of graphs.slice(0, 2)) writeFileSync(`/tmp/smeb-exch-try/${unit.id}.graphql`, g.sdl);
  const s = composeSupergraph(graphs.map(({ unit, g }) => ({ name: unit.id, sdl: g.sdl })));
  const api = readSupergraph(s, []).api;
  log('api query', Object.keys(api.getQueryType()!.getFields()), 'hidden types', String(api.getType('SrdiRosterEntry')), String(api.getType('TierStatement')));
  const us = [smeb, exch];
  const sources = await Promise.all(us.map((unit) => new DataSource({ type: 'postgres', url: `postgres://try_smebexch:x@127.0.0.1:5432/try_${unit.id}`, entities: entitiesOf(unit) as never, synchronize: true, dropSchema: true, installExtensions: false } as never).initialize()));
  for (const x of sources) log('drift', (await x.driver.createSchemaBuilder().log()).upQueries.map((q) => q.query));
  const pools = sources.map((x) => poolOf(x));
  const t0 = Date.now();
  await loadSynthetic(us.map((unit, i) => ({ unit, pool: pools[i]! })), { enterprises: world({ seed: 'srdi-2022', count: COUNT }), count: COUNT, onProgress: () => undefined });
  log('load ms', Date.now() - t0);
  for (const [i, unit] of us.entries()) for (const t of tablesOf(unit)) log(t.name, (await pools[i]!.query(`select count(*)::int n, pg_size_pretty(pg_total_relation_size('${t.name}')) from ${t.name}`)).rows[0]);
  const all = { bundle: 'b', decide: () => ({ allowed: true as const, grants: [{ agreement: null, outcome: 'clear' as const, scope: null, needsConsent: false }] }) };
  const owner = (pool: unknown): any => ({ caller: { kind: 'stranger' }, requestId: 'r', rights: all, pool, today: '2026-11-24', consentsOf: async () => new Map(), tiersOf: async () => new Map(), loaders: new Map(), noteRefusal: () => undefined });
  const ask = async (i: number, q: string, variables: Record<string, unknown> = {}, cut = 5000) => {
    const document = parse(q);
    log('INVALID', validate(graphs[i]!.g.schema, document).map((e) => e.message));
    const t = performance.now();
    const r = await execute({ schema: graphs[i]!.g.schema, document, contextValue: owner(pools[i]), variableValues: variables });
    log(q.slice(0, 200), (performance.now() - t).toFixed(1), 'ms', JSON.stringify(r, null, 1).slice(0, cut));
    return JSON.parse(JSON.stringify(r)) as any;
  };
  const rich = (await pools[0]!.query(`select t.uscc from trainee t join product_entry p using(uscc) join cultivation c using (uscc) where c.tier='NATIONAL_LITTLE_GIANT' group by 1 order by count(*) desc,1 limit 2`)).rows.map((r: any) => r.uscc);
  const plain = (await pools[0]!.query(`select uscc from cultivation where tier is null and not in_pool limit 1`)).rows[0].uscc;
  const F = `tier recognitions{tier batch documentNo validFrom validUntil} inPool poolEnteredOn nicheMarket nicheYears mainProduct marketShareClaim developmentScore weaknesses{dimension finding advice diagnosedOn resolvedOn} scaleUpTarget shareReformTarget trainees{year name position course} serviceOrders{service provider orderedOn completedOn} contactName contactPhone productCatalogueEntry{name summary publishedOn} eligibility{ruleSet basis asOf isInForce verdict criteria{code requirement threshold period state ownerToAsk anyOf provenance}} old: eligibility(ruleSet: SRDI_2022, asOf:"2025-01-01"){ruleSet isInForce verdict asOf criteria{code state}} f: eligibility(asOf:"2025-12-31"){ruleSet verdict asOf}`;
  await ask(0, `query($u:[_Any!]!){_entities(representations:$u){...on Enterprise{uscc cultivation{${F}}}}}`, { u: [...rich.slice(0, 1), plain].map((uscc: string) => ({ __typename: 'Enterprise', uscc })) }, 14000);
  const listed = (await pools[1]!.query(`select uscc from regional_market m join equity_pledge using (uscc) where listing_board='SRDI' limit 1`)).rows[0].uscc;
  await ask(1, `query($u:[_Any!]!){_entities(representations:$u){...on Enterprise{uscc regionalMarket{displayed listing{code board listedOn} layer shareReform{status completedOn} sponsor disclosureDocs{kind title publishedOn} shareholderRegister{kind name holding} equityPledge{pledgee pledged secured{fen} registeredOn releasedOn} financedAmount{fen} trainingAttended{course heldOn} greenChannelUsed}}}}`, { u: [listed, plain].map((uscc: string) => ({ __typename: 'Enterprise', uscc })) });
  await ask(0, `{tierCounts{tier city enterprises suppressed target provenance reading}}`);
  await ask(0, `{tierCounts(byCity:true){tier cityName enterprises suppressed target}}`, {}, 2500);
  await ask(0, `{trainingCount{year trainees suppressed target provenance} a:trainingCount(year:2023){year trainees} b:trainingCount(year:1999){year trainees suppressed}}`);
  await ask(0, `{productCatalogue(first:2){edges{cursor node{enterprise{uscc cultivation{tier}} entry{name summary publishedOn}}}pageInfo{hasNextPage endCursor}}}`);
  await ask(0, `{productCatalogue(first:1,division:"1401"){edges{node{enterprise{uscc} entry{name}}}pageInfo{hasNextPage}}}`);
  const roster = (await ask(0, `{srdiRoster{uscc division tier}}`, {}, 300)).data.srdiRoster;
  await ask(0, `query($u:[USCC!]!){tiersOf(usccs:$u){uscc tier}}`, { u: [rich[0], plain, '911401995000000009'].slice(0, 2) });
  const usccs = roster.map((r: any) => r.uscc);
  const present = (await ask(1, `query($u:[USCC!]!){presentOnBoard(usccs:$u)}`, { u: usccs }, 200)).data.presentOnBoard;
  log('coverage', present.length, usccs.length, present.length / usccs.length);
  for (const f of ['', ',filter:{division:"1401"}', ',filter:{tier:NATIONAL_LITTLE_GIANT,inPool:false}', ',filter:{division:"140105",tier:SRDI}'])
    await ask(0, `{srdiEnterprises(first:2${f}){edges{node{uscc cultivation{tier inPool}}}pageInfo{hasNextPage}}}`, {}, 900);
  for (const f of ['', ',filter:{division:"14",layer:CULTIVATION}', ',filter:{listedFrom:"2024-01-01",listedTo:"2024-06-30"}'])
    await ask(1, `{srdiBoardListings(first:2${f}){edges{cursor node{enterprise{uscc} code board layer listedOn displayed sponsor}}pageInfo{hasNextPage}}}`, {}, 1200);
  for (const [i, field, node] of [[0, 'srdiEnterprises', 'uscc'], [0, 'productCatalogue', 'enterprise{uscc}'], [1, 'srdiBoardListings', 'listedOn enterprise{uscc}']] as const) {
    let after = ''; const seen: string[] = [];
    for (;;) {
      const r: any = await execute({ schema: graphs[i]!.g.schema, document: parse(`{${field}(first:37${after}){edges{node{${node}}}pageInfo{hasNextPage endCursor}}}`), contextValue: owner(pools[i]) });
      if (r.errors) log('ERR', r.errors);
      seen.push(...r.data[field].edges.map((e: any) => e.node.uscc ?? e.node.enterprise.uscc));
      if (!r.data[field].pageInfo.hasNextPage) break;
      after = `, after:"${r.data[field].pageInfo.endCursor}"`;
    }
    log('paged', field, seen.length, new Set(seen).size);
  }
  log((await pools[0]!.query(`select extract(year from valid_from) y, tier, count(*) from recognition group by 1,2 order by 2,1`)).rows);
  log((await pools[0]!.query(`select coalesce(tier,'-') t, count(*)::int n, round(avg((development_score>=50)::int),2) ge50, round(avg((development_score>=60)::int),2) ge60, round(avg((extract(year from age('2026-01-01'::timestamp, niche_since::timestamp))>=3)::int),2) niche, round(avg(in_pool::int),2) pool, round(avg(scale_up_target::int),3) up, round(avg(share_reform_target::int),3) sr from cultivation group by 1`)).rows);
  const explain = async (i: number, q: string, v: unknown[] = []) => log(q, (await pools[i]!.query(`explain (analyze, costs off, timing off) ${q}`, v)).rows.map((r: any) => r['QUERY PLAN']).join('\n'));
  await explain(0, `SELECT uscc, division, tier FROM cultivation WHERE tier IS NOT NULL`);
  await explain(0, `SELECT e.uscc FROM cultivation e WHERE e.tier IS NOT NULL AND e.tier = $1 AND e.division LIKE $2 AND e.uscc > $3 ORDER BY e.uscc LIMIT 21`, ['SRDI', '1405%', usccs[5]]);
  await explain(0, `SELECT e.tier, left(e.division, 4) AS city, count(*)::int FROM cultivation e WHERE e.tier IS NOT NULL GROUP BY 1, 2`);
  await explain(0, `SELECT e.uscc, p.name FROM product_entry p JOIN cultivation e ON e.uscc = p.uscc WHERE e.division LIKE $1 AND e.uscc > $2 ORDER BY e.uscc LIMIT 21`, ['1405%', usccs[5]]);
  await explain(1, `SELECT e.uscc FROM regional_market e WHERE e.listing_board = 'SRDI' AND e.listed_on >= $1::date AND (e.listed_on, e.uscc) < ($2::date, $3) ORDER BY e.listed_on DESC, e.uscc DESC LIMIT 21`, ['2023-01-01', '2025-01-01', usccs[5]]);
  await explain(1, `SELECT uscc FROM regional_market WHERE uscc = ANY($1::text[]) AND ("displayed" OR "listing_code" IS NOT NULL)`, [usccs]);
  writeFileSync('/tmp/smeb-exch-try/out.txt', out.join('\n'));
  await Promise.all(sources.map((x) => x.destroy()));
}, 900_000);
afterAll(() => writeFileSync('/tmp/smeb-exch-try/out.txt', out.join('\n')));
