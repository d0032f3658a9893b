import { keyOf, type Evidence, type Told } from './evidence';
import { CriterionState, type AmountResult } from './result';
import type { Amount, Bound, Facts } from './rule-set';

/** What a rule lets be given: nothing where it is not met, else the least of its bounds, as far as they are known. */
export function amountResult(amount: Amount, verdict: CriterionState, facts: Facts): AmountResult {
  const values = amount.leastOf.map((bound) => valueOf(bound, facts));
  const known = values.filter((value) => value !== undefined);
  const least = known.length < values.length ? null : Math.min(...known);
  return {
    code: amount.code,
    title: amount.title,
    unit: amount.unit,
    value: verdict === CriterionState.NOT_MET ? 0 : least,
    bounds: amount.leastOf.map(({ says }) => says),
    witnesses: [...new Set(amount.leastOf.flatMap((bound) => ('ask' in bound ? [bound.ask.owner] : [])))],
    unanswered: amount.leastOf.flatMap((bound, position) =>
      'ask' in bound && values[position] === undefined
        ? [{ unit: bound.ask.owner, code: refusalOf(toldOf(bound.ask, facts)) }]
        : [],
    ),
    provenance: amount.provenance,
  };
}

function valueOf(bound: Bound, facts: Facts): number | undefined {
  if ('is' in bound) return bound.is;
  const told = toldOf(bound.ask, facts);
  return told === undefined || 'refused' in told ? undefined : bound.reads(told.value, facts.day);
}

const toldOf = (ask: Evidence, { testimony }: Facts): Told | undefined => testimony.get(keyOf(ask));

const refusalOf = (told: Told | undefined) => (told !== undefined && 'refused' in told ? told.refused : null);
