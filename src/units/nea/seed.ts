import type { SeedRows } from '../../kit/define-unit';
import type { SyntheticEnterprise } from '../../kit/synthetic';
import { Curtailment, CurtailmentKind, Energy, GasQuota, OrderlyUse } from './nea';

const SMOOTH_MONTHS = [1.06, 0.9, 1, 0.97, 0.98, 1.02, 1.08, 1.07, 0.97, 0.96, 0.98, 1.01];
/** Sections of GB/T 4754 whose industries the strategic-emerging price list names [M]. */
const STRATEGIC_INDUSTRIES = new Set(['C26', 'C34', 'C35', 'C36', 'C38', 'C39', 'C40', 'I65', 'M73', 'M75']);

/** The energy bureau's view of a synthetic enterprise. */
export function seedEnergy(enterprise: SyntheticEnterprise): SeedRows {
  const random = enterprise.random('nea');
  const { uscc, tier } = enterprise;
  const isTitled = tier === 'SRDI' || tier === 'PROVINCIAL_LITTLE_GIANT' || tier === 'NATIONAL_LITTLE_GIANT';
  const isProtected = isTitled && random.chance(tier === 'SRDI' ? 0.5 : 0.9);
  const isStrategic = isTitled && STRATEGIC_INDUSTRIES.has(enterprise.industry);
  const isApplied = isStrategic && random.chance(0.7);
  const yearly = new Map(enterprise.years.map((year) => [year.year, year.electricityKwh]));
  const [before, latest] = [yearly.get(2024) ?? 0, yearly.get(2025) ?? 0];
  const monthlyKwh = [before, latest].flatMap((kwh) =>
    SMOOTH_MONTHS.map((weight) => Math.round((kwh / 12) * weight)),
  );
  const curtailments =
    isProtected || !random.chance(0.15)
      ? []
      : Array.from({ length: random.int(1, 3) }, () => ({
          uscc,
          happenedOn: random.date('2024-06-01', '2025-12-31'),
          kind: random.chance(0.8) ? CurtailmentKind.STAGGERED : CurtailmentKind.CURTAILED,
          hours: random.int(2, 10),
        }));
  return [
    [
      Energy,
      [
        {
          uscc,
          division: enterprise.division,
          isSynthetic: true,
          orderlyUse: isProtected
            ? OrderlyUse.PROTECTED
            : random.pick([
                OrderlyUse.NORMAL,
                OrderlyUse.NORMAL,
                OrderlyUse.STAGGERED,
                OrderlyUse.RESTRICTED,
              ]),
          protectedUser: isProtected,
          strategicPriceEligible: isStrategic,
          strategicPriceApplied: isApplied,
          savings: isApplied ? Math.round(latest * 5) : null,
          greenPowerShare: String(random.int(5, 60)),
          monthlyKwh,
          electricityGrowth: before > 0 ? (latest / before - 1).toFixed(4) : null,
        },
      ],
    ],
    [Curtailment, curtailments],
    [GasQuota, random.chance(0.2) ? [{ uscc, year: 2025, quota: String(random.int(5, 800)) }] : []],
  ];
}
