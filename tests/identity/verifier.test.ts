import { createHash, randomUUID } from 'node:crypto';
import {
  calculateJwkThumbprint,
  exportJWK,
  generateKeyPair,
  SignJWT,
  UnsecuredJWT,
  type CryptoKey,
  type JWK,
} from 'jose';
import { createVerifier, type Credentials } from '../../src/identity/verifier';
import { Refusal } from '../../src/kit/refusal';

const ISSUER = 'http://issuer.test';
const AUDIENCE = 'http://hub.test/graphql';
const NOW = 1_780_000_000;

let privateKey: CryptoKey;
let otherKey: CryptoKey;
let publicJwk: JWK;

beforeAll(async () => {
  const pair = await generateKeyPair('ES256', { extractable: true });
  privateKey = pair.privateKey;
  publicJwk = { ...(await exportJWK(pair.publicKey)), alg: 'ES256', use: 'sig', kid: 'k' };
  otherKey = (await generateKeyPair('ES256')).privateKey;
});

const verifier = (now = NOW) =>
  createVerifier({
    issuer: ISSUER,
    audience: AUDIENCE,
    keys: { local: { keys: [publicJwk] } },
    now: () => now * 1000,
  });

interface TokenParts {
  readonly claims?: object;
  readonly key?: CryptoKey;
  readonly header?: object;
  readonly issuer?: string;
  readonly audience?: string;
  readonly expires?: number;
}

const sign = ({
  claims = {},
  key = privateKey,
  header = {},
  issuer = ISSUER,
  audience = AUDIENCE,
  expires = NOW + 600,
}: TokenParts = {}): Promise<string> =>
  new SignJWT({ unit: 'EXCH', system: 'main', purpose: 'M10', ...claims })
    .setProtectedHeader({ alg: 'ES256', kid: 'k', typ: 'at+jwt', ...header })
    .setIssuer(issuer)
    .setAudience(audience)
    .setIssuedAt(NOW - 10)
    .setExpirationTime(expires)
    .sign(key);

const by = (authorization: string | undefined, dpop?: string): Credentials => ({
  headers: { authorization, dpop },
  method: 'POST',
  url: AUDIENCE,
});

describe('a token', () => {
  it('names unit, system and purpose', async () => {
    expect(await verifier()(by(`Bearer ${await sign({ claims: { division: '1401' } })}`))).toMatchObject({
      kind: 'unit',
      unit: 'EXCH',
      system: 'main',
      purpose: 'M10',
      division: '1401',
    });
  });

  it('may be an enterprise’s, for itself', async () => {
    const token = await sign({
      claims: { unit: undefined, enterprise: '91140199004543387N', purpose: 'SELF' },
    });
    expect(await verifier()(by(`Bearer ${token}`))).toMatchObject({
      kind: 'enterprise',
      uscc: '91140199004543387N',
    });
  });

  it('is not needed to be a stranger', async () => {
    expect(await verifier()(by(undefined))).toEqual({ kind: 'stranger' });
  });
});

