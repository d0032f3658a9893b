import { DateScalar } from '../../kit/scalars';
import { declareEnum, Fact, Part } from '../../kit/slice';
import type { SelectContext, Source } from '../../kit/source';
import {
  ruleSets,
  type Criterion,
  type HeldFact,
  type Provenance,
  type RuleSet,
  type RuleSetId,
  type Threshold,
} from './criteria';
import { SrdiTier } from './recognition';

/** The standards that can be asked for. */
export enum EligibilityRuleSet {
  SRDI_2022 = 'SRDI_2022',
  LITTLE_GIANT_2022 = 'LITTLE_GIANT_2022',
  SRDI_2026 = 'SRDI_2026',
  LITTLE_GIANT_2026 = 'LITTLE_GIANT_2026',
}
declareEnum(EligibilityRuleSet, {
  name: 'EligibilityRuleSet',
  zh: '认定标准',
  labels: {
    SRDI_2022: '专精特新中小企业（工信部企业〔2022〕63号）',
    LITTLE_GIANT_2022: '专精特新“小巨人”企业（工信部企业〔2022〕63号）',
    SRDI_2026: '专精特新中小企业（工信部企业〔2026〕2号）',
    LITTLE_GIANT_2026: '专精特新“小巨人”企业（工信部企业〔2026〕2号）',
  },
});

export enum CriterionState {
  MET = 'MET',
  NOT_MET = 'NOT_MET',
  UNKNOWN = 'UNKNOWN',
  MANUAL = 'MANUAL',
}
declareEnum(CriterionState, {
  name: 'CriterionState',
  zh: '认定条件的判断',
  labels: {
    MET: '符合',
    NOT_MET: '不符合',
    UNKNOWN: '未知：由 ownerToAsk 所列单位答复；未列的，省小企业局尚无记录',
    MANUAL: '须人工审核佐证材料',
  },
});

@Part({ zh: '一项认定条件的核验' })
export class CriterionResult {
  @Fact(() => String, '条件编号', { required: true })
  code!: string;

  @Fact(() => String, '条件', { required: true })
  requirement!: string;

  @Fact(() => String, '阈值', { required: true })
  threshold!: string;

  @Fact(() => String, '期间', { required: true })
  period!: string;

  @Fact(() => CriterionState, '判断', { required: true })
  state!: CriterionState;

  /** Code of the unit that can answer; absent where the bureau is the one to know and does not. */
  @Fact(() => String, '应向哪个单位查询')
  ownerToAsk!: string | null;

  @Fact(() => String, '选项组：同组各项满足其一即可')
  anyOf!: string | null;

  @Fact(() => String, '数字的出处：[S] 原文，[S2] 转引，[M] 未核实，[I] 推断', { required: true })
  provenance!: Provenance;
}

@Part({ zh: '认定条件核验' })
export class EligibilityReport {
  @Fact(() => EligibilityRuleSet, '认定标准', { required: true })
  ruleSet!: RuleSetId;

  @Fact(() => String, '依据', { required: true })
  basis!: string;

  @Fact(() => DateScalar, '判断所依的日期', { required: true })
  asOf!: string;

  @Fact(() => Boolean, '该标准在此日期施行', { required: true })
  isInForce!: boolean;

  @Fact(() => CriterionState, '总的判断：有一项不符合即不符合，全部符合才符合', { required: true })
  verdict!: CriterionState;

  @Fact(() => [CriterionResult], '逐项核验', { required: true })
  criteria!: readonly CriterionResult[];
}

/** What the bureau witnesses of one enterprise on one day; an absent fact is one that it does not know. */
export type HeldFacts = Readonly<Partial<Record<HeldFact, boolean | number>>>;

/** Today in China, as the rules count days. */
export const TODAY = `(now() AT TIME ZONE 'Asia/Shanghai')::date`;

/** Full years in the niche at the end of the year before `day`: SQL over `e`. */
export function nicheYearsBefore(e: string, day: string): string {
  const years = `extract(year FROM age(date_trunc('year', (${day})::timestamp), ${e}.niche_since::timestamp))::int`;
  return `CASE WHEN ${e}.niche_since IS NOT NULL THEN greatest(0, ${years}) END`;
}

/** Reads what the bureau holds as of the asked day, and judges it by the asked standard. */
export const eligibility: Source = {
  sql: (select) => heldFactsSql(select),
  tell: (stored) => {
    const fact = (name: string): unknown =>
      typeof stored === 'object' && stored !== null ? Reflect.get(stored, name) : undefined;
    const asOf = String(fact('asOf'));
    const asked = Object.values(ruleSets).find((rules) => rules.id === fact('ruleSet'));
    return eligibilityReport(asked ?? nextRuleSet(fact('tier'), asOf), asOf, {
      ...known('titleInForce', fact('titleInForce')),
      ...known('innovativeTitleInForce', fact('innovativeTitleInForce')),
      ...known('nicheYears', fact('nicheYears')),
      ...known('developmentScore', fact('developmentScore')),
    });
  },
};

