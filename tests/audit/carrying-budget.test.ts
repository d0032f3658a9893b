import { carryingBudget } from '../../src/audit/carrying-budget';

it.each([
  [0.1, 10, 90],
  [0.25, 10, 30],
  [0.5, 10, 10],
])('at a share of %d, a batch of %d ms is followed by a rest of %d ms', (share, batch, rest) => {
  const budget = carryingBudget(share, () => 1000);
  expect(budget.restMs()).toBe(0);
  budget.spend(batch);
  expect(budget.restMs()).toBeCloseTo(rest);
});

it('is one for all carriers, and is earned back by waiting', () => {
  let time = 0;
  const budget = carryingBudget(0.1, () => time);
  for (let carrier = 0; carrier < 7; carrier += 1) budget.spend(10);
  expect(budget.restMs()).toBeCloseTo(630);
  time += 600;
  expect(budget.restMs()).toBeCloseTo(30);
  time += 600;
  expect(budget.restMs()).toBe(0);
});

it('lets a database that hangs hold up the others for a second at most', () => {
  const budget = carryingBudget(0.1, () => 0);
  budget.spend(60_000);
  expect(budget.restMs()).toBeCloseTo(900);
});
