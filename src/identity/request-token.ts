import { randomUUID } from 'node:crypto';
import { importJWK, SignJWT } from 'jose';
import { z } from 'zod';
import { ConfigurationError } from '../kit/configuration-error';
import { checkUscc } from '../kit/codes/uscc';
import { SELF_PURPOSE } from '../kit/purposes';
import { consumerByCode, participants, purposesOf } from '../kit/unit-directory';
import { enterpriseClient, systemsOf, type DevelopmentClient } from './development-clients';
import { clientKey, type KeyPair } from './development-keys';

export interface TokenWish {
  /** Code of the unit; upper or lower case. */
  readonly unit?: string | undefined;
  readonly purpose?: string | undefined;
  /** `main` where it is left out. */
  readonly system?: string | undefined;
  /** Asks as this enterprise instead. */
  readonly enterprise?: string | undefined;
  /** As its legal representative in person. */
  readonly inPerson?: boolean | undefined;
}

export interface TokenSource {
  readonly dataDir: string;
  readonly issuerUrl: string;
  /** Milliseconds since 1970. */
  readonly now?: () => number;
}

export interface IssuedToken {
  readonly token: string;
  /** Seconds since the epoch. */
  readonly expiresAt: number;
}

/** Gets a token of the development issuer for one system and purpose; throws ConfigurationError in one line. */
export async function requestToken(wish: TokenWish, source: TokenSource): Promise<IssuedToken> {
  const { client, purpose } = clientFor(wish);
  const { dataDir, issuerUrl, now = Date.now } = source;
  const key = await clientKey(dataDir, client.keyName);
  if (key === undefined)
    throw new ConfigurationError(`数据目录 ${dataDir} 里没有密钥：请先 npm start，或核对 HUB_DATA_DIR`);
  const seconds = Math.floor(now() / 1000);
  const answer = await post(issuerUrl, {
    grant_type: 'client_credentials',
    client_id: client.clientId,
    client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
    client_assertion: await clientAssertion(client, key, issuerUrl, seconds),
    scope: `purpose:${purpose}`,
  });
  if ('access_token' in answer) return { token: answer.access_token, expiresAt: seconds + answer.expires_in };
  throw new ConfigurationError(`未能取得令牌：${answer.error_description ?? answer.error}`);
}

const ASSERTION_SECONDS = 60;
const ANSWER_MILLISECONDS = 10_000;

const answerSchema = z.union([
  z.object({ access_token: z.string(), expires_in: z.number() }),
  z.object({ error: z.string(), error_description: z.string().optional() }),
]);

/** Checks a wish against the directory before anything is asked. */
function clientFor(wish: TokenWish): { client: DevelopmentClient; purpose: string } {
  if (wish.enterprise !== undefined) return { client: clientOfEnterprise(wish), purpose: SELF_PURPOSE };
  const allUnits = `可选 ${participants.map(({ code }) => code).join('、')}`;
  if (wish.unit === undefined) throw new ConfigurationError(`缺少单位（--unit）：${allUnits}`);
  const unit = consumerByCode.get(wish.unit.toUpperCase());
  if (unit === undefined) throw new ConfigurationError(`没有单位 ${wish.unit}：${allUnits}`);
  const purpose = wish.purpose?.toUpperCase();
  const choice = `${unit.name}（${unit.code}）可选 ${purposesOf(unit).join('、')}`;
  if (purpose === undefined) throw new ConfigurationError(`缺少用途（--purpose）：${choice}`);
  if (!purposesOf(unit).includes(purpose)) throw new ConfigurationError(`不承担用途 ${purpose}：${choice}`);
  return { client: clientOfSystem(unit.code, wish.system ?? 'main'), purpose };
}

function clientOfEnterprise({ enterprise = '', unit, purpose, inPerson }: TokenWish): DevelopmentClient {
  if (unit !== undefined || (purpose !== undefined && purpose !== SELF_PURPOSE))
    throw new ConfigurationError('企业只为自己查询：--enterprise 不与 --unit、--purpose 同用');
  const checked = checkUscc(enterprise);
  if (!checked.ok) throw new ConfigurationError(`统一社会信用代码有误：${checked.reason}`);
  return enterpriseClient(checked.uscc, inPerson);
}

function clientOfSystem(unit: string, system: string): DevelopmentClient {
  const systems = systemsOf(unit);
  const client = systems.find((item) => item.system === system);
  if (client !== undefined) return client;
  throw new ConfigurationError(
    `${unit} 没有系统 ${system}：可选 ${systems.map((item) => item.system).join('、')}`,
  );
}

/** RFC 7523: the client proves who it is by its own signature, good for one request. */
async function clientAssertion(
  { clientId }: DevelopmentClient,
  key: KeyPair,
  audience: string,
  now: number,
): Promise<string> {
  return new SignJWT()
    .setProtectedHeader({ alg: key.alg, kid: key.kid })
    .setIssuer(clientId)
    .setSubject(clientId)
    .setAudience(audience)
    .setJti(randomUUID())
    .setIssuedAt(now)
    .setExpirationTime(now + ASSERTION_SECONDS)
    .sign(await importJWK(key));
}

async function post(issuerUrl: string, form: Record<string, string>): Promise<z.infer<typeof answerSchema>> {
  const response = await fetch(`${issuerUrl}/oauth/token`, {
    method: 'POST',
    body: new URLSearchParams(form),
    redirect: 'manual',
    signal: AbortSignal.timeout(ANSWER_MILLISECONDS),
  }).catch((error: unknown) => {
    throw new ConfigurationError(`hub 未在 ${issuerUrl} 运行：请先 npm start`, { cause: error });
  });
  const answer = answerSchema.safeParse(await response.json().catch(() => undefined));
  if (answer.success) return answer.data;
  throw new ConfigurationError(`在 ${issuerUrl} 应答的不是 srdi-hub：请核对 PORT 或 HUB_PUBLIC_URL`);
}
