import type { SeedRows } from '../../kit/define-unit';
import { FEN_PER_WAN_YUAN } from '../../kit/fen';
import type { SeededRandom, SyntheticEnterprise, SyntheticTier } from '../../kit/synthetic';
import { FundDueDiligenceConsent, GuidanceFund } from './fhg';
import { FundInstrument, FundStage } from './fund-terms';

type Row = Readonly<Record<string, unknown>>;

/** 方案 第6条: whom the fund may invest in. */
const INVESTABLE = new Set<SyntheticTier>(['PROVINCIAL_LITTLE_GIANT', 'NATIONAL_LITTLE_GIANT']);
const INSTRUMENTS = [
  FundInstrument.EQUITY,
  FundInstrument.EQUITY,
  FundInstrument.FIXED_INCOME,
  FundInstrument.MEZZANINE,
] as const;
const EXIT_PLANS: Readonly<Record<FundInstrument, readonly string[]>> = {
  EQUITY: ['上市后减持', '实际控制人回购', '协议转让'],
  FIXED_INCOME: ['到期还本付息'],
  MEZZANINE: ['到期回购', '转股后减持'],
};
const COVERS = '向省税务局、人行太原中心支行查询近三年纳税与信用信息';

/**
 * The fund's view of a synthetic enterprise. Seven in fifty of the at most 700 little giants, with 175 万元 on average,
 * come to about 1.7 亿元: the 3 亿元 are never exhausted.
 */
export function seedGuidanceFund(enterprise: SyntheticEnterprise): SeedRows {
  const random = enterprise.random('fhg');
  const { uscc, division, tier } = enterprise;
  const eligible = INVESTABLE.has(tier);
  const stage = eligible ? stageOf(random) : undefined;
  return [
    [
      GuidanceFund,
      [
        {
          uscc,
          division,
          isSynthetic: true,
          eligible,
          ...(stage === undefined ? {} : { stage, ...investmentOf(stage, random) }),
        },
      ],
    ],
    [FundDueDiligenceConsent, stage === undefined ? [] : consentsOf(uscc, stage, random)],
  ];
}

function stageOf(random: SeededRandom): FundStage | undefined {
  const drawn = random.next();
  if (drawn < 0.12) return FundStage.INVESTED;
  if (drawn < 0.14) return FundStage.EXITED;
  if (drawn < 0.16) return FundStage.DECISION;
  if (drawn < 0.2) return FundStage.DUE_DILIGENCE;
  return drawn < 0.28 ? FundStage.CONTACT : undefined;
}

/** Before the decision the parties talk of an instrument at most; only afterwards is anything committed. */
function investmentOf(stage: FundStage, random: SeededRandom): Row {
  if (stage === FundStage.CONTACT) return {};
  const instrument = random.pick(INSTRUMENTS);
  if (stage === FundStage.DUE_DILIGENCE || stage === FundStage.DECISION) return { instrument };
  const committed = random.int(1, 6) * 50 * FEN_PER_WAN_YUAN;
  const isExited = stage === FundStage.EXITED;
  return {
    instrument,
    committed,
    disbursed: isExited ? committed : committed * random.pick([0, 0.5, 1, 1, 1]),
    holdingRatio: instrument === FundInstrument.EQUITY ? (random.int(10, 120) / 10).toFixed(1) : null,
    exitPlan: random.pick(EXIT_PLANS[instrument]),
    exitedOn: isExited ? random.date('2024-06-01', '2025-12-31') : null,
  };
}

/** Signed before the inquiries begin, for two years; one in twenty is withdrawn. */
function consentsOf(uscc: string, stage: FundStage, random: SeededRandom): Row[] {
  if (stage === FundStage.CONTACT) return [];
  const isOver = stage === FundStage.INVESTED || stage === FundStage.EXITED;
  const signedOn = isOver ? random.date('2022-06-01', '2024-05-31') : random.date('2025-01-10', '2025-11-30');
  const year = Number(signedOn.slice(0, 4));
  return [
    {
      uscc,
      consentNo: `JKSQ-${year}-${uscc.slice(8, 16)}-测试`,
      covers: COVERS,
      signedOn,
      validUntil: `${year + 2}-12-31`,
      withdrawnOn: random.chance(0.05) ? random.date(signedOn, `${year}-12-31`) : null,
    },
  ];
}
