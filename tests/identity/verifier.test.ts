import { exportSPKI, importJWK, SignJWT, UnsecuredJWT, type CryptoKey } from 'jose';
import { createVerifier, type Verifier } from '../../src/identity/verifier';
import { makeUscc } from '../../src/kit/codes/uscc';
import { Refusal } from '../../src/kit/refusal';
import {
  AUDIENCE,
  ISSUER,
  newBinding,
  newKey,
  NOW,
  rightClaims,
  shown,
  signToken,
  type Key,
  type ProofParts,
  type TokenParts,
} from './support/tokens';

const ENTERPRISE = makeUscc('140199', 4543387);

let key: Key;
let stranger: Key;
let now: number;
let verify: Verifier;

beforeAll(async () => {
  key = await newKey();
  stranger = await newKey();
});

beforeEach(() => {
  now = NOW;
  verify = createVerifier({
    issuer: ISSUER,
    audience: AUDIENCE,
    keys: { local: { keys: [key.published] } },
    now: () => now * 1000,
  });
});

const sign = (parts?: TokenParts): Promise<string> => signToken(key, parts);

/** Every refusal is the same to the last letter: the caller cannot learn which check failed. */
async function expectConstantRefusal(answer: Promise<unknown>): Promise<void> {
  const error = await answer.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(Refusal);
  expect(error).toMatchObject({ message: '身份凭证无效或已过期：请用 srdi-hub token 重新获取' });
  expect(error).toHaveProperty('extensions', {
    code: 'UNAUTHENTICATED',
    nextStep: { action: 'GET_TOKEN', url: '/oauth/token' },
  });
  expect(error).not.toHaveProperty('cause');
}

describe('a token', () => {
  it('names unit, system, purpose, division and official', async () => {
    const token = await sign({
      claims: { unit: 'CITY', system: 'taiyuan', purpose: 'M02', division: '1401', official: 'p-7f3a' },
    });
    expect(await verify(shown(`Bearer ${token}`))).toEqual({
      kind: 'unit',
      unit: 'CITY',
      system: 'taiyuan',
      purpose: 'M02',
      division: '1401',
      official: 'p-7f3a',
      expiresAt: NOW + 600,
    });
  });

  it('without an official is the system’s own', async () => {
    expect(await verify(shown(`bearer ${await sign()}`))).toEqual({
      kind: 'unit',
      unit: 'EXCH',
      system: 'main',
      purpose: 'M10',
      official: 'EXCH.main',
      expiresAt: NOW + 600,
    });
  });

  it('may be an enterprise’s, to read about itself', async () => {
    const token = await sign({ claims: { unit: undefined, enterprise: ENTERPRISE, purpose: 'SELF' } });
    expect(await verify(shown(`Bearer ${token}`))).toMatchObject({
      kind: 'enterprise',
      uscc: ENTERPRISE,
      purpose: 'SELF',
    });
  });

  it.each(['ES256', 'EdDSA', 'PS256', 'RS256'])('may be signed with %s', async (algorithm) => {
    const other = await newKey(algorithm);
    const verifyOther = createVerifier({
      issuer: ISSUER,
      audience: AUDIENCE,
      keys: { local: { keys: [other.published] } },
      now: () => NOW * 1000,
    });
    expect(await verifyOther(shown(`Bearer ${await signToken(other)}`))).toMatchObject({ unit: 'EXCH' });
  });

  it('is honoured five seconds past its end, for clocks that differ, and no longer', async () => {
    const token = await sign();
    now = NOW + 604;
    expect(await verify(shown(`Bearer ${token}`))).toMatchObject({ unit: 'EXCH' });
    now = NOW + 605;
    await expectConstantRefusal(verify(shown(`Bearer ${token}`)));
  });
});

describe('nobody’s word counts but the token’s', () => {
  const outside = {
    'x-unit': 'TAX',
    'x-purpose': 'M07',
    'x-forwarded-user': 'root',
    'x-user-id': '1',
    'x-remote-user': 'root',
    'x-enterprise': ENTERPRISE,
    'x-division': '14',
    'x-original-authorization': 'Bearer x',
    'proxy-authorization': 'Bearer x',
    forwarded: 'for=127.0.0.1',
    cookie: 'session=1',
  };

  it('without a token every identity header leaves a stranger', async () => {
    const headers = { ...outside, authorization: undefined };
    expect(await verify({ ...shown(undefined), headers })).toEqual({ kind: 'stranger' });
  });

  it('with a token no identity header changes the caller', async () => {
    const authorization = `Bearer ${await sign()}`;
    const alone = await verify(shown(authorization));
    expect(await verify({ ...shown(authorization), headers: { ...outside, authorization } })).toEqual(alone);
  });
});

