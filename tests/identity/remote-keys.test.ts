import { createVerifier } from '../../src/identity/verifier';
import { AUDIENCE, newKey, NOW, shown, signToken, type Key } from './support/tokens';
import { serve, type HttpServer } from './support/issuer-server';

const METADATA = '/.well-known/openid-configuration';

let server: HttpServer;
let published: unknown;
let asked: string[];
let isReachable: boolean;
let stated: Readonly<Record<string, unknown>>;
let keys: readonly [Key, Key];
let clock: number;
let faults: unknown[];

beforeAll(async () => {
  keys = [await newKey('ES256', 'first'), await newKey('ES256', 'second')];
  server = await serve((request, response) => {
    asked.push(request.url ?? '');
    if (!isReachable) response.destroy();
    else response.end(JSON.stringify(request.url === METADATA ? stated : published));
  });
});

afterAll(() => server.close());

beforeEach(() => {
  asked = [];
  faults = [];
  isReachable = true;
  clock = NOW;
  published = { keys: [keys[0].published] };
  stated = { issuer: server.url, jwks_uri: `${server.url}/jwks` };
});

function verifierOf(address: 'remote' | 'metadata' = 'remote') {
  const verify = createVerifier({
    issuer: server.url,
    audience: AUDIENCE,
    keys:
      address === 'remote'
        ? { remote: new URL('/jwks', server.url) }
        : { metadata: new URL(METADATA, server.url) },
    now: () => clock * 1000,
    onFault: (error) => faults.push(error),
  });
  return async (key: Key, system = 'main') =>
    verify(
      shown(`Bearer ${await signToken(key, { claims: { iss: server.url, exp: NOW + 36_000, system } })}`),
    );
}

const isTaken = (answer: Promise<unknown>): Promise<boolean> =>
  answer.then(
    () => true,
    () => false,
  );

it('keys are asked for once, and then known', async () => {
  const verify = verifierOf();
  for (const system of ['one', 'two', 'three']) expect(await isTaken(verify(keys[0], system))).toBe(true);
  expect(asked).toEqual(['/jwks']);
});

it('many tokens at once ask for the keys once', async () => {
  const verify = verifierOf();
  const systems = Array.from({ length: 20 }, (_, at) => `s${at}`);
  const taken = await Promise.all(systems.map((system) => isTaken(verify(keys[0], system))));
  expect(taken).toEqual(systems.map(() => true));
  expect(asked).toEqual(['/jwks']);
});

it('the metadata of an issuer says where its keys are', async () => {
  expect(await isTaken(verifierOf('metadata')(keys[0]))).toBe(true);
  expect(asked).toEqual([METADATA, '/jwks']);
});

it('metadata that states another issuer is not believed', async () => {
  stated = { ...stated, issuer: 'https://other.test' };
  expect(await isTaken(verifierOf('metadata')(keys[0]))).toBe(false);
  expect(asked).toEqual([METADATA]);
  expect(faults).toHaveLength(1);
});

it('a rotation fails no one: a new key is asked for when a token first names it', async () => {
  const verify = verifierOf();
  await verify(keys[0]);
  published = { keys: [keys[0].published, keys[1].published] };
  clock += 6;
  expect(await isTaken(verify(keys[1]))).toBe(true);
  expect(await isTaken(verify(keys[0], 'other'))).toBe(true);
});

it('a withdrawn key is honoured no longer than a minute after the hub knows', async () => {
  const verify = verifierOf();
  await verify(keys[0]);
  published = { keys: [keys[1].published] };
  clock += 6;
  expect(await isTaken(verify(keys[1]))).toBe(true);
  expect(await isTaken(verify(keys[0], 'other'))).toBe(false);
  clock = NOW + 61;
  expect(await isTaken(verify(keys[0]))).toBe(false);
});

it('forged key names make the hub ask its issuer once in five seconds, no more', async () => {
  const verify = verifierOf();
  await verify(keys[0]);
  const forged = await Promise.all(Array.from({ length: 20 }, (_, at) => newKey('ES256', `forged-${at}`)));
  for (const key of forged) expect(await isTaken(verify(key))).toBe(false);
  expect(asked).toHaveLength(1);
  clock += 6;
  for (const key of forged) expect(await isTaken(verify(key))).toBe(false);
  expect(asked).toHaveLength(2);
});

it('while the issuer cannot be reached its keys are honoured to their age, and then no token is', async () => {
  const verify = verifierOf();
  await verify(keys[0]);
  isReachable = false;
  for (const [minutes, expected] of [
    [30, true],
    [59, true],
    [61, false],
  ] as const) {
    clock = NOW + minutes * 60;
    expect(await isTaken(verify(keys[0], `after-${minutes}`))).toBe(expected);
  }
  expect(faults.length).toBeGreaterThan(0);
  isReachable = true;
  clock += 6;
  expect(await isTaken(verify(keys[0], 'again'))).toBe(true);
});

it('an issuer that is away at the start is asked again, not more often than in five seconds', async () => {
  isReachable = false;
  const verify = verifierOf();
  for (const system of ['one', 'two', 'three']) expect(await isTaken(verify(keys[0], system))).toBe(false);
  expect(asked).toHaveLength(1);
  isReachable = true;
  clock += 6;
  expect(await isTaken(verify(keys[0]))).toBe(true);
});

it.each([
  ['no JSON object', 'nonsense'],
  ['no keys', { nothing: [] }],
])('an answer with %s keeps the keys that are known', async (_name, answer) => {
  const verify = verifierOf();
  await verify(keys[0]);
  published = answer;
  clock += 6;
  expect(await isTaken(verify(keys[1]))).toBe(false);
  expect(await isTaken(verify(keys[0], 'other'))).toBe(true);
});
