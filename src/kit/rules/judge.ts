import { amountResult } from './amounts';
import { keyOf, type Evidence } from './evidence';
import {
  CriterionState,
  type AmountResult,
  type CriterionResult,
  type IndicatorResult,
  type ScoreResult,
  type UnansweredWitness,
} from './result';
import {
  asked,
  isExamined,
  stepsOf,
  thresholdText,
  type Condition,
  type Criterion,
  type Facts,
  type Indicator,
  type RuleSet,
} from './rule-set';

export interface Judgement {
  readonly verdict: CriterionState;
  readonly criteria: readonly CriterionResult[];
  /** Absent where the rule has no score. */
  readonly score: ScoreResult | null;
  readonly amounts: readonly AmountResult[];
}

const { MET, NOT_MET, UNKNOWN, MANUAL } = CriterionState;

/** Judges one enterprise by one rule: a pure function of the rule and the facts. */
export function judge(rules: RuleSet, facts: Facts): Judgement {
  const indicators = (rules.indicators ?? []).map((indicator) => indicatorResult(indicator, facts));
  const criteria = rules.criteria
    .filter((criterion) => isExamined(criterion, facts.isRenewal))
    .map((criterion) => criterionResult(criterion, facts, indicators));
  const score = { most: sum(indicators.map(({ most }) => most)), ...rangeOf(indicators), indicators };
  const verdict = verdictOf(criteria);
  return {
    verdict,
    criteria,
    score: indicators.length === 0 ? null : score,
    amounts: (rules.amounts ?? []).map((amount) => amountResult(amount, verdict, facts)),
  };
}

function criterionResult(
  criterion: Criterion,
  facts: Facts,
  indicators: readonly IndicatorResult[],
): CriterionResult {
  const { code, requirement, threshold, period, condition, anyOf = null, provenance } = criterion;
  const state = stateOf(condition, facts, indicators);
  const scored = isScored(condition) ? indicators : [];
  const questions = asked(condition);
  return {
    code,
    requirement,
    threshold: thresholdText(threshold),
    period,
    state,
    witnesses: unique([...witnessesOf(questions), ...scored.flatMap(({ witnesses }) => witnesses)]),
    unanswered:
      state === UNKNOWN
        ? uniqueWitnesses([
            ...unansweredOf(condition, facts),
            ...scored.flatMap(({ unanswered }) => unanswered),
          ])
        : [],
    anyOf,
    provenance,
  };
}

/** Several conditions together: of all the worst state counts, of alternatives the best. */
function stateOf(
  condition: Condition,
  facts: Facts,
  indicators: readonly IndicatorResult[] = [],
): CriterionState {
  if ('person' in condition) return MANUAL;
  if ('allOf' in condition) return worst(condition.allOf.map((part) => stateOf(part, facts, indicators)));
  if ('anyOf' in condition) return best(condition.anyOf.map((part) => stateOf(part, facts, indicators)));
  if ('score' in condition) return scoreState(condition, indicators);
  const told =
    'held' in condition ? { value: facts.held[condition.held] } : facts.testimony.get(keyOf(condition.ask));
  if (told === undefined || 'refused' in told) return UNKNOWN;
  const holds = condition.holds(told.value, facts.day);
  return holds === undefined ? UNKNOWN : holds ? MET : NOT_MET;
}

function scoreState(
  { score, atLeast }: Extract<Condition, { score: string }>,
  all: readonly IndicatorResult[],
): CriterionState {
  const indicators = score === 'TOTAL' ? all : all.filter(({ dimension }) => dimension === score);
  const range = rangeOf(indicators);
  if (range.atLeast >= atLeast) return MET;
  if (range.atMost < atLeast) return NOT_MET;
  return indicators.some(({ unanswered }) => unanswered.length > 0) ? UNKNOWN : MANUAL;
}