describe('every wrong token gets one constant refusal', () => {
  const changed: readonly (readonly [string, TokenParts])[] = [
    ['expired', { claims: { exp: NOW - 30 } }],
    ['not valid yet', { claims: { nbf: NOW + 60 } }],
    ['without an end', { claims: { exp: undefined } }],
    ['without a date', { claims: { iat: undefined } }],
    ['of another issuer', { claims: { iss: 'https://other.test' } }],
    ['without an issuer', { claims: { iss: undefined } }],
    ['for another audience', { claims: { aud: 'https://other.test/graphql' } }],
    ['without an audience', { claims: { aud: undefined } }],
    ['that is an identity token', { header: { typ: 'JWT' } }],
    ['without a type', { header: { typ: undefined } }],
    ['for a purpose that its unit does not carry', { claims: { purpose: 'M07' } }],
    ['for a purpose that does not exist', { claims: { purpose: 'M99' } }],
    ['for two purposes', { claims: { purpose: ['M10'] } }],
    ['without a purpose', { claims: { purpose: undefined } }],
    ['of a unit that does not exist', { claims: { unit: 'NOBODY' } }],
    ['of a unit named like a property of objects', { claims: { unit: '__proto__' } }],
    ['without a unit', { claims: { unit: undefined } }],
    ['without a system', { claims: { system: undefined } }],
    ['for a division that does not exist', { claims: { division: '14019' } }],
    ['for a division of another province', { claims: { division: '1101' } }],
    ['of a unit for itself', { claims: { purpose: 'SELF' } }],
    ['of a unit and an enterprise at once', { claims: { enterprise: ENTERPRISE } }],
    ['of a unit and an enterprise, for itself', { claims: { enterprise: ENTERPRISE, purpose: 'SELF' } }],
    ['of an enterprise for a measure', { claims: { unit: undefined, enterprise: ENTERPRISE } }],
    [
      'of an enterprise with a wrong code',
      { claims: { unit: undefined, enterprise: '9114', purpose: 'SELF' } },
    ],
    ['bound to a certificate', { claims: { cnf: { 'x5t#S256': 'x' } } }],
    ['bound to nothing', { claims: { cnf: {} } }],
  ];
  it.each(changed)('%s', async (_name, parts) => {
    await expectConstantRefusal(verify(shown(`Bearer ${await sign(parts)}`)));
  });

  it('signed by another key under the known name', async () => {
    await expectConstantRefusal(verify(shown(`Bearer ${await signToken(stranger)}`)));
  });

  it('signed by a key that it brings along', async () => {
    const token = await signToken(stranger, { header: { jwk: stranger.published, kid: undefined } });
    await expectConstantRefusal(verify(shown(`Bearer ${token}`)));
  });

  it.each(['none', 'None', 'NONE'])('signed with “%s”', async (algorithm) => {
    const [, payload = ''] = new UnsecuredJWT(rightClaims).encode().split('.');
    const header = Buffer.from(JSON.stringify({ alg: algorithm, typ: 'at+jwt', kid: 'k' })).toString(
      'base64url',
    );
    await expectConstantRefusal(verify(shown(`Bearer ${header}.${payload}.`)));
  });

  it('signed with the public key as a secret, in any of its written forms', async () => {
    const published = (await importJWK(key.published, 'ES256', { extractable: true })) as CryptoKey;
    const pem = await exportSPKI(published);
    const forms = [pem, pem.trim(), JSON.stringify(key.published), key.published.x ?? ''];
    for (const form of forms) {
      const token = await new SignJWT(rightClaims)
        .setProtectedHeader({ alg: 'HS256', typ: 'at+jwt', kid: 'k' })
        .sign(new TextEncoder().encode(form.padEnd(32)));
      await expectConstantRefusal(verify(shown(`Bearer ${token}`)));
    }
  });

  it('altered after it was signed, even where the true one was just seen', async () => {
    const token = await sign();
    await verify(shown(`Bearer ${token}`));
    const [header = '', payload = '', signature = ''] = token.split('.');
    const altered = Buffer.from(payload, 'base64url').toString().replace('"EXCH"', '"SMEB"');
    const forged = [header, Buffer.from(altered).toString('base64url'), signature].join('.');
    expect(forged).not.toBe(token);
    await expectConstantRefusal(verify(shown(`Bearer ${forged}`)));
    await expectConstantRefusal(verify(shown(`Bearer ${header}.${payload}.`)));
  });

  it.each([
    '',
    'Bearer',
    'Bearer ',
    'Basic dXNlcjpwYXNz',
    'nonsense',
    'Bearer a.b.c',
    'Bearer a b',
    'Bearer ..',
  ])('a header “%s”', async (header) => {
    await expectConstantRefusal(verify(shown(header)));
  });
});

