import { Workbook } from 'exceljs';
import { shareAttributeLabels, updateCycleLabels } from '../kit/share';
import type { CatalogueResource } from '../sharing/catalogue/resource';
import { catalogueHeaders, catalogueRows } from './catalogue-csv';

/** The catalogue as a workbook: one sheet of resources (GB/T 21063), one of their items; cells are text, never formulas. */
export async function catalogueWorkbook(resources: readonly CatalogueResource[]): Promise<Uint8Array> {
  const workbook = new Workbook();
  addSheet(workbook, '信息资源', resourceHeaders, resources.map(resourceCells));
  addSheet(workbook, '信息项', catalogueHeaders, catalogueRows(resources));
  return new Uint8Array(await workbook.xlsx.writeBuffer());
}

const resourceHeaders = [
  '资源代码',
  '名称',
  '提供方代码',
  '提供方',
  '摘要',
  '格式',
  '共享类型',
  '更新周期',
  '信息项数',
  '关联资源代码',
];

function resourceCells(resource: CatalogueResource): string[] {
  return [
    resource.code,
    resource.name,
    resource.provider,
    resource.providerName,
    resource.summary,
    resource.format,
    resource.shares.map((share) => shareAttributeLabels[share]).join('、'),
    resource.update === null ? '' : updateCycleLabels[resource.update],
    String(resource.items.length),
    resource.related.join('、'),
  ];
}

function addSheet(
  workbook: Workbook,
  name: string,
  headers: readonly string[],
  rows: readonly (readonly string[])[],
): void {
  const sheet = workbook.addWorksheet(name, { views: [{ state: 'frozen', ySplit: 1 }] });
  sheet.addRow([...headers]).font = { bold: true };
  for (const row of rows) sheet.addRow([...row]);
}
