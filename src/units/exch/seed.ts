import type { SeedRows } from '../../kit/define-unit';
import { FEN_PER_WAN_YUAN } from '../../kit/fen';
import type { SeededRandom, SyntheticEnterprise, SyntheticTier } from '../../kit/synthetic';
import { BoardLayer, RegionalBoard, RegionalMarket, ShareReformStatus } from './exch';
import { DisclosureKind, Document, EquityPledge, Shareholder, ShareholderKind, Training } from './records';

type Row = Readonly<Record<string, unknown>>;

interface Habit {
  readonly displayed: number;
  readonly listed: number;
}

/** With the cities' zeal, somewhat less than the 80 % that 方案 第10条 asks for. */
const HABITS: Readonly<Record<SyntheticTier, Habit>> = {
  NONE: { displayed: 0.002, listed: 0.001 },
  POOL: { displayed: 0.06, listed: 0.02 },
  INNOVATIVE: { displayed: 0.15, listed: 0.05 },
  SRDI: { displayed: 0.64, listed: 0.3 },
  PROVINCIAL_LITTLE_GIANT: { displayed: 0.72, listed: 0.42 },
  NATIONAL_LITTLE_GIANT: { displayed: 0.78, listed: 0.4 },
};

/** How much more, or less, than elsewhere the enterprises of a city are displayed. */
const CITY_ZEAL: Readonly<Record<string, number>> = {
  '1401': 1.08,
  '1402': 0.92,
  '1404': 1.04,
  '1405': 1.1,
  '1407': 0.96,
  '1409': 0.85,
  '1410': 0.95,
  '1411': 0.9,
};

const TITLED = new Set<SyntheticTier>(['SRDI', 'PROVINCIAL_LITTLE_GIANT', 'NATIONAL_LITTLE_GIANT']);
const LAYERS: readonly BoardLayer[] = Object.values(BoardLayer);
const SPONSORS = [
  '测试证券太原营业部',
  '测试投资咨询公司',
  '测试商业银行太原分行',
  '测试会计师事务所',
] as const;
const COURSES = ['规范治理培训（测试）', '信息披露培训（测试）', '股改实务培训（测试）'] as const;
const SURNAMES = [...'王李张刘陈杨赵郭武任薛梁韩贾田'];

/** The exchange's view of a synthetic enterprise. */
export function seedRegionalMarket(enterprise: SyntheticEnterprise): SeedRows {
  const random = enterprise.random('exch');
  const { displayed, listed } = HABITS[enterprise.tier];
  const isListed = random.chance(listed);
  const isDisplayed = random.chance(displayed * (CITY_ZEAL[enterprise.division.slice(0, 4)] ?? 1));
  const listedOn = isListed ? random.date(later(enterprise.establishedOn, '2022-05-10'), '2025-12-20') : null;
  return [
    [RegionalMarket, [marketRow(enterprise, isDisplayed, listedOn, random)]],
    [Document, listedOn === null ? [] : documentsOf(enterprise, listedOn, random)],
    [Shareholder, listedOn === null ? [] : shareholdersOf(enterprise, random)],
    [EquityPledge, listedOn === null ? [] : pledgesOf(enterprise, listedOn, random)],
    [Training, isDisplayed || isListed ? trainingsOf(enterprise, random) : []],
  ];
}

function marketRow(
  enterprise: SyntheticEnterprise,
  displayed: boolean,
  listedOn: string | null,
  random: SeededRandom,
): Row {
  const isPresent = displayed || listedOn !== null;
  const isTitled = TITLED.has(enterprise.tier);
  return {
    uscc: enterprise.uscc,
    division: enterprise.division,
    isSynthetic: true,
    displayed,
    ...(listedOn === null ? {} : listingOf(enterprise, listedOn, random)),
    ...shareReformOf(enterprise, isPresent, random),
    sponsor: listedOn === null ? null : random.pick(SPONSORS),
    financedAmount:
      listedOn !== null && random.chance(0.2) ? random.int(20, 300) * 10 * FEN_PER_WAN_YUAN : null,
    greenChannelUsed: isPresent && isTitled && random.chance(0.9),
  };
}

