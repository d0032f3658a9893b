import type { SeedRows } from '../../kit/define-unit';
import { FEN_PER_WAN_YUAN } from '../../kit/fen';
import type { SeededRandom, SyntheticEnterprise, SyntheticTier } from '../../kit/synthetic';
import { MixedReformProject } from './mixed-reform-project';
import {
  MixedReformConsent,
  MixedReformDirection,
  MixedReformStage,
  StateCapitalExit,
  StateCapitalExitMode,
} from './records';
import { StateCapital } from './sco';
import { mixedReformProjects, projectNumbers } from './seed-projects';

type Row = Readonly<Record<string, unknown>>;

/** Chance to be a candidate, and to cooperate with a state firm; assumptions. */
const HABITS: Readonly<Record<SyntheticTier, { readonly candidate: number; readonly partner: number }>> = {
  NONE: { candidate: 0, partner: 0.001 },
  POOL: { candidate: 0.004, partner: 0.02 },
  INNOVATIVE: { candidate: 0.01, partner: 0.04 },
  SRDI: { candidate: 0.04, partner: 0.1 },
  PROVINCIAL_LITTLE_GIANT: { candidate: 0.1, partner: 0.2 },
  NATIONAL_LITTLE_GIANT: { candidate: 0.15, partner: 0.3 },
};
const FUNDABLE = new Set<SyntheticTier>(['PROVINCIAL_LITTLE_GIANT', 'NATIONAL_LITTLE_GIANT']);
const PARTNERS = [
  '晋源测试煤机集团（测试）',
  '汾东测试能源集团（测试）',
  '云中测试重工集团（测试）',
] as const;
const MATTERS = ['联合研发', '长期供货', '共建实验室', '市场开拓'] as const;
const STAGES = Object.values(MixedReformStage);
const EXIT_MODES = [
  StateCapitalExitMode.AGREED_TRANSFER,
  StateCapitalExitMode.PUBLIC_TRANSFER,
  StateCapitalExitMode.REPURCHASE,
] as const;
const COVERS = '向省税务局、省市场监管局查询近三年纳税、登记与股权信息';

/** The operator's view of a synthetic enterprise. Projects are no enterprise's: they come with the first one. */
export function seedStateCapital(enterprise: SyntheticEnterprise): SeedRows {
  const random = enterprise.random('sco');
  const { uscc, division, tier, product, index } = enterprise;
  const { candidate, partner } = HABITS[tier];
  const stage = random.chance(candidate) ? random.pick(STAGES) : undefined;
  const strategicCooperation = random.chance(partner)
    ? [`与${random.pick(PARTNERS)}${product}${random.pick(MATTERS)}`]
    : [];
  const common = { uscc, division, isSynthetic: true, strategicCooperation };
  return [
    [
      StateCapital,
      [
        stage === undefined
          ? { ...common, fundCoInvest: false }
          : { ...common, ...candidacyOf(tier, stage, random) },
      ],
    ],
    [MixedReformConsent, stage === undefined ? [] : consentsOf(uscc, stage, random)],
    [StateCapitalExit, stage === MixedReformStage.SIGNED ? exitsOf(uscc, random) : []],
    [MixedReformProject, index === 0 ? mixedReformProjects(random) : []],
  ];
}

/** All projects were published in the first half of 2025: who joins one became a candidate afterwards. */
function candidacyOf(tier: SyntheticTier, stage: MixedReformStage, random: SeededRandom): Row {
  const direction = random.chance(0.6)
    ? MixedReformDirection.INTO_STATE_FIRM
    : MixedReformDirection.INTO_ENTERPRISE;
  const joinsProject = direction === MixedReformDirection.INTO_STATE_FIRM;
  return {
    candidateDirection: direction,
    candidateProjectNo: joinsProject ? random.pick(projectNumbers) : null,
    candidateSince: random.date('2025-07-01', '2025-08-31'),
    negotiationStage: stage,
    fundCoInvest: !joinsProject && FUNDABLE.has(tier) && random.chance(0.5),
  };
}

function consentsOf(uscc: string, stage: MixedReformStage, random: SeededRandom): Row[] {
  if (stage === MixedReformStage.CONTACT || stage === MixedReformStage.LETTER_OF_INTENT) return [];
  const signedOn = random.date('2025-09-01', '2025-11-15');
  return [
    {
      uscc,
      consentNo: `HGSQ-2025-${uscc.slice(8, 16)}-测试`,
      covers: COVERS,
      signedOn,
      validUntil: '2027-12-31',
      withdrawnOn: stage === MixedReformStage.BROKEN_OFF ? random.date('2025-11-16', '2025-12-31') : null,
    },
  ];
}

/** A holding of former years that was given up, before another is agreed on. */
function exitsOf(uscc: string, random: SeededRandom): Row[] {
  if (!random.chance(0.3)) return [];
  return [
    {
      uscc,
      mode: random.pick(EXIT_MODES),
      share: (random.int(10, 150) / 10).toFixed(1),
      proceeds: random.int(10, 200) * 10 * FEN_PER_WAN_YUAN,
      exitedOn: random.date('2023-01-10', '2025-06-30'),
    },
  ];
}