function heldFactsSql({ row: e, args, param }: SelectContext): string {
  const ruleSet = param(args['ruleSet'] ?? null, 'text');
  const asOf = `coalesce(${param(args['asOf'] ?? null, 'date')}, ${TODAY})`;
  const titles = `SELECT FROM recognition p WHERE p.uscc = ${e}.uscc AND ${asOf} BETWEEN p.valid_from AND p.valid_until`;
  return (
    `json_build_object('ruleSet', ${ruleSet}, 'asOf', ${asOf}, 'tier', ${e}.tier, 'titleInForce', EXISTS (${titles}), ` +
    `'innovativeTitleInForce', coalesce(${asOf} BETWEEN ${e}.innovative_from AND ${e}.innovative_until, false), ` +
    `'nicheYears', ${nicheYearsBefore(e, asOf)}, ` +
    `'developmentScore', CASE WHEN ${e}.scored_on <= ${asOf} THEN ${e}.development_score END)`
  );
}

function known(fact: HeldFact, value: unknown): HeldFacts {
  return typeof value === 'boolean' || typeof value === 'number' ? { [fact]: value } : {};
}

/** The standard of the next title, as it is in force on that day; before 2026 that of 2022. */
function nextRuleSet(tier: unknown, asOf: string): RuleSet {
  const isTitled = Object.values(SrdiTier).some((title) => title === tier);
  const [current, former] = isTitled
    ? [ruleSets.LITTLE_GIANT_2026, ruleSets.LITTLE_GIANT_2022]
    : [ruleSets.SRDI_2026, ruleSets.SRDI_2022];
  return asOf >= current.validFrom ? current : former;
}

/**
 * Judges a standard by what the bureau alone holds; the predicates of the other owners complete it, each where
 * `ownerToAsk` names it.
 */
function eligibilityReport(rules: RuleSet, asOf: string, facts: HeldFacts): EligibilityReport {
  const criteria = rules.criteria.map((criterion) => resultOf(criterion, facts));
  return {
    ruleSet: rules.id,
    basis: rules.basis,
    asOf,
    isInForce: rules.validFrom <= asOf && asOf <= (rules.validUntil ?? asOf),
    verdict: verdictOf(criteria),
    criteria,
  };
}

function resultOf(criterion: Criterion, facts: HeldFacts): CriterionResult {
  const state = stateOf(criterion, facts);
  return {
    code: criterion.code,
    requirement: criterion.requirement,
    threshold: thresholdText(criterion.threshold),
    period: criterion.period,
    state,
    ownerToAsk:
      criterion.witness.by === 'SMEB' || criterion.witness.by === 'PERSON' ? null : criterion.witness.by,
    anyOf: criterion.anyOf ?? null,
    provenance: criterion.provenance,
  };
}

function stateOf({ witness, threshold }: Criterion, facts: HeldFacts): CriterionState {
  if (witness.by === 'PERSON') return CriterionState.MANUAL;
  const value = witness.by === 'SMEB' ? facts[witness.held] : undefined;
  if (value === undefined) return CriterionState.UNKNOWN;
  return isReached(value, threshold) ? CriterionState.MET : CriterionState.NOT_MET;
}

function isReached(value: boolean | number, threshold: Threshold): boolean {
  if ('atLeast' in threshold) return Number(value) >= threshold.atLeast;
  if ('atMost' in threshold) return Number(value) <= threshold.atMost;
  return value === true;
}

function thresholdText(threshold: Threshold): string {
  if ('atLeast' in threshold) return `≥ ${threshold.atLeast} ${threshold.unit}`;
  return 'atMost' in threshold ? `≤ ${threshold.atMost} ${threshold.unit}` : threshold.words;
}

/** Within a group the best answer counts, over all groups the worst: a refusal is certain before anything unknown is asked. */
function verdictOf(criteria: readonly CriterionResult[]): CriterionState {
  const groups = new Map<string, CriterionState[]>();
  for (const { code, anyOf, state } of criteria)
    groups.set(anyOf ?? code, [...(groups.get(anyOf ?? code) ?? []), state]);
  return firstIn(
    WORST_FIRST,
    [...groups.values()].map((states) => firstIn(BEST_FIRST, states)),
  );
}

const BEST_FIRST = [
  CriterionState.MET,
  CriterionState.UNKNOWN,
  CriterionState.MANUAL,
  CriterionState.NOT_MET,
];
const WORST_FIRST = [
  CriterionState.NOT_MET,
  CriterionState.UNKNOWN,
  CriterionState.MANUAL,
  CriterionState.MET,
];

function firstIn(order: readonly CriterionState[], states: readonly CriterionState[]): CriterionState {
  return order.find((state) => states.includes(state)) ?? CriterionState.MET;
}
