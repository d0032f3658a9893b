import { codesOf, type Answer } from '../support/ask';
import { startMovedHub, type MovedHub } from '../support/moved-hub';
import { applying, conditional, data, fin, tax, unconditional, type Officials } from './sharing/applying';

/**
 * One year of sharing, day by day: 2026 with 春节 (15–23 February, worked 14 and 28) and 国庆 (1–7 October, worked 10).
 * Each part of the year is a function of its own, so that consents, corrections and replays may find their place in it.
 */
let hub: MovedHub;
let steps: ReturnType<typeof applying>;

beforeAll(async () => {
  hub = await startMovedHub('2026-01-05');
  steps = applying(hub);
}, 120_000);
afterAll(() => hub.stop());

const city: Officials = { prepares: 'CITY.clerk', decides: 'CITY.approver' };
const inJincheng = { ...conditional, fields: ['LocalSupport.landNeed'], scope: { divisions: ['1405'] } };
const refusal = (answer: Answer): string => answer.errors.map(({ message }) => message).join();

interface Standing {
  readonly no: string;
  readonly state: string;
  readonly deadlines: readonly {
    step: string;
    dueOn: string;
    endedOn: string | null;
    isOverdue: boolean;
    rule: string;
  }[];
}

async function standing(no: string): Promise<Standing> {
  const query = `query ($no: ID!) { application(no: $no) { no state deadlines { step dueOn endedOn isOverdue rule } } }`;
  return (await hub.as('DATA.main', query, { no })).data.application as Standing;
}

/** The state and the due date of the last clock. */
async function stands(no: string): Promise<[string, string | undefined]> {
  const { state, deadlines } = await standing(no);
  return [state, deadlines.at(-1)?.dueOn];
}

const path: string[] = [];
const filed = (no: string): string => {
  path.push(no);
  return no;
};

it('January: the catalogue is published, within its two working days', async () => {
  const version = { unit: 'TAX', version: 1 };
  await steps.done(tax.prepares, 'draftCatalogue', { cause: '首次编制', changedOn: '2026-01-05' });
  expect(refusal(await hub.act(tax.prepares, 'submitCatalogue', version))).toContain('另一位经办人');
  await steps.done(tax.decides, 'submitCatalogue', version);
  await hub.goTo('2026-01-07');
  await steps.done(data.prepares, 'reviewCatalogue', version);
  expect(refusal(await hub.act(data.prepares, 'publishCatalogue', version))).toContain('另一位经办人');
  await steps.done(data.decides, 'publishCatalogue', version);
  const { catalogueVersions } = (
    await hub.as(
      'FIN.main',
      '{ catalogueVersions(unit: "TAX") { version state publishedOn items deadlines { step dueOn endedOn } life { act } } }',
    )
  ).data;
  expect(catalogueVersions).toMatchObject([
    {
      version: 1,
      state: 'PUBLISHED',
      publishedOn: '2026-01-07',
      deadlines: [
        { step: 'CATALOGUE_UPDATE', dueOn: '2026-01-19', endedOn: '2026-01-05' },
        { step: 'CATALOGUE_PUBLICATION', dueOn: '2026-01-07', endedOn: '2026-01-07' },
      ],
      life: [
        { act: 'draftCatalogue' },
        { act: 'submitCatalogue' },
        { act: 'reviewCatalogue' },
        { act: 'publishCatalogue' },
      ],
    },
  ]);
  expect(
    refusal(await hub.act(tax.prepares, 'draftCatalogue', { cause: '再编', changedOn: '2026-01-07' })),
  ).toContain('第 1 版一致');
});

it('January: what is shared unconditionally is granted in one working day, ten times', async () => {
  for (let round = 0; round < 10; round += 1) {
    const no = filed(await steps.submitted(unconditional));
    expect(await stands(no)).toEqual(['SUBMITTED', '2026-01-08']);
    await steps.done(data.prepares, 'checkApplication', { no });
    await steps.done(data.decides, 'grantApplication', { no });
    expect(await stands(no)).toEqual(['GRANTED', '2026-02-04']);
  }
});

it('February: a reply that is asked for before 春节 is due after it', async () => {
  await hub.goTo('2026-02-12');
  const agreed: string[] = [];
  for (let round = 0; round < 5; round += 1) agreed.push(filed(await steps.forwarded()));
  for (const no of agreed) expect(await stands(no)).toEqual(['FORWARDED', '2026-03-04']);
  await hub.goTo('2026-03-04');
  for (const no of agreed) {
    await steps.agree(no);
    expect(await stands(no)).toEqual(['AGREED', '2026-04-01']);
  }
});

it('February: in Jincheng five working days bind, and the worked Saturdays count', async () => {
  await hub.goTo('2026-02-12');
  const no = filed(await steps.forwarded(inJincheng));
  expect((await standing(no)).deadlines.map(({ rule, dueOn }) => [rule, dueOn])).toEqual([
    ['jincheng-check', '2026-02-14'],
    ['jincheng-reply', '2026-02-26'],
  ]);
  await hub.goTo('2026-02-27');
  expect(await stands(no)).toEqual(['OVERDUE', '2026-02-26']);
  await steps.agree(no, city);
  expect((await stands(no))[0]).toBe('AGREED');
});

