import type { RuleSet } from '../kit/rules/rule-set';

/** A rule of 方案 2022-03-18; several of one id are its versions, one after the other. */
export interface PlanRule extends RuleSet {
  /** `M05`: the measure, or `GOALS`. */
  readonly measure: string;
  /** Whether it judges one enterprise, or the province by figures that the scorecard tells. */
  readonly about: 'ENTERPRISE' | 'PROVINCE';
  /** In the plan's own signs, as it is told to readers. */
  readonly formula: string;
  /** What MET says. */
  readonly says: string;
  /** Changes that keep to it, as mutations. */
  readonly keptBy?: readonly string[];
  /** Figures of `planScorecard` that tell how it stands. */
  readonly figures?: readonly string[];
}
