import { workingCalendar, workingDayAfter } from '../../src/sharing/clocks/working-calendar';
import { actingHub, loadNextYear, numberOf, refusalOf, type ActingHub } from '../support/acting';
import { codesOf, type Answer, type Wish } from '../support/ask';

let acting: ActingHub;
let uscc: string;
let other: string;
let unconsented: string;
let self: Wish;

const exchange: Wish = { unit: 'EXCH', purpose: 'M10' };
const exchangeDesk: Wish = { unit: 'EXCH', purpose: 'SHARING' };
const bureauClerk: Wish = { unit: 'SMEB', purpose: 'SHARING', system: 'clerk' };
const bureauApprover: Wish = { unit: 'SMEB', purpose: 'SHARING', system: 'approver' };
const FIELD = 'Cultivation.mainProduct';
const READING = `query ($uscc: USCC!) { enterprise(uscc: $uscc) { cultivation { tier mainProduct } } }`;

const read = (of = uscc, wish = exchange): Promise<Answer> => acting.ask(wish, READING, { uscc: of });
const file = (receipt: string, change: object = {}, who: Wish = exchangeDesk): Promise<Answer> =>
  acting.act(who, 'fileCorrection', 'CorrectionInput', {
    uscc,
    field: FIELD,
    receipt,
    objection: '主导产品与认定文件不符',
    ...change,
  });
const step = (act: string, no: string, who: Wish): Promise<Answer> =>
  acting.act(who, act, 'CorrectionReference', { no });
const verify = (no: string, change: object = {}, who: Wish = bureauClerk): Promise<Answer> =>
  acting.act(who, 'verifyCorrection', 'CorrectionFinding', {
    no,
    finding: 'CORRECTED',
    reply: '已按认定文件更正',
    ...change,
  });
const marksOf = (answer: Answer): object[] => [...(answer.sharing.objections ?? [])];
const closeAll = (): Promise<unknown> =>
  acting.rowsOf('hub', `UPDATE correction SET state = 'CLOSED', closed_at = now() WHERE state <> 'CLOSED'`);

/** As if what runs for the matter had been started forty days earlier. */
const moveDeadline = (no: string): Promise<unknown> =>
  acting.rowsOf('hub', `UPDATE clock SET due_on = due_on - 40 WHERE subject = $1 AND ended_on IS NULL`, [no]);

beforeAll(async () => {
  acting = await actingHub();
  await loadNextYear(acting);
  const titled = await acting.rowsOf<{ uscc: string }>(
    'smeb',
    'SELECT uscc FROM cultivation WHERE tier IS NOT NULL ORDER BY uscc LIMIT 2',
  );
  [uscc = '', other = ''] = titled.map((row) => row.uscc);
  const known = (await acting.rowsOf<{ uscc: string }>('hub', 'SELECT uscc FROM consent')).map(
    (row) => row.uscc,
  );
  const [without] = await acting.rowsOf<{ uscc: string }>(
    'pbc',
    'SELECT uscc FROM credit WHERE NOT uscc = ANY($1) ORDER BY uscc LIMIT 1',
    [known],
  );
  unconsented = without?.uscc ?? '';
  self = { enterprise: uscc };
}, 180_000);

afterAll(() => acting.stop());
afterEach(closeAll);

