import { conditional, data, fin, tax } from '../sharing/applying';
import { codesOf } from '../../support/ask';
import { filed, hub, overdue, path, refusal, stands, steps } from './the-year';

let extended: string;
let silent: string;
let urged: string;

export async function isProvidedUnderAgreements(): Promise<void> {
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
}

export async function asksBeforeNationalDay(): Promise<void> {
  await hub.goTo('2026-09-21');
  [extended, silent, urged] = [
    filed(await steps.forwarded()),
    filed(await steps.forwarded()),
    filed(await steps.forwarded()),
  ];
  expect(await stands(silent)).toEqual(['FORWARDED', '2026-10-12']);
  await steps.done(tax.prepares, 'extendReply', { no: extended, reason: '会商', workingDays: 5 });
  expect(await stands(extended)).toEqual(['EXTENDED', '2026-10-19']);
}

export async function repliesOrIsOverdue(): Promise<void> {
  await hub.goTo('2026-10-10');
  await steps.done(fin.prepares, 'urgeApplication', { no: urged });
  await steps.agree(urged);
  await hub.goTo('2026-10-12');
  expect((await stands(silent))[0]).toBe('FORWARDED');
  await hub.goTo('2026-10-13');
  expect((await stands(silent))[0]).toBe('OVERDUE');
}

export async function isOverdueAsPutOff(): Promise<void> {
  await hub.goTo('2026-10-20');
  expect((await stands(extended))[0]).toBe('OVERDUE');
  expect(await overdue('REPLY')).toEqual([extended, silent].sort());
}

export async function stopsAtTheCalendarsEnd(): Promise<void> {
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
}

export async function everyApplicationHasOneState(): Promise<void> {
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
}
