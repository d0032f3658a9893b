import type { SeedRows } from '../../kit/define-unit';
import type { SeededRandom, SyntheticEnterprise, SyntheticTier } from '../../kit/synthetic';
import { ListingStage, StockBoard, StockListing } from './csrc';
import {
  ComplianceAuthority,
  ComplianceQuery,
  CorporateBond,
  ExchangeBaseService,
  RegulatoryMeasure,
  RegulatoryMeasureKind,
  StockExchange,
  TutoringFiling,
} from './records';

type Row = Readonly<Record<string, unknown>>;

interface Shares {
  /** Of the companies limited by shares on a rung. */
  readonly listed: number;
  /** Listed or on their way to it. */
  readonly onTheWay: number;
}

/** Below the reserve library's shares, so that who is on the way stands in the library. */
const SHARES: Partial<Readonly<Record<SyntheticTier, Shares>>> = {
  SRDI: { listed: 0, onTheWay: 0.07 },
  PROVINCIAL_LITTLE_GIANT: { listed: 0.06, onTheWay: 0.28 },
  NATIONAL_LITTLE_GIANT: { listed: 0.2, onTheWay: 0.5 },
};
/** From which day a board lists at all [M]; before 2010 no seeded company is listed. */
const BOARDS_SINCE: readonly (readonly [StockBoard, string])[] = [
  [StockBoard.SHANGHAI_MAIN, '2010-01-01'],
  [StockBoard.SHENZHEN_MAIN, '2010-01-01'],
  [StockBoard.CHINEXT, '2010-01-01'],
  [StockBoard.STAR, '2019-07-22'],
  [StockBoard.BEIJING, '2021-11-15'],
];
const ON_THE_WAY = [
  ListingStage.PREPARING,
  ListingStage.TUTORING,
  ListingStage.TUTORING,
  ListingStage.TUTORED,
  ListingStage.UNDER_REVIEW,
  ListingStage.REGISTERED,
] as const;
const TUTORS = ['测试证券公司（测试）', '测试承销保荐公司（测试）'] as const;
const REASONS = ['定期报告披露不准确', '关联交易未及时披露', '募集资金使用不规范'] as const;
const SERVICES = ['上市路径咨询（测试）', '走进交易所活动（测试）', '信息披露专题辅导（测试）'] as const;
const LAST_DAY = '2025-12-20';
const YI_FEN = 10_000_000_000;

interface Standing {
  readonly stage: ListingStage;
  readonly filedOn: string;
  readonly acceptedOn: string | null;
  readonly listedOn: string | null;
}

/** The securities regulator's view of a synthetic enterprise; most it has never heard of. */
export function seedStockListing(enterprise: SyntheticEnterprise): SeedRows {
  const random = enterprise.random('csrc');
  const { uscc, division } = enterprise;
  const standing = standingOf(enterprise, random);
  const listedOn = standing?.listedOn ?? null;
  return [
    [
      StockListing,
      [
        {
          uscc,
          division,
          isSynthetic: true,
          stage: standing?.stage ?? null,
          ...(listedOn === null ? {} : listingOf(enterprise, listedOn, random)),
        },
      ],
    ],
    [TutoringFiling, standing === undefined ? [] : filingsOf(uscc, standing, random)],
    [ComplianceQuery, standing === undefined ? [] : queriesOf(uscc, standing.stage, random)],
    [RegulatoryMeasure, listedOn === null ? [] : measuresOf(uscc, listedOn, random)],
    [CorporateBond, listedOn === null ? [] : bondsOf(enterprise, listedOn, random)],
    [ExchangeBaseService, standing === undefined ? [] : servicesOf(uscc, random)],
  ];
}

