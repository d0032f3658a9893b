import { codesOf, type Answer } from '../support/ask';
import { startMovedHub, type MovedHub } from '../support/moved-hub';
import { applying, APPLICATION, conditional, data, fin, tax, unconditional } from './sharing/applying';

interface Page {
  readonly edges: readonly { readonly node: { readonly no: string } }[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}

let hub: MovedHub;
let steps: ReturnType<typeof applying>;

beforeAll(async () => {
  hub = await startMovedHub('2026-03-02');
  steps = applying(hub);
}, 120_000);
afterAll(() => hub.stop());

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- an answer is read by its shape
const told = async (official: string, no: string): Promise<any> =>
  (await hub.as(official, APPLICATION, { no })).data.application;
const stateOf = async (no: string): Promise<string> => (await told('DATA.main', no)).state as string;
const refusal = (answer: Answer): string => answer.errors.map(({ message }) => message).join();

describe('an application for what is shared on condition', () => {
  it('goes from draft to agreement by two officials of each side, each step with its clock', async () => {
    const no = await steps.forwarded();
    expect(await told('FIN.main', no)).toMatchObject({
      state: 'FORWARDED',
      isConditional: true,
      fields: [{ field: 'Tax.revenueBand', share: '有条件共享' }],
      deadlines: [
        { step: 'CHECK', responsible: 'DATA', dueOn: '2026-03-04', endedOn: '2026-03-02', provenance: '[I]' },
        {
          step: 'REPLY',
          responsible: 'TAX',
          startedOn: '2026-03-02',
          dueOn: '2026-03-16',
          daysLeft: 10,
          isOverdue: false,
          rule: 'national-reply',
          provenance: '[S2]',
          verifiedBy: null,
        },
      ],
    });
    await steps.agree(no);
    expect(await told('TAX.main', no)).toMatchObject({
      state: 'AGREED',
      life: [
        { act: 'draftApplication', actor: 'FIN', to: 'DRAFT' },
        { act: 'submitApplication', actor: 'FIN', from: 'DRAFT', to: 'SUBMITTED' },
        { act: 'checkApplication', actor: 'DATA' },
        { act: 'forwardApplication', actor: 'DATA', to: 'FORWARDED' },
        { act: 'proposeAgreement', actor: 'TAX', to: 'FORWARDED' },
        { act: 'agreeToApplication', actor: 'TAX', to: 'AGREED' },
      ],
    });
    expect(
      await hub.rows(
        'SELECT id, consumer, provider, fields, state, application FROM agreement WHERE application = $1',
        [no],
      ),
    ).toEqual([
      {
        id: no,
        consumer: 'FIN',
        provider: 'TAX',
        fields: ['Tax.revenueBand'],
        state: 'DRAFT',
        application: no,
      },
    ]);
  });

  it('is refused with reason and legal basis, which its applicant reads', async () => {
    const no = await steps.forwarded();
    const without = await hub.act(tax.prepares, 'proposeRefusal', { no, reason: '不便提供' });
    expect(refusal(without)).toContain('请写明法律依据');
    await steps.refuse(no);
    expect(await told('FIN.main', no)).toMatchObject({
      state: 'REFUSED',
      reason: '区间仍可推知单户税收情况',
      reasonBasis: '税收征收管理法 第8条',
    });
  });

  it('is not decided by the official who prepared it, at any step', async () => {
    const draft = await steps.draft();
    expect(refusal(await hub.act('FIN.clerk', 'submitApplication', { no: draft }))).toContain('另一位经办人');
    const no = await steps.checked();
    expect(refusal(await hub.act('DATA.clerk', 'forwardApplication', { no }))).toContain('另一位经办人');
    await steps.done('DATA.main', 'forwardApplication', { no });
    await steps.done('TAX.clerk', 'proposeAgreement', { no });
    expect(refusal(await hub.act('TAX.clerk', 'agreeToApplication', { no }))).toContain('另一位经办人');
    expect(await stateOf(no)).toBe('FORWARDED');
  });
});

describe('an application for what is shared unconditionally', () => {
  it('is granted by the authority after its check, within one working day', async () => {
    const no = await steps.checked(unconditional);
    expect(refusal(await hub.act(data.decides, 'forwardApplication', { no }))).toContain('应直接授权');
    await steps.done(data.decides, 'grantApplication', { no });
    expect(await told('FIN.main', no)).toMatchObject({
      state: 'GRANTED',
      isConditional: false,
      deadlines: [
        { step: 'CHECK_UNCONDITIONAL', dueOn: '2026-03-03', rule: 'national-unconditional' },
        { step: 'PROVIDE', responsible: 'TAX', dueOn: '2026-03-30' },
      ],
    });
  });

  it('is not granted where one field is shared on condition', async () => {
    const no = await steps.checked({ ...unconditional, fields: ['Tax.sizeClass', 'Tax.revenueBand'] });
    expect(refusal(await hub.act(data.decides, 'grantApplication', { no }))).toContain('应转提供方答复');
  });
});

describe('a cart', () => {
  it('becomes one application to each owner', async () => {
    const answer = await hub.act(fin.prepares, 'draftApplication', {
      ...conditional,
      fields: ['Tax.sizeClass', 'Cultivation.inPool', 'Cultivation.nicheYears'],
      startsOn: '2026-03-02',
      endsOn: '2026-12-31',
    });
    const { no, count } = answer.data.draftApplication;
    expect(count).toBe(2);
    expect(
      await hub.rows('SELECT provider, is_conditional FROM application WHERE cart = $1 ORDER BY provider', [
        no,
      ]),
    ).toEqual([
      { provider: 'SMEB', is_conditional: false },
      { provider: 'TAX', is_conditional: false },
    ]);
  });

  it('may be a registered operation of the applicant’s own', async () => {
    const term = { startsOn: '2026-03-02', endsOn: '2026-12-31', manner: 'QUERY' };
    const answer = await hub.act('FHG.clerk', 'draftApplication', {
      ...term,
      operation: 'Q06',
      purpose: 'M06',
    });
    expect(answer.errors).toEqual([]);
    const rows = await hub.rows<{ provider: string; fields: string[] }>(
      'SELECT provider, fields FROM application WHERE cart = $1',
      [answer.data.draftApplication.no],
    );
    expect(rows.map(({ provider }) => provider)).toEqual(expect.arrayContaining(['TAX', 'PBC']));
    expect(rows.every(({ fields }) => fields.length > 0)).toBe(true);
    const foreign = await hub.act('AMR.clerk', 'draftApplication', {
      ...term,
      operation: 'Q06',
      purpose: 'M14',
    });
    expect(refusal(foreign)).toContain('没有可申请的字段');
  });
});

describe('bad input leaves nothing', () => {
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
});

describe('every step', () => {
  it('is refused to whoever has no part in it, like one that does not exist', async () => {
    const no = await steps.forwarded();
    const inputs: [string, object][] = [
      ['withdrawApplication', { no, reason: '不再需要' }],
      ['submitApplication', { no }],
      ['supplementApplication', { no, reason: '补正' }],
      ['renewApplication', { no, startsOn: '2026-04-01', endsOn: '2026-05-01' }],
      ['proposeAgreement', { no }],
      ['proposeRefusal', { no, reason: '理由', basis: '条例 第1条' }],
      ['agreeToApplication', { no }],
      ['refuseApplication', { no }],
      ['extendReply', { no, reason: '理由', workingDays: 1 }],
      ['askSupplement', { no, reason: '理由' }],
      ['urgeApplication', { no }],
    ];
    for (const [name, input] of inputs) {
      const [foreign, invented] = await Promise.all([
        hub.act('SMEB.approver', name, input),
        hub.act('SMEB.approver', name, { ...input, no: no.replace(/\d+$/, '999999') }),
      ]);
      expect([name, codesOf(foreign)]).toEqual([name, ['BAD_USER_INPUT']]);
      expect(refusal(foreign)).toBe(refusal(invented).replace(/A-999999/, no));
    }
    expect(await stateOf(no)).toBe('FORWARDED');
  });

  it('of the other side is refused with who does it', async () => {
    const no = await steps.forwarded();
    for (const [official, name, input, says] of [
      ['FIN.approver', 'agreeToApplication', { no }, '“同意共享”由提供方办理'],
      ['TAX.approver', 'withdrawApplication', { no, reason: '理由' }, '“撤回申请”由需求方办理'],
      ['DATA.approver', 'proposeAgreement', { no }, '“拟同意”由提供方办理'],
      ['TAX.approver', 'supplementApplication', { no, reason: '理由' }, '“补正”由需求方办理'],
      ['DATA.approver', 'grantApplication', { no }, '申请现为“已转提供方”，不能“直接授权”'],
    ] as const) {
      const answer = await hub.act(official, name, input);
      expect([name, refusal(answer)]).toEqual([name, expect.stringContaining(says)]);
    }
  });

  it('of the authority is refused to units, and nothing is done without the purpose of sharing', async () => {
    const no = await steps.submitted();
    for (const name of ['checkApplication', 'grantApplication', 'forwardApplication'])
      expect(codesOf(await hub.act('TAX.approver', name, { no }))).toEqual(['DENIED_NO_GRANT']);
    expect(
      codesOf(
        await hub.act('DATA.approver', 'draftApplication', {
          ...conditional,
          startsOn: '2026-03-02',
          endsOn: '2026-03-03',
        }),
      ),
    ).toEqual(['DENIED_NO_GRANT']);
    expect(codesOf(await hub.act('FIN.main.M05', 'withdrawApplication', { no, reason: '理由' }))).toEqual([
      'DENIED_PURPOSE',
    ]);
  });

  it('is taken once: of two officials at once one wins and the other is told', async () => {
    const no = await steps.forwarded();
    await steps.done(tax.prepares, 'proposeAgreement', { no });
    const both = await Promise.all([
      hub.act('TAX.approver', 'agreeToApplication', { no }),
      hub.act('TAX.main', 'agreeToApplication', { no }),
    ]);
    expect(both.filter(({ errors }) => errors.length === 0)).toHaveLength(1);
    expect(both.map(refusal).join('')).toContain('申请现为“已同意”，不能“同意共享”');
    expect(await hub.rows('SELECT FROM agreement WHERE application = $1', [no])).toHaveLength(1);
    expect(await hub.rows(`SELECT FROM clock WHERE subject = $1 AND ended_on IS NULL`, [no])).toHaveLength(1);
  });

  it('is taken once, also where one agrees and the other withdraws', async () => {
    for (let round = 0; round < 5; round += 1) {
      const no = await steps.forwarded();
      await steps.done(tax.prepares, 'proposeAgreement', { no });
      const both = await Promise.all([
        hub.act('TAX.approver', 'agreeToApplication', { no }),
        hub.act('FIN.main', 'withdrawApplication', { no, reason: '不再需要' }),
      ]);
      const won = both.findIndex(({ errors }) => errors.length === 0);
      expect(both.filter(({ errors }) => errors.length === 0)).toHaveLength(1);
      expect(await stateOf(no)).toBe(['AGREED', 'WITHDRAWN'][won]);
    }
  });
});

describe('the clock', () => {
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
});

describe('reading', () => {
  it('shows everybody its own affairs only', async () => {
    const no = await steps.submitted();
    for (const official of ['FIN.main', 'TAX.main', 'DATA.main'])
      expect(await told(official, no)).toMatchObject({ no });
    const foreign = await hub.as('SMEB.main', APPLICATION, { no });
    const invented = await hub.as('SMEB.main', APPLICATION, { no: 'A-999999' });
    expect([codesOf(foreign), foreign.data, refusal(foreign)]).toEqual([
      ['BAD_USER_INPUT'],
      { application: null },
      refusal(invented),
    ]);
    const listed = async (official: string, role?: string): Promise<string[]> =>
      (
        await hub.as(
          official,
          'query ($role: ApplicationRole) { applications(role: $role, first: 200) { edges { node { no } } } }',
          { role },
        )
      ).data.applications.edges.map(({ node }: { node: { no: string } }) => node.no);
    expect(await listed('FIN.main', 'APPLICANT')).toContain(no);
    expect(await listed('TAX.main', 'PROVIDER')).toContain(no);
    expect(await listed('DATA.main')).toContain(no);
    expect(await listed('TAX.main', 'APPLICANT')).toEqual([]);
    expect(await listed('FIN.main', 'AUTHORITY')).toEqual([]);
    expect(await listed('SMEB.main')).not.toContain(no);
  });

  it('shows a city’s affairs to that city and to no other', async () => {
    const city = { prepares: 'CITY.jincheng', decides: 'CITY.jincheng' };
    const content = { ...conditional, purpose: 'M02', basis: '方案 第2条', scene: '建立培育库' };
    const no = await steps.draft(content, city);
    expect(await hub.rows('SELECT division, scope FROM application WHERE no = $1', [no])).toEqual([
      { division: '1405', scope: { divisions: 'own' } },
    ]);
    const list = '{ applications(first: 200) { edges { node { no } } } }';
    const own = (await hub.as('CITY.jincheng', list)).data.applications.edges;
    expect(own).toContainEqual({ node: { no } });
    const others = (await hub.as('CITY.taiyuan', list)).data.applications.edges;
    expect(others).not.toContainEqual({ node: { no } });
    expect(codesOf(await hub.as('CITY.taiyuan', APPLICATION, { no }))).toEqual(['BAD_USER_INPUT']);
    expect(refusal(await hub.act('CITY.taiyuan', 'withdrawApplication', { no, reason: '理由' }))).toContain(
      '与本单位无关',
    );
  });

  it('needs the purpose of sharing, and is for participants', async () => {
    const list = '{ applications { edges { node { no } } } }';
    expect(codesOf(await hub.as('FIN.main.M05', list))).toEqual(['DENIED_PURPOSE']);
    expect((await hub.as('FIN.main.M05', list)).data).toEqual({ applications: null });
  });

  it('goes page by page, newest first', async () => {
    const page =
      'query ($after: String) { applications(first: 7, after: $after) { edges { node { no } } pageInfo { hasNextPage endCursor } } }';
    const seen: string[] = [];
    for (let after: string | null = null, more = true; more;) {
      const told: Page = (await hub.as('DATA.main', page, { after })).data.applications;
      seen.push(...told.edges.map(({ node }) => node.no));
      ({ hasNextPage: more, endCursor: after } = told.pageInfo);
    }
    const all = await hub.rows<{ no: string }>('SELECT no FROM application ORDER BY made_at DESC, no DESC');
    expect(seen).toEqual(all.map(({ no }) => no));
  });
});

describe('withdrawing, returning, renewing', () => {
  it('ends the clock with the matter', async () => {
    const no = await steps.submitted();
    await steps.done('FIN.clerk', 'withdrawApplication', { no, reason: '不再需要' });
    expect(await told('FIN.main', no)).toMatchObject({
      state: 'WITHDRAWN',
      deadlines: [{ endedOn: '2026-03-02' }],
    });
  });

  it('goes back to be amended, and is submitted anew with a new clock', async () => {
    const no = await steps.submitted();
    await steps.done(data.prepares, 'returnApplication', {
      no,
      reason: '场景不明',
      basis: '政务数据共享条例 第21条',
    });
    expect(await told('FIN.main', no)).toMatchObject({
      state: 'DRAFT',
      reason: '场景不明',
      isPrepared: false,
    });
    expect(refusal(await hub.act(fin.decides, 'submitApplication', { no }))).toContain('先由经办人');
    await steps.done(fin.prepares, 'amendApplication', {
      ...conditional,
      no,
      startsOn: '2026-03-02',
      endsOn: '2026-12-31',
    });
    await steps.done(fin.decides, 'submitApplication', { no });
    expect((await told('FIN.main', no)).deadlines).toHaveLength(2);
  });

  it('renews only what was provided', async () => {
    const no = await steps.forwarded();
    const renewal = { no, startsOn: '2026-04-01', endsOn: '2026-12-31' };
    expect(refusal(await hub.act(fin.prepares, 'renewApplication', renewal))).toContain('不能“续期”');
  });
});

describe('a dispute', () => {
  const matter = { matter: '区间不能推知单户，请提供', basis: '政务数据共享条例 第14条' };
  const DISPUTES = `query ($no: ID!) { application(no: $no) { state disputes {
    no openedBy state offer offeredBy outcome decision decisionBasis documentNo
    deadlines { step responsible dueOn endedOn } life { act actor to } } } }`;
  const refused = async (): Promise<string> => {
    await hub.goTo('2026-03-02');
    const no = await steps.forwarded();
    await steps.refuse(no);
    return no;
  };

  it('is negotiated, coordinated and decided; an overruled provider replies anew, and nobody in its name', async () => {
    const application = await refused();
    const no = await steps.done(fin.prepares, 'openDispute', { application, ...matter });
    await steps.done(fin.prepares, 'escalateDispute', { no, reason: '协商不成' });
    const decision = {
      no,
      outcome: 'OVERRULED',
      reason: '依法应予共享',
      basis: '政务数据共享条例 第15条',
      documentNo: '晋政函〔2026〕1号',
    };
    expect(codesOf(await hub.act(tax.decides, 'proposeDecision', decision))).toEqual(['DENIED_NO_GRANT']);
    await steps.done(data.prepares, 'proposeDecision', decision);
    expect(refusal(await hub.act(data.prepares, 'decideDispute', { no }))).toContain('另一位经办人');
    await steps.done(data.decides, 'decideDispute', { no });
    const { data: answer } = await hub.as('TAX.main', DISPUTES, { no: application });
    expect(answer.application).toMatchObject({
      state: 'FORWARDED',
      disputes: [
        {
          no,
          openedBy: 'FIN',
          state: 'DECIDED',
          outcome: 'OVERRULED',
          decisionBasis: '政务数据共享条例 第15条',
          documentNo: '晋政函〔2026〕1号',
          deadlines: [
            { step: 'NEGOTIATION', responsible: 'TAX', dueOn: '2026-03-16', endedOn: '2026-03-02' },
            { step: 'COORDINATION', responsible: 'DATA', dueOn: '2026-03-23', endedOn: '2026-03-02' },
          ],
          life: [
            { act: 'openDispute', actor: 'FIN', to: 'NEGOTIATING' },
            { act: 'escalateDispute', actor: 'FIN', to: 'COORDINATING' },
            { act: 'proposeDecision', actor: 'DATA', to: 'COORDINATING' },
            { act: 'decideDispute', actor: 'DATA', to: 'DECIDED' },
          ],
        },
      ],
    });
    await steps.agree(application);
  });

  it('is settled by what one side offers and the other accepts', async () => {
    const application = await refused();
    const no = await steps.done(fin.prepares, 'openDispute', { application, ...matter });
    await steps.done(tax.prepares, 'offerSettlement', { no, offer: '改供规模区间', reopens: true });
    expect(refusal(await hub.act(tax.decides, 'acceptSettlement', { no }))).toContain('须由对方接受');
    const both = await Promise.all([
      hub.act(fin.prepares, 'acceptSettlement', { no }),
      hub.act(fin.decides, 'acceptSettlement', { no }),
    ]);
    expect(both.filter(({ errors }) => errors.length === 0)).toHaveLength(1);
    expect(both.map(refusal).join('')).toContain('争议现为“已协商一致”');
    expect(await stateOf(application)).toBe('FORWARDED');
  });

  it('is opened once, by a party, about what can be disputed, on a legal basis', async () => {
    const open = await steps.forwarded();
    expect(refusal(await hub.act(fin.prepares, 'openDispute', { application: open, ...matter }))).toContain(
      '只有被拒绝',
    );
    const application = await refused();
    expect(
      refusal(await hub.act(fin.prepares, 'openDispute', { application, ...matter, basis: '不服' })),
    ).toContain('法律依据');
    expect(refusal(await hub.act('SMEB.main', 'openDispute', { application, ...matter }))).toContain(
      '与本单位无关',
    );
    expect(refusal(await hub.act(data.prepares, 'openDispute', { application, ...matter }))).toContain(
      '由需求方或提供方提出',
    );
    const no = await steps.done(fin.prepares, 'openDispute', { application, ...matter });
    expect(codesOf(await hub.act(tax.prepares, 'openDispute', { application, ...matter }))).toEqual([
      'BAD_USER_INPUT',
    ]);
    for (const [name, input] of [
      ['offerSettlement', { no, offer: '方案', reopens: false }],
      ['acceptSettlement', { no }],
      ['escalateDispute', { no, reason: '理由' }],
    ] as const) {
      const [foreign, invented] = [
        await hub.act('SMEB.main', name, input),
        await hub.act('SMEB.main', name, { ...input, no: 'D-999999' }),
      ];
      expect(refusal(foreign)).toBe(refusal(invented).replace('D-999999', no));
    }
    const listed = async (official: string): Promise<string[]> =>
      (await hub.as(official, '{ disputes(state: NEGOTIATING, first: 200) { no } }')).data.disputes.map(
        (one: { no: string }) => one.no,
      );
    for (const official of ['FIN.main', 'TAX.main', 'DATA.main'])
      expect(await listed(official)).toContain(no);
    expect(await listed('SMEB.main')).toEqual([]);
  });
});
