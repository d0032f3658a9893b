import { codesOf } from '../../support/ask';
import { codes, make, rowsOf, UNKNOWN, WAN, type Attempt } from './making';

export function financeChanges(): void {
  const award = (uscc: string, changed: object = {}): Attempt => ({
    unit: 'FIN',
    change: 'grantAward',
    type: 'AwardInput',
    input: {
      uscc,
      year: 2026,
      kind: 'ONE_OFF',
      amount: 30 * WAN,
      documentNo: '晋财企〔2026〕1号（测试）',
      publishedOn: '2026-01-05',
      ...changed,
    },
    read: 'fiscal { awards { documentNo amount { fen } } hasReceivedOneOffAward oneOffAwardOpen }',
  });
  let open: string[];

  beforeAll(async () => {
    const titled = new Set(await codes('smeb', 'SELECT uscc FROM cultivation WHERE tier IS NOT NULL'));
    const awarded = new Set(await codes('fin', `SELECT uscc FROM award WHERE kind = 'ONE_OFF'`));
    open = [...titled].filter((uscc) => !awarded.has(uscc));
    expect(open.length).toBeGreaterThan(4);
  });

  it('and tells it in the same answer', async () => {
    const answer = await make(award(open[0] ?? ''));
    expect(answer.errors).toEqual([]);
    expect(answer.data.grantAward).toMatchObject({
      repeated: false,
      count: 1,
      receipt: answer.sharing.receipt,
    });
    expect(answer.data.grantAward.enterprise.fiscal.awards).toContainEqual({
      documentNo: '晋财企〔2026〕1号（测试）',
      amount: { fen: 30 * WAN },
    });
    expect(answer.data.grantAward.enterprise.fiscal.oneOffAwardOpen).toBe('NO');
  });

  it('but no second one-off award', async () => {
    const answer = await make(award(open[0] ?? ''));
    expect(answer.data.grantAward).toBeNull();
    expect(answer.errors[0]).toMatchObject({
      path: ['grantAward'],
      extensions: { code: 'LIMIT_EXCEEDED', basis: '方案 第5条', unit: 'FIN', left: 0 },
    });
  });

  it('nor one beyond the cap, by one fen', async () => {
    const answer = await make(award(open[1] ?? '', { amount: 30 * WAN + 1 }));
    expect(codesOf(answer)).toEqual(['LIMIT_EXCEEDED']);
    expect(answer.errors[0]?.extensions['left']).toBe(30 * WAN);
    expect(await rowsOf('fin', `SELECT FROM award WHERE uscc = $1 AND kind = 'ONE_OFF'`, [open[1]])).toEqual(
      [],
    );
  });

  it('once, of twenty who try at the same time', async () => {
    const answers = await Promise.all(Array.from({ length: 20 }, () => make(award(open[2] ?? ''))));
    expect(answers.filter(({ data }) => data.grantAward !== null)).toHaveLength(1);
    expect(new Set(answers.flatMap(codesOf))).toEqual(new Set(['LIMIT_EXCEEDED']));
    expect(
      await rowsOf('fin', `SELECT FROM award WHERE uscc = $1 AND kind = 'ONE_OFF'`, [open[2]]),
    ).toHaveLength(1);
  });

  it('once under one key, however often it is sent, and refuses the key for another input', async () => {
    const attempt = { ...award(open[3] ?? '', { kind: 'OTHER' }), key: 'award-2026-3' };
    const answers = await Promise.all(Array.from({ length: 5 }, () => make(attempt)));
    expect(answers.flatMap(codesOf)).toEqual([]);
    expect(answers.filter(({ data }) => data.grantAward.repeated === false)).toHaveLength(1);
    expect(new Set(answers.map(({ data }) => `${data.grantAward.no} ${data.grantAward.receipt}`)).size).toBe(
      1,
    );
    const other = await make({ ...award(open[3] ?? '', { kind: 'OTHER', amount: 1 }), key: 'award-2026-3' });
    expect(codesOf(other)).toEqual(['BAD_USER_INPUT']);
  });

  it('only for an enterprise that it knows', async () => {
    expect(codesOf(await make(award(UNKNOWN)))).toEqual(['UNKNOWN_SUBJECT']);
  });
}
