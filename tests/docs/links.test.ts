import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

const ROOT = resolve(__dirname, '..', '..');
const documents = [
  'README.md',
  ...readdirSync(join(ROOT, 'docs'), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.md'))
    .map((file) => join('docs', file)),
];

/** Links to files beside the document, and source files that it names, as `audit/verify.ts` or with `src/`. */
function filesNamedIn(document: string): string[] {
  const text = readFileSync(join(ROOT, document), 'utf8');
  const links = [...text.matchAll(/\]\(([^)#\s]+)/g)].map(([, link = '']) => link);
  const sources = [...text.matchAll(/`(?:src\/)?([a-z-]+\/[\w./-]+\.ts)`/g)].map(([, path = '']) => path);
  return [
    ...links.filter((link) => !/^https?:/.test(link)).map((link) => join(dirname(document), link)),
    ...sources.filter((path) => existsSync(join(ROOT, 'src', path.split('/')[0] ?? ''))).map((path) => join('src', path)), // prettier-ignore
  ];
}

it.each(documents)('%s names files that are there', (document) => {
  expect(filesNamedIn(document).filter((file) => !existsSync(join(ROOT, file)))).toEqual([]);
});