describe('a token that was verified before', () => {
  it('is not verified by its signature again, and gives the same caller', async () => {
    const authorization = `Bearer ${await sign()}`;
    expect(await verify(shown(authorization))).toBe(await verify(shown(authorization)));
  });

  it('cannot be changed by whoever was handed it', async () => {
    const caller = await verify(shown(`Bearer ${await sign()}`));
    expect(() => Object.assign(caller, { unit: 'TAX' })).toThrow(TypeError);
  });

  it('is refused once it has expired', async () => {
    const authorization = `Bearer ${await sign({ claims: { exp: NOW + 30 } })}`;
    await verify(shown(authorization));
    now = NOW + 36;
    await expectConstantRefusal(verify(shown(authorization)));
  });
});

describe('a token that is bound to a key', () => {
  const bound = async () => {
    const binding = await newBinding();
    const token = await sign({ claims: { cnf: { jkt: binding.thumbprint } } });
    return { token, prove: (otherwise?: ProofParts) => binding.prove(token, otherwise) };
  };

  it('is taken with its proof, and the proof once', async () => {
    const { token, prove } = await bound();
    const proof = await prove();
    expect(await verify(shown(`DPoP ${token}`, proof))).toMatchObject({ unit: 'EXCH' });
    await expectConstantRefusal(verify(shown(`DPoP ${token}`, proof)));
    expect(await verify(shown(`DPoP ${token}`, await prove()))).toMatchObject({ unit: 'EXCH' });
  });

  it('is refused as a bearer token, with its proof and without', async () => {
    const { token, prove } = await bound();
    await expectConstantRefusal(verify(shown(`Bearer ${token}`)));
    await expectConstantRefusal(verify(shown(`Bearer ${token}`, await prove())));
  });

  it('is refused without a proof, and with the token itself for a proof', async () => {
    const { token } = await bound();
    await expectConstantRefusal(verify(shown(`DPoP ${token}`)));
    await expectConstantRefusal(verify(shown(`DPoP ${token}`, token)));
  });

  it('is refused with a proof by another key', async () => {
    const { token } = await bound();
    const thief = await newBinding();
    await expectConstantRefusal(verify(shown(`DPoP ${token}`, await thief.prove(token))));
  });

  it('is refused with a proof that names the right key and is signed by another', async () => {
    const { jwk, thumbprint } = await newBinding();
    const token = await sign({ claims: { cnf: { jkt: thumbprint } } });
    const thief = await newBinding();
    await expectConstantRefusal(verify(shown(`DPoP ${token}`, await thief.prove(token, { jwk }))));
  });

  it.each<[string, ProofParts]>([
    ['for another method', { htm: 'GET' }],
    ['for another address', { htu: 'https://hub.test/other' }],
    ['for another host', { htu: 'https://other.test/graphql' }],
    ['for another token', { ath: 'x' }],
    ['for no token', { ath: undefined }],
    ['without an id', { jti: undefined }],
    ['without a date', { iat: undefined }],
    ['that is old', { iat: NOW - 66 }],
    ['from the future', { iat: NOW + 6 }],
    ['of another type', { typ: 'jwt' }],
  ])('is refused with a proof %s', async (_name, otherwise) => {
    const { token, prove } = await bound();
    await expectConstantRefusal(verify(shown(`DPoP ${token}`, await prove(otherwise))));
  });
});

it('a token that is bound to nothing is refused as DPoP', async () => {
  const token = await sign();
  const { prove } = await newBinding();
  await expectConstantRefusal(verify(shown(`DPoP ${token}`, await prove(token))));
});
