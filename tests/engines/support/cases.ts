import type { Wish } from '../../support/ask';
import type { TestedUnit } from './engine';

const growths = [
  '-0.000001',
  '0',
  '0.049999',
  '0.05',
  '0.050001',
  '0.1',
  '0.2',
  '0.199999',
  null,
  '99.999999',
];
const revenues = [
  499_999_999, 500_000_000, 500_000_001, 1_000_000_000, 1_499_999_999, 1_500_000_000, 9_007_199_254_740_991,
];

/** Statements that give one enterprise each, `$1`, what is rare in the invented world. */
export const atTheThresholds: Readonly<Record<TestedUnit, readonly string[]>> = {
  nea: [
    ...growths.map((growth) => `UPDATE energy SET electricity_growth = ${growth ?? 'NULL'} WHERE uscc = $1`),
    `UPDATE energy SET monthly_kwh = '[]' WHERE uscc = $1`,
    `UPDATE energy SET monthly_kwh = NULL, savings = 9007199254740991, orderly_use = NULL WHERE uscc = $1`,
    ...[9_999, 10_000, 49_999, 50_000, 5_000_000].map(
      (kwh) => `UPDATE energy SET monthly_kwh = '[${kwh}, null, ${kwh}]' WHERE uscc = $1`,
    ),
    'UPDATE energy SET protected_user = NULL, strategic_price_eligible = NULL, green_power_share = 0.000001 WHERE uscc = $1',
    'DELETE FROM energy WHERE uscc = $1',
    `INSERT INTO curtailment (uscc, happened_on, kind, hours) VALUES ($1, '2025-05-05', 'CURTAILED', 1), ($1, '2025-05-05', 'CURTAILED', 2), ($1, '2025-05-05', 'STAGGERED', 3)`,
    `INSERT INTO gas_quota (uscc, year, quota) VALUES ($1, 2026, 0.5), ($1, 2026, 123456789012.123456)`,
  ],
  tax: [
    ...revenues.map(
      (fen) =>
        `UPDATE annual_return SET revenue = ${fen} WHERE uscc = $1 AND year = (SELECT max(year) FROM annual_return WHERE uscc = $1)`,
    ),
    'DELETE FROM annual_return WHERE uscc = $1',
    'DELETE FROM tax WHERE uscc = $1',
  ],
};

export const screenings: Readonly<Record<TestedUnit, [wish: 'owner' | Wish, where: string][]>> = {
  nea: [
    ['owner', 'where: { energy: { orderlyUse: [PROTECTED, RESTRICTED] } }'],
    ['owner', 'where: { energy: { orderlyUse: [] } }'],
    ['owner', 'where: { energy: { protectedUser: false, strategicPriceEligible: true } }'],
    ...['0', '0.05', '0.1', '0.2'].map((ratio): ['owner', string] => [
      'owner',
      `where: { energy: { electricityGrowthAtLeast: "${ratio}" } }`,
    ]),
    ['owner', 'where: { energy: { electricityGrowthAtLeast: "0.15" } }'],
    [
      'owner',
      'where: { cultivation: { tier: [SRDI, PROVINCIAL_LITTLE_GIANT] } }, except: { energy: { protectedUser: true } }',
    ],
    [{ unit: 'CITY', purpose: 'M03', system: 'taiyuan' }, 'where: { energy: { protectedUser: true } }'],
    [{ unit: 'MIIT', purpose: 'M18' }, 'where: { energy: { orderlyUse: [PROTECTED] } }'],
    [{ unit: 'PBC', purpose: 'M09' }, 'where: { energy: { protectedUser: true } }'],
  ],
  tax: [
    ...[5_000_000, 10_000_000, 15_000_000].map((yuan): ['owner', string] => [
      'owner',
      `where: { tax: { revenueAtLeast: ${yuan} } }`,
    ]),
    [{ unit: 'SMEB', purpose: 'M02' }, 'where: { tax: { revenueAtLeast: 15000000 } }'],
    [{ unit: 'CITY', purpose: 'M02', system: 'taiyuan' }, 'where: { tax: { revenueAtLeast: 5000000 } }'],
  ],
};
