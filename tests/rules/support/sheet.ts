import { keyOf, type Evidence, type Testimony, type Told } from '../../../src/kit/rules/evidence';
import { judge, type Judgement } from '../../../src/kit/rules/judge';
import { evidenceOf, type RuleSet } from '../../../src/kit/rules/rule-set';

export const DAY = '2026-06-30';

/** What is true of an invented enterprise; yuan, ratios and counts. What is left out nobody knows. */
export interface Sheet {
  readonly revenue?: number;
  readonly mainShare?: number;
  readonly mainGrowth?: number;
  readonly revenueGrowth?: number;
  readonly profitRate?: number;
  readonly debtRatio?: number;
  readonly rdExpense?: number;
  readonly rdExpenseBefore?: number;
  readonly rdRatio?: number;
  readonly rdRatioBefore?: number;
  readonly rdStaff?: number;
  readonly class1?: number;
  readonly class2?: number;
  readonly qualityAwards?: number;
  readonly standards?: number;
  readonly digitalLevel?: number;
  readonly nicheYears?: number;
  readonly score?: number;
  readonly formerScore?: number;
}

const yesNo = (is: boolean | undefined): string => (is === undefined ? 'UNKNOWN' : is ? 'YES' : 'NO');

/** The owners' answers, as their own comparison of the figure with the asked threshold gives them. */
function told(sheet: Sheet, { coordinate, args = {}, yearsBack }: Evidence): unknown {
  const least = (value: number | undefined): string =>
    yesNo(value === undefined ? undefined : value >= Number(args['yuan'] ?? args['ratio']));
  const isBefore = yearsBack === 2;
  switch (coordinate) {
    case 'Tax.revenueAtLeast':
      return least(sheet.revenue);
    case 'Tax.mainRevenueShareAtLeast':
      return least(sheet.mainShare);
    case 'Tax.mainRevenueGrowthAtLeast':
      return least(sheet.mainGrowth);
    case 'Tax.revenueGrowthAtLeast':
      return least(sheet.revenueGrowth);
    case 'Tax.profitRateAtLeast':
      return least(sheet.profitRate);
    case 'Tax.debtRatioAtMost':
      return yesNo(sheet.debtRatio === undefined ? undefined : sheet.debtRatio <= Number(args['ratio']));
    case 'Tax.rdExpenseAtLeast':
      if (args['years'] === 2)
        return least(
          sheet.rdExpense === undefined || sheet.rdExpenseBefore === undefined
            ? undefined
            : sheet.rdExpense + sheet.rdExpenseBefore,
        );
      return least(isBefore ? sheet.rdExpenseBefore : sheet.rdExpense);
    case 'Tax.rdRatioAtLeast':
      return least(isBefore ? sheet.rdRatioBefore : sheet.rdRatio);
    case 'Innovation.rdStaffShareAtLeast':
      return least(sheet.rdStaff);
    case 'IntellectualProperty.class1IpCount':
      return sheet.class1 ?? null;
    case 'IntellectualProperty.class2IpCount':
      return sheet.class2 ?? null;
    case 'IntellectualProperty.qualityAwards':
      return sheet.qualityAwards ?? null;
    case 'IntellectualProperty.standardsJoined':
      return sheet.standards ?? null;
    case 'Industry.digitalLevel':
      return sheet.digitalLevel ?? null;
    case 'Innovation.scienceAwards':
    case 'Innovation.rdPlatforms':
      return [];
    default:
      return null;
  }
}

export function testimonyFor(rules: RuleSet, sheet: Sheet): Testimony {
  return new Map(
    evidenceOf(rules).map((evidence): [string, Told] => [keyOf(evidence), { value: told(sheet, evidence) }]),
  );
}

export function judged(rules: RuleSet, sheet: Sheet, isRenewal = false): Judgement {
  return judge(rules, {
    day: DAY,
    isRenewal,
    testimony: testimonyFor(rules, sheet),
    held: {
      nicheYears: sheet.nicheYears,
      developmentScore: sheet.score,
      formerDevelopmentScore: sheet.formerScore,
    },
  });
}