describe('everything wrong with a token gives one constant refusal', () => {
  const cases: readonly (readonly [string, () => Promise<string>])[] = [
    ['expired', () => sign({ expires: NOW - 30 })],
    ['of another issuer', () => sign({ issuer: 'http://other.test' })],
    ['for another audience', () => sign({ audience: 'http://other.test/graphql' })],
    ['signed by another key', () => sign({ key: otherKey })],
    ['an identity token', () => sign({ header: { typ: 'JWT' } })],
    ['for a purpose that the unit does not carry', () => sign({ claims: { purpose: 'M07' } })],
    ['for a purpose that does not exist', () => sign({ claims: { purpose: 'M99' } })],
    ['of a unit that does not exist', () => sign({ claims: { unit: 'NOBODY' } })],
    ['without a purpose', () => sign({ claims: { purpose: undefined } })],
    [
      'not signed at all',
      () =>
        Promise.resolve(
          new UnsecuredJWT({ unit: 'EXCH', purpose: 'M10' })
            .setIssuer(ISSUER)
            .setAudience(AUDIENCE)
            .setIssuedAt()
            .setExpirationTime(NOW + 600)
            .encode(),
        ),
    ],
    [
      'signed with the public key as a secret',
      async () =>
        new SignJWT({ unit: 'EXCH', purpose: 'M10' })
          .setProtectedHeader({ alg: 'HS256', typ: 'at+jwt', kid: 'k' })
          .setIssuer(ISSUER)
          .setAudience(AUDIENCE)
          .setIssuedAt(NOW)
          .setExpirationTime(NOW + 600)
          .sign(new TextEncoder().encode(JSON.stringify(publicJwk))),
    ],
    [
      'altered',
      async () =>
        (await sign()).replace(
          /\.([^.]+)\./,
          (_all, payload: string) =>
            `.${Buffer.from(Buffer.from(payload, 'base64url').toString().replace('EXCH', 'SMEB')).toString('base64url')}.`,
        ),
    ],
    ['no token', () => Promise.resolve('nothing')],
  ];
  it.each(cases)('%s', async (_name, make) => {
    const failure = await verifier()(by(`Bearer ${await make()}`)).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(Refusal);
    expect((failure as Refusal).extensions.code).toBe('UNAUTHENTICATED');
    expect((failure as Refusal).message).toBe('身份凭证无效或已过期：请用 srdi-hub token 重新获取');
  });

  it('a kept token too, once it has expired', async () => {
    const token = await sign({ expires: NOW + 60 });
    let now = NOW;
    const verify = createVerifier({
      issuer: ISSUER,
      audience: AUDIENCE,
      keys: { local: { keys: [publicJwk] } },
      now: () => now * 1000,
    });
    await verify(by(`Bearer ${token}`));
    now = NOW + 120;
    await expect(verify(by(`Bearer ${token}`))).rejects.toBeInstanceOf(Refusal);
  });
});

describe('a bound token', () => {
  const bound = async () => {
    const { privateKey: proofKey, publicKey } = await generateKeyPair('ES256', { extractable: true });
    const jwk = await exportJWK(publicKey);
    const token = await sign({ claims: { cnf: { jkt: await calculateJwkThumbprint(jwk) } } });
    const proof = (
      change: { htm?: string; htu?: string; ath?: string; at?: number; key?: CryptoKey } = {},
    ): Promise<string> =>
      new SignJWT({
        htm: change.htm ?? 'POST',
        htu: change.htu ?? AUDIENCE,
        ath: change.ath ?? createHash('sha256').update(token).digest('base64url'),
      })
        .setProtectedHeader({ alg: 'ES256', typ: 'dpop+jwt', jwk })
        .setJti(randomUUID())
        .setIssuedAt(change.at ?? NOW)
        .sign(change.key ?? proofKey);
    return { token, proof };
  };

  it('is taken with its proof, once', async () => {
    const { token, proof } = await bound();
    const verify = verifier();
    const shown = await proof();
    expect(await verify(by(`DPoP ${token}`, shown))).toMatchObject({ unit: 'EXCH' });
    await expect(verify(by(`DPoP ${token}`, shown))).rejects.toBeInstanceOf(Refusal);
  });

  it('is refused as a bearer token', async () => {
    const { token } = await bound();
    await expect(verifier()(by(`Bearer ${token}`))).rejects.toBeInstanceOf(Refusal);
  });

  it.each([
    ['for another method', { htm: 'GET' }],
    ['for another address', { htu: 'http://other.test/graphql' }],
    ['for another token', { ath: 'x' }],
    ['that is old', { at: NOW - 600 }],
  ])('is refused with a proof %s', async (_name, change) => {
    const { token, proof } = await bound();
    await expect(verifier()(by(`DPoP ${token}`, await proof(change)))).rejects.toBeInstanceOf(Refusal);
  });

  it('is refused with another key’s proof', async () => {
    const { token, proof } = await bound();
    await expect(verifier()(by(`DPoP ${token}`, await proof({ key: otherKey })))).rejects.toBeInstanceOf(
      Refusal,
    );
  });
});
