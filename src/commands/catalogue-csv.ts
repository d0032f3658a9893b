import { csvText } from '../kit/csv';
import { shareAttributeLabels, type FieldPolicy, type UpdateCycle } from '../kit/share';
import { consumerByCode, type UnitAlias } from '../kit/unit-directory';

/** One line per field in the order of units and coordinates. */
export function catalogueCsv(policies: Iterable<FieldPolicy>): string {
  const sorted = [...policies].sort((a, b) => order(a) - order(b) || compare(a.coordinate, b.coordinate));
  return csvText([headers, ...sorted.map(cellsOf)]);
}

const headers = [
  '单位代码',
  '单位',
  '单位现名',
  '坐标',
  '名称',
  '共享属性',
  '级别',
  '依据',
  '共享对象',
  '更新周期',
  '阈值',
];

const updateLabels: Readonly<Record<UpdateCycle, string>> = {
  REALTIME: '实时',
  DAILY: '每日',
  MONTHLY: '每月',
  QUARTERLY: '每季度',
  YEARLY: '每年',
};

function cellsOf(policy: FieldPolicy): string[] {
  return [
    policy.unit,
    consumerByCode.get(policy.unit)?.name ?? '协同中枢',
    (consumerByCode.get(policy.unit)?.aliases ?? []).map(aliasText).join('；'),
    policy.coordinate,
    policy.zh,
    shareAttributeLabels[policy.attr],
    String(policy.level),
    policy.basis,
    policy.readers,
    policy.update === undefined ? '' : updateLabels[policy.update],
    policy.thresholds?.join('、') ?? '',
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

/** The hub's own fields first, then the units as the plan lists them. */
function order({ unit }: FieldPolicy): number {
  return [...consumerByCode.keys()].indexOf(unit);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
