import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ConfigurationError } from '../../src/kit/configuration-error';
import { developmentKeys } from '../../src/identity/development-clients';
import { requestToken, type TokenWish } from '../../src/identity/request-token';
import { makeUscc } from '../../src/kit/codes/uscc';
import { serve } from './support/issuer-server';

/** Nothing listens there: the port is reserved and never given out. */
const NOBODY = 'http://127.0.0.1:1';

let dataDir: string;

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'token-'));
  await developmentKeys(dataDir);
});

afterAll(() => rm(dataDir, { recursive: true }));

async function failureOf(wish: TokenWish, source = { dataDir, issuerUrl: NOBODY }): Promise<string> {
  const error = await requestToken(wish, source).catch((thrown: unknown) => thrown);
  if (!(error instanceof ConfigurationError))
    throw new Error('expected a ConfigurationError', { cause: error });
  return error.message;
}

const EXCH = { unit: 'EXCH', purpose: 'M10' };

it.each<[string, TokenWish, RegExp]>([
  ['an unknown unit', { unit: 'NOBODY', purpose: 'M10' }, /^没有单位 NOBODY：可选 AMR、SMEB、.*LSG、DATA$/],
  ['no unit', { purpose: 'M10' }, /^缺少单位（--unit）：可选 AMR、/],
  [
    'an unknown purpose',
    { unit: 'EXCH', purpose: 'M99' },
    /^不承担用途 M99：省股权交易中心（EXCH）可选 M10、SHARING$/,
  ],
  [
    'another unit’s purpose',
    { unit: 'TAX', purpose: 'M10' },
    /^不承担用途 M10：省税务局（TAX）可选 M07、SHARING$/,
  ],
  ['no purpose', { unit: 'NEA' }, /^缺少用途（--purpose）：省能源局（NEA）可选 .*M18/],
  ['an unknown system', { ...EXCH, system: 'other' }, /^EXCH 没有系统 other：可选 main、clerk、approver$/],
  [
    'an unknown city',
    { unit: 'CITY', purpose: 'M02', system: 'x' },
    /^CITY 没有系统 x：可选 main、taiyuan、/,
  ],
  ['a wrong code', { enterprise: '91' }, /^统一社会信用代码有误：应为 18 位，实为 2 位$/],
  ['an enterprise and a unit at once', { ...EXCH, enterprise: makeUscc('140199', 1) }, /^企业只为自己查询：/],
  ['a hub that does not run', EXCH, /^hub 未在 http:\/\/127\.0\.0\.1:1 运行：请先 npm start$/],
])('%s is answered in one line', async (_name, wish, line) => {
  const message = await failureOf(wish);
  expect(message).toMatch(line);
  expect(message).not.toContain('\n');
});

it('a data directory without keys says what to do', async () => {
  const empty = await mkdtemp(join(tmpdir(), 'token-'));
  expect(await failureOf(EXCH, { dataDir: empty, issuerUrl: NOBODY })).toMatch(/没有密钥：请先 npm start/);
  await rm(empty, { recursive: true });
});

it.each(['<html></html>', '{}', '[]', ''])(
  'another program on the port, which answers “%s”, is told apart',
  async (answer) => {
    const other = await serve((_request, response) => response.end(answer));
    expect(await failureOf(EXCH, { dataDir, issuerUrl: other.url })).toMatch(/应答的不是 srdi-hub/);
    await other.close();
  },
);

it('what the issuer refuses is passed on in one line', async () => {
  const refusing = await serve((_request, response) => response.end('{"error":"invalid_client"}'));
  expect(await failureOf(EXCH, { dataDir, issuerUrl: refusing.url })).toBe('未能取得令牌：invalid_client');
  await refusing.close();
});
