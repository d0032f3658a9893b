import type { Answer } from '../../support/ask';
import { startMovedHub, type MovedHub } from '../../support/moved-hub';
import { applying } from '../sharing/applying';

/** One hub for the whole year, which each part of the year moves on. */
export let hub: MovedHub;
export let steps: ReturnType<typeof applying>;

export async function beginYear(): Promise<void> {
  hub = await startMovedHub('2026-01-05');
  steps = applying(hub);
}

export const endYear = (): Promise<void> => hub.stop();

export const refusal = (answer: Answer): string => answer.errors.map(({ message }) => message).join();

/** A time that runs, or ran, for somebody to do something. */
export interface Deadline {
  readonly step: string;
  readonly dueOn: string;
  readonly endedOn: string | null;
  readonly isOverdue: boolean;
  readonly rule: string;
}

interface Standing {
  readonly no: string;
  readonly state: string;
  readonly deadlines: readonly Deadline[];
}

export async function standing(no: string): Promise<Standing> {
  const query = `query ($no: ID!) { application(no: $no) { no state deadlines { step dueOn endedOn isOverdue rule } } }`;
  return (await hub.as('DATA.main', query, { no })).data.application as Standing;
}

/** The state of an application and the due date of its last clock. */
export async function stands(no: string): Promise<[string, string | undefined]> {
  const { state, deadlines } = await standing(no);
  return [state, deadlines.at(-1)?.dueOn];
}

/** Every application of the year. */
export const path: string[] = [];

export function filed(no: string): string {
  path.push(no);
  return no;
}

/** What the authority sees overdue today, of one step. */
export async function overdue(step: string): Promise<string[]> {
  const { data } = await hub.as(
    'DATA.main',
    '{ overdue(first: 200) { edges { node { no deadline { step } } } } }',
  );
  const nodes = (data.overdue.edges as { node: { no: string; deadline: { step: string } } }[]).map(
    ({ node }) => node,
  );
  return nodes
    .filter(({ deadline }) => deadline.step === step)
    .map(({ no }) => no)
    .sort();
}
