import { parse } from 'csv-parse/sync';
import { Workbook } from 'exceljs';
import { catalogueCsv, catalogueHeaders } from '../../src/commands/catalogue-csv';
import { catalogueWorkbook } from '../../src/commands/catalogue-workbook';
import { buildGraph } from '../../src/gateway/assemble';
import { isCatalogued, resourcesOf, type CatalogueResource } from '../../src/sharing/catalogue/resource';
import { units } from '../../src/units';

const { policies, supergraph } = buildGraph(units);
const resources = resourcesOf(policies, supergraph.api);
const shared = [...policies.values()].filter((policy) => isCatalogued(policy, supergraph.api));

it('has a line for every shared field, in the order of the plan', () => {
  const rows = parse<Record<string, string>>(catalogueCsv(resources), { bom: true, columns: true });
  expect(rows.map((row) => row['坐标']).sort()).toEqual(shared.map(({ coordinate }) => coordinate).sort());
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
    共享条件: 'LFR；可用阈值 0、0.05、0.1、0.2',
    更新周期: '',
    资源代码: 'NEA/Energy',
    资源名称: '能源要素',
    数据类型: 'PredicateResult',
    共享方式: '是否判断',
  });
});

it('quotes what must be quoted, and takes the edge off formulas', () => {
  const resource: CatalogueResource = {
    code: 'NEA/A',
    name: '甲',
    provider: 'NEA',
    providerName: '省能源局',
    summary: '',
    format: 'GraphQL',
    shares: ['OPEN'],
    update: null,
    related: [],
    items: [
      {
        field: 'A.b',
        zh: '=HYPERLINK("x")',
        dataType: 'String',
        share: 'OPEN',
        condition: '@全体',
        basis: '一,"二"',
        level: 1,
        manner: '查询核验',
        update: 'QUARTERLY',
      },
    ],
  };
  expect(catalogueCsv([resource]).split('\r\n')[1]).toBe(
    `NEA,省能源局,,A.b,"'=HYPERLINK(""x"")",向社会开放,1,"一,""二""",'@全体,每季度,NEA/A,甲,String,查询核验`,
  );
});

it('is a workbook of resources and of their items, in which nothing is a formula', async () => {
  const workbook = new Workbook();
  await workbook.xlsx.load((await catalogueWorkbook(resources)).buffer as ArrayBuffer);
  const [ofResources, ofItems] = workbook.worksheets;
  expect([ofResources?.name, ofResources?.rowCount]).toEqual(['信息资源', resources.length + 1]);
  expect([ofItems?.name, ofItems?.rowCount]).toEqual(['信息项', shared.length + 1]);
  expect(ofItems?.getRow(1).values).toEqual([undefined, ...catalogueHeaders]);
  ofItems?.eachRow((row) => row.eachCell((cell) => expect(typeof cell.value).toBe('string')));
});
