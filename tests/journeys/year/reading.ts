import { tax, fin } from '../sharing/applying';
import { filed, hub, stands, steps } from './the-year';
import { outcome } from './reads';

/** FIN asks TAX whether revenue is at least five million, for the awards of measure 5: nobody has agreed to that yet. */
const threshold = {
  fields: ['Tax.revenueAtLeast'],
  thresholds: [{ field: 'Tax.revenueAtLeast', thresholds: [5_000_000] }],
  purpose: 'M05',
  basis: '方案 第5条；政务数据共享条例 第21条',
  scene: '核定专项资金奖励',
  manner: 'QUERY',
};
const why = { reason: '核查使用情况', basis: '政务数据共享条例 第25条' };
let uscc: string;
let first: string;
let second: string;

const reads = (purpose = 'M05'): Promise<string> =>
  outcome(`FIN.main.${purpose}`, 'Tax.revenueAtLeast', uscc);

async function provided(no: string): Promise<string> {
  await steps.done(fin.decides, 'submitApplication', { no: filed(no) });
  await steps.done('DATA.clerk', 'checkApplication', { no });
  await steps.done('DATA.approver', 'forwardApplication', { no });
  await steps.agree(no);
  await hub.sign(no);
  expect((await stands(no))[0]).toBe('PROVIDED');
  return no;
}

export async function isToldNothingBefore(): Promise<void> {
  const [row] = await hub.rows<{ uscc: string }>(
    'SELECT uscc FROM annual_return ORDER BY uscc LIMIT 1',
    [],
    'tax',
  );
  uscc = row?.uscc ?? '';
  await hub.goTo('2026-04-02');
  expect(await reads()).toBe('DENIED_NO_GRANT');
  first = await provided(await steps.draft(threshold, fin, '2026-08-31'));
  expect([await reads(), await reads('M08')]).toEqual(['TOLD', 'DENIED_PURPOSE']);
  expect(
    await outcome('FIN.main.M05', 'Tax.revenueAtLeast', uscc, 'tax { revenueAtLeast(yuan: 10000000) }'),
  ).toBe('DENIED_BISECTION');
}

export async function isToldNothingWhileSuspended(): Promise<void> {
  await hub.goTo('2026-07-06');
  await steps.done(tax.decides, 'suspendAgreement', { no: first, ...why });
  expect(await reads()).toBe('DENIED_NO_GRANT');
  await hub.goTo('2026-07-07');
  expect(await reads()).toBe('DENIED_NO_GRANT');
  await steps.done(tax.decides, 'resumeAgreement', { no: first, ...why });
  expect(await reads()).toBe('TOLD');
}

export async function isToldUntilTheLastDay(): Promise<void> {
  await hub.goTo('2026-08-31');
  expect(await reads()).toBe('TOLD');
  await hub.goTo('2026-09-01');
  expect([await reads(), (await stands(first))[0]]).toEqual(['DENIED_NO_GRANT', 'EXPIRED']);
  const renewed = { no: first, startsOn: '2026-09-01', endsOn: '2026-12-31' };
  second = await provided(await steps.done(fin.prepares, 'renewApplication', renewed));
  expect(await reads()).toBe('TOLD');
}

export async function isToldNothingOnceRevoked(): Promise<void> {
  await hub.goTo('2026-09-07');
  expect(await reads()).toBe('TOLD');
  await steps.done(tax.decides, 'revokeAgreement', { no: second, ...why });
  expect([await reads(), (await stands(second))[0]]).toEqual(['DENIED_NO_GRANT', 'REVOKED']);
  await hub.goTo('2026-09-08');
  expect(await reads()).toBe('DENIED_NO_GRANT');
}
