import type { RefusalCode } from '../refusal';
import type { UnitCode } from '../unit-directory';

/**
 * What a rule needs an owner to say of an enterprise: a yes or no, a band, a title, a count; never a figure that a
 * predicate stands for.
 */
export interface Evidence {
  readonly owner: Exclude<UnitCode, 'HUB'>;
  /** `Tax.revenueAtLeast`: decided for the caller like every field that it reads itself. */
  readonly coordinate: string;
  /** Field of `Enterprise` under which it stands; absent for a root field, whose answer holds for every enterprise. */
  readonly slice?: string;
  readonly args?: Readonly<Record<string, number | string>>;
  /** Asked for the year so many before that of the day of judgement, in the argument `year`. */
  readonly yearsBack?: YearsBack;
  /** Facts of a part: `level rank year`. */
  readonly facts?: string;
}

export type YearsBack = 0 | 1 | 2;

/** What came of one question: the owner's answer, or the code by which it was refused or remained without one. */
export type Told = { readonly value: unknown } | { readonly refused: RefusalCode };

/** What the owners said of one enterprise, by `questionOf`. */
export type Testimony = ReadonlyMap<string, Told>;

/** The field as it is asked; a year is a variable, so that no day makes a document of its own. */
export function questionOf({ coordinate, args = {}, yearsBack, facts }: Evidence): string {
  const [, field = ''] = coordinate.split('.');
  const given = Object.entries(args).map(([name, value]) => `${name}: ${JSON.stringify(value)}`);
  const all = yearsBack === undefined ? given : [...given, `year: $${yearVariable(yearsBack)}`];
  return (
    `${field}${all.length === 0 ? '' : `(${all.join(', ')})`}` + (facts === undefined ? '' : ` { ${facts} }`)
  );
}

/** Tells one question from another, across owners. */
export function keyOf(evidence: Evidence): string {
  return `${evidence.coordinate.split('.')[0] ?? ''} ${questionOf(evidence)}`;
}

function yearVariable(yearsBack: YearsBack): string {
  return `year${yearsBack}`;
}

/** The years of the questions' variables, on one day. */
export function yearsOn(day: string): Readonly<Record<string, number>> {
  const year = Number(day.slice(0, 4));
  return { year0: year, year1: year - 1, year2: year - 2 };
}

/** Each question once. */
export function distinct(evidence: readonly Evidence[]): Evidence[] {
  return [...new Map(evidence.map((item) => [keyOf(item), item])).values()];
}

const byMember = new Map<string, readonly Evidence[]>();

/** Declares what a field takes as evidence when its argument has this value of an enum. */
export function evidenceByValue(
  enumName: string,
  evidence: Readonly<Record<string, readonly Evidence[]>>,
): void {
  for (const [value, items] of Object.entries(evidence))
    byMember.set(`${enumName}.${value}`, distinct(items));
}

/** `EligibilityRuleSet.SRDI_2026` → what is asked as evidence where it is asked for. */
export function evidenceOfMember(member: string): readonly Evidence[] | undefined {
  return byMember.get(member);
}

/** A value that its owner can tell only when other owners have said what it asks of them. */
export class Weighing {
  constructor(
    readonly day: string,
    readonly evidence: readonly Evidence[],
    /** The value, or a refusal of it. */
    readonly conclude: (testimony: Testimony) => unknown,
  ) {}
}
