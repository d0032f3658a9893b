import type { SeededRandom, SyntheticCompanyType } from '../kit/synthetic';
import { placeInName } from './places';

/** Characters that trade names like, chosen so that no pair is meant to be a real company's. */
const TRADE_CHARACTERS = [
  ...'宏峰鑫泰恒瑞盛源达隆昌裕丰泽嘉禾宁远博雅智创新锐卓越腾飞翔云天海川江河山岳松柏梅竹菊晨曦旭明',
  ...'辉煌耀星辰金玉宝珠祥福禄庆和谐顺通运广进茂林森春夏秋冬景致诚信义仁德厚载道合众力群英杰俊豪雄',
  ...'正方圆立业兴久长青绿野鹏程',
];
const PAIRS = TRADE_CHARACTERS.length ** 2;
/** Third characters of the first names; none is a trade character, so that no two names can meet. */
const THIRD_CHARACTERS = ['维', '特', '胜', '凯', '科', '联'];
/** Coprime with the number of pairs: neighbours in the world get unlike names. */
const PAIR_STEP = 6151;

/** So many enterprises have a trade name of their own. */
export const NAME_CAPACITY = PAIRS * (TRADE_CHARACTERS.length + 1);

interface Naming {
  readonly index: number;
  readonly offset: number;
  readonly division: string;
  readonly industry: string;
  readonly product: string;
  readonly companyType: SyntheticCompanyType;
}

/** `{place}{trade name}{product}{legal form}（测试）`: 定襄宏峰法兰有限公司（测试）. */
export function nameOf(naming: Naming, random: SeededRandom): string {
  const place = placeInName(naming.division, random);
  return `${place}${tradeName(naming, random)}${naming.product}${legalForm(naming, random)}（测试）`;
}

/** Two characters, or three: every index below the capacity has its own. */
function tradeName({ index, offset }: Naming, random: SeededRandom): string {
  const pair = ((index % PAIRS) * PAIR_STEP + offset) % PAIRS;
  const first = TRADE_CHARACTERS[Math.floor(pair / TRADE_CHARACTERS.length)] ?? '';
  const second = TRADE_CHARACTERS[pair % TRADE_CHARACTERS.length] ?? '';
  const round = Math.floor(index / PAIRS);
  if (round > 0) return first + second + (TRADE_CHARACTERS[round - 1] ?? '');
  return first + second + (random.chance(0.2) ? random.pick(THIRD_CHARACTERS) : '');
}

function legalForm({ companyType, industry }: Naming, random: SeededRandom): string {
  const makesThings = industry.startsWith('B') || industry.startsWith('C');
  const isTechnical = random.chance(makesThings || /^[IM]/.test(industry) ? 0.35 : 0.05);
  switch (companyType) {
    case 'LIMITED_LIABILITY':
      if (isTechnical) return '科技有限公司';
      return random.chance(0.12) ? '有限责任公司' : '有限公司';
    case 'JOINT_STOCK':
      return isTechnical ? '科技股份有限公司' : '股份有限公司';
    case 'PARTNERSHIP':
      return '中心（有限合伙）';
    case 'SOLE_PROPRIETORSHIP':
      return makesThings ? '厂' : '服务部';
  }
}
