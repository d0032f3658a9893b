import { planOperations } from '../../src/sharing/plan-operations';
import { assessmentJourneys } from './operations/assessment';
import { careJourneys } from './operations/care';
import { cultivationJourneys } from './operations/cultivation';
import { eligibilityJourneys } from './operations/eligibility';
import { financingJourneys } from './operations/financing';
import { fundsJourneys } from './operations/funds';
import { innovationJourneys } from './operations/innovation';
import { matchingJourneys } from './operations/matching';
import { planRuleJourneys } from './operations/plan-rules';
import { endJourneys, performed, startJourneys } from './operations/performing';

beforeAll(startJourneys, 120_000);
afterAll(endJourneys);

describe('cultivation', cultivationJourneys);
describe('eligibility', eligibilityJourneys);
describe('funds', fundsJourneys);
describe('financing', financingJourneys);
describe('innovation', innovationJourneys);
describe('matching', matchingJourneys);
describe('care', careJourneys);
describe('assessment', assessmentJourneys);
describe('rules of the plan', planRuleJourneys);

it('every registered operation was performed', () => {
  const names = planOperations.map(({ document }) => /^query (\w+)/.exec(document)?.[1] ?? '');
  expect(new Set(names).size).toBe(names.length);
  expect(names.filter((name) => !performed.has(name))).toEqual([]);
});
