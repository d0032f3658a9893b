import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { buildGraph, SCHEMA_ROOT, sdlsOf, type Graph } from '../gateway/assemble';
import { composedText } from '../plan/compose';
import { units } from '../units';

/** Writes `schema/` as the declarations say; with `check`, compares and leaves with 1 on a difference. */
export function writeSchema(check: boolean): void {
  const wanted = schemaFiles(buildGraph(units));
  if (!check) {
    rmSync(SCHEMA_ROOT, { recursive: true, force: true });
    mkdirSync(SCHEMA_ROOT, { recursive: true });
    for (const [name, text] of wanted) writeFileSync(join(SCHEMA_ROOT, name), text);
    return;
  }
  const present = existsSync(SCHEMA_ROOT) ? readdirSync(SCHEMA_ROOT) : [];
  const different = [...wanted]
    .filter(
      ([name, text]) => !present.includes(name) || readFileSync(join(SCHEMA_ROOT, name), 'utf8') !== text,
    )
    .map(([name]) => name);
  const surplus = present.filter((name) => !wanted.has(name));
  if (different.length + surplus.length === 0) return;
  process.stderr.write(
    `schema/ 与声明不一致：${[...different, ...surplus].join('、')}；请运行 npm run hub -- schema\n`,
  );
  process.exitCode = 1;
}

/** One SDL per unit, the supergraph, and the catalogue of every field with its policy. */
function schemaFiles(graph: Graph): Map<string, string> {
  const catalogue = [...graph.policies.values()].sort((a, b) => a.coordinate.localeCompare(b.coordinate));
  return new Map([
    ['hub.graphql', graph.hub.sdl],
    ...[...graph.subgraphs].map(([id, { sdl }]): [string, string] => [`${id}.graphql`, sdl]),
    ['supergraph.graphql', composedText(sdlsOf(graph))],
    ['catalogue.json', `${JSON.stringify(catalogue, null, 2)}\n`],
  ]);
}
