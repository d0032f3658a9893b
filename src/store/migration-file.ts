import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DataSource } from 'typeorm';
import { MIGRATION_FILE } from './migrations';

/**
 * Writes the next migration of a database out of what its schema lacks; gives the file's path, or undefined where
 * nothing is lacking.
 */
export async function writeMigration(
  source: DataSource,
  root: string,
  id: string,
  name: string,
): Promise<string | undefined> {
  const { upQueries, downQueries } = await source.driver.createSchemaBuilder().log();
  if (upQueries.length === 0) return undefined;
  const folder = join(root, id);
  mkdirSync(folder, { recursive: true });
  const number = lastNumber(folder) + 1;
  const path = join(folder, `${String(number).padStart(4, '0')}-${name}.ts`);
  const up = upQueries.map(({ query }) => query);
  const down = downQueries.map(({ query }) => query).reverse();
  writeFileSync(path, migrationText(`${pascalCase(`${id}-${name}`)}${FIRST_STAMP + number}`, up, down), {
    flag: 'wx',
  });
  return path;
}

/** TypeORM takes the last thirteen digits of a migration's name for its time, and runs them in that order. */
const FIRST_STAMP = 1_700_000_000_000;
const PRINT_WIDTH = 110;

function lastNumber(folder: string): number {
  return Math.max(0, ...readdirSync(folder).map((file) => Number(MIGRATION_FILE.exec(file)?.[1] ?? 0)));
}

function migrationText(className: string, up: readonly string[], down: readonly string[]): string {
  return `import type { MigrationInterface, QueryRunner } from 'typeorm';

class ${className} implements MigrationInterface {
  readonly name = '${className}';

  async up(runner: QueryRunner): Promise<void> {
${up.map(queryLine).join('\n')}
  }

  async down(runner: QueryRunner): Promise<void> {
${down.map(queryLine).join('\n')}
  }
}

export { ${className} as migration };
`;
}

function queryLine(statement: string): string {
  const escaped = statement.replace(/[\\`]|\$\{/g, (match) => `\\${match}`);
  const line = `    await runner.query(\`${escaped}\`);`;
  if (line.length <= PRINT_WIDTH) return line;
  return `    await runner.query(\`\n${laidOut(escaped)}\n    \`);`;
}

/** One column a line, where a statement has a list in brackets. */
function laidOut(statement: string): string {
  const start = statement.indexOf('(');
  const end = statement.lastIndexOf(')');
  const items = start < 0 || end < start ? [] : splitList(statement.slice(start + 1, end));
  if (items.length < 2) return `      ${statement}`;
  const lines = items.map((item) => `        ${item.trim()}`).join(',\n');
  return `      ${statement.slice(0, start)}(\n${lines}\n      )${statement.slice(end + 1)}`;
}

/** Splits at commas that stand in no quotes and no inner brackets. */
function splitList(text: string): string[] {
  const items: string[] = [];
  let depth = 0;
  let quote = '';
  let from = 0;
  for (let at = 0; at < text.length; at++) {
    const character = text.charAt(at);
    if (quote !== '') quote = character === quote ? '' : quote;
    else if (character === "'" || character === '"') quote = character;
    else if (character === '(') depth++;
    else if (character === ')') depth--;
    else if (character === ',' && depth === 0) {
      items.push(text.slice(from, at));
      from = at + 1;
    }
  }
  return [...items, text.slice(from)];
}

function pascalCase(name: string): string {
  return name.replace(/(?:^|-)(\w)/g, (_match, letter: string) => letter.toUpperCase());
}
