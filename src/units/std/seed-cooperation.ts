import { FEN_PER_WAN_YUAN } from '../../kit/fen';
import type { SeededRandom, SyntheticEnterprise, SyntheticTier } from '../../kit/synthetic';
import { TechnologyContractKind, TechnologyContractSide } from './contracts';
import { laterDay } from './later-day';
import { wishesOf } from './seed-wishes';
import { instrumentHosts } from './seed-offers';

type Row = Readonly<Record<string, unknown>>;

/** Chances of at least one demand, contract and voucher. */
interface Habit {
  readonly demand: number;
  readonly contract: number;
  readonly voucher: number;
}

const HABITS: Readonly<Record<SyntheticTier, Habit>> = {
  NONE: { demand: 0.001, contract: 0.002, voucher: 0.0005 },
  POOL: { demand: 0.08, contract: 0.06, voucher: 0.05 },
  INNOVATIVE: { demand: 0.12, contract: 0.1, voucher: 0.1 },
  SRDI: { demand: 0.25, contract: 0.2, voucher: 0.14 },
  PROVINCIAL_LITTLE_GIANT: { demand: 0.35, contract: 0.35, voucher: 0.12 },
  NATIONAL_LITTLE_GIANT: { demand: 0.35, contract: 0.5, voucher: 0.06 },
};
/** Enterprises of these industries mostly sell technology, all others buy it. */
const TECHNOLOGY_SELLERS = new Set(['I64', 'I65', 'M73', 'M74', 'M75', 'N77']);
const LAST_DAY = '2025-12-31';

/** 方案 第13条: asked for regularly; some demands have been met. */
export function demandsOf(enterprise: SyntheticEnterprise, random: SeededRandom): Row[] {
  const { uscc, tier, product, industry, establishedOn, index } = enterprise;
  if (!random.chance(HABITS[tier].demand)) return [];
  const collectedOn = random.date(laterDay(establishedOn, '2024-01-10'), '2025-12-10');
  const [wish, ipc] = random.pick(wishesOf(industry));
  return [
    {
      uscc,
      subject: `${product}：${wish}`,
      industry,
      // Most enterprises do not know the class of what they seek.
      ipc: index % 2 === 0 ? (ipc ?? null) : null,
      budget: random.chance(0.7) ? random.int(2, 60) * 5 * FEN_PER_WAN_YUAN : null,
      collectedOn,
      metOn: random.chance(0.25) ? random.date(collectedOn, LAST_DAY) : null,
    },
  ];
}

export function contractsOf(enterprise: SyntheticEnterprise, random: SeededRandom): Row[] {
  const { uscc, tier, product, establishedOn, industry, index } = enterprise;
  const sells = TECHNOLOGY_SELLERS.has(industry);
  if (!random.chance(HABITS[tier].contract * (sells ? 2 : 1))) return [];
  return Array.from({ length: random.int(1, 2) }, (_, position) => {
    const registeredOn = random.date(laterDay(establishedOn, '2023-01-05'), LAST_DAY);
    const amount = Math.max(1, Math.round(Math.exp(random.normal(3.4, 0.9)))) * FEN_PER_WAN_YUAN;
    return {
      uscc,
      registrationNo: `TEST${registeredOn.slice(0, 4)}14${String(index).padStart(6, '0')}${position + 1}`,
      kind: random.pick(Object.values(TechnologyContractKind)),
      side: sells && random.chance(0.85) ? TechnologyContractSide.SELLER : TechnologyContractSide.BUYER,
      subject: `${product}相关技术（测试）`,
      amount,
      technologyAmount:
        Math.round((amount / FEN_PER_WAN_YUAN) * (0.6 + random.next() * 0.4) * 100) *
        (FEN_PER_WAN_YUAN / 100),
      registeredOn,
    };
  });
}

/** For small and micro enterprises only, at most some ten thousand yuan each. */
export function vouchersOf(enterprise: SyntheticEnterprise, random: SeededRandom): Row[] {
  const { uscc, tier, sizeClass, establishedOn, index } = enterprise;
  const isSmall = sizeClass === 'SMALL' || sizeClass === 'MICRO';
  if (!isSmall || !random.chance(HABITS[tier].voucher)) return [];
  const issuedOn = random.date(laterDay(establishedOn, '2023-03-01'), '2025-11-30');
  const isRedeemed = random.chance(0.65);
  return [
    {
      uscc,
      voucherNo: `TEST${issuedOn.slice(0, 4)}${String(index).padStart(6, '0')}`,
      amount: random.int(1, 10) * FEN_PER_WAN_YUAN,
      issuedOn,
      provider: isRedeemed ? random.pick(instrumentHosts) : null,
      redeemedOn: isRedeemed ? random.date(issuedOn, LAST_DAY) : null,
    },
  ];
}
