import type { SeedRows } from '../../kit/define-unit';
import { FEN_PER_WAN_YUAN } from '../../kit/fen';
import type { SeededRandom, SyntheticEnterprise, SyntheticTier } from '../../kit/synthetic';
import { ChainNode } from './chain-map';
import { ChainRole, Industry, PowerClass } from './miit';
import {
  SmartManufacturingKind,
  SmartManufacturingTitle,
  SupplyDirection,
  SupplyRelation,
  TechnicalReform,
} from './records';
import { chainNodes, chainsByIndustry } from './seed-chains';

type Row = Readonly<Record<string, unknown>>;

/** Chances by tier; assumptions. */
interface Habit {
  readonly cloud: number;
  /** Lowest and highest digital level of who has been assessed. */
  readonly digital: readonly [number, number];
  readonly assessed: number;
  readonly inChain: number;
  readonly reform: number;
  readonly centre: number;
  readonly studio: number;
  readonly green: number;
}

const HABITS: Readonly<Record<SyntheticTier, Habit>> = {
  NONE: habit(0.08, [1, 2], 0.02, 0.01, 0.003, 0, 0.0005, 0.001),
  POOL: habit(0.25, [1, 2], 0.3, 0.2, 0.05, 0.01, 0.01, 0.01),
  INNOVATIVE: habit(0.4, [1, 3], 0.5, 0.3, 0.08, 0.03, 0.02, 0.02),
  SRDI: habit(0.6, [1, 3], 0.9, 0.6, 0.2, 0.12, 0.05, 0.05),
  PROVINCIAL_LITTLE_GIANT: habit(0.75, [2, 4], 0.97, 0.85, 0.35, 0.4, 0.12, 0.14),
  NATIONAL_LITTLE_GIANT: habit(0.88, [2, 4], 1, 0.95, 0.5, 0.65, 0.25, 0.25),
};

const GIANTS = new Set<SyntheticTier>(['PROVINCIAL_LITTLE_GIANT', 'NATIONAL_LITTLE_GIANT']);
/** 规模以上工业: main revenue of 2000 万元 a year [M]. */
const SCALE_YUAN = 20_000_000;
const HIGH_CONSUMPTION = new Set(['B06', 'C25', 'C26', 'C30', 'C31', 'C32', 'D44']);
const REFORMS = ['生产线智能化改造', '节能降碳改造', '关键设备更新', '检测能力提升'] as const;
const SUPPLIERS = [
  '测试金属材料供应公司（测试）',
  '测试机电配件公司（测试）',
  '测试包装材料厂（测试）',
] as const;
const SUPPLIED = ['原材料', '标准件', '包装物', '电气元件'] as const;
const CUSTOMERS = [
  '测试重型装备集团（测试）',
  '测试能源投资公司（测试）',
  '测试轨道装备公司（测试）',
] as const;

const TITLE_NAMES: Readonly<Record<SmartManufacturingKind, string>> = {
  SMART_FACTORY: '智能工厂',
  DIGITAL_WORKSHOP: '数字化车间',
  PILOT_DEMONSTRATION: '智能制造试点示范',
};

/** The industry department's view of a synthetic enterprise. The chains are no enterprise's: they come with the first one. */
export function seedIndustry(enterprise: SyntheticEnterprise): SeedRows {
  const random = enterprise.random('miit');
  const { tier } = enterprise;
  const digitalLevel = random.chance(HABITS[tier].assessed) ? random.int(...HABITS[tier].digital) : null;
  const chained = random.chance(HABITS[tier].inChain) ? chainOf(enterprise, random) : undefined;
  return [
    [Industry, [{ ...industryRow(enterprise, random), digitalLevel, ...chained }]],
    [TechnicalReform, isIndustrial(enterprise) ? reformsOf(enterprise, random) : []],
    [SmartManufacturingTitle, isIndustrial(enterprise) ? titlesOf(enterprise, digitalLevel, random) : []],
    [ChainNode, enterprise.index === 0 ? chainNodes() : []],
    [SupplyRelation, chained === undefined || tier === 'NONE' ? [] : relationsOf(enterprise, random)],
  ];
}

function industryRow(enterprise: SyntheticEnterprise, random: SeededRandom): Row {
  const { uscc, division, tier } = enterprise;
  const { cloud, centre, studio, green } = HABITS[tier];
  const common = { uscc, division, isSynthetic: true, cloudAdoption: random.chance(cloud) };
  if (!isIndustrial(enterprise))
    return {
      ...common,
      technologyCentre: random.chance(centre / 2),
      artisanStudio: random.chance(studio / 2),
      greenFactory: false,
    };
  const scaleEnteredOn = scaleEntryOf(enterprise, random);
  return {
    ...common,
    isAboveScale: scaleEnteredOn !== null,
    scaleEnteredOn,
    technologyCentre: random.chance(centre),
    artisanStudio: random.chance(studio),
    greenFactory: random.chance(green),
    orderlyPowerClass: powerClassOf(enterprise, random),
    ...(tier === 'NONE' || !random.chance(0.6) ? {} : capacityOf(enterprise, random)),
  };
}

/** 采矿业、制造业、电力热力燃气及水: sections B, C and D. */
function isIndustrial({ industry }: SyntheticEnterprise): boolean {
  return /^[BCD]/.test(industry);
}

