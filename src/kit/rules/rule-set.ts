import type { Evidence, Testimony } from './evidence';

/** How far a figure has been checked: [S] 原文，[S2] 转引，[M] 凭记忆、未核实，[I] 推断. */
export type Provenance = '[S]' | '[S2]' | '[M]' | '[I]';

export type Threshold =
  | { readonly atLeast: number; readonly unit: string }
  | { readonly atMost: number; readonly unit: string }
  | { readonly words: string };

/** Whether an answer meets the condition; undefined where it does not say. */
export type Test = (told: unknown, day: string) => boolean | undefined;

/** Who can say whether something holds: another owner, the asked owner itself, the score, or only a person. */
export type Condition =
  | { readonly ask: Evidence; readonly holds: Test }
  | { readonly held: string; readonly holds: Test }
  /** Of one dimension, or `TOTAL`. */
  | { readonly score: string; readonly atLeast: number }
  | { readonly person: true }
  | { readonly allOf: readonly Condition[] }
  | { readonly anyOf: readonly Condition[] };

/** One condition of a rule, as it is published with its result. */
export interface Criterion {
  readonly code: string;
  readonly requirement: string;
  readonly threshold: Threshold;
  readonly period: string;
  readonly condition: Condition;
  readonly provenance: Provenance;
  /** Criteria that bear the same word are alternatives: one that is met is enough. */
  readonly anyOf?: string;
  /** Examined of those who apply anew, or of those who renew; absent: of both. */
  readonly onlyOf?: 'APPLICATION' | 'RENEWAL';
}

/** One indicator of a score: the points of the highest band that is reached, or of every item up to a cap. */
export type Indicator = {
  readonly code: string;
  readonly dimension: string;
  readonly title: string;
  /** The most points that it can bring. */
  readonly most: number;
  readonly provenance: Provenance;
} & ({ readonly bands: readonly Step[]; readonly otherwise: number } | { readonly items: readonly Step[] });

export interface Step {
  readonly points: number;
  readonly threshold: Threshold;
  readonly condition: Condition;
}

/** What a rule lets be given: the least of its bounds. */
export interface Amount {
  readonly code: string;
  readonly title: string;
  /** Of the value: 元 or %. */
  readonly unit: string;
  readonly leastOf: readonly Bound[];
  readonly provenance: Provenance;
}

/** A bound that the rule names, or one that an owner tells; undefined where the answer does not say. */
export type Bound = { readonly says: string } & (
  | { readonly is: number }
  | { readonly ask: Evidence; readonly reads: (told: unknown, day: string) => number | undefined }
);

/** Where the text of a rule leaves a choice: what is open, and how it is read here. */
export interface RecordedQuestion {
  readonly code: string;
  readonly text: string;
  readonly reading: string;
  readonly provenance: Provenance;
}

/** A rule as it was in force from one day to another, both included. Nothing in it is code of its own. */
export interface RuleSet {
  readonly id: string;
  readonly title: string;
  readonly version: string;
  readonly basis: string;
  readonly validFrom: string;
  readonly validUntil?: string;
  /** Who holds the title may renew by it until this day, where that is later. */
  readonly renewalsUntil?: string;
  readonly criteria: readonly Criterion[];
  readonly indicators?: readonly Indicator[];
  readonly amounts?: readonly Amount[];
  readonly questions: readonly RecordedQuestion[];
}

/** What a rule is judged by. */
export interface Facts {
  readonly day: string;
  readonly isRenewal: boolean;
  /** What other owners said. */
  readonly testimony: Testimony;
  /** What the judging owner holds itself; a fact that is absent or null is one that it does not know. */
  readonly held: Readonly<Record<string, unknown>>;
}

/** The evidence that a rule asks for, of an application or of a renewal. */
export function evidenceOf(rules: RuleSet, isRenewal?: boolean): Evidence[] {
  return [
    ...rules.criteria
      .filter((criterion) => isRenewal === undefined || isExamined(criterion, isRenewal))
      .flatMap(({ condition }) => asked(condition)),
    ...(rules.indicators ?? []).flatMap((indicator) =>
      stepsOf(indicator).flatMap(({ condition }) => asked(condition)),
    ),
    ...(rules.amounts ?? []).flatMap(({ leastOf }) =>
      leastOf.flatMap((bound) => ('ask' in bound ? [bound.ask] : [])),
    ),
  ];
}

export function isExamined({ onlyOf }: Criterion, isRenewal: boolean): boolean {
  return onlyOf === undefined || onlyOf === (isRenewal ? 'RENEWAL' : 'APPLICATION');
}

export function stepsOf(indicator: Indicator): readonly Step[] {
  return 'bands' in indicator ? indicator.bands : indicator.items;
}

/** The owners' questions of one condition. */
export function asked(condition: Condition): Evidence[] {
  if ('ask' in condition) return [condition.ask];
  if ('allOf' in condition) return condition.allOf.flatMap(asked);
  return 'anyOf' in condition ? condition.anyOf.flatMap(asked) : [];
}

export function thresholdText(threshold: Threshold): string {
  if ('atLeast' in threshold) return `≥ ${threshold.atLeast} ${threshold.unit}`;
  return 'atMost' in threshold ? `≤ ${threshold.atMost} ${threshold.unit}` : threshold.words;
}

/** Whether a figure keeps to a threshold; undefined where that is said in words. */
export function keepsTo(threshold: Threshold, value: number): boolean | undefined {
  if ('atLeast' in threshold) return value >= threshold.atLeast;
  return 'atMost' in threshold ? value <= threshold.atMost : undefined;
}

export const atLeast = (value: number, unit: string): Threshold => ({ atLeast: value, unit });
export const atMost = (value: number, unit: string): Threshold => ({ atMost: value, unit });
export const words = (text: string): Threshold => ({ words: text });

export const PERSON: Condition = { person: true };
export const allOf = (...conditions: readonly Condition[]): Condition => ({ allOf: conditions });
export const anyOf = (...conditions: readonly Condition[]): Condition => ({ anyOf: conditions });

/** An owner's predicate says yes; 以上、以下 include the number, which is how every owner compares. */
export const saysYes: Test = (told) => (told === 'YES' ? true : told === 'NO' ? false : undefined);
export const saysNo: Test = (told) => (told === 'NO' ? true : told === 'YES' ? false : undefined);
export const isTrue: Test = (told) => (typeof told === 'boolean' ? told : undefined);
export const isFalse: Test = (told) => (typeof told === 'boolean' ? !told : undefined);

export function reaches(least: number): Test {
  return (told) => {
    const value = typeof told === 'string' && told !== '' ? Number(told) : told;
    return typeof value === 'number' && !Number.isNaN(value) ? value >= least : undefined;
  };
}

export function staysWithin(most: number): Test {
  return (told) => (typeof told === 'number' ? told <= most : undefined);
}

export function isOneOf(...values: readonly string[]): Test {
  return (told) => (typeof told === 'string' ? values.includes(told) : undefined);
}

export type Item = Readonly<Record<string, unknown>>;

/** At least one record of the list is such a one. */
export function hasSuch(is: (item: Item, day: string) => boolean): Test {
  return (told, day) => (Array.isArray(told) ? told.some((item: Item) => is(item, day)) : undefined);
}

export function hasNone(is: (item: Item, day: string) => boolean): Test {
  return (told, day) => (Array.isArray(told) ? !told.some((item: Item) => is(item, day)) : undefined);
}
