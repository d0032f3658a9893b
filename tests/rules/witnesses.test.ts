import { parse, validate } from 'graphql';
import { buildGraph } from '../../src/gateway/assemble';
import { keyOf, questionOf } from '../../src/kit/rules/evidence';
import { evidenceOf } from '../../src/kit/rules/rule-set';
import { units } from '../../src/units';
import { planRules } from '../../src/measures/plan-rules';
import { ruleSets } from '../../src/units/smeb/rules';

const graph = buildGraph(units);
const evidence = [
  ...new Map(
    [...Object.values(ruleSets), ...planRules]
      .flatMap((rules) => evidenceOf(rules))
      .map((item) => [keyOf(item), item]),
  ).values(),
];

describe.each(evidence.map((item) => [keyOf(item), item] as const))('%s', (_key, item) => {
  const policy = graph.policies.get(item.coordinate);

  it('is a field of the owner that is named, in words that its schema understands', () => {
    expect(policy?.unit).toBe(item.owner);
    const question = questionOf(item);
    const field =
      item.slice === undefined ? question : `_: enterprise(uscc: $uscc) { ${item.slice} { ${question} } }`;
    const document = `query ($uscc: USCC!, $year0: Int, $year1: Int, $year2: Int) { ${field} }`;
    const faults = validate(graph.supergraph.api, parse(document)).filter(
      ({ message }) => !message.includes('never used'),
    );
    expect(faults.map(({ message }) => message)).toEqual([]);
  });

  it('asks for a threshold that the owner lists', () => {
    if (policy?.thresholds === undefined) return;
    const { yuan, ratio } = item.args ?? {};
    expect(policy.thresholds).toContain(Number(yuan ?? ratio));
  });

  it('asks for no figure', () => {
    expect(policy?.attr === 'CONSENT' || policy?.attr === 'WITHHELD').toBe(false);
    expect(policy?.level).toBeLessThan(4);
  });
});