/** The code's digits are the enterprise's place in its world: no two share one, and none is a real code. */
function listingOf({ index, tier }: SyntheticEnterprise, listedOn: string, random: SeededRandom): Row {
  const isOnSrdiBoard = TITLED.has(tier) && random.chance(0.92);
  const fallback = random.chance(0.6) ? RegionalBoard.JINXING : RegionalBoard.OTHER;
  return {
    listingCode: `T${String(index).padStart(6, '0')}`,
    listingBoard: isOnSrdiBoard ? RegionalBoard.SRDI : fallback,
    listedOn,
    layer: isOnSrdiBoard ? layerOf(tier, random) : null,
  };
}

function layerOf(tier: SyntheticTier, random: SeededRandom): BoardLayer {
  const rung = tier === 'SRDI' ? 0 : tier === 'PROVINCIAL_LITTLE_GIANT' ? 1 : 2;
  return LAYERS[Math.min(LAYERS.length - 1, Math.max(0, rung + random.int(-1, 1)))] ?? BoardLayer.INCUBATION;
}

/** A company limited by shares has been reformed; of enterprises that never came, the exchange knows nothing. */
function shareReformOf(enterprise: SyntheticEnterprise, isPresent: boolean, random: SeededRandom): Row {
  if (enterprise.isJointStock)
    return {
      shareReformStatus: ShareReformStatus.COMPLETED,
      shareReformedOn: random.date(later(enterprise.establishedOn, '2018-01-01'), '2025-12-31'),
    };
  if (!isPresent) return {};
  const draw = random.next();
  if (draw < 0.65) return { shareReformStatus: ShareReformStatus.NOT_STARTED };
  return { shareReformStatus: draw < 0.88 ? ShareReformStatus.PREPARING : ShareReformStatus.IN_PROGRESS };
}

function documentsOf({ uscc, name }: SyntheticEnterprise, listedOn: string, random: SeededRandom): Row[] {
  const prospectus = {
    uscc,
    kind: DisclosureKind.LISTING_PROSPECTUS,
    title: `${name}挂牌说明书`,
    publishedOn: listedOn,
  };
  const reports = [2022, 2023, 2024]
    .filter((year) => `${year + 1}-01-01` > listedOn)
    .map((year) => ({
      uscc,
      kind: DisclosureKind.ANNUAL_REPORT,
      title: `${name}${year}年年度报告`,
      publishedOn: random.date(`${year + 1}-03-01`, `${year + 1}-04-30`),
    }));
  return [prospectus, ...reports];
}

/** A founder, mostly a second one, and sometimes an investor; together the whole. */
function shareholdersOf({ uscc }: SyntheticEnterprise, random: SeededRandom): Row[] {
  const [first, second] = [random.int(40, 80), random.int(10, 20)];
  const rest = 100 - first - second;
  const person = (holding: number): Row => ({
    uscc,
    kind: ShareholderKind.PERSON,
    registeredName: `${random.pick(SURNAMES)}测试`,
    holding: String(holding),
  });
  const investor = {
    uscc,
    kind: ShareholderKind.ORGANISATION,
    registeredName: '测试股权投资合伙企业（有限合伙）',
    holding: String(rest),
  };
  if (rest === 0) return [person(first), person(second)];
  return [person(first), person(second), random.chance(0.5) ? investor : person(rest)];
}

function pledgesOf({ uscc }: SyntheticEnterprise, listedOn: string, random: SeededRandom): Row[] {
  if (!random.chance(0.1)) return [];
  const registeredOn = random.date(listedOn, '2025-12-31');
  return [
    {
      uscc,
      pledgee: '测试商业银行太原分行',
      pledged: String(random.int(5, 40)),
      secured: random.int(100, 3000) * FEN_PER_WAN_YUAN,
      registeredOn,
      releasedOn: random.chance(0.3) ? random.date(registeredOn, '2025-12-31') : null,
    },
  ];
}

function trainingsOf({ uscc, establishedOn }: SyntheticEnterprise, random: SeededRandom): Row[] {
  return Array.from({ length: random.int(0, 2) }, () => ({
    uscc,
    course: random.pick(COURSES),
    heldOn: random.date(later(establishedOn, '2022-05-10'), '2025-12-31'),
  }));
}

function later(day: string, other: string): string {
  return day > other ? day : other;
}
