import { codesOf } from '../../support/ask';
import { codes, make, type Attempt } from './making';

export function demandChanges(): void {
  it.each([
    [
      'CITY',
      'raiseLandNeed',
      'LandNeedInput',
      'local_support',
      { areaMu: '12.5', landUse: 'INDUSTRY' },
      { areaMu: '0' },
      'local { landNeed { areaMu } }',
      /"areaMu":"12.5"/,
    ],
    [
      'ZONE',
      'raiseResourceNeed',
      'ResourceNeedInput',
      'transformation_zone',
      { resource: 'POWER', quantity: '630' },
      { quantity: '-1' },
      'zone { resourceNeeds { resource quantity } }',
      /"quantity":"630"/,
    ],
    [
      'COM',
      'recordExhibition',
      'ExhibitionInput',
      'trade',
      {
        exhibition: '测试展会',
        kind: 'INDUSTRY',
        isInternational: false,
        place: '太原',
        openedOn: '2026-01-05',
      },
      { openedOn: '2099-01-01' },
      'trade { exhibitions { exhibition } }',
      /测试展会/,
    ],
    [
      'STD',
      'fileTechnologyDemand',
      'TechnologyDemandInput',
      'innovation',
      { subject: '低温密封（测试）', budget: 5_000_000, collectedOn: '2026-01-05' },
      { budget: 0 },
      'innovation { techDemands { subject } }',
      /低温密封（测试）/,
    ],
  ])('%s: %s', async (unit, change, type, table, input, wrong, read, told) => {
    const where = unit === 'CITY' ? `WHERE division LIKE '1401%'` : '';
    const [uscc] = await codes(unit.toLowerCase(), `SELECT uscc FROM ${table} ${where} ORDER BY uscc`);
    const attempt: Attempt = {
      unit,
      change,
      type,
      input: { uscc, ...input },
      read,
      ...(unit === 'CITY' ? { system: 'taiyuan' } : {}),
    };
    const made = await make(attempt);
    expect(made.errors).toEqual([]);
    expect(made.text).toMatch(told);
    expect(codesOf(await make({ ...attempt, input: { uscc, ...input, ...wrong } }))).toEqual([
      'BAD_USER_INPUT',
    ]);
  });
}