describe('a correction', () => {
  it('marks the value for every later reader from the filing until it is closed', async () => {
    const shown = await read();
    expect(marksOf(shown)).toEqual([]);
    const no = numberOf(await file(shown.sharing.receipt));
    const mark = { field: FIELD, uscc, no, since: expect.stringMatching(/^\d{4}-\d{2}-\d{2}$/) };
    expect(marksOf(await read())).toEqual([{ ...mark, state: 'MARKED' }]);
    expect(marksOf(await read(uscc, { unit: 'SMEB', purpose: 'M01' }))).toEqual([
      { ...mark, state: 'MARKED' },
    ]);
    expect(marksOf(await read(other))).toEqual([]);
    const both = await acting.ask(
      exchange,
      `query ($usccs: [USCC!]!) { enterprisesByUscc(usccs: $usccs) { cultivation { mainProduct } } }`,
      { usccs: [other, uscc] },
    );
    expect(marksOf(both)).toEqual([{ ...mark, state: 'MARKED' }]);

    numberOf(await verify(no));
    expect(marksOf(await read())).toEqual([{ ...mark, state: 'VERIFIED' }]);
    numberOf(await step('concludeCorrection', no, bureauApprover));
    expect(marksOf(await read())).toEqual([{ ...mark, state: 'CORRECTED' }]);
    numberOf(await step('closeCorrection', no, exchangeDesk));
    expect(marksOf(await read())).toEqual([]);
    const life = await acting.rowsOf<{ act: string; from_state: string; to_state: string }>(
      'hub',
      'SELECT act, from_state, to_state FROM sharing_event WHERE subject = $1 ORDER BY id',
      [no],
    );
    expect(life.map(({ act, from_state, to_state }) => [act, from_state, to_state])).toEqual([
      ['fileCorrection', null, 'FILED'],
      ['markCorrection', 'FILED', 'MARKED'],
      ['verifyCorrection', 'MARKED', 'VERIFIED'],
      ['concludeCorrection', 'VERIFIED', 'CORRECTED'],
      ['closeCorrection', 'CORRECTED', 'CLOSED'],
    ]);
  });

  it('marks what a list tells, too', async () => {
    const no = numberOf(await file((await read()).sharing.receipt));
    const listed = await acting.ask(
      { unit: 'SMEB', purpose: 'M01' },
      `{ srdiEnterprises(first: 200) { edges { node { cultivation { mainProduct } } } } }`,
    );
    expect(codesOf(listed)).toEqual([]);
    expect(marksOf(listed)).toContainEqual(expect.objectContaining({ no, uscc }));
  });

  it('says nothing to whoever is not told the value', async () => {
    const own = await acting.ask(
      { enterprise: unconsented },
      'query ($uscc: USCC!) { enterprise(uscc: $uscc) { credit { creditOverview { institutionCount } } } }',
      { uscc: unconsented },
    );
    const filed = await file(
      own.sharing.receipt,
      { uscc: unconsented, field: 'Credit.creditOverview' },
      { enterprise: unconsented },
    );
    const no = numberOf(filed);
    const QUERY = `query ($uscc: USCC!) { enterprise(uscc: $uscc) {
      registration { name } credit { creditOverview { institutionCount } } } }`;
    const refused = await acting.ask({ unit: 'LFR', purpose: 'M09' }, QUERY, { uscc: unconsented });
    expect([codesOf(refused), marksOf(refused)]).toEqual([['DENIED_CONSENT_MISSING'], []]);
    const told = await acting.ask({ enterprise: unconsented }, QUERY, { uscc: unconsented });
    expect(marksOf(told)).toEqual([expect.objectContaining({ no, field: 'Credit.creditOverview' })]);
    const matter = await acting.ask(
      { enterprise: unconsented },
      '{ corrections(open: true) { edges { node { no owner filer filerName deadlines { step responsible source } } } } }',
    );
    expect(matter.data.corrections.edges[0].node).toMatchObject({
      no,
      owner: 'PBC',
      filer: 'SELF',
      filerName: '企业本身',
      deadlines: [
        {
          step: 'CREDIT_OBJECTION',
          responsible: 'PBC',
          source: expect.stringMatching(/^征信业管理条例.*第25条$/),
        },
      ],
    });
  });

  it('is filed by the enterprise about what its access log says another was shown', async () => {
    const shown = await read();
    const log = await acting.ask(
      self,
      `query ($uscc: USCC!) { enterprise(uscc: $uscc) { accessLog(first: 50) { edges { node {
        receipt owner fields { field outcome } } } } } }`,
      { uscc },
    );
    const entry = log.data.enterprise.accessLog.edges.find(
      ({ node }: { node: { receipt: string } }) => node.receipt === shown.sharing.receipt,
    );
    expect(entry).toBeDefined();
    const no = numberOf(await file(entry.node.receipt, {}, self));
    expect(marksOf(await read())).toEqual([expect.objectContaining({ no })]);
    numberOf(await step('withdrawCorrection', no, self));
    expect(marksOf(await read())).toEqual([]);
  });
});

