import { csvText } from '../kit/csv';
import { shareAttributeLabels, updateCycleLabels } from '../kit/share';
import { consumerByCode, type UnitAlias } from '../kit/unit-directory';
import type { CatalogueItem, CatalogueResource } from '../sharing/catalogue/resource';

/** One line per field in the order of resources and coordinates. */
export function catalogueCsv(resources: readonly CatalogueResource[]): string {
  return csvText([catalogueHeaders, ...catalogueRows(resources)]);
}

/** The items of a catalogue as rows under `catalogueHeaders`. */
export function catalogueRows(resources: readonly CatalogueResource[]): string[][] {
  return resources.flatMap((resource) => resource.items.map((item) => cellsOf(resource, item)));
}

export const catalogueHeaders = [
  '单位代码',
  '单位',
  '单位现名',
  '坐标',
  '名称',
  '共享属性',
  '级别',
  '依据',
  '共享条件',
  '更新周期',
  '资源代码',
  '资源名称',
  '数据类型',
  '共享方式',
];

function cellsOf(resource: CatalogueResource, item: CatalogueItem): string[] {
  const { code, name, provider, providerName } = resource;
  return [
    provider,
    providerName,
    (consumerByCode.get(provider)?.aliases ?? []).map(aliasText).join('；'),
    item.field,
    item.zh,
    shareAttributeLabels[item.share],
    String(item.level),
    item.basis,
    item.condition,
    item.update === null ? '' : updateCycleLabels[item.update],
    code,
    name,
    item.dataType,
    item.manner,
  ];
}

/** The name, from when, and how far that has been checked. */
function aliasText({ name, validFrom, validTo, provenance }: UnitAlias): string {
  const term = [
    validFrom === undefined ? '' : `${validFrom} 起`,
    validTo === undefined ? '' : `至 ${validTo}`,
  ].join('');
  return `${name}${term === '' ? '' : `（${term}）`} ${provenance}`;
}
