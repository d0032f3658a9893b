import type { Provenance } from '../../kit/rules/rule-set';
import { declareEnum } from '../../kit/slice';

/** What a clock runs for. */
export enum ClockStep {
  CHECK_UNCONDITIONAL = 'CHECK_UNCONDITIONAL',
  CHECK = 'CHECK',
  REPLY = 'REPLY',
  EXTENSION = 'EXTENSION',
  PROVIDE = 'PROVIDE',
  NEGOTIATION = 'NEGOTIATION',
  COORDINATION = 'COORDINATION',
  CATALOGUE_UPDATE = 'CATALOGUE_UPDATE',
  CATALOGUE_PUBLICATION = 'CATALOGUE_PUBLICATION',
  CORRECTION = 'CORRECTION',
  CORRECTION_ANSWER = 'CORRECTION_ANSWER',
  CREDIT_OBJECTION = 'CREDIT_OBJECTION',
}
declareEnum(ClockStep, {
  name: 'ClockStep',
  zh: '有时限的步骤',
  labels: {
    CHECK_UNCONDITIONAL: '审核并直接授权（无条件共享）',
    CHECK: '审核并转提供方（有条件共享）',
    REPLY: '提供方答复',
    EXTENSION: '延长答复，至多',
    PROVIDE: '答复后提供',
    NEGOTIATION: '争议协商',
    COORDINATION: '争议协调',
    CATALOGUE_UPDATE: '目录更新',
    CATALOGUE_PUBLICATION: '目录发布',
    CORRECTION: '校核纠错',
    CORRECTION_ANSWER: '对校核结论的答复',
    CREDIT_OBJECTION: '征信异议',
  },
});

/** How long a step may take, by which text: data, so that a figure can be looked up, doubted and verified. */
export interface ClockRule {
  readonly id: string;
  readonly step: ClockStep;
  readonly days: number;
  readonly counted: 'WORKING' | 'CALENDAR';
  /** GB/T 2260 prefix of the city whose own rule it is; null for the whole country, and so for the province. */
  readonly division: string | null;
  /** Text and article. */
  readonly source: string;
  readonly provenance: Provenance;
  /** Who has compared the figure with the text; null: nobody yet, and whoever sees the date is told so. */
  readonly verifiedBy: string | null;
  readonly validFrom: string;
}

/** Whether a rule can be one: undefined, or what is wrong with it and what to do. */
export function clockRuleFault({ id, days, source }: ClockRule): string | undefined {
  if (source.trim() === '') return `时限规则 ${id} 没有出处：请写明文件与条款`;
  if (!Number.isInteger(days) || days < 1 || days > 365) return `时限规则 ${id} 的天数应为 1 至 365 的整数`;
  return undefined;
}

/** The rules that bind a step on a day: the nation's, and those of the cities in which the whole matter lies. */
export function rulesFor(
  rules: readonly ClockRule[],
  step: ClockStep,
  { divisions, asOf }: { readonly divisions: readonly string[]; readonly asOf: string },
): ClockRule[] {
  const isWithin = (prefix: string): boolean =>
    divisions.length > 0 && divisions.every((division) => division.startsWith(prefix));
  return rules.filter(
    (rule) =>
      rule.step === step && rule.validFrom <= asOf && (rule.division === null || isWithin(rule.division)),
  );
}
