import { cityOf } from '../../kit/codes/divisions';
import type { SeedRows } from '../../kit/define-unit';
import { FEN_PER_WAN_YUAN } from '../../kit/fen';
import type { SeededRandom, SyntheticEnterprise, SyntheticTier } from '../../kit/synthetic';
import { BankInsurance } from './cbirc';
import { CreditProduct } from './credit-product';
import {
  FinancingComplaint,
  FinancingComplaintKind,
  InsuranceKind,
  InsurancePolicy,
  PledgeFinancing,
} from './records';
import { creditProducts } from './seed-credit-products';

type Row = Readonly<Record<string, unknown>>;

interface Habit {
  readonly borrowers: number;
  readonly pledges: number;
  readonly insured: number;
}

const TITLED: Habit = { borrowers: 0.78, pledges: 0.12, insured: 0.1 };
const CULTIVATED: Habit = { borrowers: 0.5, pledges: 0.04, insured: 0.02 };
const ORDINARY: Habit = { borrowers: 0.15, pledges: 0.003, insured: 0.0005 };
const HABITS: Readonly<Record<SyntheticTier, Habit>> = {
  NONE: ORDINARY,
  POOL: CULTIVATED,
  INNOVATIVE: CULTIVATED,
  SRDI: TITLED,
  PROVINCIAL_LITTLE_GIANT: TITLED,
  NATIONAL_LITTLE_GIANT: TITLED,
};

const BANKS = [
  '测试商业银行',
  '测试城市商业银行',
  '测试农村商业银行',
  '测试股份银行',
  '测试村镇银行',
] as const;
const INSURERS = ['测试财产保险公司（测试）', '测试科技保险公司（测试）'] as const;
const YUAN_STEP = 100_000;
const FEN = 100;
const REPORTED_ON = '2025-12-31';

/** The regulator's view of a synthetic enterprise. Products are no enterprise's: they come with the first one. */
export function seedBankInsurance(enterprise: SyntheticEnterprise): SeedRows {
  const random = enterprise.random('cbirc');
  const { uscc, division, industry, tier } = enterprise;
  const loans = loansOf(enterprise, random);
  const isBorrower = loans.loanCount > 0;
  const slice = {
    uscc,
    division,
    isSynthetic: true,
    industry,
    ...loans,
    branchServing: isBorrower ? branchOf(division, random) : null,
    reportedOn: REPORTED_ON,
  };
  return [
    [BankInsurance, [slice]],
    [PledgeFinancing, isBorrower ? pledgesOf(enterprise, loans.loanBalance, random) : []],
    [InsurancePolicy, random.chance(HABITS[tier].insured) ? [policyOf(uscc, random)] : []],
    [FinancingComplaint, isBorrower && random.chance(0.01) ? [complaintOf(uscc, random)] : []],
    [CreditProduct, enterprise.index === 0 ? creditProducts : []],
  ];
}

/** A part of the debt in the books is owed to banks. */
function loansOf(
  { tier, years }: SyntheticEnterprise,
  random: SeededRandom,
): { readonly loanCount: number; readonly loanBalance: number } {
  if (!random.chance(HABITS[tier].borrowers)) return { loanCount: 0, loanBalance: 0 };
  const owed = (years.at(-1)?.debtYuan ?? 0) * (0.15 + random.next() * 0.4);
  return {
    loanCount: random.int(1, HABITS[tier] === TITLED ? 3 : 2),
    loanBalance: Math.max(1, Math.round(owed / YUAN_STEP)) * YUAN_STEP * FEN,
  };
}

function branchOf(division: string, random: SeededRandom): string {
  return `${random.pick(BANKS)}${cityOf(division)?.name ?? '山西省'}分行（测试）`;
}

/** What is still owed on a pledge is a part of the whole balance; what has been repaid is not. */
function pledgesOf(
  { uscc, tier, establishedOn }: SyntheticEnterprise,
  balance: number,
  random: SeededRandom,
): readonly Row[] {
  if (!random.chance(HABITS[tier].pledges)) return [];
  const disbursedOn = random.date(establishedOn > '2023-01-01' ? establishedOn : '2023-01-01', REPORTED_ON);
  const amount =
    Math.max(10, Math.floor((balance * (0.2 + random.next() * 0.5)) / FEN_PER_WAN_YUAN)) * FEN_PER_WAN_YUAN;
  return [
    {
      uscc,
      lender: `${random.pick(BANKS)}（测试）`,
      amount,
      patents: random.int(1, 5),
      disbursedOn,
      repaidOn: disbursedOn < '2025-01-01' ? random.date('2025-01-01', '2025-12-20') : null,
    },
  ];
}

function policyOf(uscc: string, random: SeededRandom): Row {
  const year = random.int(2024, 2025);
  const beganOn = random.date(`${year}-01-01`, `${year}-12-20`);
  return {
    uscc,
    insurer: random.pick(INSURERS),
    kind: random.pick(Object.values(InsuranceKind)),
    insured: random.int(5, 100) * 10 * FEN_PER_WAN_YUAN,
    beganOn,
    endsOn: `${year + 1}${beganOn.slice(4)}`.replace('-02-29', '-02-28'),
  };
}

function complaintOf(uscc: string, random: SeededRandom): Row {
  const filedOn = random.date('2025-01-10', '2025-12-10');
  return {
    uscc,
    kind: random.pick(Object.values(FinancingComplaintKind)),
    institution: `${random.pick(BANKS)}（测试）`,
    filedOn,
    settledOn: random.chance(0.7) ? random.date(filedOn, '2025-12-20') : null,
  };
}
