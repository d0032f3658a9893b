import type { SeededRandom, SyntheticYear } from '../kit/synthetic';
import type { Economy } from './economies';
import type { RungProfile } from './rung-profiles';

const FIRST_YEAR = 2021;
export const LAST_YEAR = 2025;

/** How much of one year's deviation is still there in the next. */
const PERSISTENCE = 0.45;
/** Rate on profit: high-tech enterprises pay 15 %, most small ones less. */
const PROFIT_TAX = { cultivated: 0.15, ordinary: 0.08 } as const;

/** What stays the same through an enterprise's years; ratios unless said otherwise. */
interface Character {
  readonly mainShare: number;
  readonly margin: number;
  readonly rd: number;
  readonly debt: number;
  readonly tax: number;
  readonly profitTax: number;
  readonly exportShare: number;
  /** kWh per yuan of revenue. */
  readonly power: number;
  /** Yuan of assets per yuan of revenue, in the last year. */
  readonly assets: number;
}

/** The years from founding (or 2021) to 2025, in order; `establishedOn` is `YYYY-MM-DD`. */
export function yearsOf(
  economy: Economy,
  profile: RungProfile,
  establishedOn: string,
  random: SeededRandom,
): readonly SyntheticYear[] {
  const character = characterOf(economy, profile, random);
  const revenues = revenuesOf(economy, profile, random);
  const latest = revenues.at(-1) ?? 0;
  const foundedIn = Number(establishedOn.slice(0, 4));
  const years: SyntheticYear[] = [];
  let margin = 0;
  for (const [position, fullYear] of revenues.entries()) {
    const year = FIRST_YEAR + position;
    margin = PERSISTENCE * margin + random.normal(0, 0.022);
    const debt = character.debt - margin + random.normal(0, 0.015);
    if (year < foundedIn) continue;
    const revenue = year === foundedIn ? fullYear * shareOfFirstYear(establishedOn) : fullYear;
    const assets = character.assets * latest * Math.sqrt(fullYear / latest) * noise(random, 0.04);
    years.push(yearOf(year, character, { revenue, margin, debt, assets }, random));
  }
  return years;
}

function characterOf(economy: Economy, profile: RungProfile, random: SeededRandom): Character {
  const exports = random.chance(
    profile.isCultivated ? Math.min(0.8, economy.export * 1.4) : economy.export * 0.6,
  );
  return {
    mainShare: random.normal(profile.mainShare, profile.mainShareSpread),
    margin: economy.margin + profile.margin + random.normal(0, profile.isCultivated ? 0.035 : 0.05),
    rd: rdRatio(economy, profile, random),
    debt: economy.debt + profile.debt + random.normal(0, profile.isCultivated ? 0.12 : 0.17),
    tax: economy.tax * noise(random, 0.25),
    profitTax: profile.isCultivated ? PROFIT_TAX.cultivated : PROFIT_TAX.ordinary,
    exportShare: exports ? 0.05 + random.next() * 0.5 : 0,
    power: economy.power * noise(random, 0.4),
    assets: economy.assets * noise(random, 0.35),
  };
}

function rdRatio(economy: Economy, profile: RungProfile, random: SeededRandom): number {
  if (profile.rd !== undefined)
    return profile.rd * (Math.max(economy.rd, 0.01) / 0.03) ** 0.3 * noise(random, 0.28);
  const does = random.chance(economy.rd < 0.01 ? 0.05 : 0.5);
  return does ? economy.rd * noise(random, 0.7) : 0;
}

/** Revenue of 2021 to 2025 as if the enterprise had existed all along: drawn for 2025, then followed back. */
function revenuesOf(economy: Economy, profile: RungProfile, random: SeededRandom): readonly number[] {
  const median = profile.revenue * economy.scale ** profile.scaleWeight;
  let revenue = median * noise(random, profile.revenueSpread);
  const backwards = [revenue];
  let deviation = random.normal(0, profile.growthSpread);
  for (const cycle of economy.cycle.toReversed()) {
    revenue /= Math.exp(profile.growth + cycle + deviation);
    backwards.push(revenue);
    deviation = PERSISTENCE * deviation + random.normal(0, profile.growthSpread * 0.8);
  }
  return backwards.reverse();
}

interface YearFigures {
  readonly revenue: number;
  /** Deviation of this year's margin from the enterprise's own. */
  readonly margin: number;
  readonly debt: number;
  readonly assets: number;
}

function yearOf(
  year: number,
  character: Character,
  figures: YearFigures,
  random: SeededRandom,
): SyntheticYear {
  const { revenue, assets } = figures;
  const profit = revenue * within(character.margin + figures.margin, -0.6, 0.45);
  const tax = revenue * character.tax + Math.max(0, profit) * character.profitTax;
  return {
    year,
    revenueYuan: hundreds(revenue),
    mainRevenueYuan: hundreds(revenue * within(character.mainShare + random.normal(0, 0.012), 0.3, 0.998)),
    profitYuan: hundreds(profit),
    assetsYuan: hundreds(assets),
    debtYuan: hundreds(assets * within(figures.debt, 0.03, 1.3)),
    rdYuan: hundreds(revenue * within(character.rd * noise(random, 0.08), 0, 0.6)),
    taxPaidYuan: hundreds(tax),
    exportYuan: hundreds(revenue * within(character.exportShare * noise(random, 0.15), 0, 0.95)),
    electricityKwh: Math.round(revenue * character.power * noise(random, 0.05)),
  };
}

/** What is left of the year of founding, by the month. */
function shareOfFirstYear(establishedOn: string): number {
  return (13 - Number(establishedOn.slice(5, 7))) / 12;
}

/** A factor around 1, log-normal. */
function noise(random: SeededRandom, spread: number): number {
  return Math.exp(random.normal(0, spread));
}

function within(value: number, least: number, most: number): number {
  return Math.min(most, Math.max(least, value));
}

/** Books of this size are not kept to the yuan. */
function hundreds(yuan: number): number {
  return Math.round(yuan / 100) * 100;
}
