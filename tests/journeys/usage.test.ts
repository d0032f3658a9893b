import { actingHub, type ActingHub } from '../support/acting';
import { codesOf, type Answer, type Wish } from '../support/ask';

let acting: ActingHub;
let uscc: string;

const exchange: Wish = { unit: 'EXCH', purpose: 'M10' };
const desk = (unit: string): Wish => ({ unit, purpose: 'SHARING' });

interface Client {
  readonly consumer: string | null;
  readonly system: string | null;
  readonly purpose: string;
  readonly calls: number;
  readonly refused: number;
}
interface Used {
  readonly field: string;
  readonly consumer: string | null;
  readonly told: number;
  readonly refused: number;
  readonly lastToldAt: string | null;
  readonly isUnused: boolean;
}
interface Owner {
  readonly unit: string;
  readonly state: string;
  readonly clients: readonly Client[];
  readonly refusals: readonly { code: string; count: number }[];
  readonly fields: readonly Used[];
  readonly times: { count: number; median: number; p95: number; longest: number } | null;
}

const QUERY = `query ($since: Date, $until: Date) { sharingUsage(since: $since, until: $until) { since until isSum unreachable owners { unit state
  clients { consumer system purpose calls refused } refusals { code count }
  fields { field consumer told refused lastToldAt isUnused } times { count median p95 longest } } } }`;
const usage = (wish: Wish, variables: object = {}): Promise<Answer> => acting.ask(wish, QUERY, variables);
const ownersSeenBy = async (wish: Wish): Promise<Map<string, Owner>> => {
  const answer = await usage(wish);
  expect(codesOf(answer)).toEqual([]);
  return new Map(answer.data.sharingUsage.owners.map((owner: Owner) => [owner.unit, owner]));
};

beforeAll(async () => {
  acting = await actingHub();
  const [found] = await acting.rowsOf<{ uscc: string }>(
    'smeb',
    `SELECT uscc FROM cultivation WHERE tier LIKE '%GIANT' ORDER BY uscc LIMIT 1`,
  );
  uscc = found?.uscc ?? '';
  const READING = `query ($uscc: USCC!) { enterprise(uscc: $uscc) { cultivation { tier shareReformTarget } tax { revenue { fen } } } }`;
  for (let time = 0; time < 3; time += 1) await acting.ask(exchange, READING, { uscc });
  // Its agreement reaches little giants only, so the hub asks the bureau for the tier.
  await acting.ask(
    { unit: 'FHG', purpose: 'M06' },
    'query ($uscc: USCC!) { enterprise(uscc: $uscc) { bankInsurance { loanCount } } }',
    { uscc },
  );
}, 180_000);

afterAll(() => acting.stop());

describe('a unit', () => {
  it('sees who used what of its own, field by field, and what is agreed and not used', async () => {
    const bureau = (await ownersSeenBy(desk('SMEB'))).get('SMEB');
    expect(bureau?.clients).toContainEqual({
      consumer: 'EXCH',
      system: 'main',
      purpose: 'M10',
      calls: 3,
      refused: 0,
    });
    const used = (field: string): Used | undefined =>
      bureau?.fields.find((row) => row.field === field && row.consumer === 'EXCH');
    expect(used('Cultivation.shareReformTarget')).toMatchObject({
      told: 3,
      refused: 0,
      isUnused: false,
      lastToldAt: expect.stringMatching(/^\d{4}-/),
    });
    expect(used('Cultivation.contactPhone')).toMatchObject({ told: 0, lastToldAt: null, isUnused: true });
    expect(bureau?.times?.count).toBeGreaterThanOrEqual(3);
  });

  it('sees what it used and was refused of others, and nothing of what others did', async () => {
    const owners = await ownersSeenBy(desk('EXCH'));
    const tax = owners.get('TAX');
    expect(tax?.refusals).toEqual([{ code: 'DENIED_NO_GRANT', count: 3 }]);
    expect(tax?.clients).toContainEqual({
      consumer: 'EXCH',
      system: 'main',
      purpose: 'M10',
      calls: 3,
      refused: 3,
    });
    for (const owner of [...owners.values()].filter(({ unit }) => unit !== 'EXCH'))
      for (const { consumer } of [...owner.clients, ...owner.fields]) expect(consumer).toBe('EXCH');
  });

  it('that oversees sees sums without names', async () => {
    for (const unit of ['LSG', 'DATA']) {
      const answer = await usage(desk(unit));
      const { isSum, owners, unreachable } = answer.data.sharingUsage as {
        isSum: boolean;
        owners: Owner[];
        unreachable: string[];
      };
      expect([isSum, owners.length, unreachable]).toEqual([true, 22, []]);
      for (const owner of owners)
        for (const { consumer } of [...owner.clients, ...owner.fields]) expect(consumer).toBeNull();
      const bureau = owners.find((owner) => owner.unit === 'SMEB');
      expect(bureau?.clients.find(({ purpose }) => purpose === 'M10')).toMatchObject({
        calls: 3,
        system: null,
      });
    }
  });

  it('asks under the purpose of sharing; an enterprise and a stranger do not', async () => {
    expect(codesOf(await usage(exchange))).toEqual(['DENIED_PURPOSE']);
    expect(codesOf(await usage({ enterprise: uscc }))).toEqual(['DENIED_NO_GRANT']);
  });

  it.each([
    ['runs backwards', { since: '2026-02-01', until: '2026-01-01' }],
    ['is longer than a year', { since: '2024-01-01', until: '2026-01-01' }],
  ])('is refused a time that %s', async (_, variables) => {
    expect(codesOf(await usage(desk('SMEB'), variables))).toEqual(['BAD_USER_INPUT']);
  });

  it('finds nothing used in days that have passed, and everything that it may use unused', async () => {
    const answer = await usage(desk('SMEB'), { since: '2020-01-01', until: '2020-12-31' });
    const bureau = answer.data.sharingUsage.owners.find(({ unit }: Owner) => unit === 'SMEB') as Owner;
    expect(bureau.clients).toEqual([]);
    expect(bureau.fields.length).toBeGreaterThan(0);
    for (const field of bureau.fields) expect([field.told, field.isUnused]).toEqual([0, true]);
  });
});

describe('what the hub and others ask for a caller', () => {
  it('stands in the owner’s record by its coordinates', async () => {
    const bureau = (await ownersSeenBy(desk('SMEB'))).get('SMEB');
    expect(bureau?.fields).toContainEqual(
      expect.objectContaining({ field: 'Query.tiersOf', consumer: 'FHG', told: 1 }),
    );
  });

  it('also where the leading group’s office adds up', async () => {
    const scorecard = await acting.ask(
      { unit: 'LSG', purpose: 'G3' },
      '{ planScorecard { figures { __typename } } }',
    );
    expect(codesOf(scorecard)).toEqual([]);
    const fields = (await ownersSeenBy(desk('FIN'))).get('FIN')?.fields ?? [];
    const asked = fields.filter(({ consumer, told }) => consumer === 'LSG' && told > 0);
    expect(asked.map(({ field }) => field)).toEqual(
      expect.arrayContaining([expect.stringMatching(/^Query\./)]),
    );
    const [empty] = await acting.rowsOf<{ entries: string }>(
      'fin',
      `SELECT count(*) AS entries FROM access_record WHERE json_array_length(fields) = 0`,
    );
    expect(empty?.entries).toBe('0');
  });
});