it('March: refusals bear reason and basis; three disputes take their three ways', async () => {
  await hub.goTo('2026-03-05');
  const refused = await Promise.all([
    steps.forwarded(),
    steps.forwarded(),
    steps.forwarded(),
    steps.forwarded(),
  ]);
  for (const no of refused) await steps.refuse(filed(no));
  const [settled, overruled, upheld, accepted] = refused;
  const open = (application: string): Promise<string> =>
    steps.done(fin.prepares, 'openDispute', {
      application,
      matter: '请予共享',
      basis: '政务数据共享条例 第14条',
    });
  const [first, second, third] = [await open(settled), await open(overruled), await open(upheld)];
  await steps.done(tax.prepares, 'offerSettlement', { no: first, offer: '改供区间', reopens: true });
  await steps.done(fin.decides, 'acceptSettlement', { no: first });
  await hub.goTo('2026-03-20');
  for (const [no, outcome] of [
    [second, 'OVERRULED'],
    [third, 'UPHELD'],
  ] as const) {
    await steps.done(fin.prepares, 'escalateDispute', { no, reason: '协商不成' });
    await steps.done(data.prepares, 'proposeDecision', {
      no,
      outcome,
      reason: '依法',
      basis: '政务数据共享条例 第29条',
      documentNo: '晋政函〔2026〕9号',
    });
    await steps.done(data.decides, 'decideDispute', { no });
  }
  expect(
    await Promise.all([settled, overruled, upheld, accepted].map(async (no) => (await stands(no))[0])),
  ).toEqual(['OVERDUE', 'FORWARDED', 'REFUSED', 'REFUSED']);
  expect(await stands(overruled)).toEqual(['FORWARDED', '2026-04-03']);
  await steps.agree(settled);
  await steps.agree(overruled);
});

it('April: what is withdrawn, returned, amended or never submitted ends no other way', async () => {
  await hub.goTo('2026-04-01');
  for (const prepare of [steps.draft, steps.submitted, steps.checked, steps.forwarded]) {
    const no = filed(await prepare());
    await steps.done(fin.prepares, 'withdrawApplication', { no, reason: '不再需要' });
    expect((await stands(no))[0]).toBe('WITHDRAWN');
    expect(refusal(await hub.act(data.prepares, 'checkApplication', { no }))).toContain('现为“已撤回”');
  }
  for (let round = 0; round < 4; round += 1) {
    const no = filed(await steps.submitted());
    await steps.done(data.prepares, 'returnApplication', {
      no,
      reason: '场景不明',
      basis: '政务数据共享条例 第21条',
    });
    await steps.done(fin.prepares, 'amendApplication', {
      ...conditional,
      no,
      startsOn: '2026-04-02',
      endsOn: '2026-12-31',
    });
    await steps.done(fin.decides, 'submitApplication', { no });
    expect(await stands(no)).toEqual(['SUBMITTED', '2026-04-03']);
  }
  filed(await steps.draft());
});

it('May: a stopped clock keeps its days over the holiday', async () => {
  await hub.goTo('2026-04-27');
  const paused = [filed(await steps.forwarded()), filed(await steps.forwarded())];
  await hub.goTo('2026-04-29');
  for (const no of paused) await steps.done(tax.prepares, 'askSupplement', { no, reason: '请补正' });
  await hub.goTo('2026-05-20');
  for (const no of paused) {
    expect((await standing(no)).deadlines.at(-1)).toMatchObject({ dueOn: '2026-05-13', isOverdue: false });
    await steps.done(fin.prepares, 'supplementApplication', { no, reason: '已补正' });
    expect(await stands(no)).toEqual(['FORWARDED', '2026-06-01']);
    await steps.agree(no);
  }
});

it('June: what was agreed is provided, and stopped and ended with its agreement', async () => {
  await hub.goTo('2026-06-01');
  const until = [
    await steps.draft(conditional, fin, '2026-06-30'),
    await steps.draft(conditional, fin, '2026-12-31'),
    await steps.draft(conditional, fin, '2026-12-31'),
  ];
  for (const no of until) {
    filed(no);
    await steps.done(fin.decides, 'submitApplication', { no });
    await steps.done(data.prepares, 'checkApplication', { no });
    await steps.done(data.decides, 'forwardApplication', { no });
    await steps.agree(no);
    await hub.sign(no);
    expect((await stands(no))[0]).toBe('PROVIDED');
  }
  const [expiring = '', suspended = '', revoked = ''] = until;
  const why = { reason: '核查使用情况', basis: '政务数据共享条例 第25条' };
  await steps.done(tax.decides, 'suspendAgreement', { no: suspended, ...why });
  await steps.done(tax.decides, 'revokeAgreement', { no: revoked, ...why });
  expect((await stands(suspended))[0]).toBe('SUSPENDED');
  expect((await stands(revoked))[0]).toBe('REVOKED');
  await steps.done(tax.decides, 'resumeAgreement', { no: suspended, ...why });
  expect((await stands(suspended))[0]).toBe('PROVIDED');
  await hub.goTo('2026-06-30');
  expect((await stands(expiring))[0]).toBe('PROVIDED');
  await hub.goTo('2026-07-01');
  expect((await stands(expiring))[0]).toBe('EXPIRED');
  const renewed = await steps.done(fin.prepares, 'renewApplication', {
    no: expiring,
    startsOn: '2026-07-01',
    endsOn: '2026-12-31',
  });
  expect((await stands(filed(renewed)))[0]).toBe('DRAFT');
});

