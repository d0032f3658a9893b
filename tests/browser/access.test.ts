import { createAccess, type Access, type AccessOptions } from '../../src/playground/access';
import type { Identity } from '../../src/playground/hub-contract';

const exchange: Identity = { kind: 'unit', unit: 'EXCH', system: 'main', purpose: 'M10' };
const finance: Identity = { kind: 'unit', unit: 'FIN', system: 'main', purpose: 'M05' };
const stranger: Identity = { kind: 'stranger' };

interface World extends AccessOptions {
  readonly issued: Identity[];
  readonly stored: Map<string, string>;
  seconds: number;
}

/** Tokens are numbered and live 900 s. */
function world(change: Partial<AccessOptions> = {}): World {
  const issued: Identity[] = [];
  const stored = new Map<string, string>();
  const made: World = {
    issued,
    stored,
    seconds: 1000,
    issue: async (identity) => {
      issued.push(identity);
      return { token: `token-${issued.length}`, expiresAt: made.seconds + 900 };
    },
    storage: {
      getItem: (key) => stored.get(key) ?? null,
      setItem: (key, value) => void stored.set(key, value),
    },
    now: () => made.seconds * 1000,
    initial: exchange,
    accepts: () => true,
    ...change,
  };
  return made;
}

async function tokensAfter(access: Access, times: number): Promise<readonly (string | undefined)[]> {
  const tokens: (string | undefined)[] = [];
  for (let count = 0; count < times; count += 1) tokens.push(await access.token());
  return tokens;
}

test('one token serves until a minute before it expires, then it is renewed', async () => {
  const here = world();
  const access = createAccess(here);
  expect(await tokensAfter(access, 2)).toEqual(['token-1', 'token-1']);
  here.seconds += 839;
  expect(await access.token()).toBe('token-1');
  here.seconds += 1;
  expect(await access.token()).toBe('token-2');
});

test('requests made at once share one token', async () => {
  const here = world();
  const access = createAccess(here);
  expect(await Promise.all([access.token(), access.token()])).toEqual(['token-1', 'token-1']);
});

test('another identity gets a token of its own and a stranger none', async () => {
  const here = world();
  const access = createAccess(here);
  await access.token();
  access.choose(finance);
  expect(await access.token()).toBe('token-2');
  access.choose(stranger);
  expect(await access.token()).toBeUndefined();
  expect(here.issued).toEqual([exchange, finance]);
});

test('a token that comes too late for its identity is not used for the next one', async () => {
  const arrivals: (() => void)[] = [];
  const here = world({
    issue: (identity) =>
      new Promise((arrive) => {
        const unit = identity.kind === 'unit' ? identity.unit : '';
        arrivals.push(() => arrive({ token: `token of ${unit}`, expiresAt: 9999 }));
      }),
  });
  const access = createAccess(here);
  access.choose(exchange);
  access.choose(finance);
  const asked = access.token();
  for (const arrive of arrivals.reverse()) arrive();
  expect(await asked).toBe('token of FIN');
  expect(access.state()).toMatchObject({ identity: finance, status: 'granted' });
});

test('the identity is remembered, the token is not', async () => {
  const here = world();
  const access = createAccess(here);
  access.choose(finance);
  await access.token();
  expect(createAccess(here).state().identity).toEqual(finance);
  expect([...here.stored.values()].join()).not.toContain('token-');
});

test.each([
  ['another hub does not offer', '{"kind":"unit","unit":"FIN","system":"main","purpose":"M05"}', () => false],
  ['has another shape', '{"kind":"unit"}', () => true],
  ['is no JSON', 'FIN', () => true],
  ['was a pasted token', '{"kind":"pasted"}', () => true],
])('a remembered identity that %s is dropped', (_why, text, accepts) => {
  const here = world({ accepts });
  here.stored.set('srdi-hub.identity', text);
  expect(createAccess(here).state().identity).toEqual(exchange);
});

test('a refused token is told to the reader and asked for again', async () => {
  let isDown = true;
  const here = world({
    issue: async () => {
      if (isDown) throw new Error('未能取得令牌');
      return { token: 'late', expiresAt: 9999 };
    },
  });
  const access = createAccess(here);
  await expect(access.token()).rejects.toThrow('未能取得令牌');
  expect(access.state()).toMatchObject({ status: 'failed', problem: '未能取得令牌' });
  isDown = false;
  expect(await access.token()).toBe('late');
});

test('a pasted token is sent as it is and dropped for a stranger', async () => {
  const access = createAccess(world({ initial: stranger }));
  access.paste('mine');
  expect(await access.token()).toBe('mine');
  access.choose(stranger);
  expect(await access.token()).toBeUndefined();
});
