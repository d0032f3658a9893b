import { codesOf } from '../../support/ask';
import { codes, make, rowsOf, type Attempt } from './making';

export function fundChanges(): void {
  const commit = (uscc: string, yuan: number): Attempt => ({
    unit: 'FHG',
    change: 'commitFund',
    type: 'CommitmentInput',
    input: { uscc, instrument: 'EQUITY', amount: yuan * 100 },
    read: 'guidanceFund { committed { fen } eligible stage instrument }',
  });

  it('commits to little giants only', async () => {
    const [srdi = ''] = await codes('smeb', `SELECT uscc FROM cultivation WHERE tier = 'SRDI' ORDER BY uscc`);
    const refused = await make(commit(srdi, 1));
    expect(codesOf(refused)).toEqual(['BAD_USER_INPUT']);
    expect(refused.errors[0]?.extensions['basis']).toBe('方案 第6条');
  });

  it('never commits more than 3 亿元, of twenty at the same time exactly as many as fit', async () => {
    const giants = await codes(
      'smeb',
      `SELECT uscc FROM cultivation WHERE tier IN ('PROVINCIAL_LITTLE_GIANT', 'NATIONAL_LITTLE_GIANT') ORDER BY uscc`,
    );
    const uncommitted = new Set(await codes('fhg', 'SELECT uscc FROM guidance_fund WHERE committed IS NULL'));
    const free = giants.filter((uscc) => uncommitted.has(uscc));
    const [sum] = await rowsOf<{ fen: string }>(
      'fhg',
      'SELECT coalesce(sum(committed), 0)::text AS fen FROM guidance_fund',
    );
    const left = 30_000_000_000 - Number(sum?.fen);
    const over = await make(commit(free[0] ?? '', left / 100 + 1));
    expect(over.errors[0]?.extensions).toMatchObject({ code: 'LIMIT_EXCEEDED', left, basis: '方案 第6条' });
    const share = Math.floor(left / 5 / 100);
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, n) => make(commit(free[n % free.length] ?? '', share))),
    );
    expect(answers.filter(({ data }) => data.commitFund !== null)).toHaveLength(5);
    expect(new Set(answers.flatMap(codesOf))).toEqual(new Set(['LIMIT_EXCEEDED']));
    const [after] = await rowsOf<{ fen: string }>(
      'fhg',
      'SELECT sum(committed)::text AS fen FROM guidance_fund',
    );
    expect(Number(after?.fen)).toBe(Number(sum?.fen) + 5 * share * 100);
  });
}
