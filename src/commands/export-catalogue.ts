import { buildGraph } from '../gateway/assemble';
import { units } from '../units';
import { catalogueCsv } from './catalogue-csv';

/** Writes the catalogue of every shared field to the standard output, as CSV that a Chinese spreadsheet opens as it is. */
export function exportCatalogue(): void {
  process.stdout.write(catalogueCsv(buildGraph(units).policies.values()));
}
