import { parse } from 'csv-parse/sync';
import { catalogueCsv } from '../../src/commands/catalogue-csv';
import { buildGraph } from '../../src/gateway/assemble';
import type { FieldPolicy } from '../../src/kit/share';
import { units } from '../../src/units';

const { policies } = buildGraph(units);

it('has a line for every policy, in the order of the plan', () => {
  const rows = parse<Record<string, string>>(catalogueCsv(policies.values()), { bom: true, columns: true });
  expect(rows).toHaveLength(policies.size);
  expect(new Set(rows.map((row) => row['坐标'])).size).toBe(policies.size);
  expect(rows.find((row) => row['单位代码'] === 'PBC')?.['单位现名']).toBe(
    '中国人民银行山西省分行（2023-08 起） [M]',
  );
  expect(rows.find((row) => row['坐标'] === 'Energy.electricityGrowthAtLeast')).toEqual({
    单位代码: 'NEA',
    单位: '省能源局',
    单位现名: '',
    坐标: 'Energy.electricityGrowthAtLeast',
    名称: '用电增幅不低于',
    共享属性: '仅以是否判断共享',
    级别: '3',
    依据: '方案 第9条、第18条',
    共享对象: 'LFR',
    更新周期: '',
    阈值: '0、0.05、0.1、0.2',
  });
});

it('quotes what must be quoted, and takes the edge off formulas', () => {
  const policy: FieldPolicy = {
    coordinate: 'A.b',
    unit: 'NEA',
    zh: '=HYPERLINK("x")',
    level: 1,
    attr: 'OPEN',
    basis: '一,"二"',
    readers: '@全体',
    self: false,
    update: 'QUARTERLY',
    thresholds: undefined,
    maskable: false,
  };
  expect(catalogueCsv([policy]).split('\r\n')[1]).toBe(
    `NEA,省能源局,,A.b,"'=HYPERLINK(""x"")",向社会开放,1,"一,""二""",'@全体,每季度,`,
  );
});
