import { Pool } from 'pg';
import type { UsageLimits } from '../../../src/kit/usage-limits';
import { usageMeter } from '../../../src/sharing/usage';
import { runningCluster } from '../../../src/store/cluster';
import { ask, codesOf, type Answer } from '../../support/ask';
import { agreementOf, putInForce } from '../../support/agreements';
import { dataDir, decide, readSize, running, seen, tokenOf, url } from './acting';

const MANY = 'query ($usccs: [USCC!]!) { enterprisesByUscc(usccs: $usccs) { tax { sizeClass } } }';

/** Puts the one agreement in force that opens the size class, with these limits, for as long as the work takes. */
async function limited(id: string, limits: UsageLimits, work: () => Promise<void>): Promise<void> {
  await putInForce(running(), [agreementOf({ id, limits })]);
  try {
    await work();
  } finally {
    await decide('TAX', 'revokeAgreement', id);
  }
}

async function askMany(count: number): Promise<Answer> {
  const open = await ask(url(), undefined, '{ enterprises(first: 20) { edges { node { uscc } } } }');
  const usccs = open.data.enterprises.edges.map(({ node }: { node: { uscc: string } }) => node.uscc);
  return ask(url(), await tokenOf('EXCH', 'M10'), MANY, { usccs: usccs.slice(0, count) });
}

export function limits(): void {
  it('lets through exactly as many calls as agreed, of any number at once', async () => {
    await limited('calls', { per: 'DAY', calls: 7 }, async () => {
      const answers = await Promise.all(Array.from({ length: 30 }, readSize));
      const refused = answers.filter((answer) => answer.errors.length > 0);
      expect(answers.length - refused.length).toBe(7);
      for (const { data, errors } of refused) {
        expect(data.enterprise).toMatchObject({
          registration: { name: expect.any(String) },
          tax: { sizeClass: null },
        });
        expect(errors).toMatchObject([
          {
            message: '超出上限：协议 calls 每日至多调用 7 次，已用完',
            path: ['enterprise', 'tax', 'sizeClass'],
            extensions: { code: 'LIMIT_EXCEEDED', unit: 'TAX', field: 'Tax.sizeClass', left: 0 },
          },
        ]);
        expect(errors[0]?.extensions['retryAfter']).toBeGreaterThan(0);
        expect(errors[0]?.extensions['retryAfter']).toBeLessThanOrEqual(86_400);
      }
      expect((await seen('calls', 'EXCH'))?.usage).toEqual({
        per: 'DAY',
        calls: 7,
        mostCalls: 7,
        enterprises: 7,
        mostEnterprises: null,
      });
    });
  });

  it('counts enterprises, and says how many are left', async () => {
    await limited('enterprises', { per: 'DAY', enterprises: 10 }, async () => {
      expect(codesOf(await askMany(4))).toEqual([]);
      expect(codesOf(await askMany(4))).toEqual([]);
      const beyond = await askMany(4);
      expect(beyond.errors[0]).toMatchObject({
        message: '超出上限：协议 enterprises 每日至多查询 10 户次，尚余 2，本次为 4',
        extensions: { code: 'LIMIT_EXCEEDED', left: 2, retryAfter: expect.any(Number) },
      });
      expect(codesOf(await askMany(2))).toEqual([]);
      const tooMany = await askMany(11);
      expect(tooMany.errors[0]?.extensions).not.toHaveProperty('retryAfter');
      const list = 'query { enterprises(first: 1) { edges { node { tax { sizeClass } } } } }';
      expect(codesOf(await ask(url(), await tokenOf('EXCH', 'M10'), list))).toEqual(['LIMIT_EXCEEDED']);
    });
  });

  it('closes outside its hours, and says when it opens', async () => {
    const shanghai = new Date(Date.now() + 8 * 3_600_000);
    const hour = (offset: number): string =>
      `${String((shanghai.getUTCHours() + offset) % 24).padStart(2, '0')}:00`;
    const isLate = shanghai.getUTCHours() >= 21;
    const hours = isLate ? { from: '01:00', until: '02:00' } : { from: hour(2), until: hour(3) };
    await limited('hours', { per: 'DAY', hours }, async () => {
      const refused = await readSize();
      expect(refused.errors[0]).toMatchObject({
        message: `超出上限：协议 hours 只在每日 ${hours.from} 至 ${hours.until} 可用`,
        extensions: { code: 'LIMIT_EXCEEDED' },
      });
      expect(refused.errors[0]?.extensions['retryAfter']).toBeGreaterThan(3_600);
      expect(refused.errors[0]?.extensions['retryAfter']).toBeLessThanOrEqual(6 * 3_600);
    });
  });

  it('is no limit where another agreement opens the same without one', async () => {
    await putInForce(running(), [agreementOf({ id: 'unlimited' })]);
    await limited('beside', { per: 'DAY', calls: 1 }, async () => {
      const answers = await Promise.all(Array.from({ length: 5 }, readSize));
      expect(answers.flatMap(codesOf)).toEqual([]);
      expect((await seen('beside', 'TAX'))?.usage).toMatchObject({ calls: 0 });
    });
    await decide('TAX', 'revokeAgreement', 'unlimited');
  });

  it('is kept for all gateways together, and over a restart', async () => {
    const connectionString = runningCluster(dataDir())?.urlFor('hub') ?? '';
    const pools = [1, 2, 3].map(() => new Pool({ connectionString, max: 4 }));
    const asked = new Map<string, UsageLimits>([
      ['shared-a', { per: 'HOUR', calls: 25 }],
      ['shared-b', { per: 'DAY', calls: 40, enterprises: 60 }],
    ]);
    try {
      const charges = await Promise.all(
        Array.from({ length: 90 }, (_, index) =>
          usageMeter(pools[index % 3], Date.now).charge(
            // In either order: two requests never wait for each other.
            index % 2 === 0 ? asked : new Map([...asked].reverse()),
            2,
          ),
        ),
      );
      const passed = (id: string): number => charges.filter((usedUp) => !usedUp.has(id)).length;
      expect([passed('shared-a'), passed('shared-b')]).toEqual([25, 30]);
      const again = await usageMeter(pools[0], Date.now).charge(asked, 1);
      expect([again.get('shared-a')?.left, again.get('shared-b')?.left]).toEqual([0, 0]);
    } finally {
      await Promise.all(pools.map((pool) => pool.end()));
    }
  });

  it('refuses rather than not counting', async () => {
    const nowhere = usageMeter(undefined, Date.now);
    await expect(nowhere.charge(new Map([['a', { per: 'DAY', calls: 1 }]]), 1)).rejects.toMatchObject({
      extensions: { code: 'OWNER_UNAVAILABLE', unit: 'HUB' },
    });
    const noon = usageMeter(undefined, () => Date.parse('2026-06-01T04:00:00Z'));
    const usedUp = await noon.charge(
      new Map([['a', { per: 'DAY', hours: { from: '08:00', until: '12:00' } }]]),
      1,
    );
    expect(usedUp.get('a')).toMatchObject({ retryAfterSeconds: 20 * 3_600 });
  });
}
