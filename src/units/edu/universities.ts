import { GraduateDegree, GraduateDiscipline } from './graduate-supply';
import { UniversityPatentKind, UniversityPatentOffer, type ToldUniversityPatent } from './university-patent';

/** A subject, the industry of GB/T 4754 that it is for, and its subclass of the International Patent Classification [I]. */
type Technology = readonly [subject: string, industry: string, ipc: string];

export interface University {
  readonly name: string;
  readonly division: string;
  readonly technologies: readonly Technology[];
  /** Graduates of a first degree (or of a college course) in a usual year. */
  readonly disciplines: readonly (readonly [GraduateDiscipline, number])[];
  readonly degrees: readonly GraduateDegree[];
}

const { ENGINEERING, SCIENCE, AGRICULTURE, MEDICINE, MANAGEMENT, ECONOMICS, OTHER } = GraduateDiscipline;
const { COLLEGE, BACHELOR, MASTER, DOCTOR } = GraduateDegree;

/** All invented. */
export const universities: readonly University[] = [
  {
    name: '汾河测试理工大学（测试）',
    division: '140109',
    technologies: [
      ['矿用减速器振动抑制方法', 'C35', 'F16H'],
      ['高压液压阀芯结构', 'C34', 'F16K'],
      ['新能源汽车电驱冷却装置', 'C36', 'H02K'],
      ['高炉煤气脱硫工艺', 'C25', 'B01D'],
      ['井下人员定位方法', 'I65', 'G01S'],
      ['不锈钢带表面缺陷识别方法', 'C31', 'G01N'],
    ],
    disciplines: [
      [ENGINEERING, 3600],
      [SCIENCE, 420],
      [MANAGEMENT, 380],
    ],
    degrees: [BACHELOR, MASTER, DOCTOR],
  },
  {
    name: '晋阳测试大学（测试）',
    division: '140105',
    technologies: [
      ['光伏组件热斑检测方法', 'C38', 'H02S'],
      ['半导体晶圆清洗装置', 'C39', 'H01L'],
      ['黄芪多糖提取工艺', 'C27', 'A61K'],
      ['染料废水电催化处理方法', 'C26', 'C02F'],
      ['遥感测绘影像拼接方法', 'M74', 'G06T'],
    ],
    disciplines: [
      [SCIENCE, 1500],
      [ENGINEERING, 900],
      [ECONOMICS, 640],
      [MANAGEMENT, 700],
      [OTHER, 1800],
    ],
    degrees: [BACHELOR, MASTER, DOCTOR],
  },
  {
    name: '太行测试农业大学（测试）',
    division: '140703',
    technologies: [
      ['谷物降血糖肽制备方法', 'C13', 'A23L'],
      ['食醋陈化装置', 'C14', 'C12J'],
      ['旱作谷子覆膜栽培方法', 'A01', 'A01G'],
      ['羊只精准饲喂装置', 'A03', 'A01K'],
    ],
    disciplines: [
      [AGRICULTURE, 1700],
      [ENGINEERING, 520],
      [MANAGEMENT, 460],
    ],
    degrees: [BACHELOR, MASTER, DOCTOR],
  },
  {
    name: '云中测试大学（测试）',
    division: '140213',
    technologies: [
      ['轮对压装力在线监测装置', 'C37', 'G01L'],
      ['炭素制品浸渍方法', 'C30', 'C01B'],
      ['风电变压器绝缘监测装置', 'C38', 'G01R'],
    ],
    disciplines: [
      [ENGINEERING, 980],
      [MEDICINE, 520],
      [OTHER, 1400],
    ],
    degrees: [BACHELOR, MASTER],
  },
  {
    name: '河东测试学院（测试）',
    division: '140802',
    technologies: [
      ['镁合金压铸模具', 'C32', 'B22D'],
      ['果汁饮料澄清工艺', 'C15', 'A23L'],
      ['氨基酸表面活性剂合成方法', 'C26', 'C07C'],
    ],
    disciplines: [
      [SCIENCE, 540],
      [ENGINEERING, 460],
      [OTHER, 2100],
    ],
    degrees: [BACHELOR],
  },
  {
    name: '上党测试医学院（测试）',
    division: '140403',
    technologies: [
      ['连翘饮片炮制工艺', 'C27', 'A61K'],
      ['康复训练器械', 'C35', 'A61H'],
    ],
    disciplines: [
      [MEDICINE, 1900],
      [SCIENCE, 9],
    ],
    degrees: [BACHELOR, MASTER],
  },
  {
    name: '泽州测试职业技术大学（测试）',
    division: '140525',
    technologies: [
      ['法兰锻造模具', 'C33', 'B21J'],
      ['铸件浇冒口切割装置', 'C33', 'B22D'],
      ['传感器封装夹具', 'C40', 'B25B'],
    ],
    disciplines: [
      [ENGINEERING, 2600],
      [MANAGEMENT, 900],
      [ECONOMICS, 310],
    ],
    degrees: [COLLEGE, BACHELOR],
  },
];

const OFFERS = Object.values(UniversityPatentOffer);

/** Inventions are protected for 20 years from filing, utility models for 10 [M]. */
export const universityPatents: readonly ToldUniversityPatent[] = universities.flatMap(
  ({ name, technologies }, place) =>
    technologies.map(([title, industry, ipc], position) => {
      const isInvention = /方法|工艺$/.test(title);
      const year = 2018 + ((place * 3 + position) % 6);
      return {
        patentNo: `TEST${year}UP${String(place + 1).padStart(2, '0')}${String(position + 1).padStart(3, '0')}`,
        title: `${title}（测试）`,
        kind: isInvention ? UniversityPatentKind.INVENTION : UniversityPatentKind.UTILITY_MODEL,
        university: name,
        industry,
        ipc,
        offer: OFFERS[(place + position) % OFFERS.length] ?? UniversityPatentOffer.LICENCE,
        protectedUntil: `${year + (isInvention ? 20 : 10)}-06-14`,
      };
    }),
);
