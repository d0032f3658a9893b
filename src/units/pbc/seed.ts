import type { SeedRows } from '../../kit/define-unit';
import type { SeededRandom, SyntheticEnterprise, SyntheticTier } from '../../kit/synthetic';
import { Credit } from './pbc';
import { CreditQueryReason, Loan, NegativeKind, NegativeRecord, Objection, QueryReceipt } from './records';

type Row = Readonly<Record<string, unknown>>;

type SyntheticLoan = Readonly<{
  uscc: string;
  borrowerDivision: string;
  lender: string;
  amount: number;
  disbursedOn: string;
  repaidOn: string | null;
  isIpPledge: boolean;
  isInclusive: boolean;
}>;

interface Habits {
  /** Share of enterprises that borrow. */
  readonly borrowers: number;
  /** Fewest and most loans of a borrower. */
  readonly loans: readonly [number, number];
  /** Share of loans secured by intellectual property. */
  readonly ipPledge: number;
  /** Share of borrowers with a bad record. */
  readonly negative: number;
}

const ORDINARY: Habits = { borrowers: 0.15, loans: [1, 2], ipPledge: 0.002, negative: 0.06 };
const CULTIVATED: Habits = { borrowers: 0.5, loans: [1, 2], ipPledge: 0.03, negative: 0.03 };
const TITLED: Habits = { borrowers: 0.78, loans: [1, 3], ipPledge: 0.09, negative: 0.02 };
const HABITS: Readonly<Record<SyntheticTier, Habits>> = {
  NONE: ORDINARY,
  POOL: CULTIVATED,
  INNOVATIVE: CULTIVATED,
  SRDI: TITLED,
  PROVINCIAL_LITTLE_GIANT: TITLED,
  NATIONAL_LITTLE_GIANT: TITLED,
};

const LENDERS = [
  '测试商业银行太原分行',
  '测试股份银行山西分行',
  '测试农村商业银行',
  '测试城市商业银行',
  '测试村镇银行',
] as const;
const STEP_YUAN = 100_000;
const FEN = 100;
/** 普惠小微: at most 1000 万元 to one small or micro borrower [M]. */
const INCLUSIVE_YUAN = 10_000_000;
const LAST_DAY = '2025-12-31';

/** The central bank's view of a synthetic enterprise. */
export function seedCredit(enterprise: SyntheticEnterprise): SeedRows {
  const random = enterprise.random('pbc');
  const { uscc, division } = enterprise;
  const loans = loansOf(enterprise, random);
  const negatives = loans.length === 0 ? [] : negativesOf(enterprise, random);
  return [
    [
      Credit,
      [{ uscc, division, isSynthetic: true, listSupportTool: toolsOf(enterprise.tier, loans, random) }],
    ],
    [Loan, loans],
    [NegativeRecord, negatives],
    [Objection, loans.length === 0 ? [] : objectionsOf(uscc, negatives.length > 0, random)],
    [QueryReceipt, loans.flatMap((loan) => receiptsOf(loan, random))],
  ];
}

/** Loans come to a part of the debt in the books; most run for a year, some for three. */
function loansOf(enterprise: SyntheticEnterprise, random: SeededRandom): SyntheticLoan[] {
  const { uscc, division, tier, sizeClass, establishedOn } = enterprise;
  const habits = HABITS[tier];
  if (!random.chance(habits.borrowers)) return [];
  const borrowedYuan = (enterprise.years.at(-1)?.debtYuan ?? 0) * (0.15 + random.next() * 0.4);
  const count = random.int(...habits.loans);
  const amountYuan = Math.max(1, Math.round(borrowedYuan / count / STEP_YUAN)) * STEP_YUAN;
  const isSmall = sizeClass === 'SMALL' || sizeClass === 'MICRO';
  return Array.from({ length: count }, () => {
    const disbursedOn = random.date(establishedOn > '2023-01-01' ? establishedOn : '2023-01-01', LAST_DAY);
    const endsOn = yearsAfter(disbursedOn, random.chance(0.6) ? 1 : 3);
    return {
      uscc,
      borrowerDivision: division,
      lender: random.pick(LENDERS),
      amount: amountYuan * FEN,
      disbursedOn,
      repaidOn: endsOn <= LAST_DAY ? endsOn : null,
      isIpPledge: random.chance(habits.ipPledge),
      isInclusive: isSmall && amountYuan * count <= INCLUSIVE_YUAN,
    };
  });
}

/** Some last, some have ended, and some ended so long ago that they are told no more. */
function negativesOf({ uscc, tier, establishedOn }: SyntheticEnterprise, random: SeededRandom): Row[] {
  if (!random.chance(HABITS[tier].negative)) return [];
  const beganOn = random.date(establishedOn > '2015-01-01' ? establishedOn : '2015-01-01', '2025-06-30');
  const endedOn = random.date(beganOn, yearsAfter(beganOn, 1));
  const hasEnded = endedOn < '2025-06-30' || random.chance(0.5);
  return [
    { uscc, kind: random.pick(Object.values(NegativeKind)), beganOn, endedOn: hasEnded ? endedOn : null },
  ];
}

function objectionsOf(uscc: string, hasNegatives: boolean, random: SeededRandom): Row[] {
  if (!random.chance(hasNegatives ? 0.25 : 0.008)) return [];
  const filedOn = random.date('2025-06-01', '2025-12-20');
  // 第25条: answered within twenty days.
  const settledOn = random.date(
    filedOn,
    new Date(Date.parse(filedOn) + 20 * 86_400_000).toISOString().slice(0, 10),
  );
  return [
    {
      uscc,
      subject: hasNegatives ? '不良信息与事实不符（测试）' : '贷款余额与事实不符（测试）',
      filedOn,
      settledOn: random.chance(0.4) ? settledOn : null,
    },
  ];
}

/** A report is read, with the enterprise's written consent, in the days before a loan is given. */
function receiptsOf({ uscc, lender, disbursedOn }: SyntheticLoan, random: SeededRandom): Row[] {
  const authorisedOn = new Date(Date.parse(disbursedOn) - random.int(10, 40) * 86_400_000)
    .toISOString()
    .slice(0, 10);
  const receipt = {
    uscc,
    queriedAt: `${authorisedOn}T0${random.int(1, 8)}:${random.int(10, 59)}:00.000Z`,
    institution: lender,
    reason: CreditQueryReason.LOAN_APPROVAL,
    authorisationNo: `测试授权${authorisedOn.replaceAll('-', '')}${random.int(1000, 9999)}`,
    authorisedOn,
  };
  if (!random.chance(0.05)) return [receipt];
  const reason = CreditQueryReason.STATE_ORGAN;
  const institution = '山西省某机关（测试）';
  return [receipt, { ...receipt, institution, reason, authorisationNo: null, authorisedOn: null }];
}

function toolsOf(tier: SyntheticTier, loans: readonly SyntheticLoan[], random: SeededRandom): string[] {
  const isSupported = (share: number, applies: boolean): boolean => applies && random.chance(share);
  return [
    ...(isSupported(
      0.3,
      loans.some((loan) => loan.isInclusive),
    )
      ? ['支农支小再贷款']
      : []),
    ...(isSupported(0.25, loans.length > 0 && HABITS[tier] === TITLED) ? ['科技创新和技术改造再贷款'] : []),
  ];
}

function yearsAfter(day: string, years: number): string {
  const later = `${Number(day.slice(0, 4)) + years}${day.slice(4)}`;
  return later.endsWith('-02-29') ? later.replace('-02-29', '-02-28') : later;
}
