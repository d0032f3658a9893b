import { randomUUID } from 'node:crypto';
import { decodeJwt, decodeProtectedHeader, importJWK, SignJWT } from 'jose';
import { systemsOf } from '../../src/identity/development-clients';
import { TOKEN_SECONDS } from '../../src/identity/development-issuer';
import { clientKey } from '../../src/identity/development-keys';
import { requestToken } from '../../src/identity/request-token';
import { createVerifier, type Verifier } from '../../src/identity/verifier';
import { cities } from '../../src/kit/codes/divisions';
import { makeUscc } from '../../src/kit/codes/uscc';
import { consumerUnits } from '../../src/kit/unit-directory';
import { startIssuer, type IssuerServer } from './support/issuer-server';
import { newBinding, shown } from './support/tokens';

let issuer: IssuerServer;
let verify: Verifier;
let printed: unknown[][];

beforeAll(async () => {
  printed = [];
  for (const method of ['log', 'info', 'warn', 'error'] as const)
    jest.spyOn(console, method).mockImplementation((...words: unknown[]) => void printed.push(words));
  issuer = await startIssuer();
  verify = createVerifier({
    issuer: issuer.url,
    audience: issuer.audience,
    keys: { metadata: new URL(`${issuer.url}/.well-known/openid-configuration`) },
    now: Date.now,
  });
});

afterAll(async () => {
  await issuer.close();
  jest.restoreAllMocks();
});

const source = () => ({ dataDir: issuer.dataDir, issuerUrl: issuer.url });