describe('a correction is refused', () => {
  let receipt: string;
  beforeAll(async () => {
    receipt = (await read()).sharing.receipt;
  });

  it.each<[string, object, string, string]>([
    [
      'of a field that does not exist',
      { field: 'Cultivation.nothing' },
      'BAD_USER_INPUT',
      '没有可以校核的字段',
    ],
    ['of a root field', { field: 'Query.srdiEnterprises' }, 'BAD_USER_INPUT', '没有可以校核的字段'],
    ['of a field that was not shown', { field: 'Tax.revenue' }, 'UNKNOWN_SUBJECT', '没有向本单位提供过'],
    ['of a withheld field', { field: 'Registration.legalRepresentativeIdNo' }, 'UNKNOWN_SUBJECT', '没有向本单位提供过'], // prettier-ignore
    [
      'with a receipt that nobody was given',
      { receipt: 'invented' },
      'UNKNOWN_SUBJECT',
      '没有向本单位提供过',
    ],
    ['without a word', { objection: '  ' }, 'BAD_USER_INPUT', '异议应为'],
  ])('%s', async (_, change, code, says) => {
    const refused = refusalOf(await file(receipt, change));
    expect(refused).toEqual({ code, says: expect.stringContaining(says) });
    expect(await acting.rowsOf('hub', `SELECT FROM correction WHERE state <> 'CLOSED'`)).toEqual([]);
  });

  it('about another enterprise than was asked about', async () => {
    expect(refusalOf(await file(receipt, { uscc: other })).code).toBe('UNKNOWN_SUBJECT');
  });

  it('by a unit that was not the one to be shown it', async () => {
    expect(refusalOf(await file(receipt, {}, { unit: 'LFR', purpose: 'SHARING' })).code).toBe(
      'UNKNOWN_SUBJECT',
    );
  });

  it('by another enterprise, and by the owner about its own', async () => {
    expect(refusalOf(await file(receipt, {}, { enterprise: other })).code).toBe('DENIED_SCOPE');
    expect(refusalOf(await file(receipt, {}, bureauClerk)).says).toContain('请在本单位系统更正');
  });

  it('a second time by the same, while the first is open', async () => {
    numberOf(await file(receipt));
    expect(refusalOf(await file(receipt)).says).toContain('尚未办结的校核');
    numberOf(await file(receipt, {}, self));
  });
});