function indicatorResult(indicator: Indicator, facts: Facts): IndicatorResult {
  const steps = stepsOf(indicator).map((step) => ({ ...step, state: stateOf(step.condition, facts) }));
  const { atLeast, atMost } = 'bands' in indicator ? bandRange(steps, indicator.otherwise) : itemRange(steps);
  const isOpen = Math.min(atLeast, indicator.most) < Math.min(atMost, indicator.most);
  const questions = steps.flatMap(({ condition }) => asked(condition));
  return {
    code: indicator.code,
    dimension: indicator.dimension,
    title: indicator.title,
    most: indicator.most,
    atLeast: Math.min(atLeast, indicator.most),
    atMost: Math.min(atMost, indicator.most),
    needsPerson: isOpen && steps.some(({ state }) => state === MANUAL),
    witnesses: witnessesOf(questions),
    unanswered: isOpen
      ? uniqueWitnesses(steps.flatMap(({ condition }) => unansweredOf(condition, facts)))
      : [],
    provenance: indicator.provenance,
  };
}

interface JudgedStep {
  readonly points: number;
  readonly state: CriterionState;
}

interface Range {
  readonly atLeast: number;
  readonly atMost: number;
}

/** Bands come highest first: the first that is reached counts, and one above it that is open may still. */
function bandRange(steps: readonly JudgedStep[], otherwise: number): Range {
  const reached = steps.findIndex(({ state }) => state === MET);
  const possible = steps
    .slice(0, reached === -1 ? steps.length : reached)
    .find(({ state }) => state !== NOT_MET);
  const atLeast = steps[reached]?.points ?? otherwise;
  return { atLeast, atMost: possible?.points ?? atLeast };
}

function itemRange(steps: readonly JudgedStep[]): Range {
  const points = (counts: (state: CriterionState) => boolean): number =>
    sum(steps.filter(({ state }) => counts(state)).map((step) => step.points));
  return { atLeast: points((state) => state === MET), atMost: points((state) => state !== NOT_MET) };
}

function rangeOf(indicators: readonly IndicatorResult[]): Range {
  return {
    atLeast: sum(indicators.map(({ atLeast }) => atLeast)),
    atMost: sum(indicators.map(({ atMost }) => atMost)),
  };
}

/** Within a group the best answer counts, over all groups the worst: what fails is certain before anything unknown is asked. */
function verdictOf(criteria: readonly CriterionResult[]): CriterionState {
  const groups = new Map<string, CriterionState[]>();
  for (const { code, anyOf, state } of criteria)
    groups.set(anyOf ?? code, [...(groups.get(anyOf ?? code) ?? []), state]);
  return worst([...groups.values()].map(best));
}

const best = (states: readonly CriterionState[]): CriterionState =>
  [MET, UNKNOWN, MANUAL, NOT_MET].find((state) => states.includes(state)) ?? NOT_MET;

const worst = (states: readonly CriterionState[]): CriterionState =>
  [NOT_MET, UNKNOWN, MANUAL, MET].find((state) => states.includes(state)) ?? MET;

function isScored(condition: Condition): boolean {
  if ('score' in condition) return true;
  if ('allOf' in condition) return condition.allOf.some(isScored);
  return 'anyOf' in condition && condition.anyOf.some(isScored);
}

function witnessesOf(questions: readonly Evidence[]): string[] {
  return unique(questions.map(({ owner }) => owner));
}

/** Who left a question of this condition open, and why. */
function unansweredOf(condition: Condition, facts: Facts): UnansweredWitness[] {
  if ('allOf' in condition) return condition.allOf.flatMap((part) => unansweredOf(part, facts));
  if ('anyOf' in condition) return condition.anyOf.flatMap((part) => unansweredOf(part, facts));
  if (!('ask' in condition) || stateOf(condition, facts) !== UNKNOWN) return [];
  const told = facts.testimony.get(keyOf(condition.ask));
  const code = told !== undefined && 'refused' in told ? told.refused : null;
  return [{ unit: condition.ask.owner, code }];
}

function uniqueWitnesses(witnesses: readonly UnansweredWitness[]): UnansweredWitness[] {
  return [
    ...new Map(witnesses.map((witness) => [`${witness.unit} ${witness.code ?? ''}`, witness])).values(),
  ];
}

const unique = (texts: readonly string[]): string[] => [...new Set(texts)];
const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);
