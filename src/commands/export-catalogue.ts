import { writeFile } from 'node:fs/promises';
import { ConfigurationError } from '../kit/configuration-error';
import { buildGraph } from '../gateway/assemble';
import { resourcesOf } from '../sharing/catalogue/resource';
import { units } from '../units';
import { catalogueCsv } from './catalogue-csv';
import { catalogueWorkbook } from './catalogue-workbook';

/** Writes the catalogue to a file, or to the standard output. */
export async function exportCatalogue({
  format = 'csv',
  out,
}: {
  format?: string;
  out?: string;
}): Promise<void> {
  const { policies, supergraph } = buildGraph(units);
  const resources = resourcesOf(policies, supergraph.api);
  switch (format) {
    case 'csv':
      return write(out, catalogueCsv(resources));
    case 'json':
      return write(out, `${JSON.stringify(resources, null, 2)}\n`);
    case 'xlsx':
      if (out === undefined) throw new ConfigurationError('工作簿不能写到屏幕上：请用 --out 指明文件');
      return write(out, await catalogueWorkbook(resources));
    default:
      throw new ConfigurationError(`没有 ${format} 这种格式：应为 csv、xlsx 或 json`);
  }
}

async function write(out: string | undefined, content: string | Uint8Array): Promise<void> {
  if (out === undefined) process.stdout.write(content);
  else await writeFile(out, content);
}