describe('the owner answers', () => {
  let no: string;
  beforeEach(async () => {
    no = numberOf(await file((await read()).sharing.receipt));
  });

  it('by two officials: who finds does not conclude', async () => {
    numberOf(await verify(no));
    expect(refusalOf(await step('concludeCorrection', no, bureauClerk)).says).toContain('另一位经办人');
    numberOf(await step('concludeCorrection', no, bureauApprover));
  });

  it('not before it has found out, not twice, and not for another', async () => {
    expect(refusalOf(await step('concludeCorrection', no, bureauApprover)).says).toContain(
      '不能“审定校核结论”',
    );
    expect(refusalOf(await verify(no, {}, { unit: 'FIN', purpose: 'SHARING' })).says).toContain(
      '没有这项校核',
    );
    expect(refusalOf(await verify(no, {}, exchangeDesk)).says).toContain('“核查校核事项”由提供方办理');
    expect(refusalOf(await verify('invented')).says).toContain('没有这项校核');
  });

  it('with a basis where it changes nothing', async () => {
    for (const finding of ['UPHELD', 'UNDETERMINED'])
      expect(refusalOf(await verify(no, { finding })).says).toContain('应写明依据');
    numberOf(await verify(no, { finding: 'UPHELD', basis: '晋企发〔2026〕1号' }));
    const asked = await acting.ask(
      exchangeDesk,
      '{ corrections(open: true) { edges { node { finding reply } } } }',
    );
    expect(asked.data.corrections.edges[0].node).toEqual({ finding: null, reply: null });
    numberOf(await step('concludeCorrection', no, bureauApprover));
    expect(refusalOf(await step('closeCorrection', no, bureauClerk)).says).toContain('答复期未满');
    await moveDeadline(no);
    numberOf(await step('closeCorrection', no, bureauClerk));
  });

  it('is late after the last day of the law’s period, and stands in the list of what is due', async () => {
    const QUERY = `{ corrections(open: true) { edges { node { deadlines { step rule startedOn dueOn isOverdue endedOn } } } }
      overdue(first: 100) { edges { node { no deadline { responsible } } } } }`;
    const fresh = await acting.ask(bureauClerk, QUERY);
    const [clock] = fresh.data.corrections.edges[0].node.deadlines;
    expect(clock).toMatchObject({ step: 'CORRECTION', rule: 'national-correction', isOverdue: false });
    expect(clock.dueOn).toBe(workingDayAfter(workingCalendar(), clock.startedOn, 10));
    const numbers = (answer: Answer): string[] =>
      answer.data.overdue.edges.map(({ node }: { node: { no: string } }) => node.no);
    expect(numbers(fresh)).not.toContain(no);
    await moveDeadline(no);
    const late = await acting.ask(bureauClerk, QUERY);
    expect(late.data.corrections.edges[0].node.deadlines).toEqual([
      expect.objectContaining({ isOverdue: true }),
    ]);
    expect(numbers(late)).toContain(no);
  });

  it('starts the filer’s time with its conclusion, and ends every clock with the matter', async () => {
    const clocks = (): Promise<object[]> =>
      acting.rowsOf(
        'hub',
        `SELECT step, responsible, concerned, ended_on IS NULL AS runs FROM clock
         WHERE kind = 'correction' AND subject = $1 ORDER BY id`,
        [no],
      );
    const first = { step: 'CORRECTION', responsible: 'SMEB', concerned: 'EXCH' };
    const second = { step: 'CORRECTION_ANSWER', responsible: 'EXCH', concerned: 'SMEB' };
    expect(await clocks()).toEqual([{ ...first, runs: true }]);
    numberOf(await verify(no));
    numberOf(await step('concludeCorrection', no, bureauApprover));
    expect(await clocks()).toEqual([
      { ...first, runs: false },
      { ...second, runs: true },
    ]);
    numberOf(await step('closeCorrection', no, exchangeDesk));
    expect(await clocks()).toEqual([
      { ...first, runs: false },
      { ...second, runs: false },
    ]);
  });

  it('is read by those whom it concerns', async () => {
    const read = async (wish: Wish): Promise<number> =>
      (await acting.ask(wish, '{ corrections(open: true) { edges { node { no } } } }')).data.corrections.edges
        .length;
    expect(await Promise.all([self, exchangeDesk, bureauClerk].map(read))).toEqual([1, 1, 1]);
    expect(await Promise.all([{ enterprise: other }, { unit: 'FIN', purpose: 'SHARING' }].map(read))).toEqual(
      [0, 0],
    );
  });
});

describe('at the same moment', () => {
  it('of eight that file the same objection one is filed', async () => {
    const { receipt } = (await read()).sharing;
    const answers = await Promise.all(Array.from({ length: 8 }, () => file(receipt)));
    expect(answers.filter(({ errors }) => errors.length === 0)).toHaveLength(1);
    for (const refused of answers.filter(({ errors }) => errors.length > 0))
      expect(refusalOf(refused).says).toContain('尚未办结的校核');
  });

  it('concluding and withdrawing: one wins, the other is told', async () => {
    const no = numberOf(await file((await read()).sharing.receipt));
    numberOf(await verify(no));
    const answers = await Promise.all([
      step('concludeCorrection', no, bureauApprover),
      step('withdrawCorrection', no, exchangeDesk),
    ]);
    expect(answers.filter(({ errors }) => errors.length === 0)).toHaveLength(1);
    const [row] = await acting.rowsOf<{ state: string }>(
      'hub',
      'SELECT state FROM correction WHERE id = $1',
      [no],
    );
    expect(row?.state).toBe(answers[0].errors.length === 0 ? 'CORRECTED' : 'CLOSED');
  });
});
