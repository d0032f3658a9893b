import type { SyntheticEnterprise } from './synthetic';

/** One purchase of intellectual property by an invented enterprise. */
export interface SyntheticIpTrade {
  readonly tradeId: string;
  readonly tradedOn: string;
  readonly priceFen: number;
}

const TRADING_SHARE = { titled: 0.12, cultivated: 0.04, ordinary: 0.002 } as const;

/**
 * The trades of an enterprise, as AMR registers and FIN subsidises them (方案 第14条): both units draw from this one
 * stream, so that a trade bears the same number in both.
 */
export function syntheticIpTrades(enterprise: SyntheticEnterprise): readonly SyntheticIpTrade[] {
  const random = enterprise.random('ip-trades');
  const { tier, uscc } = enterprise;
  const rung =
    tier === 'NONE' ? 'ordinary' : tier === 'POOL' || tier === 'INNOVATIVE' ? 'cultivated' : 'titled';
  if (!random.chance(TRADING_SHARE[rung])) return [];
  return Array.from({ length: random.int(1, 2) }, (_, position) => ({
    tradeId: `SXIP${uscc.slice(8, 17)}${position + 1}`,
    tradedOn: random.date(after(enterprise.establishedOn, '2023-01-01'), '2025-12-15'),
    priceFen: Math.round(Math.exp(random.normal(12.8, 1))) * 100,
  }));
}

function after(day: string, earliest: string): string {
  return day > earliest ? day : earliest;
}
