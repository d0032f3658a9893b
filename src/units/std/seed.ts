import type { SeedRows } from '../../kit/define-unit';
import type { SeededRandom, SyntheticEnterprise, SyntheticTier } from '../../kit/synthetic';
import { TechnologyContract } from './contracts';
import { InnovationVoucher, RdPlatform, ScienceAward, ScienceProject, TechnologyDemand } from './records';
import { contractsOf, demandsOf, vouchersOf } from './seed-cooperation';
import { sharedInstruments, technologySupplies } from './seed-offers';
import { platformsOf, projectsOf, scienceAwardsOf } from './seed-research';
import { SharedInstrument } from './shared-instrument';
import { Innovation } from './std';
import { TechnologySupply } from './technology-supply';

type Row = Readonly<Record<string, unknown>>;

interface Habit {
  /** Of those that spend enough on research. */
  readonly highTech: number;
  readonly techSme: number;
}

/** How often the research that an enterprise does is certified; assumptions. */
const HABITS: Readonly<Record<SyntheticTier, Habit>> = {
  NONE: { highTech: 0.1, techSme: 0.25 },
  POOL: { highTech: 0.35, techSme: 0.5 },
  INNOVATIVE: { highTech: 0.6, techSme: 0.75 },
  SRDI: { highTech: 0.85, techSme: 0.8 },
  PROVINCIAL_LITTLE_GIANT: { highTech: 0.95, techSme: 0.7 },
  NATIONAL_LITTLE_GIANT: { highTech: 1, techSme: 0.5 },
};

/** R&D by revenue that a certificate asks of most enterprises [M]. */
const HIGH_TECH_RD = 0.03;

/** The science department's view of a synthetic enterprise. What others offer is no enterprise's: it comes with the first one. */
export function seedInnovation(enterprise: SyntheticEnterprise): SeedRows {
  const random = enterprise.random('std');
  const { uscc, division, index } = enterprise;
  return [
    [Innovation, [{ uscc, division, isSynthetic: true, ...certificatesOf(enterprise, random) }]],
    [RdPlatform, platformsOf(enterprise, random)],
    [ScienceAward, scienceAwardsOf(enterprise, random)],
    [ScienceProject, projectsOf(enterprise, random)],
    [TechnologyDemand, demandsOf(enterprise, random)],
    [TechnologyContract, contractsOf(enterprise, random)],
    [InnovationVoucher, vouchersOf(enterprise, random)],
    [TechnologySupply, index === 0 ? technologySupplies(random) : []],
    [SharedInstrument, index === 0 ? sharedInstruments(random) : []],
  ];
}

function certificatesOf(enterprise: SyntheticEnterprise, random: SeededRandom): Row {
  const { tier, sizeClass, index } = enterprise;
  const rd = rdRatio(enterprise);
  if (rd === 0) return {};
  const { highTech, techSme } = HABITS[tier];
  const serial = String(index).padStart(6, '0');
  const share = Math.min(0.7, Math.max(0.01, random.normal(0.05 + rd * 1.8, 0.06)));
  const isTechSme = sizeClass !== 'LARGE' && random.chance(techSme);
  return {
    rdStaffShare: tier !== 'NONE' || random.chance(0.3) ? share.toFixed(4) : null,
    techSmeCode: isTechSme ? `TEST2025140199A${serial}` : null,
    ...(rd >= HIGH_TECH_RD && random.chance(highTech) ? highTechOf(enterprise, serial, random) : {}),
  };
}

/** A certificate asks for a full year of business [M]; some have run out and not been renewed. */
function highTechOf({ establishedOn }: SyntheticEnterprise, serial: string, random: SeededRandom): Row {
  const year = random.chance(0.06) ? random.int(2021, 2022) : random.int(2023, 2025);
  if (Number(establishedOn.slice(0, 4)) + 1 >= year) return {};
  const from = random.date(`${year}-10-15`, `${year}-12-20`);
  return {
    highTechNo: `TESTGR${year}${serial}`,
    highTechFrom: from,
    highTechUntil: lastDayOfTerm(from),
  };
}

function rdRatio({ years }: SyntheticEnterprise): number {
  const { rdYuan = 0, revenueYuan = 0 } = years.at(-1) ?? {};
  return revenueYuan > 0 ? rdYuan / revenueYuan : 0;
}

function lastDayOfTerm(from: string): string {
  const day = new Date(`${from}T00:00:00Z`);
  day.setUTCFullYear(day.getUTCFullYear() + 3);
  day.setUTCDate(day.getUTCDate() - 1);
  return day.toISOString().slice(0, 10);
}
