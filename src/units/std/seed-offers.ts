import { officeCode } from '../../kit/codes/uscc';
import type { SeededRandom } from '../../kit/synthetic';
import { InstrumentPurpose } from './shared-instrument';
import { TechnologyMaturity, TechnologyOffer } from './technology-supply';

type Row = Readonly<Record<string, unknown>>;

const OFFICE_CODE = officeCode(201);
const YUAN = 100;

/** A subject and the industry of GB/T 4754 that it is for. */
type Technology = readonly [subject: string, industry: string];
type Instrument = readonly [name: string, purpose: InstrumentPurpose, hourlyYuan: number];

interface Institution {
  readonly name: string;
  readonly division: string;
  readonly technologies: readonly Technology[];
  readonly instruments: readonly Instrument[];
}

const { ANALYSIS, TESTING, MEASUREMENT, PROCESS_TRIAL } = InstrumentPurpose;

/** Universities and institutes, all invented. */
const INSTITUTIONS: readonly Institution[] = [
  {
    name: '汾河测试理工大学（测试）',
    division: '140109',
    technologies: [
      ['矿用设备故障声纹诊断', 'C35'],
      ['液压阀流道增材制造', 'C34'],
      ['永磁电机无传感器控制', 'C38'],
      ['焦炉煤气制氢催化剂', 'C25'],
      ['智慧矿山数字孪生平台', 'I65'],
    ],
    instruments: [
      ['场发射扫描电子显微镜', ANALYSIS, 320],
      ['万能材料试验机', TESTING, 120],
      ['三坐标测量机', MEASUREMENT, 160],
      ['金属增材制造试验平台', PROCESS_TRIAL, 400],
    ],
  },
  {
    name: '晋阳测试大学（测试）',
    division: '140105',
    technologies: [
      ['钙钛矿光伏组件封装', 'C38'],
      ['半导体激光器散热结构', 'C39'],
      ['中药活性成分定向提取', 'C27'],
      ['工业污水脱盐膜', 'N77'],
    ],
    instruments: [
      ['核磁共振波谱仪', ANALYSIS, 260],
      ['高分辨质谱仪', ANALYSIS, 300],
      ['半导体参数分析仪', TESTING, 180],
    ],
  },
  {
    name: '太行测试农业大学（测试）',
    division: '140703',
    technologies: [
      ['杂粮低升糖加工工艺', 'C13'],
      ['食醋固态发酵在线调控', 'C14'],
      ['黄土丘陵区节水栽培', 'A01'],
      ['畜禽养殖废弃物肥料化', 'A03'],
    ],
    instruments: [
      ['全自动氨基酸分析仪', ANALYSIS, 140],
      ['食品中试生产线', PROCESS_TRIAL, 350],
    ],
  },
  {
    name: '云中测试大学（测试）',
    division: '140213',
    technologies: [
      ['轮对踏面激光检测', 'C37'],
      ['石墨电极抗氧化涂层', 'C30'],
      ['白酒风味物质指纹分析', 'C15'],
    ],
    instruments: [
      ['轨道车辆振动试验台', TESTING, 380],
      ['热重分析仪', ANALYSIS, 110],
    ],
  },
  {
    name: '河东测试学院（测试）',
    division: '140802',
    technologies: [
      ['镁合金耐蚀表面处理', 'C32'],
      ['日化品生物基表面活性剂', 'C26'],
      ['果汁低温浓缩工艺', 'C15'],
    ],
    instruments: [
      ['盐雾腐蚀试验箱', TESTING, 60],
      ['气相色谱质谱联用仪', ANALYSIS, 180],
    ],
  },
  {
    name: '并州测试煤炭研究院（测试）',
    division: '140108',
    technologies: [
      ['煤泥干燥提质工艺', 'B06'],
      ['煤层气低浓度富集', 'B07'],
      ['瓦斯抽采钻孔密封材料', 'B11'],
    ],
    instruments: [
      ['煤质全自动工业分析仪', ANALYSIS, 90],
      ['瓦斯解吸试验装置', PROCESS_TRIAL, 220],
    ],
  },
  {
    name: '上党测试新材料研究所（测试）',
    division: '140403',
    technologies: [
      ['碳纤维复合材料缠绕成型', 'C28'],
      ['锂电池硅碳负极材料', 'C38'],
      ['铸件真空消失模工艺', 'C33'],
      ['橡塑密封件耐候配方', 'C29'],
    ],
    instruments: [
      ['差示扫描量热仪', ANALYSIS, 100],
      ['电池充放电测试系统', TESTING, 80],
      ['真空熔炼炉', PROCESS_TRIAL, 420],
    ],
  },
  {
    name: '泽州测试计量检测中心（测试）',
    division: '140525',
    technologies: [
      ['压力管件无损检测方法', 'C33'],
      ['传感器现场校准方法', 'C40'],
      ['光电器件老化筛选方法', 'C39'],
    ],
    instruments: [
      ['工业计算机断层扫描系统', TESTING, 500],
      ['激光干涉仪', MEASUREMENT, 150],
      ['电磁兼容暗室', TESTING, 600],
      ['流量标准装置', MEASUREMENT, 130],
    ],
  },
];

/** Names of the institutions whose instruments are shared, for whoever pays them by voucher. */
export const instrumentHosts: readonly string[] = INSTITUTIONS.map(({ name }) => name);

/** Numbered in the order in which they were published. */
export function technologySupplies(random: SeededRandom): Row[] {
  return INSTITUTIONS.flatMap(({ name, technologies }) =>
    technologies.map(([title, industry]) => ({
      title: `${title}（测试）`,
      industry,
      holder: name,
      maturity: random.pick(Object.values(TechnologyMaturity)),
      offer: random.pick(Object.values(TechnologyOffer)),
      publishedOn: random.date('2025-01-06', '2025-12-26'),
    })),
  )
    .sort((one, other) => (one.publishedOn < other.publishedOn ? -1 : 1))
    .map((supply, position) => ({
      uscc: OFFICE_CODE,
      supplyNo: `TEST-TS-2025-${serial(position)}`,
      ...supply,
    }));
}

/** The dearest are agreed upon case by case. */
export function sharedInstruments(random: SeededRandom): Row[] {
  return INSTITUTIONS.flatMap(({ name: host, division, instruments }) =>
    instruments.map(([name, purpose, hourlyYuan]) => ({
      name,
      purpose,
      host,
      division,
      hourlyFee: hourlyYuan < 500 ? hourlyYuan * YUAN : null,
      acceptsVouchers: random.chance(0.75),
      sharedSince: random.date('2019-03-01', '2025-06-30'),
    })),
  ).map((instrument, position) => ({
    uscc: OFFICE_CODE,
    instrumentNo: `TEST-SI-${serial(position)}`,
    ...instrument,
  }));
}

function serial(position: number): string {
  return String(position + 1).padStart(4, '0');
}
