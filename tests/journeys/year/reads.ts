import { codesOf, type Answer } from '../../support/ask';
import type { Who } from '../../support/moved-hub';
import { hub } from './the-year';

/** One question about one field of one enterprise, as it was answered: what the record must say of it. */
export interface Read {
  readonly receipt: string;
  /** Hash of the bundle that the answer says it was decided by. */
  readonly bundle: string;
  readonly day: string;
  /** `LFR M09`; `SELF` for the enterprise itself. */
  readonly consumer: string;
  readonly field: string;
  readonly uscc: string;
  /** `TOLD`, or the code of the rule that refused. */
  readonly outcome: string;
}

/** All that was read in the year, in its order. */
export const reads: Read[] = [];

const questions = {
  'Tax.revenueAtLeast': 'tax { revenueAtLeast(yuan: 5000000) }',
  'Credit.creditOverview': 'credit { creditOverview { institutionCount } }',
  'Cultivation.mainProduct': 'cultivation { mainProduct }',
} as const;

export type Asked = keyof typeof questions;

/** Asks for a field and notes the answer. */
export async function read(
  who: Who,
  field: Asked,
  uscc: string,
  selection: string = questions[field],
): Promise<Answer> {
  const day = hub.today();
  const answer = await hub.as(who, `query ($uscc: USCC!) { enterprise(uscc: $uscc) { ${selection} } }`, {
    uscc,
  });
  const [code = 'TOLD', ...others] = codesOf(answer);
  expect(others).toEqual([]);
  const { receipt, bundle } = answer.sharing;
  reads.push({ receipt, bundle, day, consumer: consumerOf(who), field, uscc, outcome: code });
  return answer;
}

/** Asks, and says in one word what came of it. */
export async function outcome(...question: Parameters<typeof read>): Promise<string> {
  await read(...question);
  return reads.at(-1)?.outcome ?? '';
}

function consumerOf(who: Who): string {
  if (typeof who !== 'string') return 'SELF';
  const [unit = '', , purpose = ''] = who.split('.');
  return `${unit} ${purpose}`;
}
