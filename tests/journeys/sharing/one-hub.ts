import type { Answer } from '../../support/ask';
import { startMovedHub, type MovedHub } from '../../support/moved-hub';
import { applying, APPLICATION } from './applying';

/** One hub for all that is asked about sharing; each part says on which day it begins. */
export let hub: MovedHub;
export let steps: ReturnType<typeof applying>;

export async function startSharing(): Promise<void> {
  hub = await startMovedHub('2026-03-02');
  steps = applying(hub);
}

export const endSharing = (): Promise<void> => hub.stop();

/** An application as an official is told it. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- an answer is read by its shape
export const told = async (official: string, no: string): Promise<any> =>
  (await hub.as(official, APPLICATION, { no })).data.application;

export const stateOf = async (no: string): Promise<string> => (await told('DATA.main', no)).state as string;

export const refusal = (answer: Answer): string => answer.errors.map(({ message }) => message).join();