/** The stream `listing` is shared with LFR: the lower its first draw, the nearer a listing. */
function standingOf(enterprise: SyntheticEnterprise, random: SeededRandom): Standing | undefined {
  const { tier, isJointStock, establishedOn } = enterprise;
  const shares = SHARES[tier];
  if (!isJointStock || shares === undefined) return undefined;
  const distance = enterprise.random('listing').next();
  if (distance >= shares.onTheWay) return undefined;
  if (distance < shares.listed) {
    const filedOn = random.date(later(yearsAfter(establishedOn, 2), '2016-01-01'), '2023-03-01');
    const acceptedOn = random.date(daysAfter(filedOn, 120), daysAfter(filedOn, 365));
    const listedOn = random.date(daysAfter(acceptedOn, 180), daysAfter(acceptedOn, 600));
    return { stage: ListingStage.LISTED, filedOn, acceptedOn, listedOn };
  }
  const stage = random.pick(ON_THE_WAY);
  const filedOn = random.date('2023-06-01', '2024-12-20');
  const isTutored = stage !== ListingStage.PREPARING && stage !== ListingStage.TUTORING;
  return {
    stage,
    filedOn,
    acceptedOn: isTutored ? random.date(daysAfter(filedOn, 120), daysAfter(filedOn, 330)) : null,
    listedOn: null,
  };
}

/** TEST stands before the code: it can be no real security's. */
function listingOf({ index }: SyntheticEnterprise, listedOn: string, random: SeededRandom): Row {
  const boards = BOARDS_SINCE.filter(([, since]) => since <= listedOn).map(([board]) => board);
  return {
    board: random.pick(boards),
    stockCode: `TEST${String(index).padStart(6, '0')}`,
    listedOn,
  };
}

/** Who is only preparing has filed nothing. */
function filingsOf(
  uscc: string,
  { stage, filedOn, acceptedOn }: Standing,
  random: SeededRandom,
): readonly Row[] {
  if (stage === ListingStage.PREPARING) return [];
  return [{ uscc, tutor: random.pick(TUTORS), filedOn, acceptedOn }];
}

/** Three years are to be certified [M]; a listed company asks no more. */
function queriesOf(uscc: string, stage: ListingStage, random: SeededRandom): readonly Row[] {
  if (stage === ListingStage.LISTED || stage === ListingStage.PREPARING) return [];
  return Object.values(ComplianceAuthority)
    .filter(() => random.chance(0.7))
    .map((authority) => {
      const requestedOn = random.date('2025-01-10', '2025-11-10');
      return {
        uscc,
        authority,
        periodFrom: '2022-01-01',
        periodUntil: '2024-12-31',
        requestedOn,
        certifiedOn: random.chance(0.6)
          ? random.date(daysAfter(requestedOn, 5), daysAfter(requestedOn, 40))
          : null,
      };
    });
}

function measuresOf(uscc: string, listedOn: string, random: SeededRandom): readonly Row[] {
  if (!random.chance(0.15)) return [];
  const decidedOn = random.date(listedOn, '2025-12-31');
  return [
    {
      uscc,
      documentNo: `晋证监措施〔${decidedOn.slice(0, 4)}〕${random.int(10, 99)}号（测试）`,
      kind: random.pick(Object.values(RegulatoryMeasureKind)),
      reason: random.pick(REASONS),
      decidedOn,
    },
  ];
}

function bondsOf(
  { uscc, index }: SyntheticEnterprise,
  listedOn: string,
  random: SeededRandom,
): readonly Row[] {
  if (!random.chance(0.3)) return [];
  const issuedOn = random.date(later(listedOn, '2022-01-01'), '2025-12-31');
  return [
    {
      uscc,
      code: `TESTB${String(index).padStart(6, '0')}`,
      name: `${issuedOn.slice(0, 4)}年科技创新公司债券（测试）`,
      amount: random.int(1, 5) * YI_FEN,
      coupon: (random.int(24, 42) / 10).toFixed(1),
      issuedOn,
      maturesOn: yearsAfter(issuedOn, random.pick([3, 5])),
    },
  ];
}

function servicesOf(uscc: string, random: SeededRandom): readonly Row[] {
  return Array.from({ length: random.int(0, 2) }, () => ({
    uscc,
    exchange: random.pick(Object.values(StockExchange)),
    service: random.pick(SERVICES),
    heldOn: random.date('2022-09-01', LAST_DAY),
  }));
}

function yearsAfter(day: string, years: number): string {
  return `${Number(day.slice(0, 4)) + years}${day.slice(4)}`.replace('-02-29', '-02-28');
}

function daysAfter(day: string, days: number): string {
  return new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10);
}

function later(day: string, other: string): string {
  return day > other ? day : other;
}
