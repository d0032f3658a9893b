import { officeCode } from '../../kit/codes/uscc';
import type { SeededRandom } from '../../kit/synthetic';
import { StatePatentKind, StatePatentLicence } from './licensable-patent';

type Row = Readonly<Record<string, unknown>>;

const OFFICE_CODE = officeCode(101);

interface StateFirm {
  readonly name: string;
  /** County in which it takes delivery. */
  readonly division: string;
  readonly technologies: readonly Technology[];
  readonly purchases: readonly Purchase[];
}

/** A subject, the industry of GB/T 4754 that it is for, and its subclass of the International Patent Classification [I]. */
type Technology = readonly [subject: string, industry: string, ipc: string];
/** What is bought, and the industry that makes it. */
type Purchase = readonly [item: string, industry: string];

/** Provincial state firms, all invented. */
const STATE_FIRMS: readonly StateFirm[] = [
  {
    name: '晋源测试煤机集团（测试）',
    division: '140105',
    technologies: [
      ['采煤机截割部密封装置', 'C35', 'F16J'],
      ['液压支架电液控制方法', 'C35', 'E21D'],
      ['刮板输送机张力监测系统', 'C40', 'B65G'],
      ['矿用减速器润滑结构', 'C34', 'F16H'],
    ],
    purchases: [
      ['液压阀组配套', 'C34'],
      ['矿用传感器配套', 'C40'],
      ['截齿铸锻件加工', 'C33'],
    ],
  },
  {
    name: '汾东测试能源集团（测试）',
    division: '140109',
    technologies: [
      ['矿井瓦斯抽采监测方法', 'B11', 'E21F'],
      ['煤矸石充填材料', 'C30', 'E21F'],
      ['智慧矿山数据融合方法', 'I65', 'G06F'],
      ['矿井水零排放处理工艺', 'N77', 'C02F'],
    ],
    purchases: [
      ['智慧矿山软件开发', 'I65'],
      ['矿井水处理药剂', 'C26'],
      ['井下防爆电气开关', 'C38'],
      ['煤质检测服务', 'M74'],
    ],
  },
  {
    name: '平阳测试特钢集团（测试）',
    division: '141021',
    technologies: [
      ['超薄不锈带钢退火工艺', 'C31', 'C21D'],
      ['轧辊表面激光熔覆方法', 'C33', 'C23C'],
      ['钢渣微粉制备方法', 'C42', 'C04B'],
    ],
    purchases: [
      ['耐火材料配套', 'C30'],
      ['轧机轴承配套', 'C34'],
      ['炉窑除尘改造', 'N77'],
    ],
  },
  {
    name: '上党测试化工集团（测试）',
    division: '140403',
    technologies: [
      ['费托蜡精制方法', 'C26', 'C10G'],
      ['碳纤维预氧化炉', 'C28', 'D01F'],
      ['高密封聚氨酯管件', 'C29', 'F16L'],
    ],
    purchases: [
      ['化工阀门与法兰', 'C33'],
      ['在线分析仪器', 'C40'],
      ['防腐管道配套', 'C29'],
    ],
  },
  {
    name: '云中测试重工集团（测试）',
    division: '140213',
    technologies: [
      ['重载轮对探伤装置', 'C37', 'G01N'],
      ['机车牵引电机绝缘结构', 'C38', 'H02K'],
      ['大型铸钢件补缩方法', 'C33', 'B22D'],
    ],
    purchases: [
      ['轨道车辆紧固件', 'C33'],
      ['牵引变压器组件', 'C38'],
      ['设备大修服务', 'C43'],
    ],
  },
  {
    name: '雁北测试药业集团（测试）',
    division: '140215',
    technologies: [
      ['黄芪饮片干燥方法', 'C27', 'A61K'],
      ['原料药结晶纯化方法', 'C27', 'B01D'],
    ],
    purchases: [
      ['道地药材供应', 'A01'],
      ['药用包装材料', 'C22'],
      ['冷链运输服务', 'G59'],
    ],
  },
];

const LICENCES = [
  StatePatentLicence.USE_FIRST_PAY_LATER,
  StatePatentLicence.USE_FIRST_PAY_LATER,
  StatePatentLicence.ORDINARY,
  StatePatentLicence.FREE,
] as const;

/** Names of the firms, for whoever rents from them. */
export const stateFirms: readonly string[] = STATE_FIRMS.map(({ name }) => name);

/** Names of the firms that buy from an industry of GB/T 4754. */
export function buyersFrom(industry: string): readonly string[] {
  return STATE_FIRMS.filter(({ purchases }) => purchases.some(([, from]) => from === industry)).map(
    ({ name }) => name,
  );
}

/** Inventions are protected for 20 years from filing, utility models for 10 [M]. */
export function licensablePatents(random: SeededRandom): Row[] {
  return STATE_FIRMS.flatMap(({ name, technologies }, firm) =>
    technologies.map(([title, industry, ipc], position) => {
      const isInvention = /方法|工艺|材料$/.test(title);
      const filedOn = random.date('2018-01-01', '2022-12-31');
      const year = Number(filedOn.slice(0, 4));
      return {
        uscc: OFFICE_CODE,
        number: `TEST${year}GQ${String(firm + 1).padStart(2, '0')}${String(position + 1).padStart(3, '0')}`,
        title: `${title}（测试）`,
        kind: isInvention ? StatePatentKind.INVENTION : StatePatentKind.UTILITY_MODEL,
        holder: name,
        industry,
        ipc,
        licence: random.pick(LICENCES),
        protectedUntil: dayBefore(`${year + (isInvention ? 20 : 10)}${filedOn.slice(4)}`),
      };
    }),
  );
}

/** Published one after the other through 2025; every third stays open without an end. */
export function procurementNeeds(random: SeededRandom): Row[] {
  const needs = STATE_FIRMS.flatMap(({ name, division, purchases }) =>
    purchases.map(([item, industry]) => ({
      buyer: name,
      division,
      item: `${item}（测试）`,
      industry,
      publishedOn: random.date('2025-01-10', '2025-12-20'),
    })),
  ).sort((one, other) => (one.publishedOn < other.publishedOn ? -1 : 1));
  return needs.map((need, position) => ({
    uscc: OFFICE_CODE,
    needNo: `GQPT-2025-${String(position + 1).padStart(3, '0')}-测试`,
    ...need,
    respondBy: position % 3 === 0 ? null : random.date('2027-01-01', '2028-12-31'),
  }));
}

function dayBefore(day: string): string {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() - 1);
  return date.toISOString().slice(0, 10);
}
