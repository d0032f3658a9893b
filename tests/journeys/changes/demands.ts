import { codesOf, type Answer } from '../../support/ask';
import { codes, make, UNKNOWN, type Attempt } from './making';

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
      'LFR',
      'fileFinancingDemand',
      'FinancingDemandInput',
      'financing',
      { amount: 300_000_000, termMonths: 24, purpose: 'EQUIPMENT', statedOn: '2026-11-01' },
      { termMonths: 361 },
      'financing { financingDemand { amount { fen } termMonths } }',
      /"fen":300000000\},"termMonths":24/,
    ],
    [
      'LFR',
      'noteFinancingMatch',
      'FinancingMatchInput',
      'financing',
      { status: 'APPLIED' },
      { uscc: UNKNOWN },
      'financing { matchStatus }',
      /"matchStatus":"APPLIED"/,
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
      'uscc' in wrong ? 'UNKNOWN_SUBJECT' : 'BAD_USER_INPUT',
    ]);
  });

  it('ZONE accepts, starts and completes a matter of its enterprises, each once', async () => {
    const [uscc = ''] = await codes('zone', 'SELECT uscc FROM transformation_zone ORDER BY uscc');
    const zone = (change: string, type: string, input: object): Promise<Answer> =>
      make({ unit: 'ZONE', change, type, input, read: 'zone { supportMatters { no status } }' });
    const accepted = await zone('acceptSupportMatter', 'SupportMatterInput', {
      uscc,
      subject: '厂房租金（测试）',
      office: '企业服务局',
      dueOn: '2099-01-01',
    });
    const no: string = accepted.data.acceptSupportMatter.no;
    const today = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);
    const complete = (): Promise<Answer> =>
      zone('completeSupportMatter', 'SupportMatterCompletion', { no, completedOn: today });
    expect(codesOf(await complete())).toEqual(['BAD_USER_INPUT']);
    const starts = await Promise.all(
      Array.from({ length: 5 }, () => zone('startSupportMatter', 'SupportMatterStart', { no })),
    );
    expect(starts.filter(({ data }) => data.startSupportMatter !== null)).toHaveLength(1);
    const done = await complete();
    expect(done.data.completeSupportMatter.enterprise.zone.supportMatters).toContainEqual({
      no,
      status: 'COMPLETED',
    });
    expect(codesOf(await complete())).toEqual(['BAD_USER_INPUT']);
    expect(codesOf(await zone('startSupportMatter', 'SupportMatterStart', { no: '999999999' }))).toEqual([
      'UNKNOWN_SUBJECT',
    ]);
  });
}
