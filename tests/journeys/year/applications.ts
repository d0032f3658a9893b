import { conditional, data, fin, tax, unconditional, type Officials } from '../sharing/applying';
import { filed, hub, refusal, standing, stands, steps } from './the-year';

const city: Officials = { prepares: 'CITY.clerk', decides: 'CITY.approver' };
const inJincheng = { ...conditional, fields: ['LocalSupport.landNeed'], scope: { divisions: ['1405'] } };
const askedBefore: string[] = [];
let inCity: string;

export async function grantsWithinADay(): Promise<void> {
  for (let round = 0; round < 10; round += 1) {
    const no = filed(await steps.submitted(unconditional));
    expect(await stands(no)).toEqual(['SUBMITTED', '2026-01-08']);
    await steps.done(data.prepares, 'checkApplication', { no });
    await steps.done(data.decides, 'grantApplication', { no });
    expect(await stands(no)).toEqual(['GRANTED', '2026-02-04']);
  }
}

export async function asksBeforeTheHoliday(): Promise<void> {
  await hub.goTo('2026-02-12');
  for (let round = 0; round < 5; round += 1) askedBefore.push(filed(await steps.forwarded()));
  for (const no of askedBefore) expect(await stands(no)).toEqual(['FORWARDED', '2026-03-04']);
  inCity = filed(await steps.forwarded(inJincheng));
  expect((await standing(inCity)).deadlines.map(({ rule, dueOn }) => [rule, dueOn])).toEqual([
    ['jincheng-check', '2026-02-14'],
    ['jincheng-reply', '2026-02-26'],
  ]);
}

export async function repliesAfterTheHoliday(): Promise<void> {
  await hub.goTo('2026-02-27');
  expect(await stands(inCity)).toEqual(['OVERDUE', '2026-02-26']);
  await steps.agree(inCity, city);
  expect((await stands(inCity))[0]).toBe('AGREED');
  await hub.goTo('2026-03-04');
  for (const no of askedBefore) {
    await steps.agree(no);
    expect(await stands(no)).toEqual(['AGREED', '2026-04-01']);
  }
}

export async function refusesAndDisputes(): Promise<void> {
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
}

export async function endsNoOtherWay(): Promise<void> {
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
}

export async function keepsItsDays(): Promise<void> {
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
}
