import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { generateKeyPairSync, type JsonWebKey } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { calculateJwkThumbprint } from 'jose';
import { sm2 as library } from 'sm-crypto-v2';
import { parseVerifier } from '../../../src/audit/verifier-key';
import { publicKeyOf } from '../../../src/kit/signature';
import { publicationReader } from '../../../src/sharing/publication';
import { registerKeys } from '../../../src/sharing/signatures';
import { agreementOf, draft, inHubDatabase } from '../../support/agreements';
import { codesOf, type Answer } from '../../support/ask';
import { act, command, dataDir, decide, readSize, seen, sign } from './acting';

/** A pair as a unit's own system would make it. */
const ed25519Pair = (): JsonWebKey => generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' });

function sm2Pair(): JsonWebKey {
  const { privateKey, publicKey } = library.generateKeyPairHex();
  const member = (hex: string): string => Buffer.from(hex, 'hex').toString('base64url');
  const [x, y] = [member(publicKey.slice(2, 66)), member(publicKey.slice(66))];
  return { kty: 'EC', crv: 'SM2', x, y, d: member(privateKey) };
}

const publicHalf = (pair: JsonWebKey): NonNullable<ReturnType<typeof publicKeyOf>> => {
  const key = publicKeyOf(pair);
  if (key === undefined) throw new Error('no key');
  return key;
};

/** Makes a new key of a unit known, as `register-key` does. */
async function registered(unit: string): Promise<{ pair: JsonWebKey; kid: string }> {
  const pair = ed25519Pair();
  const { algorithm, publicKey } = publicHalf(pair);
  const kid = await calculateJwkThumbprint(publicKey);
  await inHubDatabase(dataDir(), (query) =>
    registerKeys(query, [{ kid, unit, algorithm: algorithm.name, publicKey }]),
  );
  return { pair, kid };
}

async function signBy(pair: JsonWebKey, no: string, unit: string): Promise<Answer> {
  const { textToSign = '' } = (await seen(no, unit)) ?? {};
  const signature = publicHalf(pair).algorithm.sign(pair, Buffer.from(textToSign)).toString('base64url');
  return act(unit, 'signAgreement', 'AgreementSigning', { no, signature });
}

const withdraw = (unit: string, kid: string, reason = '介质遗失'): Promise<Answer> =>
  act(unit, 'withdrawKey', 'KeyWithdrawal', { kid, reason });

const draftOf = (id: string): Promise<void> => draft(dataDir(), agreementOf({ id }));

