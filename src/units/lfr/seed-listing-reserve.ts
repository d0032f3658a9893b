import type { SeededRandom, SyntheticEnterprise, SyntheticTier } from '../../kit/synthetic';
import { ListingObstacleKind, ListingReserveLayer, TargetBoard } from './listing-reserve';

type Row = Readonly<Record<string, unknown>>;

interface SeededReserve {
  readonly targetBoard: TargetBoard | null;
  readonly entries: readonly Row[];
  readonly obstacles: readonly Row[];
  readonly plans: readonly Row[];
}

const NOT_IN_RESERVE: SeededReserve = { targetBoard: null, entries: [], obstacles: [], plans: [] };

/** Of a rung, who stands in the library; it holds all whom the securities regulator sees on their way. */
const IN_RESERVE: Readonly<Record<SyntheticTier, number>> = {
  NONE: 0.0005,
  POOL: 0.005,
  INNOVATIVE: 0.01,
  SRDI: 0.08,
  PROVINCIAL_LITTLE_GIANT: 0.3,
  NATIONAL_LITTLE_GIANT: 0.55,
};
/** Companies limited by shares that are listed already, as the securities regulator counts them. */
const LISTED: Partial<Readonly<Record<SyntheticTier, number>>> = {
  PROVINCIAL_LITTLE_GIANT: 0.06,
  NATIONAL_LITTLE_GIANT: 0.2,
};

const MATTERS: Readonly<Record<ListingObstacleKind, string>> = {
  PROPERTY_TITLE: '部分厂房尚未办理不动产登记',
  SHAREHOLDING_HISTORY: '早期股权代持有待还原',
  TAX: '股改所涉税款有待核定',
  SOCIAL_INSURANCE: '部分员工社保基数有待规范',
  ENVIRONMENT_AND_SAFETY: '扩建项目环保验收尚未完成',
  RELATED_PARTIES: '与关联企业业务重合有待清理',
};
const LEADS = [
  '测试证券山西分公司（测试）',
  '测试商业银行（测试）',
  '测试股权投资基金管理公司（测试）',
] as const;

/** Entry, obstacles and plan; the stream `listing` is shared with CSRC: the lower its first draw, the nearer a listing. */
export function listingReserveOf(enterprise: SyntheticEnterprise, random: SeededRandom): SeededReserve {
  const { uscc, tier } = enterprise;
  const distance = enterprise.random('listing').next();
  const isListed = enterprise.isJointStock && distance < (LISTED[tier] ?? 0);
  if (distance >= IN_RESERVE[tier] || isListed) return NOT_IN_RESERVE;
  const layer = layerOf(distance / IN_RESERVE[tier]);
  const hasPlan = layer !== ListingReserveLayer.CULTIVATION && random.chance(0.7);
  return {
    targetBoard: layer === ListingReserveLayer.CULTIVATION ? null : boardOf(enterprise, random),
    entries: [entryOf(uscc, layer, random)],
    obstacles: obstaclesOf(uscc, random),
    plans: hasPlan ? [planOf(enterprise, random)] : [],
  };
}

function layerOf(nearness: number): ListingReserveLayer {
  if (nearness < 0.25) return ListingReserveLayer.KEY;
  return nearness < 0.6 ? ListingReserveLayer.RESERVE : ListingReserveLayer.CULTIVATION;
}

/** Most aim at the board that is meant for small innovators; a main board asks for size [M]. */
function boardOf({ years }: SyntheticEnterprise, random: SeededRandom): TargetBoard {
  const isLarge = (years.at(-1)?.revenueYuan ?? 0) >= 500_000_000;
  if (isLarge && random.chance(0.4))
    return random.pick([TargetBoard.SHANGHAI_MAIN, TargetBoard.SHENZHEN_MAIN]);
  if (random.chance(0.6)) return TargetBoard.BEIJING;
  return random.pick([TargetBoard.CHINEXT, TargetBoard.STAR]);
}

function entryOf(uscc: string, layer: ListingReserveLayer, random: SeededRandom): Row {
  const year = random.int(2022, 2024);
  return {
    uscc,
    layer,
    batch: `${year}年第${random.pick(['一', '二'])}批（测试）`,
    enteredOn: random.date(`${year}-06-01`, `${year}-12-20`),
  };
}

function obstaclesOf(uscc: string, random: SeededRandom): Row[] {
  const kinds = Object.values(ListingObstacleKind).filter(() => random.chance(0.2));
  return kinds.map((kind) => {
    const reportedOn = random.date('2025-01-10', '2025-12-10');
    return {
      uscc,
      kind,
      matter: MATTERS[kind],
      reportedOn,
      resolvedOn: random.chance(0.4) ? random.date(reportedOn, '2025-12-20') : null,
    };
  });
}

function planOf({ uscc, index, name }: SyntheticEnterprise, random: SeededRandom): Row {
  return {
    uscc,
    planNo: `一企一策-${String(index).padStart(6, '0')}（测试）`,
    title: `${name}上市培育方案`,
    leadInstitution: random.pick(LEADS),
    issuedOn: random.date('2025-01-10', '2025-12-20'),
  };
}
