import type { SeededRandom, SyntheticEnterprise } from '../../kit/synthetic';
import { SrdiTier } from './recognition';

interface Batch {
  readonly batch: string;
  readonly documentNo: string;
  readonly from: string;
  readonly until: string;
}

const batch = (name: string, documentNo: string, from: string, until: string): Batch => ({
  batch: name,
  documentNo: `${documentNo}（测试）`,
  from,
  until,
});

/** Invented batches: titles in force at the end of 2026, and the titles that came before them. */
const BATCHES: Readonly<Record<SrdiTier, { current: readonly Batch[]; former: readonly Batch[] }>> = {
  SRDI: {
    current: [
      batch('2023年第二批', '晋企发〔2023〕81号', '2023-12-28', '2026-12-27'),
      batch('2024年第一批', '晋企发〔2024〕26号', '2024-05-20', '2027-05-19'),
      batch('2024年第二批', '晋企发〔2024〕73号', '2024-12-16', '2027-12-15'),
      batch('2025年第一批', '晋企发〔2025〕31号', '2025-06-18', '2028-06-17'),
      batch('2025年第二批', '晋企发〔2025〕78号', '2025-12-22', '2028-12-21'),
    ],
    former: [
      batch('2020年度', '晋企发〔2020〕64号', '2020-12-18', '2023-12-17'),
      batch('2021年度', '晋企发〔2021〕59号', '2021-12-24', '2024-12-23'),
    ],
  },
  PROVINCIAL_LITTLE_GIANT: {
    current: [
      batch('第四批', '晋企发〔2024〕41号', '2024-08-15', '2027-08-14'),
      batch('第五批', '晋企发〔2025〕47号', '2025-08-20', '2028-08-19'),
    ],
    former: [batch('第二批', '晋企发〔2022〕38号', '2022-08-10', '2025-08-09')],
  },
  NATIONAL_LITTLE_GIANT: {
    current: [
      batch('第六批', '工信部企业函〔2024〕261号', '2024-07-01', '2027-06-30'),
      batch('第七批', '工信部企业函〔2025〕274号', '2025-07-01', '2028-06-30'),
    ],
    former: [],
  },
};

/** Titles that ended without a renewal: whoever held one is out of the list since. */
const ENDED: readonly Batch[] = [
  batch('2022年第一批', '晋企发〔2022〕29号', '2022-06-30', '2025-06-29'),
  batch('2022年第二批', '晋企发〔2022〕70号', '2022-12-20', '2025-12-19'),
  batch('2023年第一批', '晋企发〔2023〕33号', '2023-06-16', '2026-06-15'),
];

/** The title that an enterprise holds, and those by which it climbed to it. */
export function recognitionsOf(
  enterprise: SyntheticEnterprise,
  random: SeededRandom,
): Readonly<Record<string, unknown>>[] {
  const { uscc, tier, establishedOn } = enterprise;
  if (tier === 'INNOVATIVE') return endedTitle(enterprise);
  const titles = Object.values(SrdiTier);
  const reached = titles.findIndex((title) => title === tier);
  return titles.slice(0, reached + 1).flatMap((title, position) => {
    const { current, former } = BATCHES[title];
    const isHeld = position === reached;
    if (!isHeld && title === SrdiTier.PROVINCIAL_LITTLE_GIANT && random.chance(0.3)) return [];
    const { from, until, ...named } = random.pick(isHeld ? current : former);
    return from > establishedOn ? [{ uscc, tier: title, ...named, validFrom: from, validUntil: until }] : [];
  });
}

function endedTitle(enterprise: SyntheticEnterprise): Readonly<Record<string, unknown>>[] {
  const { uscc, establishedOn } = enterprise;
  const random = enterprise.random('ended title');
  const { from, until, ...named } = random.pick(ENDED);
  return random.chance(0.15) && from > establishedOn
    ? [{ uscc, tier: SrdiTier.SRDI, ...named, validFrom: from, validUntil: until }]
    : [];
}
