import { codesOf } from '../../support/ask';
import { conditional, fin } from './applying';
import { hub, steps, told, refusal } from './one-hub';

export function badApplications(): void {
  const term = { startsOn: '2026-03-02', endsOn: '2026-12-31' };
  it.each([
    [{ ...term, fields: ['Trade.entityListRisk'] }, 'DENIED_WITHHELD', '不予共享，不能申请'],
    [{ ...term, fields: ['Registration.name'] }, 'BAD_USER_INPUT', '无须申请'],
    [{ ...term, fields: ['Fiscal.ipSubsidyQuote'] }, 'BAD_USER_INPUT', '本单位自己的'],
    [{ ...term, fields: ['Tax.nothing'] }, 'BAD_USER_INPUT', '没有 Tax.nothing'],
    [{ startsOn: '2025-03-02', endsOn: '2026-12-31' }, 'BAD_USER_INPUT', '不能始于过去'],
    [{ startsOn: '2026-03-02', endsOn: '2026-03-01' }, 'BAD_USER_INPUT', '不能早于始日'],
    [{ ...term, purpose: 'M01' }, 'BAD_USER_INPUT', '不承担用途 M01'],
    [{ ...term, fields: ['Tax.revenueAtLeast'] }, 'BAD_USER_INPUT', '阈值'],
    [
      {
        ...term,
        fields: ['Tax.revenueAtLeast'],
        thresholds: [{ field: 'Tax.revenueAtLeast', thresholds: [7] }],
      },
      'BAD_USER_INPUT',
      '允许清单',
    ],
    [{ ...term, masked: true }, 'BAD_USER_INPUT', '无法掩码'],
  ])('a draft with %j', async (change, code, about) => {
    const count = 'SELECT count(*)::int AS n FROM application';
    const before = await hub.rows(count);
    const answer = await hub.act(fin.prepares, 'draftApplication', { ...conditional, ...change });
    expect([codesOf(answer), answer.data]).toEqual([[code], { draftApplication: null }]);
    expect(answer.errors[0]).toMatchObject({ path: ['draftApplication'] });
    expect(String(answer.errors[0]?.extensions['basis'])).toMatch(/条/);
    expect(refusal(answer)).toContain(about);
    expect(await hub.rows(count)).toEqual(before);
  });

  it.each([
    [{ basis: null }, '缺少使用依据'],
    [{ basis: '工作需要' }, '条款'],
    [{ scene: null }, '缺少使用场景'],
  ])('a draft with %j is kept and not submitted', async (change, about) => {
    const no = await steps.draft({ ...conditional, ...change });
    const answer = await hub.act(fin.decides, 'submitApplication', { no });
    expect([codesOf(answer), refusal(answer)]).toEqual([['BAD_USER_INPUT'], expect.stringContaining(about)]);
    expect(await told('FIN.main', no)).toMatchObject({ state: 'DRAFT', deadlines: [] });
  });

  it('a draft whose term has begun meanwhile is not submitted', async () => {
    const no = await steps.draft();
    await hub.goTo('2026-03-03');
    expect(refusal(await hub.act(fin.decides, 'submitApplication', { no }))).toContain('不能始于过去');
    await hub.goTo('2026-03-02');
  });

  it('an amendment to another provider', async () => {
    const no = await steps.draft();
    const other = { ...conditional, ...term, no, fields: ['Cultivation.inPool'] };
    expect(refusal(await hub.act('FIN.main', 'amendApplication', other))).toContain('只向一个提供方（TAX）');
    await steps.done('FIN.main', 'amendApplication', {
      ...conditional,
      ...term,
      no,
      fields: ['Tax.sizeClass'],
    });
    expect(await told('FIN.main', no)).toMatchObject({
      fields: [{ field: 'Tax.sizeClass' }],
      isConditional: false,
    });
    // Whoever amended it last does not submit it; the one who drafted it now may.
    expect(refusal(await hub.act('FIN.main', 'submitApplication', { no }))).toContain('另一位经办人');
    await steps.done('FIN.clerk', 'submitApplication', { no });
  });
}
