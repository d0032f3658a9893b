import type { Answer, Wish } from '../../support/ask';
import type { Who } from '../../support/moved-hub';
import { isGivenToTheRegulator, objecting } from './consents';
import { read } from './reads';
import { hub, overdue, refusal, steps, type Deadline } from './the-year';

const exchange = 'EXCH.main.M10';
const bureau = 'SMEB.main.M01';
let titled: string;
/** What the exchange objects to, and what the enterprise does. */
let product: string;
let credit: string;

const self = (): Wish => ({ enterprise: objecting });
const readsProduct = (who: Who): Promise<Answer> => read(who, 'Cultivation.mainProduct', titled);
const readsCredit = (who: Who): Promise<Answer> => read(who, 'Credit.creditOverview', objecting);
const marks = ({ sharing }: Answer): string[] =>
  (sharing.objections ?? []).map(({ no, state }) => `${no} ${state}`);

async function stands(who: Who, no: string): Promise<[string, Deadline | undefined]> {
  const { data } = await hub.as(
    who,
    '{ corrections { edges { node { no state deadlines { step dueOn endedOn isOverdue rule } } } } }',
  );
  const matters = (
    data.corrections.edges as { node: { no: string; state: string; deadlines: Deadline[] } }[]
  ).map(({ node }) => node);
  const matter = matters.find((one) => one.no === no);
  return [matter?.state ?? '', matter?.deadlines.at(-1)];
}

/** Twenty calendar days would end on 4 October, which is a day off until the 8th. */
export async function creditIsObjectedTo(): Promise<void> {
  await hub.goTo('2026-09-14');
  await isGivenToTheRegulator();
  expect(marks(await readsCredit('LFR.main.M09'))).toEqual([]);
  const shown = await readsCredit(self());
  credit = await steps.done(self(), 'fileCorrection', {
    uscc: objecting,
    field: 'Credit.creditOverview',
    receipt: shown.sharing.receipt,
    objection: '机构数有误',
  });
  expect(await stands(self(), credit)).toEqual([
    'MARKED',
    {
      step: 'CREDIT_OBJECTION',
      dueOn: '2026-10-08',
      endedOn: null,
      isOverdue: false,
      rule: 'credit-objection',
    },
  ]);
  expect(marks(await readsCredit('LFR.main.M09'))).toEqual([`${credit} MARKED`]);
}

/** Ten working days from 22 September: 25–27 中秋, 1–7 October 国庆, 10 October worked. */
export async function productIsObjectedTo(): Promise<void> {
  await hub.goTo('2026-09-22');
  const [row] = await hub.rows<{ uscc: string }>(
    'SELECT uscc FROM cultivation WHERE tier IS NOT NULL ORDER BY uscc LIMIT 1',
    [],
    'smeb',
  );
  titled = row?.uscc ?? '';
  const shown = await readsProduct(exchange);
  const input = { uscc: titled, field: 'Cultivation.mainProduct', receipt: shown.sharing.receipt };
  product = await steps.done('EXCH.clerk', 'fileCorrection', { ...input, objection: '与认定文件不符' });
  expect((await stands('EXCH.clerk', product))[1]).toMatchObject({
    rule: 'national-correction',
    dueOn: '2026-10-13',
  });
  expect(refusal(await hub.act('EXCH.clerk', 'fileCorrection', { ...input, objection: '再提' }))).toContain(
    '尚未办结',
  );
  expect(marks(await readsProduct(bureau))).toEqual([`${product} MARKED`]);
}

/** On its last day the owner still is in time; the enterprise has until the 21st to answer. */
export async function creditIsCorrected(): Promise<void> {
  await hub.goTo('2026-10-08');
  expect(await overdue('CREDIT_OBJECTION')).toEqual([]);
  const finding = { no: credit, finding: 'CORRECTED', reply: '已更正' };
  await steps.done('PBC.clerk', 'verifyCorrection', finding);
  expect(refusal(await hub.act('PBC.clerk', 'concludeCorrection', { no: credit }))).toContain('另一位经办人');
  await steps.done('PBC.approver', 'concludeCorrection', { no: credit });
  expect(await stands(self(), credit)).toMatchObject([
    'CORRECTED',
    { step: 'CORRECTION_ANSWER', dueOn: '2026-10-21' },
  ]);
  expect(marks(await readsCredit('LFR.main.M09'))).toEqual([`${credit} CORRECTED`]);
  await steps.done(self(), 'closeCorrection', { no: credit });
  expect(marks(await readsCredit('LFR.main.M09'))).toEqual([]);
}

export async function productIsOverdue(): Promise<void> {
  await hub.goTo('2026-10-13');
  expect(await overdue('CORRECTION')).toEqual([]);
  await hub.goTo('2026-10-14');
  expect(await overdue('CORRECTION')).toEqual([product]);
  await steps.done('SMEB.clerk', 'verifyCorrection', {
    no: product,
    finding: 'UPHELD',
    reply: '与认定文件一致',
    basis: '晋企发〔2026〕1号',
  });
  await steps.done('SMEB.approver', 'concludeCorrection', { no: product });
  expect(await overdue('CORRECTION')).toEqual([]);
  expect(await stands('EXCH.clerk', product)).toMatchObject([
    'UPHELD',
    { step: 'CORRECTION_ANSWER', dueOn: '2026-10-28', rule: 'hub-correction-answer' },
  ]);
}

/** Its owner may close what it upheld only when the time to answer is over; the mark stays as long. */
export async function productIsClosed(): Promise<void> {
  await hub.goTo('2026-10-28');
  expect(refusal(await hub.act('SMEB.clerk', 'closeCorrection', { no: product }))).toContain('答复期未满');
  expect(marks(await readsProduct(bureau))).toEqual([`${product} UPHELD`]);
  expect(await overdue('CORRECTION_ANSWER')).toEqual([]);
  await hub.goTo('2026-10-29');
  expect(await overdue('CORRECTION_ANSWER')).toEqual([product]);
  await steps.done('SMEB.clerk', 'closeCorrection', { no: product });
  expect(await overdue('CORRECTION_ANSWER')).toEqual([]);
  expect(marks(await readsProduct(bureau))).toEqual([]);
  const shown = await readsProduct(exchange);
  const again = await steps.done('EXCH.clerk', 'fileCorrection', {
    uscc: titled,
    field: 'Cultivation.mainProduct',
    receipt: shown.sharing.receipt,
    objection: '仍有异议',
  });
  expect(marks(await readsProduct(bureau))).toEqual([`${again} MARKED`]);
  await steps.done('EXCH.clerk', 'withdrawCorrection', { no: again });
  expect(marks(await readsProduct(bureau))).toEqual([]);
}