it('September and October: what is put off once is due after 国庆, what is not answered becomes overdue', async () => {
  await hub.goTo('2026-09-21');
  const [extended, silent, urged] = [
    filed(await steps.forwarded()),
    filed(await steps.forwarded()),
    filed(await steps.forwarded()),
  ];
  expect(await stands(silent)).toEqual(['FORWARDED', '2026-10-12']);
  await steps.done(tax.prepares, 'extendReply', { no: extended, reason: '会商', workingDays: 5 });
  expect(await stands(extended)).toEqual(['EXTENDED', '2026-10-19']);
  await hub.goTo('2026-10-10');
  await steps.done(fin.prepares, 'urgeApplication', { no: urged });
  await steps.agree(urged);
  await hub.goTo('2026-10-12');
  expect((await stands(silent))[0]).toBe('FORWARDED');
  await hub.goTo('2026-10-13');
  expect((await stands(silent))[0]).toBe('OVERDUE');
  await hub.goTo('2026-10-20');
  expect((await stands(extended))[0]).toBe('OVERDUE');
  const { edges } = (
    await hub.as('DATA.main', '{ overdue(first: 200) { edges { node { no deadline { step } } } } }')
  ).data.overdue;
  const replies = edges.filter(
    ({ node }: { node: { deadline: { step: string } } }) => node.deadline.step === 'REPLY',
  );
  expect(replies.map(({ node }: { node: { no: string } }) => node.no).sort()).toEqual(
    [extended, silent].sort(),
  );
});

it('December: nothing is computed into a year that is not loaded', async () => {
  await hub.goTo('2026-12-10');
  const [known, unknown] = [filed(await steps.forwarded()), filed(await steps.forwarded())];
  expect(await stands(known)).toEqual(['FORWARDED', '2026-12-24']);
  await steps.done(tax.prepares, 'proposeAgreement', { no: unknown });
  const refused = await hub.act(tax.decides, 'agreeToApplication', { no: unknown });
  expect([codesOf(refused), refusal(refused)]).toEqual([
    ['LIMIT_EXCEEDED'],
    expect.stringContaining('2027 年的工作日历尚未载入'),
  ]);
  expect((await stands(unknown))[0]).toBe('FORWARDED');
});

it('the year ends whole: forty applications, each in one state, none granted by silence', async () => {
  expect(path.length).toBeGreaterThanOrEqual(40);
  const rows = await hub.rows<{ no: string; state: string; clocks: number; rights: number }>(
    `SELECT no, state,
       (SELECT count(*)::int FROM clock WHERE kind = 'application' AND subject = no AND ended_on IS NULL) AS clocks,
       (SELECT count(*)::int FROM agreement WHERE application = no) AS rights
     FROM application ORDER BY no`,
  );
  expect(rows.map(({ no }) => no).sort()).toEqual([...path].sort());
  const running = ['SUBMITTED', 'CHECKED', 'GRANTED', 'FORWARDED', 'AGREED', 'EXTENDED', 'OVERDUE'];
  const rightful = ['GRANTED', 'AGREED', 'PROVIDED', 'SUSPENDED', 'EXPIRED', 'REVOKED'];
  for (const { no, state, clocks, rights } of rows) {
    expect([no, state, clocks]).toEqual([no, state, running.includes(state) ? 1 : 0]);
    expect([no, state, rights]).toEqual([no, state, rightful.includes(state) ? 1 : 0]);
  }
  expect([...new Set(rows.map(({ state }) => state))].sort()).toEqual([
    'AGREED',
    'DRAFT',
    'EXPIRED',
    'FORWARDED',
    'GRANTED',
    'OVERDUE',
    'PROVIDED',
    'REFUSED',
    'REVOKED',
    'SUBMITTED',
    'WITHDRAWN',
  ]);
  // Every state that anything is in is one to which its life leads.
  const last = await hub.rows<{ subject: string; to_state: string }>(
    `SELECT DISTINCT ON (subject) subject, to_state FROM sharing_event WHERE kind = 'application' AND to_state IS NOT NULL
     ORDER BY subject, id DESC`,
  );
  expect(new Map(last.map(({ subject, to_state }) => [subject, to_state]))).toEqual(
    new Map(rows.map(({ no, state }) => [no, state])),
  );
});
