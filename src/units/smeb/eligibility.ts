import { distinct, evidenceByValue, Weighing, type Evidence } from '../../kit/rules/evidence';
import { judge } from '../../kit/rules/judge';
import { beforeRule, isInForce } from '../../kit/rules/period';
import { CriterionResult, CriterionState, RuleQuestion, ScoreResult } from '../../kit/rules/result';
import { evidenceOf, type RuleSet } from '../../kit/rules/rule-set';
import { DateScalar } from '../../kit/scalars';
import { declareEnum, Fact, Part } from '../../kit/slice';
import type { SelectContext, Source } from '../../kit/source';
import { TODAY } from '../../kit/today';
import { ruleSets, type RuleSetId } from './rules';

/** The standards that can be asked for. */
export enum EligibilityRuleSet {
  INNOVATIVE = 'INNOVATIVE',
  SRDI_2022 = 'SRDI_2022',
  LITTLE_GIANT_2022 = 'LITTLE_GIANT_2022',
  SRDI_2026 = 'SRDI_2026',
  LITTLE_GIANT_2026 = 'LITTLE_GIANT_2026',
}
declareEnum(EligibilityRuleSet, {
  name: 'EligibilityRuleSet',
  zh: '认定标准',
  labels: {
    INNOVATIVE: '创新型中小企业（工信部企业〔2022〕63号 附件1）',
    SRDI_2022: '专精特新中小企业（工信部企业〔2022〕63号）',
    LITTLE_GIANT_2022: '专精特新“小巨人”企业（工信部企业〔2022〕63号）',
    SRDI_2026: '专精特新中小企业（工信部企业〔2026〕2号）',
    LITTLE_GIANT_2026: '专精特新“小巨人”企业（工信部企业〔2026〕2号）',
  },
});

@Part({ zh: '认定条件核验' })
export class EligibilityReport {
  @Fact(() => EligibilityRuleSet, '认定标准', { required: true })
  ruleSet!: string;

  @Fact(() => String, '标准名称', { required: true })
  title!: string;

  @Fact(() => String, '版本', { required: true })
  version!: string;

  @Fact(() => String, '依据', { required: true })
  basis!: string;

  @Fact(() => DateScalar, '判断所依的日期', { required: true })
  asOf!: string;

  @Fact(() => Boolean, '按复核（续期）判断；否则按新申报', { required: true })
  isRenewal!: boolean;

  @Fact(() => Boolean, '该标准在此日期施行', { required: true })
  isInForce!: boolean;

  @Fact(() => CriterionState, '总的判断：有一项不符合即不符合，全部符合才符合', { required: true })
  verdict!: CriterionState;

  @Fact(() => [CriterionResult], '逐项核验', { required: true })
  criteria!: readonly CriterionResult[];

  @Fact(() => ScoreResult, '评价得分范围；该标准不评分时为空')
  score!: ScoreResult | null;

  @Fact(() => [RuleQuestion], '标准中的疑义与所取的解释', { required: true })
  questions!: readonly RuleQuestion[];
}

/** All that a standard may ask of other owners; which of it is asked depends on the standard. */
export const eligibilityEvidence: readonly Evidence[] = distinct(
  Object.values(ruleSets).flatMap((rules) => evidenceOf(rules)),
);
evidenceByValue(
  'EligibilityRuleSet',
  Object.fromEntries(Object.values(ruleSets).map((rules) => [rules.id, evidenceOf(rules)])),
);

/** Full years in the niche at the end of the year before `day`: SQL over `e`. */
export function nicheYearsBefore(e: string, day: string): string {
  const years = `extract(year FROM age(date_trunc('year', (${day})::timestamp), ${e}.niche_since::timestamp))::int`;
  return `CASE WHEN ${e}.niche_since IS NOT NULL THEN greatest(0, ${years}) END`;
}

/** Reads what the bureau holds as of the asked day; the other owners are asked for the rest before it is judged. */
export const eligibility: Source = {
  sql: (select) => heldFactsSql(select),
  tell: (stored) => {
    const held = (stored ?? {}) as HeldFacts;
    const rules = ruleSetOf(held);
    const isRenewal = held.isRenewal ?? isTitleHeld(rules, held);
    return (
      beforeRule(rules, held.asOf, 'Cultivation.eligibility') ??
      new Weighing(held.asOf, evidenceOf(rules, isRenewal), (testimony): EligibilityReport => {
        const { title, version, basis, questions } = rules;
        return {
          ruleSet: rules.id,
          title,
          version,
          basis,
          asOf: held.asOf,
          isRenewal,
          isInForce: isInForce(rules, held.asOf, isRenewal),
          questions,
          ...judge(rules, { day: held.asOf, isRenewal, testimony, held: { ...held } }),
        };
      })
    );
  },
};

/** What the bureau witnesses of one enterprise on one day, and what was asked. */
interface HeldFacts {
  readonly asOf: string;
  readonly ruleSet: RuleSetId | null;
  readonly isRenewal: boolean | null;
  readonly titleInForce: boolean;
  readonly giantTitleInForce: boolean;
  readonly innovativeTitleInForce: boolean;
  readonly nicheYears: number | null;
  readonly developmentScore: number | null;
  readonly formerDevelopmentScore: number | null;
}

function heldFactsSql({ row: e, args, param }: SelectContext): string {
  const asOf = `coalesce(${param(args['asOf'] ?? null, 'date')}, ${TODAY})`;
  const titles = `SELECT FROM recognition p WHERE p.uscc = ${e}.uscc AND ${asOf} BETWEEN p.valid_from AND p.valid_until`;
  return `json_build_object(
    'asOf', ${asOf},
    'ruleSet', ${param(args['ruleSet'] ?? null, 'text')},
    'isRenewal', ${param(args['isRenewal'] ?? null, 'boolean')},
    'titleInForce', EXISTS (${titles}),
    'giantTitleInForce', EXISTS (${titles} AND p.tier = 'NATIONAL_LITTLE_GIANT'),
    'innovativeTitleInForce', coalesce(${asOf} BETWEEN ${e}.innovative_from AND ${e}.innovative_until, false),
    'nicheYears', ${nicheYearsBefore(e, asOf)},
    'developmentScore', CASE WHEN ${e}.scored_on <= ${asOf} THEN ${e}.development_score
      WHEN ${e}.scored_on - interval '1 year' <= ${asOf} THEN ${e}.former_development_score END,
    'formerDevelopmentScore', CASE WHEN ${e}.scored_on <= ${asOf} THEN ${e}.former_development_score END)`;
}

/** The asked standard; else that of the next title, as it is in force on that day, before 2026 that of 2022. */
function ruleSetOf({ ruleSet, titleInForce, asOf }: HeldFacts): RuleSet {
  if (ruleSet !== null) return ruleSets[ruleSet];
  const [current, former] = titleInForce
    ? [ruleSets.LITTLE_GIANT_2026, ruleSets.LITTLE_GIANT_2022]
    : [ruleSets.SRDI_2026, ruleSets.SRDI_2022];
  return asOf >= current.validFrom ? current : former;
}

/** Who holds the title on that day applies for no new one: the question is whether it may be kept. */
function isTitleHeld({ id }: RuleSet, held: HeldFacts): boolean {
  if (id === ruleSets.INNOVATIVE.id) return held.innovativeTitleInForce;
  const isGiant = id === ruleSets.LITTLE_GIANT_2022.id || id === ruleSets.LITTLE_GIANT_2026.id;
  return isGiant ? held.giantTitleInForce : held.titleInForce;
}
