import type { SeedRows } from '../../kit/define-unit';
import type { SeededRandom, SyntheticEnterprise, SyntheticTier } from '../../kit/synthetic';
import { LocalSupport } from './city';
import { LandGrant, LandNeed } from './land';
import { LocalPolicy } from './local-policy';
import { CityAward, CityPoolEntry, LocalIncident } from './records';
import { localPolicies } from './seed-policies';
import { cityAwardsOf, incidentOf, landOf, poolEntriesOf, tasksOf } from './seed-records';
import { leaderOf, stewardOf } from './seed-stewards';
import { CityTask } from './tasks';

type Row = Readonly<Record<string, unknown>>;

interface Habit {
  readonly steward: number;
  readonly leader: number;
  readonly tasks: number;
  readonly land: number;
  readonly incident: number;
}

/** Chances of an enterprise on each rung; assumptions. */
const HABITS: Readonly<Record<SyntheticTier, Habit>> = {
  NONE: { steward: 0, leader: 0, tasks: 0, land: 0.001, incident: 0.004 },
  POOL: { steward: 0.3, leader: 0, tasks: 0.08, land: 0.03, incident: 0.008 },
  INNOVATIVE: { steward: 0.4, leader: 0, tasks: 0.12, land: 0.05, incident: 0.006 },
  SRDI: { steward: 0.96, leader: 0.5, tasks: 0.4, land: 0.12, incident: 0.01 },
  PROVINCIAL_LITTLE_GIANT: { steward: 1, leader: 0.9, tasks: 0.6, land: 0.2, incident: 0.008 },
  NATIONAL_LITTLE_GIANT: { steward: 1, leader: 1, tasks: 0.7, land: 0.3, incident: 0.005 },
};

/** What city and county would know of a synthetic enterprise. Policies are no enterprise's: they come with the first one. */
export function seedLocalSupport(enterprise: SyntheticEnterprise): SeedRows {
  const random = enterprise.random('city');
  const { tier, industry, index } = enterprise;
  const habit = HABITS[tier];
  const hasLand = industry.startsWith('C') && random.chance(habit.land);
  const { needs, grants } = hasLand ? landOf(enterprise, random) : { needs: [], grants: [] };
  return [
    [LocalSupport, [supportRow(enterprise, habit, random)]],
    [CityTask, random.chance(habit.tasks) ? tasksOf(enterprise, random) : []],
    [CityAward, cityAwardsOf(enterprise, random)],
    [LandNeed, needs],
    [LandGrant, grants],
    [CityPoolEntry, tier === 'NONE' ? [] : poolEntriesOf(enterprise, random)],
    [LocalIncident, random.chance(habit.incident) ? [incidentOf(enterprise, random)] : []],
    [LocalPolicy, index === 0 ? localPolicies(random) : []],
  ];
}

function supportRow(enterprise: SyntheticEnterprise, habit: Habit, random: SeededRandom): Row {
  const { uscc, division, tier, employees } = enterprise;
  const isLittleGiant = tier === 'PROVINCIAL_LITTLE_GIANT' || tier === 'NATIONAL_LITTLE_GIANT';
  return {
    uscc,
    division,
    isSynthetic: true,
    ...(random.chance(habit.steward) ? stewardOf(division, isLittleGiant, random) : {}),
    leaderContact: random.chance(habit.leader) ? leaderOf(division, tier, random) : null,
    employed: tier !== 'NONE' || random.chance(0.4) ? employees : null,
  };
}
