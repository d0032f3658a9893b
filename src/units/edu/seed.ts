import type { SeedRows } from '../../kit/define-unit';
import { FEN_PER_WAN_YUAN } from '../../kit/fen';
import type { SeededRandom, SyntheticEnterprise, SyntheticTier } from '../../kit/synthetic';
import { AcademicExpert } from './academic-expert';
import { Academia } from './edu';
import { GraduateCohort } from './graduate-supply';
import {
  InternshipBase,
  TechnologyEquity,
  TechnologyMatch,
  UniversityCooperation,
  UniversityCooperationMode,
} from './records';
import { cohortRows, expertRows, patentRows } from './seed-offers';
import { universities, universityPatents, type University } from './universities';
import { UniversityPatent } from './university-patent';

type Row = Readonly<Record<string, unknown>>;

/** Chances of each tie; equity comes on top of a cooperation. */
interface Habit {
  readonly cooperation: number;
  readonly internship: number;
  readonly equity: number;
  readonly college: number;
  readonly match: number;
}

const HABITS: Readonly<Record<SyntheticTier, Habit>> = {
  NONE: { cooperation: 0.001, internship: 0.0006, equity: 0.01, college: 0, match: 0 },
  POOL: { cooperation: 0.06, internship: 0.02, equity: 0.01, college: 0.002, match: 0.2 },
  INNOVATIVE: { cooperation: 0.14, internship: 0.04, equity: 0.02, college: 0.005, match: 0.3 },
  SRDI: { cooperation: 0.3, internship: 0.09, equity: 0.04, college: 0.02, match: 0.5 },
  PROVINCIAL_LITTLE_GIANT: { cooperation: 0.55, internship: 0.2, equity: 0.06, college: 0.06, match: 0.6 },
  NATIONAL_LITTLE_GIANT: { cooperation: 0.75, internship: 0.35, equity: 0.08, college: 0.12, match: 0.6 },
};
const TOPICS = ['新产品开发', '关键工艺改进', '智能化改造', '技术人才培养'] as const;
const LAST_DAY = '2025-12-31';

/** The education department's view of a synthetic enterprise. What universities offer is no enterprise's: it comes with the first one. */
export function seedAcademia(enterprise: SyntheticEnterprise): SeedRows {
  const random = enterprise.random('edu');
  const { uscc, division, tier, index } = enterprise;
  const partner = partnerOf(enterprise, random);
  const cooperation = cooperationOf(enterprise, partner, random);
  const isFirst = index === 0;
  return [
    [
      Academia,
      [{ uscc, division, isSynthetic: true, modernIndustryCollege: random.chance(HABITS[tier].college) }],
    ],
    [UniversityCooperation, cooperation],
    [InternshipBase, internshipsOf(enterprise, partner, random)],
    [TechnologyEquity, cooperation.length === 0 ? [] : equityOf(enterprise, partner, random)],
    [TechnologyMatch, matchesOf(enterprise, random)],
    [UniversityPatent, isFirst ? patentRows() : []],
    [AcademicExpert, isFirst ? expertRows(random) : []],
    [GraduateCohort, isFirst ? cohortRows(random) : []],
  ];
}

/** A university that knows the trade, or one of the same city, or any. */
function partnerOf({ division, industry }: SyntheticEnterprise, random: SeededRandom): University {
  const versed = universities.filter(({ technologies }) =>
    technologies.some(([, trade]) => trade === industry),
  );
  if (versed.length > 0) return random.pick(versed);
  const city = division.slice(0, 4);
  const near = universities.filter((university) => university.division.startsWith(city));
  return random.pick(near.length > 0 ? near : universities);
}

function cooperationOf(enterprise: SyntheticEnterprise, partner: University, random: SeededRandom): Row[] {
  const { uscc, tier, product, establishedOn } = enterprise;
  if (!random.chance(HABITS[tier].cooperation)) return [];
  const startedOn = random.date(laterDay(establishedOn, '2021-03-01'), '2025-10-31');
  const hasEnded = startedOn < '2024-01-01' && random.chance(0.5);
  return [
    {
      uscc,
      university: partner.name,
      mode: random.pick(Object.values(UniversityCooperationMode)),
      topic: `${product}${random.pick(TOPICS)}`,
      startedOn,
      endedOn: hasEnded ? random.date('2024-06-01', LAST_DAY) : null,
    },
  ];
}

/** An enterprise takes as many as it can look after. */
function internshipsOf(enterprise: SyntheticEnterprise, partner: University, random: SeededRandom): Row[] {
  const { uscc, tier, employees, establishedOn } = enterprise;
  if (employees < 20 || !random.chance(HABITS[tier].internship)) return [];
  return [
    {
      uscc,
      university: partner.name,
      places: Math.min(60, Math.max(2, Math.round(employees * (0.05 + random.next() * 0.1)))),
      establishedOn: random.date(laterDay(establishedOn, '2019-03-01'), '2025-09-30'),
    },
  ];
}

function equityOf(enterprise: SyntheticEnterprise, partner: University, random: SeededRandom): Row[] {
  const { uscc, tier, product, establishedOn } = enterprise;
  if (!random.chance(HABITS[tier].equity)) return [];
  return [
    {
      uscc,
      university: partner.name,
      technology: `${product}专利技术（测试）`,
      valuedAt: random.int(5, 60) * 10 * FEN_PER_WAN_YUAN,
      holding: String(random.int(2, 15)),
      contributedOn: random.date(laterDay(establishedOn, '2020-01-10'), '2025-11-30'),
    },
  ];
}

/** Patents for the enterprise's own trade, out of those that the universities offer. */
function matchesOf({ uscc, tier, industry, product }: SyntheticEnterprise, random: SeededRandom): Row[] {
  const fitting = universityPatents.filter((patent) => patent.industry === industry);
  if (fitting.length === 0 || !random.chance(HABITS[tier].match)) return [];
  const { patentNo, title, university } = random.pick(fitting);
  return [
    {
      uscc,
      patentNo,
      title,
      university,
      reason: `适用行业与主导产品“${product}”一致`,
      recommendedOn: random.date('2025-02-10', LAST_DAY),
    },
  ];
}

function laterDay(day: string, other: string): string {
  return day > other ? day : other;
}
