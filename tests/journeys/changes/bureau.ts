import { makeUscc } from '../../../src/kit/codes/uscc';
import { codesOf } from '../../support/ask';
import { codes, make, rowsOf, UNKNOWN, type Attempt } from './making';

export function bureauChanges(): void {
  const title = (uscc: string, tier: string, changed: object = {}): object => ({
    uscc,
    tier,
    batch: '2026年第一批（测试）',
    documentNo: '晋企发〔2026〕9号（测试）',
    validFrom: '2026-01-05',
    validUntil: '2029-01-04',
    ...changed,
  });
  const recognise = (input: object): Attempt => ({
    unit: 'SMEB',
    change: 'recognise',
    type: 'RecognitionInput',
    input,
    read: 'cultivation { tier recognitions { tier validUntil cancelledOn } }',
  });
  let untitled: string[];

  beforeAll(async () => {
    untitled = await codes(
      'smeb',
      `SELECT uscc FROM cultivation e WHERE tier IS NULL AND in_pool
         AND NOT EXISTS (SELECT FROM recognition p WHERE p.uscc = e.uscc) ORDER BY uscc`,
    );
    expect(untitled.length).toBeGreaterThan(8);
  });

  it('recognises step by step, and the tier follows', async () => {
    const [uscc = ''] = untitled;
    const leap = await make(recognise(title(uscc, 'PROVINCIAL_LITTLE_GIANT')));
    expect(codesOf(leap)).toEqual(['BAD_USER_INPUT']);
    expect(leap.errors[0]?.message).toContain('逐级');
    expect((await make(recognise(title(uscc, 'SRDI')))).data.recognise.enterprise.cultivation.tier).toBe(
      'SRDI',
    );
    const risen = await make(recognise(title(uscc, 'PROVINCIAL_LITTLE_GIANT')));
    expect(risen.data.recognise.enterprise.cultivation.tier).toBe('PROVINCIAL_LITTLE_GIANT');
    expect(codesOf(await make(recognise(title(uscc, 'SRDI'))))).toEqual(['BAD_USER_INPUT']);
  });

  it.each([
    ['a term that begins tomorrow', { validFrom: '2099-01-01', validUntil: '2099-12-31' }],
    ['a term that ends before it begins', { validUntil: '2026-01-04' }],
    ['a term longer than three years', { validUntil: '2029-01-05' }],
    ['no document', { documentNo: ' ' }],
  ])('refuses %s', async (_name, changed) => {
    const answer = await make(recognise(title(untitled[1] ?? '', 'SRDI', changed)));
    expect(codesOf(answer)).toEqual(['BAD_USER_INPUT']);
    expect(answer.errors[0]?.extensions).toMatchObject({
      unit: 'SMEB',
      basis: expect.stringContaining('方案'),
    });
  });

  it('refuses a code whose check digit is wrong before anything is asked', async () => {
    const wrong = `${(untitled[1] ?? '').slice(0, 17)}${(untitled[1] ?? '').endsWith('0') ? '1' : '0'}`;
    const answer = await make(recognise(title(wrong, 'SRDI')));
    expect([answer.status, codesOf(answer)]).toEqual([400, ['BAD_USER_INPUT']]);
  });

  it('takes a title away once, and the tier falls in the same moment', async () => {
    const [, , uscc = ''] = untitled;
    await make(recognise(title(uscc, 'SRDI')));
    const cancel: Attempt = {
      unit: 'SMEB',
      change: 'cancelRecognition',
      type: 'RecognitionCancellation',
      input: { uscc, tier: 'SRDI', validFrom: '2026-01-05', cancelledOn: '2026-02-01' },
      read: 'cultivation { tier recognitions { validUntil cancelledOn } }',
    };
    const answer = await make(cancel);
    expect(answer.errors).toEqual([]);
    expect(answer.data.cancelRecognition.enterprise.cultivation).toEqual({
      tier: null,
      recognitions: [{ validUntil: '2026-01-31', cancelledOn: '2026-02-01' }],
    });
    expect(codesOf(await make(cancel))).toEqual(['BAD_USER_INPUT']);
  });

  it('takes a batch whole, or says of each row what is wrong and writes none', async () => {
    const imported = (rows: readonly object[]): Attempt => ({
      unit: 'SMEB',
      change: 'importRecognitions',
      type: 'RecognitionImportInput',
      input: { rows },
    });
    const [, , , one = '', two = '', three = ''] = untitled;
    const before = await rowsOf('smeb', 'SELECT uscc, tier FROM cultivation ORDER BY uscc');
    const bad = await make(
      imported([
        title(one, 'SRDI'),
        title('91140100', 'SRDI'),
        title(UNKNOWN, 'SRDI'),
        title(one, 'SRDI'),
        title(two, '小巨人'),
      ]),
    );
    expect(codesOf(bad)).toEqual(['BAD_USER_INPUT']);
    expect(bad.errors[0]?.extensions['rows']).toEqual([
      { row: 2, problem: expect.stringContaining('统一社会信用代码有误') },
      { row: 3, problem: '没有该企业的记录' },
      { row: 4, problem: '该企业在此期间已有同级认定' },
      { row: 5, problem: expect.stringContaining('没有这个级别') },
    ]);
    expect(await rowsOf('smeb', 'SELECT uscc, tier FROM cultivation ORDER BY uscc')).toEqual(before);
    expect(await rowsOf('smeb', 'SELECT FROM recognition WHERE uscc = $1', [one])).toEqual([]);
    const good = await make(
      imported([title(one, 'SRDI'), title(two, 'SRDI'), title(two, 'NATIONAL_LITTLE_GIANT')]),
    );
    expect(good.data.importRecognitions).toMatchObject({ count: 3 });
    expect(
      await rowsOf('smeb', 'SELECT tier FROM cultivation WHERE uscc = ANY($1) ORDER BY tier', [[one, two]]),
    ).toEqual([{ tier: 'NATIONAL_LITTLE_GIANT' }, { tier: 'SRDI' }]);
    const many = await make(imported(Array.from({ length: 501 }, () => title(three, 'SRDI'))));
    expect(codesOf(many)).toEqual(['LIMIT_EXCEEDED']);
  });

  it('lets an enterprise enter the pool with its county, and leave it', async () => {
    const enter = (input: object): Attempt => ({
      unit: 'SMEB',
      change: 'enterPool',
      type: 'PoolEntryInput',
      input,
      read: 'cultivation { inPool poolEnteredOn }',
    });
    const newcomer = makeUscc('140105', 4321);
    const nowhere = await make(enter({ uscc: newcomer, division: '140199', enteredOn: '2026-01-05' }));
    expect([nowhere.status, codesOf(nowhere)]).toEqual([400, ['BAD_USER_INPUT']]);
    expect(codesOf(await make(enter({ uscc: newcomer, division: '1401', enteredOn: '2026-01-05' })))).toEqual(
      ['BAD_USER_INPUT'],
    );
    const entered = await make(enter({ uscc: newcomer, division: '140105', enteredOn: '2026-01-05' }));
    expect(entered.data.enterPool.enterprise.cultivation).toEqual({
      inPool: true,
      poolEnteredOn: '2026-01-05',
    });
    expect(
      codesOf(await make(enter({ uscc: newcomer, division: '140105', enteredOn: '2026-01-06' }))),
    ).toEqual(['BAD_USER_INPUT']);
    const another = makeUscc('140105', 4322);
    const together = await Promise.all(
      Array.from({ length: 5 }, () =>
        make(enter({ uscc: another, division: '140105', enteredOn: '2026-01-05' })),
      ),
    );
    expect(together.filter(({ data }) => data.enterPool !== null)).toHaveLength(1);
    expect(new Set(together.flatMap(codesOf))).toEqual(new Set(['BAD_USER_INPUT']));
    const leave: Attempt = {
      unit: 'SMEB',
      change: 'leavePool',
      type: 'PoolLeavingInput',
      input: { uscc: newcomer },
      read: 'cultivation { inPool }',
    };
    expect((await make(leave)).data.leavePool.enterprise.cultivation).toEqual({ inPool: false });
    expect(codesOf(await make(leave))).toEqual(['BAD_USER_INPUT']);
  });

  it('admits one hundred trainees a year, whoever comes at the same time', async () => {
    const trainee = (name: string): Attempt => ({
      unit: 'SMEB',
      change: 'admitTrainee',
      type: 'TraineeInput',
      input: { uscc: untitled[6] ?? '', year: 2026, name, position: '董事长', course: '测试班' },
    });
    await rowsOf('smeb', 'DELETE FROM trainee WHERE year = 2026');
    await rowsOf(
      'smeb',
      `INSERT INTO trainee (uscc, year, name, position, course)
       SELECT $1, 2026, '测试' || n, '总经理', '测试班' FROM generate_series(1, 93) n`,
      [untitled[7]],
    );
    const answers = await Promise.all(Array.from({ length: 20 }, (_, n) => make(trainee(`赵测试${n}`))));
    expect(answers.filter(({ data }) => data.admitTrainee !== null)).toHaveLength(7);
    expect(new Set(answers.flatMap(codesOf))).toEqual(new Set(['LIMIT_EXCEEDED']));
    expect(await rowsOf('smeb', 'SELECT FROM trainee WHERE year = 2026')).toHaveLength(100);
    expect((await make(trainee('钱测试'))).errors[0]?.extensions['left']).toBe(0);
  });

  it('keeps one entry of the product catalogue for each enterprise', async () => {
    const publish = (name: string): Attempt => ({
      unit: 'SMEB',
      change: 'publishProduct',
      type: 'ProductEntryInput',
      input: { uscc: untitled[0], name, summary: '测试简介', publishedOn: '2026-01-05' },
      read: 'cultivation { productCatalogueEntry { name } }',
    });
    await make(publish('测试产品甲'));
    const answer = await make(publish('测试产品乙'));
    expect(answer.data.publishProduct.enterprise.cultivation.productCatalogueEntry).toEqual({
      name: '测试产品乙',
    });
  });
}