interface Asked {
  readonly clientId?: string;
  readonly keyName?: string;
  readonly scope?: string;
  readonly form?: Readonly<Record<string, string>>;
  readonly assertion?: Readonly<Record<string, unknown>>;
  readonly header?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Asks the token endpoint as a client would that is right in every way but for what is asked to be otherwise. */
async function ask(asked: Asked = {}) {
  const { clientId = 'EXCH.main', keyName = clientId, scope = 'purpose:M10' } = asked;
  const key = await clientKey(issuer.dataDir, keyName);
  if (key === undefined) throw new Error(`no key ${keyName}`);
  const now = Math.floor(Date.now() / 1000);
  const claims = {
    iss: clientId,
    sub: clientId,
    aud: issuer.url,
    jti: randomUUID(),
    iat: now,
    exp: now + 60,
  };
  const assertion = await new SignJWT({ ...claims, ...asked.assertion })
    .setProtectedHeader({ alg: 'ES256', kid: key.kid, ...asked.header })
    .sign(await importJWK(key));
  const form = {
    grant_type: 'client_credentials',
    client_id: clientId,
    client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
    client_assertion: assertion,
    scope,
    ...asked.form,
  };
  return post(form, asked.headers);
}

async function post(form: Record<string, string>, headers: Readonly<Record<string, string>> = {}) {
  const response = await fetch(`${issuer.url}/oauth/token`, {
    method: 'POST',
    body: new URLSearchParams(form),
    headers,
  });
  return { status: response.status, body: (await response.json()) as Record<string, unknown>, form };
}

describe('from the issuer through a token to the caller', () => {
  it('a unit’s main system is known by unit, system and purpose', async () => {
    const { token, expiresAt } = await requestToken({ unit: 'exch', purpose: 'm10' }, source());
    const caller = await verify(shown(`Bearer ${token}`));
    expect(caller).toMatchObject({
      kind: 'unit',
      unit: 'EXCH',
      system: 'main',
      purpose: 'M10',
      official: 'EXCH.main',
    });
    expect(caller).not.toHaveProperty('division');
    expect(Math.abs(expiresAt - Date.now() / 1000 - TOKEN_SECONDS)).toBeLessThan(5);
  });

  it('a city’s system is known by its division', async () => {
    const { token } = await requestToken({ unit: 'CITY', system: 'datong', purpose: 'M02' }, source());
    expect(await verify(shown(`Bearer ${token}`))).toMatchObject({
      unit: 'CITY',
      system: 'datong',
      division: '1402',
    });
  });

  it('an enterprise is known by its code', async () => {
    const uscc = makeUscc('140199', 17);
    const { token } = await requestToken({ enterprise: uscc.toLowerCase() }, source());
    const caller = await verify(shown(`Bearer ${token}`));
    expect(caller).toMatchObject({ kind: 'enterprise', uscc, purpose: 'SELF' });
    expect(caller).not.toHaveProperty('isLegalRepresentative');
    const inPerson = await requestToken({ enterprise: uscc, inPerson: true }, source());
    expect(await verify(shown(`Bearer ${inPerson.token}`))).toMatchObject({
      uscc,
      isLegalRepresentative: true,
    });
  });

  it('every unit gets a token for every purpose that it carries', async () => {
    for (const { code, purposes } of consumerUnits) {
      const [purpose = ''] = purposes.slice(-1);
      const { token } = await requestToken({ unit: code, purpose }, source());
      expect(await verify(shown(`Bearer ${token}`))).toMatchObject({ unit: code, purpose });
    }
  });

  it('the token is an ES256 access token for the hub alone, good for a quarter of an hour', async () => {
    const { token } = await requestToken({ unit: 'EXCH', purpose: 'M10' }, source());
    const { iat = 0, exp = 0, ...claims } = decodeJwt(token);
    expect(decodeProtectedHeader(token)).toMatchObject({ alg: 'ES256', typ: 'at+jwt' });
    expect(exp - iat).toBe(900);
    expect(claims).toMatchObject({ iss: issuer.url, aud: issuer.audience, scope: 'purpose:M10' });
  });

  it('a client may bind its token to a key, and then needs the key', async () => {
    const { prove } = await newBinding();
    const now = Math.floor(Date.now() / 1000);
    const atIssuer = await prove('', { htu: `${issuer.url}/oauth/token`, ath: undefined, iat: now });
    const { status, body } = await ask({ headers: { dpop: atIssuer } });
    expect({ status, type: body['token_type'] }).toEqual({ status: 200, type: 'DPoP' });
    const token = String(body['access_token']);
    const at = (authorization: string, dpop?: string) => ({
      ...shown(authorization, dpop),
      url: issuer.audience,
    });
    const proof = await prove(token, { htu: issuer.audience, iat: now });
    expect(await verify(at(`DPoP ${token}`, proof))).toMatchObject({ unit: 'EXCH' });
    await expect(verify(at(`Bearer ${token}`))).rejects.toMatchObject({
      extensions: { code: 'UNAUTHENTICATED' },
    });
  });
});

describe('the issuer refuses', () => {
  it.each([
    ['a purpose that the unit does not carry', 'purpose:M07'],
    ['a purpose that does not exist', 'purpose:M99'],
    ['two purposes', 'purpose:M10 purpose:M11'],
    ['the same purpose twice', 'purpose:M10 purpose:M10'],
    ['a purpose and another scope', 'purpose:M10 openid'],
    ['a scope that is no purpose', 'openid'],
    ['no scope', ''],
    ['an enterprise’s purpose', 'purpose:SELF'],
  ])('%s, in Chinese and with the choice', async (_name, scope) => {
    const { status, body } = await ask({ scope });
    expect(status).toBe(400);
    expect(body['error']).toBe('invalid_scope');
    expect(body['error_description']).toMatch(/用途：可选 M10、SHARING$/);
  });

  it.each<[string, Asked]>([
    ['an unknown client', { clientId: 'EXCH.other', keyName: 'EXCH.main' }],
    [
      'a unit that signs with another unit’s key',
      { clientId: 'TAX.main', keyName: 'EXCH.main', scope: 'purpose:M07' },
    ],
    ['a system that signs with another system’s key', { clientId: 'CITY.main', keyName: 'CITY.taiyuan' }],
    [
      'an enterprise that signs with a unit’s key',
      { clientId: `enterprise.${makeUscc('140199', 1)}`, keyName: 'EXCH.main' },
    ],
    ['an enterprise with a wrong code', { clientId: 'enterprise.91140199', keyName: 'enterprise' }],
    ['an assertion for another issuer', { assertion: { aud: 'https://other.test' } }],
    ['an assertion of another client', { assertion: { iss: 'TAX.main' } }],
    ['an expired assertion', { assertion: { exp: Math.floor(Date.now() / 1000) - 60 } }],
    ['an assertion without an id', { assertion: { jti: undefined } }],
  ])('%s', async (_name, asked) => {
    const { status, body } = await ask(asked);
    expect({ status, error: body['error'] }).toEqual({ status: 401, error: 'invalid_client' });
    expect(body).not.toHaveProperty('access_token');
  });

  it('an assertion that was used before', async () => {
    const { status, form } = await ask();
    expect(status).toBe(200);
    const again = await post(form);
    expect({ status: again.status, error: again.body['error'] }).toEqual({
      status: 401,
      error: 'invalid_client',
    });
  });

  it.each<[string, Record<string, string>]>([
    ['a client without a proof of who it is', { client_id: 'EXCH.main' }],
    ['a client with a password', { client_id: 'EXCH.main', client_secret: 'secret' }],
    ['nobody', {}],
  ])('%s', async (_name, form) => {
    const { status, body } = await post({ grant_type: 'client_credentials', scope: 'purpose:M10', ...form });
    expect(status).toBeGreaterThanOrEqual(400);
    expect(status).toBeLessThan(500);
    expect(body).not.toHaveProperty('access_token');
  });

  it.each(['authorization_code', 'refresh_token', 'password', 'implicit'])('the grant %s', async (grant) => {
    const { body } = await ask({ form: { grant_type: grant } });
    expect(body['error']).toMatch(/^(unsupported_grant_type|unauthorized_client|invalid_request)$/);
  });

  it('a token for somewhere else', async () => {
    const { body } = await ask({ form: { resource: 'https://other.test/graphql' } });
    expect(body['error']).toBe('invalid_target');
  });
});

describe('what the issuer publishes', () => {
  it.each(['openid-configuration', 'oauth-authorization-server'])('metadata at %s', async (name) => {
    const response = await fetch(`${issuer.url}/.well-known/${name}`, { headers: { host: 'evil.test' } });
    expect(await response.json()).toMatchObject({
      issuer: issuer.url,
      token_endpoint: `${issuer.url}/oauth/token`,
      jwks_uri: `${issuer.url}/jwks`,
      grant_types_supported: ['client_credentials'],
      token_endpoint_auth_methods_supported: ['private_key_jwt'],
    });
  });

  it('its public key, and no secret', async () => {
    const text = await (await fetch(`${issuer.url}/jwks`)).text();
    expect(JSON.parse(text)).toEqual({
      keys: [expect.objectContaining({ kty: 'EC', crv: 'P-256', alg: 'ES256' })],
    });
    expect(text).not.toContain('"d"');
  });

  it.each(['/auth', '/me', '/reg', '/session/end', '/device', '/token/introspection', '/interaction/x', '/'])(
    'nothing at %s',
    async (path) => {
      expect((await fetch(issuer.url + path)).status).toBe(404);
    },
  );

  it('a browser that opens the token endpoint gets no page', async () => {
    const response = await fetch(`${issuer.url}/oauth/token`, { headers: { accept: 'text/html' } });
    expect(response.status).toBeGreaterThanOrEqual(400);
    expect(await response.text()).not.toContain('<html');
  });
});

it('CITY has a system for each of its eleven cities, beside its own', () => {
  const [main, ...others] = systemsOf('CITY');
  const ofCities = others.filter(({ division }) => division !== undefined);
  expect(main).toMatchObject({ system: 'main' });
  expect(ofCities.map(({ division }) => division)).toEqual(cities.map(({ code }) => code));
  expect(new Set(ofCities.map(({ system }) => system)).size).toBe(11);
  expect(ofCities.every(({ system }) => /^[a-z]+$/.test(system))).toBe(true);
});

it('through all of this the issuer has printed nothing and met no fault', () => {
  expect(printed).toEqual([]);
  expect(issuer.faults).toEqual([]);
});
