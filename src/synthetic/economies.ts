/** What enterprises of one kind have in common; medians and means, all assumptions made to be believable. */
export interface Economy {
  /** Size of an ordinary enterprise, 1 for the usual. */
  readonly scale: number;
  /** Yuan of revenue a year per employee. */
  readonly revenuePerHead: number;
  /** Net profit by revenue. */
  readonly margin: number;
  /** R&D by revenue; below 0.01 most ordinary enterprises do none. */
  readonly rd: number;
  /** Assets by yearly revenue. */
  readonly assets: number;
  /** Debt by assets. */
  readonly debt: number;
  /** Taxes other than on profit, by revenue. */
  readonly tax: number;
  /** kWh per yuan of revenue. */
  readonly power: number;
  /** Chance that an enterprise exports. */
  readonly export: number;
  /** Growth that the year gave or took, 2022 to 2025, as a share of revenue. */
  readonly cycle: readonly [number, number, number, number];
}

export type EconomyKind = keyof typeof economies;

type Figures = [number, number, number, number, number, number, number, number, number];

const ordinary: Economy['cycle'] = [-0.02, 0.03, 0, 0.02];
/** Coal and what hangs on its price: the peak of 2022, and the way down. */
const coal: Economy['cycle'] = [0.12, -0.15, -0.12, -0.06];
/** Shops, kitchens, beds: closed for much of 2022. */
const street: Economy['cycle'] = [-0.12, 0.14, 0.02, 0.01];

/** Figures in the order of `Economy`. */
function economy(figures: Figures, cycle: Economy['cycle'] = ordinary): Economy {
  const [scale, revenuePerHead, margin, rd, assets, debt, tax, power, exportChance] = figures;
  return { scale, revenuePerHead, margin, rd, assets, debt, tax, power, export: exportChance, cycle };
}

export const economies = {
  //                 scale  yuan/head  margin  R&D    assets debt  tax    kWh/¥   export
  mining: economy([6, 1_300_000, 0.12, 0.006, 1.8, 0.62, 0.11, 0.045, 0], coal),
  metallurgy: economy([3, 1_600_000, 0.04, 0.015, 0.9, 0.6, 0.03, 0.16, 0.12]),
  casting: economy([1.5, 700_000, 0.05, 0.018, 0.8, 0.52, 0.035, 0.11, 0.4]),
  machinery: economy([1.4, 750_000, 0.06, 0.03, 1.1, 0.52, 0.04, 0.02, 0.2]),
  electronics: economy([1.6, 900_000, 0.07, 0.045, 1.1, 0.48, 0.035, 0.03, 0.25]),
  chemistry: economy([2.5, 1_200_000, 0.06, 0.025, 1, 0.55, 0.04, 0.07, 0.2]),
  coking: economy([6, 1_800_000, 0.04, 0.012, 0.9, 0.65, 0.05, 0.05, 0.03], coal),
  ceramics: economy([1.2, 550_000, 0.05, 0.015, 1, 0.54, 0.045, 0.09, 0.3]),
  food: economy([1, 800_000, 0.06, 0.01, 0.9, 0.5, 0.05, 0.015, 0.08]),
  textile: economy([0.8, 400_000, 0.04, 0.01, 0.8, 0.5, 0.035, 0.03, 0.2]),
  medicine: economy([1.8, 850_000, 0.1, 0.045, 1.2, 0.42, 0.06, 0.02, 0.12]),
  gas: economy([3, 1_500_000, 0.09, 0.02, 2, 0.58, 0.06, 0.03, 0.02]),
  software: economy([0.7, 450_000, 0.1, 0.1, 0.9, 0.4, 0.05, 0.002, 0.04]),
  building: economy([1.2, 600_000, 0.03, 0.004, 0.9, 0.64, 0.03, 0.004, 0.01]),
  wholesale: economy([1.8, 2_600_000, 0.015, 0.001, 0.4, 0.6, 0.012, 0.0008, 0.05]),
  retail: economy([0.5, 800_000, 0.02, 0, 0.4, 0.55, 0.02, 0.003, 0], street),
  logistics: economy([0.8, 600_000, 0.03, 0.002, 0.7, 0.6, 0.03, 0.004, 0]),
  hospitality: economy([0.35, 160_000, 0.03, 0, 0.8, 0.55, 0.03, 0.012, 0], street),
  service: economy([0.4, 300_000, 0.06, 0.004, 0.8, 0.45, 0.04, 0.003, 0], street),
  research: economy([0.6, 400_000, 0.08, 0.05, 0.9, 0.4, 0.045, 0.004, 0.03]),
  agriculture: economy([0.5, 350_000, 0.05, 0.006, 1, 0.45, 0.005, 0.02, 0.03]),
} as const satisfies Readonly<Record<string, Economy>>;
