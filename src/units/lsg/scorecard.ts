import { keepsTo } from '../../kit/rules/rule-set';
import { partyName } from '../../kit/unit-directory';
import type { Asked, Asking } from './asking';
import type { FigureRule } from './figures';
import { ScorecardFigureState, type ScorecardFigure } from './scorecard-figure';

/** What became of a figure on one day; all that a snapshot keeps. */
export interface Outcome {
  readonly value: number | null;
  readonly state: ScorecardFigureState;
  readonly reason: string | null;
  readonly reading: string | null;
}

/** Asks every owner that a figure rests on, now; one that does not answer leaves the figure empty with its reason. */
export async function liveFigure(rule: FigureRule, ask: Asking): Promise<ScorecardFigure> {
  const asked = await Promise.all(rule.questions.map(({ owner, query }) => ask(owner, query)));
  // Where the hub asked several owners for one answer, that answer's time is theirs.
  const timeOf = (position: number): string => (asked[position] ?? asked[0])?.answeredAt ?? '';
  return figureOf(rule, outcomeOf(rule, asked), timeOf);
}

/** A figure as the rule describes it, with what became of it. */
export function figureOf(
  rule: FigureRule,
  outcome: Outcome,
  answeredAt: (source: number) => string,
): ScorecardFigure {
  return {
    code: rule.code,
    zh: rule.zh,
    measure: rule.measure,
    unit: rule.unit,
    ...goalOf(rule),
    dueOn: rule.dueOn ?? null,
    isMet: isMet(rule, outcome.value),
    formula: rule.formula,
    provenance: rule.provenance,
    sources: rule.sources.map(([unit, field], position) => ({
      unit,
      unitName: partyName(unit),
      field,
      answeredAt: answeredAt(position),
    })),
    ...outcome,
  };
}

function outcomeOf(rule: FigureRule, asked: readonly Asked[]): Outcome {
  const missing = asked.flatMap((answer) => ('code' in answer ? [answer.reason] : []));
  const reading = rule.reading ?? null;
  if (missing.length > 0)
    return { value: null, state: ScorecardFigureState.UNAVAILABLE, reason: missing.join('；'), reading };
  const answers = asked.flatMap((answer) => ('data' in answer ? [answer.data] : []));
  const value = rule.value(answers);
  return {
    value,
    state: value === null ? ScorecardFigureState.SUPPRESSED : ScorecardFigureState.TOLD,
    reason: value === null ? '提供方因数过小、会涉及个别企业而不显示' : null,
    reading: [rule.reading, rule.note?.(answers)].filter((text) => text !== undefined).join('；') || null,
  };
}

function goalOf({ goal }: FigureRule): Pick<ScorecardFigure, 'target' | 'isBound'> {
  if (goal === undefined || 'words' in goal) return { target: null, isBound: false };
  return 'atMost' in goal ? { target: goal.atMost, isBound: true } : { target: goal.atLeast, isBound: false };
}

function isMet({ goal }: FigureRule, value: number | null): boolean | null {
  return goal === undefined || value === null ? null : (keepsTo(goal, value) ?? null);
}
