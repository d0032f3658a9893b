import { buildSubgraph } from '../../src/kit/subgraph';
import { unitRuntime } from '../../src/kit/runtime';
import { nea } from '../../src/units/nea';
import { composeSupergraph, readSupergraph } from '../../src/plan/compose';
import { QueryPlanner } from '@graphql-hive/router-query-planner';
test('x', () => {
  const g = buildSubgraph(unitRuntime(nea));
  console.log(g.sdl);
  const s = composeSupergraph([{ name: 'nea', sdl: g.sdl }]);
  console.log(s.slice(0, 3000));
  const r = readSupergraph(s, []);
  const p = new QueryPlanner(s);
  console.log(JSON.stringify(p.plan('query($d: DivisionCode = "14", $f: Int = 3){protectedPowerUsers(first:$f, division:$d){edges{node{uscc a: energy{electricityGrowthAtLeast(ratio:0.1)} energy{electricityBand(month:"2024-02-01"){zh}}}}}}', null, new Set(), 0), null, 1));
});
