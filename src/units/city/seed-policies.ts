import { cities, counties, type Division } from '../../kit/codes/divisions';
import { officeCode } from '../../kit/codes/uscc';
import type { SeededRandom } from '../../kit/synthetic';
import { LocalPolicyKind } from './local-policy';

type Row = Readonly<Record<string, unknown>>;

interface Draft {
  readonly kind: LocalPolicyKind;
  readonly subject: string;
  readonly issued: readonly [from: string, to: string];
  /** Last year of a document that ends. */
  readonly until?: number;
}

const SCHEME: Draft = {
  kind: LocalPolicyKind.CULTIVATION_SCHEME,
  subject: '“专精特新”中小企业培育实施方案',
  issued: ['2022-05-05', '2023-03-31'],
};
const AWARD_RULES: Draft = {
  kind: LocalPolicyKind.AWARD_RULES,
  subject: '“专精特新”中小企业奖补资金管理办法',
  issued: ['2022-07-01', '2023-12-20'],
  until: 2027,
};
const MEASURES: Draft = {
  kind: LocalPolicyKind.MEASURES,
  subject: '支持“专精特新”中小企业高质量发展若干措施',
  issued: ['2023-04-01', '2024-12-20'],
};
const WORK_PLANS: readonly Draft[] = [2024, 2025].map((year) => ({
  kind: LocalPolicyKind.WORK_PLAN,
  subject: `${year}年“专精特新”企业培育工作计划`,
  issued: [`${year}-02-10`, `${year}-04-20`],
  until: year,
}));

/** Documents of all 11 cities and most of the 117 counties; some counties have not issued their scheme yet. */
export function localPolicies(random: SeededRandom): Row[] {
  const ofCities = cities.map((city): [Division, Draft[]] => [
    city,
    [
      SCHEME,
      ...(random.chance(0.8) ? [AWARD_RULES] : []),
      ...(random.chance(0.6) ? [MEASURES] : []),
      ...WORK_PLANS,
    ],
  ]);
  const ofCounties = counties.map((county): [Division, Draft[]] => [
    county,
    [...(random.chance(0.85) ? [SCHEME] : []), ...WORK_PLANS.filter(() => random.chance(0.5))],
  ]);
  return [...ofCities, ...ofCounties].flatMap(([division, drafts], place) =>
    drafts.map((draft, position) => policyRow(division, draft, officeCode(place + 1), position, random)),
  );
}

function policyRow(
  { code, name, fullName }: Division,
  { kind, subject, issued, until }: Draft,
  uscc: string,
  position: number,
  random: SeededRandom,
): Row {
  const issuedOn = random.date(...issued);
  return {
    uscc,
    division: code,
    office: `${fullName}人民政府办公室（测试）`,
    kind,
    title: `${fullName}${subject}（测试）`,
    documentNo: `${name.slice(-1)}政办发〔${issuedOn.slice(0, 4)}〕${position * 9 + random.int(1, 9)}号（测试）`,
    issuedOn,
    validUntil: until === undefined ? null : `${until}-12-31`,
  };
}
