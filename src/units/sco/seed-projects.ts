import { officeCode } from '../../kit/codes/uscc';
import type { SeededRandom } from '../../kit/synthetic';
import { MixedReformMode } from './mixed-reform-project';

const OFFICE_CODE = officeCode(102);

interface Offer {
  readonly stateFirm: string;
  readonly matter: string;
  readonly division: string;
  readonly industry: string;
}

/** Firms and matters are invented; in the order of their numbers. */
const OFFERS: readonly Offer[] = [
  { stateFirm: '晋源测试煤机集团（测试）', matter: '智能采掘装备公司', division: '140105', industry: 'C35' },
  { stateFirm: '汾东测试能源集团（测试）', matter: '矿山大数据公司', division: '140105', industry: 'I65' },
  { stateFirm: '上党测试化工集团（测试）', matter: '碳基新材料公司', division: '140403', industry: 'C26' },
  { stateFirm: '云中测试重工集团（测试）', matter: '轨道交通配件公司', division: '140213', industry: 'C37' },
  { stateFirm: '平阳测试特钢集团（测试）', matter: '精密带钢公司', division: '141021', industry: 'C31' },
  { stateFirm: '河东测试镁业集团（测试）', matter: '镁合金压铸公司', division: '140823', industry: 'C32' },
  { stateFirm: '泽州测试铸造集团（测试）', matter: '精密铸件公司', division: '140525', industry: 'C33' },
  { stateFirm: '榆次测试新能源集团（测试）', matter: '储能系统公司', division: '140702', industry: 'C38' },
  { stateFirm: '并州测试文旅集团（测试）', matter: '数字文旅公司', division: '140106', industry: 'R88' },
  { stateFirm: '雁北测试药业集团（测试）', matter: '中药饮片公司', division: '140215', industry: 'C27' },
  { stateFirm: '汾东测试能源集团（测试）', matter: '节能服务公司', division: '140109', industry: 'M75' },
  { stateFirm: '上党测试化工集团（测试）', matter: '环境治理公司', division: '140404', industry: 'N77' },
];

const MODES = Object.values(MixedReformMode);
const WORDS: Readonly<Record<MixedReformMode, string>> = {
  CAPITAL_INCREASE: '增资扩股',
  SHARE_TRANSFER: '股权转让',
  JOINT_VENTURE: '合资新设',
};

/** Numbers of all projects, in order. */
export const projectNumbers: readonly string[] = OFFERS.map((_offer, position) => numberOf(position));

/** Every third looks for partners without an end. */
export function mixedReformProjects(random: SeededRandom): Readonly<Record<string, unknown>>[] {
  return OFFERS.map(({ stateFirm, matter, division, industry }, position) => {
    const mode = random.pick(MODES);
    return {
      uscc: OFFICE_CODE,
      projectNo: numberOf(position),
      title: `${matter}${WORDS[mode]}项目（测试）`,
      stateFirm,
      division,
      industry,
      mode,
      offeredShare: String(random.int(4, 9) * 5),
      publishedOn: random.date('2025-01-10', '2025-06-30'),
      closesOn: position % 3 === 0 ? null : random.date('2027-01-01', '2028-12-31'),
    };
  });
}

function numberOf(position: number): string {
  return `HGXM-2025-${String(position + 1).padStart(3, '0')}-测试`;
}
