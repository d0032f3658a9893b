import { codesOf } from '../../support/ask';
import { conditional, data, fin, tax } from './applying';
import { hub, steps, told, stateOf, refusal } from './one-hub';

export function runningClocks(): void {
  it('stands while the applicant is waited for, and runs on with what was left', async () => {
    await hub.goTo('2026-09-21');
    const no = await steps.forwarded();
    await hub.goTo('2026-09-24');
    await steps.done(tax.prepares, 'askSupplement', { no, reason: '请写明所办事项' });
    expect(refusal(await hub.act(tax.prepares, 'proposeAgreement', { no }))).toContain('已中止');
    await hub.goTo('2026-10-14');
    expect((await told('FIN.main', no)).deadlines[1]).toMatchObject({
      pausedOn: '2026-09-24',
      daysLeft: null,
      isOverdue: false,
    });
    await steps.done(fin.prepares, 'supplementApplication', { no, reason: '用于核定奖励' });
    expect((await told('FIN.main', no)).deadlines[1]).toMatchObject({ dueOn: '2026-10-23', pausedOn: null });
  });

  it('is put off once, with a reason and within bounds', async () => {
    await hub.goTo('2026-09-21');
    const no = await steps.forwarded();
    expect(
      refusal(await hub.act(tax.prepares, 'extendReply', { no, reason: '会商', workingDays: 11 })),
    ).toContain('不超过');
    await steps.done(tax.prepares, 'extendReply', { no, reason: '会商', workingDays: 3 });
    expect(await told('FIN.main', no)).toMatchObject({
      state: 'EXTENDED',
      deadlines: [{}, { dueOn: '2026-10-15' }],
    });
    expect(
      refusal(await hub.act(tax.prepares, 'extendReply', { no, reason: '会商', workingDays: 1 })),
    ).toContain('不能“延长答复”');
  });

  it('makes an application overdue, never granted; who must act is listed, and answers late', async () => {
    await hub.goTo('2026-09-21');
    const no = await steps.forwarded();
    expect(refusal(await hub.act(fin.prepares, 'urgeApplication', { no }))).toContain('暂不能催办');
    await hub.goTo('2026-10-12');
    await steps.done(fin.prepares, 'urgeApplication', { no });
    expect(await stateOf(no)).toBe('FORWARDED');
    await hub.goTo('2026-10-13');
    expect(await told('FIN.main', no)).toMatchObject({
      state: 'OVERDUE',
      deadlines: [{}, { isOverdue: true, daysLeft: -1 }],
    });
    const overdue = `query ($within: Int!) { overdue(within: $within, first: 200) { edges { node { kind no deadline { responsible dueOn isOverdue } } } } }`;
    const listed = async (official: string, within = 0): Promise<unknown[]> =>
      (await hub.as(official, overdue, { within })).data.overdue.edges
        .map(({ node }: { node: { no: string } }) => node)
        .filter((node: { no: string }) => node.no === no);
    const expected = {
      kind: 'application',
      no,
      deadline: { responsible: 'TAX', dueOn: '2026-10-12', isOverdue: true },
    };
    expect(await listed('TAX.main')).toEqual([expected]);
    expect(await listed('FIN.main')).toEqual([expected]);
    expect(await listed('DATA.main', 5)).toEqual([expected]);
    expect(await listed('SMEB.main', 30)).toEqual([]);
    await steps.done(data.prepares, 'urgeApplication', { no });
    await steps.agree(no);
    expect(await stateOf(no)).toBe('AGREED');
    expect(
      await hub.rows(
        `SELECT actor, from_state, to_state FROM sharing_event WHERE subject = $1 AND act = 'settle'`,
        [no],
      ),
    ).toEqual([{ actor: 'HUB', from_state: 'FORWARDED', to_state: 'OVERDUE' }]);
  });

  it('is overdue from the first moment of the day, before anything has noted it', async () => {
    await hub.goTo('2026-09-21');
    const no = await steps.forwarded();
    await hub.goTo('2026-10-12');
    await steps.done(tax.prepares, 'proposeAgreement', { no });
    hub.skipTo('2026-10-13');
    expect(await stateOf(no)).toBe('OVERDUE');
    expect(await hub.rows('SELECT state FROM application WHERE no = $1', [no])).toEqual([
      { state: 'FORWARDED' },
    ]);
    const { edges } = (
      await hub.as('FIN.main', '{ applications(state: OVERDUE, first: 200) { edges { node { no } } } }')
    ).data.applications;
    expect(edges).toContainEqual({ node: { no } });
    await steps.done(tax.decides, 'agreeToApplication', { no });
    expect((await told('FIN.main', no)).life.slice(-2)).toMatchObject([
      { act: 'settle', actor: 'HUB', to: 'OVERDUE' },
      { act: 'agreeToApplication', actor: 'TAX', from: 'OVERDUE', to: 'AGREED' },
    ]);
  });

  it('is refused beyond the last loaded year, until that year is loaded', async () => {
    await hub.goTo('2026-12-28');
    const no = await steps.checked();
    const refused = await hub.act(data.decides, 'forwardApplication', { no });
    expect([codesOf(refused), refusal(refused)]).toEqual([
      ['LIMIT_EXCEEDED'],
      expect.stringContaining('2027 年的工作日历尚未载入'),
    ]);
    expect(await stateOf(no)).toBe('CHECKED');
    const year = {
      year: 2027,
      holidays: ['2027-01-01'],
      workdays: [],
      source: '国办发明电〔2026〕号（测试）',
    };
    expect(codesOf(await hub.act('FIN.main', 'loadCalendarYear', year))).toEqual(['DENIED_NO_GRANT']);
    for (const [change, says] of [
      [{ holidays: [] }, '没有一个放假的日子'],
      [{ holidays: ['2026-01-01'] }, '不在 2027 年'],
      [{ workdays: ['2027-01-04'] }, '本来就是工作日'],
    ] as const)
      expect(refusal(await hub.act(data.prepares, 'loadCalendarYear', { ...year, ...change }))).toContain(
        says,
      );
    await steps.done(data.prepares, 'loadCalendarYear', year);
    await steps.done(data.decides, 'forwardApplication', { no });
    expect((await told('FIN.main', no)).deadlines[1]).toMatchObject({ dueOn: '2027-01-12' });
    await hub.goTo('2026-03-02');
  });

  it('follows the stricter rule of a city that the whole matter lies in, and a rule that the authority sets', async () => {
    const inJincheng = { ...conditional, fields: ['LocalSupport.landNeed'], scope: { divisions: ['1405'] } };
    expect((await told('FIN.main', await steps.forwarded(inJincheng))).deadlines[1]).toMatchObject({
      responsible: 'CITY',
      dueOn: '2026-03-09',
      rule: 'jincheng-reply',
      provenance: '[S]',
      source: expect.stringContaining('晋市政办〔2024〕1号') as string,
    });
    const rule = {
      id: 'taiyuan-reply',
      step: 'REPLY',
      days: 3,
      inWorkingDays: true,
      division: '1401',
      validFrom: '2026-01-01',
    };
    for (const [change, says] of [
      [{}, '没有出处'],
      [{ source: '并政办〔2026〕1号' }, '没有出处标记'],
      [{ source: '并政办〔2026〕1号', provenance: '[S]', days: 0 }, '天数应为'],
    ] as const)
      expect(refusal(await hub.act(data.prepares, 'setClockRule', { ...rule, ...change }))).toContain(says);
    expect(codesOf(await hub.act('CITY.main', 'setClockRule', rule))).toEqual(['DENIED_NO_GRANT']);
    await steps.done(data.prepares, 'setClockRule', {
      ...rule,
      source: '并政办〔2026〕1号',
      provenance: '[S]',
      verifiedBy: '省数据局 2026-03-01',
    });
    const inTaiyuan = { ...inJincheng, scope: { divisions: ['140105'] } };
    expect((await told('FIN.main', await steps.forwarded(inTaiyuan))).deadlines[1]).toMatchObject({
      dueOn: '2026-03-05',
      verifiedBy: '省数据局 2026-03-01',
    });
  });
}
