import { generateKeyPairSync, sign as signBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { codesOf, type Answer } from '../../support/ask';
import { agreementOf, draft } from '../../support/agreements';
import { act, command, dataDir, decide, readSize, seen, sign } from './acting';

export function life(): void {
  it('begins when both sides have signed, and from the next answer on', async () => {
    await draft(dataDir(), agreementOf({ id: 'life' }));
    const before = await readSize();
    expect([codesOf(before), before.errors[0]?.path]).toEqual([
      ['DENIED_NO_GRANT'],
      ['enterprise', 'tax', 'sizeClass'],
    ]);
    expect(codesOf(await sign('life', 'EXCH', 'approver'))).toEqual([]);
    expect(await seen('life', 'TAX')).toMatchObject({
      state: 'CONSUMER_SIGNED',
      signatures: [{ side: 'consumer', unit: 'EXCH' }],
    });
    expect(codesOf(await readSize())).toEqual(['DENIED_NO_GRANT']);
    expect(codesOf(await sign('life', 'TAX', 'approver'))).toEqual([]);
    const after = await readSize();
    expect(codesOf(after)).toEqual([]);
    expect(after.data.enterprise.tax.sizeClass).toEqual(expect.any(String));
    expect(after.sharing.bundle).not.toBe(before.sharing.bundle);
    expect((await seen('life', 'EXCH'))?.state).toBe('IN_FORCE');
  });

  it('is no concern of a unit that is no party, but of the authority', async () => {
    expect(await seen('life', 'FIN')).toBeUndefined();
    expect((await seen('life', 'DATA'))?.state).toBe('IN_FORCE');
    const meddling = await decide('FIN', 'revokeAgreement', 'life');
    const inventing = await decide('FIN', 'revokeAgreement', 'no-such-agreement');
    expect([codesOf(meddling), meddling.errors[0]?.message]).toEqual([
      ['UNKNOWN_SUBJECT'],
      inventing.errors[0]?.message,
    ]);
  });

  it('stops while it is suspended; whoever suspended it, or the authority, resumes it', async () => {
    expect(codesOf(await decide('EXCH', 'suspendAgreement', 'life'))).toEqual(['BAD_USER_INPUT']);
    expect(codesOf(await decide('DATA', 'suspendAgreement', 'life'))).toEqual([]);
    expect(codesOf(await readSize())).toEqual(['DENIED_NO_GRANT']);
    const resumed = await decide('TAX', 'resumeAgreement', 'life');
    expect(resumed.errors[0]?.message).toContain('由中止的一方或主管部门恢复');
    expect(codesOf(await decide('DATA', 'resumeAgreement', 'life'))).toEqual([]);
    expect(codesOf(await readSize())).toEqual([]);
  });

  it('goes on as a new version, which the official who drafted it does not sign', async () => {
    const drafted = await act(
      'TAX',
      'reviseAgreement',
      'AgreementRevision',
      { no: 'life', fields: ['Tax.arrearsAnnounced'] },
      'clerk',
    );
    expect(drafted.data.reviseAgreement.no).toBe('life-v2');
    const self = await sign('life-v2', 'TAX', 'clerk');
    expect(self.errors[0]?.message).toContain('起草人不签署');
    await sign('life-v2', 'TAX', 'approver');
    expect(codesOf(await readSize())).toEqual([]);
    expect(codesOf(await sign('life-v2', 'EXCH'))).toEqual([]);
    expect([(await seen('life', 'TAX'))?.state, (await seen('life-v2', 'TAX'))?.state]).toEqual([
      'SUPERSEDED',
      'IN_FORCE',
    ]);
    expect(codesOf(await readSize())).toEqual(['DENIED_NO_GRANT']);
  });

  it('ends for good when it is revoked', async () => {
    await decide('TAX', 'revokeAgreement', 'life-v2');
    for (const act of ['resumeAgreement', 'suspendAgreement', 'revokeAgreement'])
      expect(codesOf(await decide('TAX', act, 'life-v2'))).toEqual(['BAD_USER_INPUT']);
    const signed = await sign('life-v2', 'EXCH');
    expect(signed.errors[0]?.message).toContain('现为撤销');
  });

  it('does not begin by another’s key, by another text, or by what is no signature', async () => {
    await draft(dataDir(), agreementOf({ id: 'forged' }));
    const byAnother = await sign('forged', 'EXCH', 'main', 'TAX');
    expect(byAnother.errors[0]).toMatchObject({
      message: expect.stringContaining('签名与本单位登记的公钥或协议内容不符'),
      path: ['signAgreement'],
      extensions: { code: 'BAD_USER_INPUT', unit: 'HUB', basis: '政务数据共享条例 第21–22条' },
    });
    for (const signature of ['', 'AAAA', 'x'.repeat(86)])
      expect(
        codesOf(await act('EXCH', 'signAgreement', 'AgreementSigning', { no: 'forged', signature })),
      ).toEqual(['BAD_USER_INPUT']);
    expect(await seen('forged', 'EXCH')).toMatchObject({ state: 'DRAFT', signatures: [] });
  });

  it('is signed at the command line as a unit’s own system would, once', async () => {
    await draft(dataDir(), agreementOf({ id: 'by-command', consumer: 'FIN', purposes: ['M05'] }));
    expect((await command('sign-agreement', 'by-command', '--unit', 'fin')).stdout).toBe(
      'by-command CONSUMER_SIGNED\n',
    );
    // Sent again it is the same act.
    expect((await command('sign-agreement', 'by-command', '--unit', 'FIN')).stdout).toBe(
      'by-command CONSUMER_SIGNED\n',
    );
    await expect(command('sign-agreement', 'by-command', '--unit', 'AMR')).rejects.toMatchObject({
      code: 2,
      stderr: '没有协议 by-command，或与 AMR 无关\n',
    });
  }, 60_000);

  it('takes the signature of a key that was made known at the command line, and of no other', async () => {
    const { publicKey, privateKey } = generateKeyPairSync('ed25519');
    const folder = await mkdtemp(join(tmpdir(), 'srdi-key-'));
    const [known, wrong] = [join(folder, 'known.jwk'), join(folder, 'wrong.jwk')];
    await writeFile(known, JSON.stringify(publicKey.export({ format: 'jwk' })));
    await writeFile(wrong, '{"kty":"EC"}');
    const { textToSign = '' } = (await seen('by-command', 'TAX')) ?? {};
    const signature = signBytes(null, Buffer.from(textToSign), privateKey).toString('base64url');
    const signing = (): Promise<Answer> =>
      act('TAX', 'signAgreement', 'AgreementSigning', { no: 'by-command', signature });
    try {
      expect(codesOf(await signing())).toEqual(['BAD_USER_INPUT']);
      await expect(command('register-key', 'TAX', wrong)).rejects.toMatchObject({ code: 2 });
      expect((await command('register-key', 'tax', known)).stdout).toMatch(/^TAX [\w-]{43}\n$/);
      expect(codesOf(await signing())).toEqual([]);
      expect((await seen('by-command', 'FIN'))?.state).toBe('IN_FORCE');
    } finally {
      await rm(folder, { recursive: true });
    }
  }, 60_000);

  it('lets one of two officials sign who do it at once', async () => {
    await draft(dataDir(), agreementOf({ id: 'race' }));
    const both = await Promise.all([sign('race', 'TAX', 'clerk'), sign('race', 'TAX', 'approver')]);
    expect(both.map((answer) => codesOf(answer).join()).sort()).toEqual(['', 'BAD_USER_INPUT']);
    expect(await seen('race', 'TAX')).toMatchObject({
      state: 'PROVIDER_SIGNED',
      signatures: [{ side: 'provider', unit: 'TAX' }],
    });
  });

  it('never begins over a field that is withheld, whoever has signed', async () => {
    await draft(dataDir(), agreementOf({ id: 'withheld', provider: 'FIN', fields: ['Fiscal.payeeAccount'] }));
    await sign('withheld', 'EXCH');
    const signed = await sign('withheld', 'FIN');
    expect(signed.errors[0]?.message).toContain('不予共享');
    expect((await seen('withheld', 'FIN'))?.state).toBe('CONSUMER_SIGNED');
  });

  it('is refused when it was signed and revoked in the same moment', async () => {
    await draft(dataDir(), agreementOf({ id: 'moment' }));
    await sign('moment', 'EXCH');
    const [signed, revoked] = await Promise.all([
      sign('moment', 'TAX'),
      decide('TAX', 'revokeAgreement', 'moment'),
    ]);
    expect(codesOf(revoked)).toEqual([]);
    expect([[], ['BAD_USER_INPUT']]).toContainEqual(codesOf(signed));
    expect((await seen('moment', 'TAX'))?.state).toBe('REVOKED');
    expect(codesOf(await readSize())).toEqual(['DENIED_NO_GRANT']);
  });
}
