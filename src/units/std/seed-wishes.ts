/** What an enterprise would have done, and the class of the International Patent Classification where it has one. */
type Wish = readonly [subject: string, ipc?: string];

const GENERAL: readonly Wish[] = [
  ['降低能耗的工艺改进'],
  ['关键部件寿命提升'],
  ['在线检测与质量追溯'],
  ['替代进口材料的配方'],
];

/** Demands as enterprises of an industry of GB/T 4754 word them; all invented. */
const WISHES: Readonly<Record<string, readonly Wish[]>> = {
  A01: [['旱地谷子节水栽培', 'A01G']],
  A03: [['羊群精准饲喂', 'A01K'], ['粪污资源化制肥']],
  B06: [['煤泥脱水干燥提质']],
  B07: [['低浓度煤层气提纯利用']],
  B11: [['瓦斯抽放封孔材料', 'E21F'], ['矸石充填']],
  C13: [['低升糖杂粮食品', 'A23L']],
  C14: [['食醋陈化周期缩短', 'C12J'], ['固态发酵在线监控']],
  C15: [['果汁澄清防沉淀', 'A23L'], ['白酒风味鉴别']],
  C25: [['焦炉气制氢'], ['煤气脱硫', 'B01D']],
  C26: [
    ['染料废水处理', 'C02F'],
    ['生物基表面活性剂', 'C07C'],
    ['费托蜡深度精制', 'C10G'],
  ],
  C27: [
    ['黄芪有效成分提取', 'A61K'],
    ['原料药结晶纯度', 'B01D'],
    ['饮片炮制与干燥', 'A61K'],
  ],
  C28: [['碳纤维缠绕成型'], ['预氧化炉温度均匀', 'D01F']],
  C29: [['橡塑密封件耐候'], ['聚氨酯管件密封', 'F16L']],
  C30: [['石墨电极抗氧化'], ['耐火材料抗热震']],
  C31: [
    ['不锈带钢退火质量', 'C21D'],
    ['带钢表面缺陷视觉识别', 'G01N'],
    ['轧辊激光熔覆修复', 'C23C'],
  ],
  C32: [['镁合金耐蚀处理'], ['压铸模具寿命', 'B22D']],
  C33: [['铸件缩孔补缩', 'B22D'], ['法兰锻造模具', 'B21J'], ['管件无损检测']],
  C34: [
    ['液压阀芯泄漏', 'F16K'],
    ['减速器润滑与减振', 'F16H'],
  ],
  C35: [['采煤机截割部密封', 'F16J'], ['液压支架电液控制', 'E21D'], ['设备故障声纹诊断']],
  C36: [['电驱冷却', 'H02K']],
  C37: [['轮对踏面检测', 'G01N']],
  C38: [['光伏组件热斑检测', 'H02S'], ['变压器绝缘监测', 'G01R'], ['永磁电机无传感器控制']],
  C39: [['晶圆清洗', 'H01L'], ['激光器散热']],
  C40: [
    ['传感器校准与封装', 'B25B'],
    ['输送机张力监测', 'B65G'],
  ],
  C42: [['钢渣微粉', 'C04B']],
  I65: [
    ['井下人员定位', 'G01S'],
    ['智慧矿山数据平台', 'G06F'],
  ],
  M74: [['遥感影像拼接', 'G06T']],
  N77: [['矿井水零排放', 'C02F'], ['污水脱盐膜']],
};

/** What an enterprise of this industry may seek, never nothing. */
export function wishesOf(industry: string): readonly Wish[] {
  return [...(WISHES[industry] ?? []), ...GENERAL.slice(0, WISHES[industry] === undefined ? 4 : 1)];
}