export function signingKeys(): void {
  it('of SM2 is made known and signs; a key that nobody made known, or no point of the curve, does not', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'srdi-sm2-'));
    const [known, wrong] = [join(folder, 'known.jwk'), join(folder, 'wrong.jwk')];
    const pair = sm2Pair();
    await writeFile(known, JSON.stringify(publicHalf(pair).publicKey));
    await writeFile(wrong, JSON.stringify({ ...publicHalf(pair).publicKey, y: pair.x }));
    try {
      await draftOf('by-sm2');
      expect(codesOf(await signBy(pair, 'by-sm2', 'TAX'))).toEqual(['BAD_USER_INPUT']);
      await expect(command('register-key', 'TAX', wrong)).rejects.toMatchObject({
        code: 2,
        stderr: expect.stringContaining('或 SM2（kty EC、crv SM2、x、y）\n'),
      });
      expect((await command('register-key', 'TAX', known)).stdout).toMatch(/^TAX [\w-]{43}\n$/);
      expect(codesOf(await signBy(sm2Pair(), 'by-sm2', 'TAX'))).toEqual(['BAD_USER_INPUT']);
      expect(codesOf(await signBy(pair, 'by-sm2', 'TAX'))).toEqual([]);
      expect(codesOf(await sign('by-sm2', 'EXCH'))).toEqual([]);
      expect(codesOf(await readSize())).toEqual([]);
    } finally {
      await decide('TAX', 'revokeAgreement', 'by-sm2');
      await rm(folder, { recursive: true });
    }
  }, 60_000);

  it('signs nothing more once it is withdrawn, and what it signed before stays in force', async () => {
    const { pair, kid } = await registered('TAX');
    await Promise.all([draftOf('signed-before'), draftOf('signed-after')]);
    await signBy(pair, 'signed-before', 'TAX');
    await sign('signed-before', 'EXCH');
    expect(codesOf(await readSize())).toEqual([]);
    expect(codesOf(await withdraw('TAX', kid))).toEqual([]);

    const refused = await signBy(pair, 'signed-after', 'TAX');
    expect(refused.errors[0]).toMatchObject({
      message: expect.stringMatching(
        /所用密钥已于 \d{4}-\d\d-\d\d 停用：请登记新密钥（srdi-hub register-key），以新密钥重新签署$/,
      ),
      extensions: { code: 'BAD_USER_INPUT', unit: 'HUB', basis: '政务数据共享条例 第21–22条' },
    });
    expect(await seen('signed-after', 'TAX')).toMatchObject({ state: 'DRAFT', signatures: [] });
    expect(codesOf(await sign('signed-after', 'TAX'))).toEqual([]);

    // Whoever reads the publication for the first time proves the old signature by the withdrawn key.
    const { agreements } = await inHubDatabase(dataDir(), (query) => publicationReader(query).read());
    expect(agreements.map(({ id }) => id)).toContain('signed-before');
    expect(codesOf(await readSize())).toEqual([]);
    await decide('TAX', 'revokeAgreement', 'signed-before');
  });

  it('is withdrawn by its unit or by the authority, and looks to all others like none', async () => {
    const { kid } = await registered('TAX');
    const [meddling, inventing] = await Promise.all([withdraw('EXCH', kid), withdraw('EXCH', 'no-such-key')]);
    expect([codesOf(meddling), meddling.errors[0]?.message]).toEqual([
      ['UNKNOWN_SUBJECT'],
      inventing.errors[0]?.message,
    ]);
    expect(codesOf(await withdraw('TAX', kid, ' '))).toEqual(['BAD_USER_INPUT']);
    const done = await withdraw('DATA', kid, '机构改革，密钥移交');
    expect([codesOf(done), done.data.withdrawKey.no]).toEqual([[], kid]);
    const again = await withdraw('TAX', kid);
    expect(again.errors[0]?.message).toMatch(/这把密钥已于 \d{4}-\d\d-\d\d 停用，不必再办$/);
    const events = await inHubDatabase(dataDir(), (query) =>
      query(
        `SELECT kind, act, actor, from_state, to_state, note, receipt FROM sharing_event WHERE subject = $1`,
        [kid],
      ),
    );
    expect(events).toEqual([
      {
        kind: 'key',
        act: 'withdrawKey',
        actor: 'DATA',
        from_state: 'IN_USE',
        to_state: 'WITHDRAWN',
        note: '机构改革，密钥移交',
        receipt: done.sharing.receipt,
      },
    ]);
  });

  it('that signs a log is not made known for agreements', async () => {
    const { stdout } = await command('audit', 'keys');
    const log = parseVerifier(stdout.split('\n').find((line) => line.startsWith('srdi-hub/TAX+')) ?? '');
    const folder = await mkdtemp(join(tmpdir(), 'srdi-log-'));
    const file = join(folder, 'log.jwk');
    await writeFile(file, JSON.stringify(log?.note.jwkOf(log.publicKey)));
    try {
      await expect(command('register-key', 'TAX', file)).rejects.toMatchObject({
        code: 2,
        stderr: `${file} 是签署留痕的公钥，不能签署协议：请为协议另生成密钥\n`,
      });
    } finally {
      await rm(folder, { recursive: true });
    }
  }, 60_000);

  it('does not come back by being made known again, to its unit or to another', async () => {
    const { pair, kid } = await registered('TAX');
    await withdraw('TAX', kid);
    const folder = await mkdtemp(join(tmpdir(), 'srdi-key-'));
    const file = join(folder, 'withdrawn.jwk');
    await writeFile(file, JSON.stringify(publicHalf(pair).publicKey));
    try {
      await expect(command('register-key', 'TAX', file)).rejects.toMatchObject({
        code: 2,
        stderr: `公钥 ${kid} 已停用，不能再用：请生成新的密钥后登记\n`,
      });
      await expect(command('register-key', 'EXCH', file)).rejects.toMatchObject({
        code: 2,
        stderr: `公钥 ${kid} 已为另一单位登记：请生成本单位自己的密钥\n`,
      });
    } finally {
      await rm(folder, { recursive: true });
    }
  }, 60_000);

  it('signs or is withdrawn where both are done in the same moment, and two who withdraw it do so once', async () => {
    for (let round = 0; round < 8; round += 1) {
      const { pair, kid } = await registered('TAX');
      const no = `same-moment-${round}`;
      await draftOf(no);
      const [signed, ...withdrawn] = await Promise.all([
        signBy(pair, no, 'TAX'),
        withdraw('TAX', kid),
        withdraw('DATA', kid),
      ]);
      expect(withdrawn.map((answer) => codesOf(answer).join()).sort()).toEqual(['', 'BAD_USER_INPUT']);
      const isSigned = codesOf(signed).length === 0;
      expect(isSigned || signed.errors[0]?.message.includes('停用')).toBe(true);
      expect((await seen(no, 'TAX'))?.signatures).toHaveLength(isSigned ? 1 : 0);
      const late = await inHubDatabase(dataDir(), (query) =>
        query(
          `SELECT FROM agreement_signature s JOIN signing_key k USING (kid) WHERE kid = $1 AND signed_at > withdrawn_at`,
          [kid],
        ),
      );
      expect(late).toEqual([]);
    }
  });
}
