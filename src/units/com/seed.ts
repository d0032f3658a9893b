import type { SeedRows } from '../../kit/define-unit';
import { FEN_PER_WAN_YUAN } from '../../kit/fen';
import type { SeededRandom, SyntheticEnterprise, SyntheticTier } from '../../kit/synthetic';
import { AnnualExport, Trade } from './com';
import { ExhibitionSubsidy, TradeExhibition, TradeExhibitionKind } from './exhibition';

type Row = Readonly<Record<string, unknown>>;

interface Exhibition {
  readonly exhibition: string;
  readonly kind: TradeExhibitionKind;
  readonly isInternational: boolean;
  readonly place: string;
  /** Month and day on which it opens each year. */
  readonly opens: string;
  /** Sections or divisions of GB/T 4754 that it is for; empty: all. */
  readonly industries: readonly string[];
}

const { COMPREHENSIVE, PROFESSIONAL, INDUSTRY } = TradeExhibitionKind;

/** All invented. */
const EXHIBITIONS: readonly Exhibition[] = [
  fair('中部测试商品交易会（测试）', COMPREHENSIVE, '太原', '05-18'),
  fair('沿海测试进出口博览会（测试）', COMPREHENSIVE, '广州', '10-15', '', true),
  fair('三晋测试中小企业产品展（测试）', COMPREHENSIVE, '太原', '09-08'),
  fair('华北测试煤机装备展（测试）', PROFESSIONAL, '太原', '04-22', 'C33 C34 C35 C40'),
  fair('长三角测试工业装备展（测试）', PROFESSIONAL, '上海', '09-23', 'C33 C34 C35 C36 C37 C38 C40', true),
  fair('莱茵测试工业博览会（测试）', PROFESSIONAL, '德国', '04-20', 'C31 C33 C34 C35 C38', true),
  fair('测试新材料与化工展（测试）', INDUSTRY, '郑州', '06-12', 'C26 C28 C29 C30 C31 C32'),
  fair('测试光伏储能展（测试）', INDUSTRY, '上海', '06-05', 'C38 C39', true),
  fair('测试玻璃陶瓷礼品展（测试）', INDUSTRY, '晋中', '08-16', 'C24 C30'),
  fair('测试食品与特色农产品展（测试）', INDUSTRY, '西安', '11-06', 'A C13 C14 C15'),
  fair('测试医药健康展（测试）', INDUSTRY, '石家庄', '03-28', 'C27 C35'),
  fair('测试数字经济展（测试）', PROFESSIONAL, '太原', '10-26', 'C39 I M'),
];
const EXHIBITION_YEARS = [2023, 2024, 2025] as const;

/** Chance to exhibit at all; half as much again for exporters. */
const EXHIBITORS: Readonly<Record<SyntheticTier, number>> = {
  NONE: 0.004,
  POOL: 0.12,
  INNOVATIVE: 0.2,
  SRDI: 0.34,
  PROVINCIAL_LITTLE_GIANT: 0.48,
  NATIONAL_LITTLE_GIANT: 0.6,
};
/** Trades that have old names, and trades that work for others' offices. */
const OLD_TRADES = new Set(['C13', 'C14', 'C15', 'C24', 'C27', 'H62']);
const OUTSOURCED_TRADES = new Set(['I64', 'I65', 'L72', 'M73', 'M74']);
const FEN = 100;

/** The commerce department's view of a synthetic enterprise. */
export function seedTrade(enterprise: SyntheticEnterprise): SeedRows {
  const random = enterprise.random('com');
  const exports = exportsOf(enterprise);
  const exhibitions = exhibitionsOf(enterprise, exports.length > 0, random);
  return [
    [Trade, [tradeRow(enterprise, exports.length > 0, random)]],
    [TradeExhibition, exhibitions],
    [ExhibitionSubsidy, exhibitions.flatMap((exhibition) => subsidiesOf(exhibition, random))],
    [AnnualExport, exports],
  ];
}

/** An old name is older than the company that bears it, which none of this world could be old enough for. */
function tradeRow(enterprise: SyntheticEnterprise, isExporter: boolean, random: SeededRandom): Row {
  const { uscc, division, tier, industry, establishedOn } = enterprise;
  const isOrdinary = tier === 'NONE';
  const mayBeOld = OLD_TRADES.has(industry) && establishedOn < '2010-01-01';
  const sellsOnline = industry === 'F52' || industry.startsWith('C1');
  return {
    uscc,
    division,
    isSynthetic: true,
    foreignTradeRegistered: isExporter || random.chance(isOrdinary ? 0.006 : 0.08),
    timeHonoured: mayBeOld && random.chance(isOrdinary ? 0.01 : 0.12),
    ecommerce: random.chance(sellsOnline ? (isOrdinary ? 0.002 : 0.08) : 0.0005),
    servicesOutsourcing: OUTSOURCED_TRADES.has(industry) && random.chance(isOrdinary ? 0.01 : 0.12),
  };
}

/** The last three years. */
function exportsOf({ uscc, years }: SyntheticEnterprise): Row[] {
  return years
    .slice(-3)
    .filter(({ exportYuan }) => exportYuan > 0)
    .map(({ year, exportYuan }) => ({ uscc, year, amount: exportYuan * FEN }));
}

type Attendance = Omit<Exhibition, 'opens' | 'industries'> &
  Readonly<{
    uscc: string;
    openedOn: string;
  }>;

function exhibitionsOf(
  { uscc, tier, industry, establishedOn }: SyntheticEnterprise,
  isExporter: boolean,
  random: SeededRandom,
): Attendance[] {
  if (!random.chance(EXHIBITORS[tier] * (isExporter ? 1.5 : 1))) return [];
  const fitting = EXHIBITIONS.filter(
    ({ industries }) => industries.length === 0 || industries.some((code) => industry.startsWith(code)),
  );
  const years = tier === 'NONE' ? [random.pick(EXHIBITION_YEARS)] : EXHIBITION_YEARS;
  return years.flatMap((year) => {
    const { opens, industries: _, ...chosen } = random.pick(fitting);
    const openedOn = `${year}-${opens}`;
    return openedOn > establishedOn && random.chance(0.6) ? [{ uscc, ...chosen, openedOn }] : [];
  });
}

/** Decided in the year of the fair, paid before its end or not yet. */
function subsidiesOf({ uscc, exhibition, openedOn }: Attendance, random: SeededRandom): Row[] {
  if (!random.chance(0.55)) return [];
  const year = Number(openedOn.slice(0, 4));
  const isPaid = year < 2025 || random.chance(0.6);
  return [
    {
      uscc,
      year,
      exhibition,
      amount: random.int(1, 6) * FEN_PER_WAN_YUAN,
      paidOn: isPaid ? random.date(`${year}-11-20`, `${year}-12-28`) : null,
    },
  ];
}

function fair(
  exhibition: string,
  kind: TradeExhibitionKind,
  place: string,
  opens: string,
  industries = '',
  isInternational = false,
): Exhibition {
  const codes = industries.split(' ').filter((code) => code !== '');
  return { exhibition, kind, isInternational, place, opens, industries: codes };
}