/** The day in the year from which main revenue has stayed at the bound; null for who is below it at the end. */
function scaleEntryOf({ years, establishedOn }: SyntheticEnterprise, random: SeededRandom): string | null {
  const lastBelow = years.findLastIndex(({ mainRevenueYuan }) => mainRevenueYuan < SCALE_YUAN);
  const first = years[lastBelow + 1];
  if (first === undefined) return null;
  return random.date(lastBelow === -1 ? establishedOn : `${first.year}-01-01`, `${first.year}-12-31`);
}

function powerClassOf({ industry, tier }: SyntheticEnterprise, random: SeededRandom): PowerClass {
  if (GIANTS.has(tier) || (tier === 'SRDI' && random.chance(0.5))) return PowerClass.PRIORITY;
  if (tier === 'NONE' && random.chance(0.01)) return PowerClass.RESTRICTED;
  return HIGH_CONSUMPTION.has(industry) ? PowerClass.HIGH_CONSUMPTION : PowerClass.ORDINARY;
}

/** A capacity such that what is made of it fits the year's revenue, at some thousand yuan a ton or a set. */
function capacityOf({ industry, product, years }: SyntheticEnterprise, random: SeededRandom): Row {
  const isCounted = industry >= 'C34' && industry <= 'C40';
  const unitPrice = isCounted ? random.int(2, 40) * 1000 : random.int(3, 20) * 1000;
  const utilisation = random.int(55, 96);
  const made = (years.at(-1)?.mainRevenueYuan ?? 0) / unitPrice;
  return {
    capacityProduct: product,
    yearlyCapacity: String(Math.max(100, Math.round(made / utilisation) * 100)),
    capacityMeasure: isCounted ? '台（套）' : '吨',
    capacityUtilisation: String(utilisation),
  };
}

function chainOf({ industry, tier }: SyntheticEnterprise, random: SeededRandom): Row | undefined {
  const found = chainsByIndustry[industry];
  if (found === undefined) return undefined;
  return { chain: found.chain, chainRole: chainRoleOf(tier, random), node: random.pick(found.nodes) };
}

function chainRoleOf(tier: SyntheticTier, random: SeededRandom): ChainRole {
  if (GIANTS.has(tier)) return random.chance(0.6) ? ChainRole.LEADER : ChainRole.BACKBONE;
  return tier === 'SRDI' && random.chance(0.7) ? ChainRole.BACKBONE : ChainRole.SUPPORTING;
}

function reformsOf({ uscc, tier, product, establishedOn }: SyntheticEnterprise, random: SeededRandom): Row[] {
  if (!random.chance(HABITS[tier].reform)) return [];
  const year = Math.max(Number(establishedOn.slice(0, 4)) + 1, random.int(2022, 2025));
  const investment = random.int(20, 600) * 10 * FEN_PER_WAN_YUAN;
  const isGranted = random.chance(0.6);
  return [
    {
      uscc,
      year,
      name: `${product}${random.pick(REFORMS)}项目（测试）`,
      investment,
      granted: isGranted
        ? Math.round((investment / FEN_PER_WAN_YUAN) * random.int(8, 15) * 0.01) * FEN_PER_WAN_YUAN
        : null,
      documentNo: isGranted ? `晋财建二〔${year}〕${random.int(10, 99)}号（测试）` : null,
      completedOn: year < 2025 ? random.date(`${year}-06-01`, `${year + 1}-06-30`) : null,
    },
  ];
}

/** Only who has reached the third level holds a title. */
function titlesOf(
  { uscc, tier, product, establishedOn }: SyntheticEnterprise,
  digitalLevel: number | null,
  random: SeededRandom,
): Row[] {
  if (digitalLevel === null || digitalLevel < 3 || !random.chance(GIANTS.has(tier) ? 0.6 : 0.35)) return [];
  const kind =
    digitalLevel === 4
      ? random.pick([SmartManufacturingKind.SMART_FACTORY, SmartManufacturingKind.PILOT_DEMONSTRATION])
      : SmartManufacturingKind.DIGITAL_WORKSHOP;
  const announcedOn = random.date(establishedOn > '2022-09-01' ? establishedOn : '2022-09-01', '2025-12-15');
  return [
    {
      uscc,
      kind,
      name: `${product}${TITLE_NAMES[kind]}（测试）`,
      documentNo: `晋工信装备字〔${announcedOn.slice(0, 4)}〕${random.int(10, 299)}号（测试）`,
      announcedOn,
    },
  ];
}

/** One supplier and one customer; half of the other sides have agreed to be told, some of them no longer. */
function relationsOf({ uscc, product, establishedOn }: SyntheticEnterprise, random: SeededRandom): Row[] {
  if (!random.chance(0.5)) return [];
  const since = Number(establishedOn.slice(0, 4));
  return Object.values(SupplyDirection).map((direction) => {
    const isSupplier = direction === SupplyDirection.SUPPLIER;
    return {
      uscc,
      direction,
      counterparty: random.pick(isSupplier ? SUPPLIERS : CUSTOMERS),
      supplied: isSupplier ? random.pick(SUPPLIED) : product,
      sinceYear: random.int(since, 2025),
      counterpartyAgreesUntil: random.chance(0.5) ? random.date('2025-06-30', '2029-12-31') : null,
    };
  });
}

function habit(
  cloud: number,
  digital: readonly [number, number],
  assessed: number,
  inChain: number,
  reform: number,
  centre: number,
  studio: number,
  green: number,
): Habit {
  return { cloud, digital, assessed, inChain, reform, centre, studio, green };
}
