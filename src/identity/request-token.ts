import { randomUUID } from 'node:crypto';
import { importJWK, SignJWT } from 'jose';
import { ConfigurationError } from '../config';
import { consumerByCode, consumerUnits } from '../kit/unit-directory';
import { checkUscc } from '../kit/codes/uscc';
import {
  developmentKeys,
  enterpriseClient,
  SELF_PURPOSE,
  systemsOf,
  type DevelopmentClient,
} from './development-clients';

export interface TokenWish {
  readonly unit?: string | undefined;
  readonly purpose?: string | undefined;
  readonly system?: string | undefined;
  readonly enterprise?: string | undefined;
}

export interface IssuedToken {
  readonly token: string;
  /** Seconds since the epoch. */
  readonly expiresAt: number;
}

/** Gets a token of the development issuer for one system and purpose; throws ConfigurationError in one line. */
export async function requestToken(
  wish: TokenWish,
  where: { readonly dataDir: string; readonly issuerUrl: string },
): Promise<IssuedToken> {
  const { client, purpose } = clientFor(wish);
  const { clients } = await developmentKeys(where.dataDir);
  const now = Math.floor(Date.now() / 1000);
  const assertion = await new SignJWT({})
    .setProtectedHeader({ alg: 'ES256', ...(clients.kid === undefined ? {} : { kid: clients.kid }) })
    .setIssuer(client.clientId)
    .setSubject(client.clientId)
    .setAudience(where.issuerUrl)
    .setJti(randomUUID())
    .setIssuedAt(now)
    .setExpirationTime(now + 60)
    .sign(await importJWK(clients, 'ES256'));
  const response = await post(`${where.issuerUrl}/oauth/token`, {
    grant_type: 'client_credentials',
    client_id: client.clientId,
    client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
    client_assertion: assertion,
    scope: `purpose:${purpose}`,
  });
  const { access_token: token, expires_in: seconds, error_description: refused } = response;
  if (typeof token !== 'string')
    throw new ConfigurationError(`未能取得令牌：${String(refused ?? response['error'] ?? '未知原因')}`);
  return { token, expiresAt: now + Number(seconds) };
}

/** Checks a wish against the directory before anything is asked. */
function clientFor({ unit, purpose, system = 'main', enterprise }: TokenWish): {
  client: DevelopmentClient;
  purpose: string;
} {
  if (enterprise !== undefined) {
    const checked = checkUscc(enterprise);
    if (!checked.ok) throw new ConfigurationError(`统一社会信用代码有误：${checked.reason}`);
    return { client: enterpriseClient(checked.uscc), purpose: SELF_PURPOSE };
  }
  const known = consumerByCode.get((unit ?? '').toUpperCase());
  if (known === undefined)
    throw new ConfigurationError(
      `没有单位 ${unit ?? ''}：可选 ${consumerUnits.map((item) => item.code).join('、')}`,
    );
  if (purpose === undefined || !known.purposes.includes(purpose))
    throw new ConfigurationError(
      `${known.name}（${known.code}）不承担用途 ${purpose ?? ''}：可选 ${known.purposes.join('、')}`,
    );
  const systems = systemsOf(known.code);
  const client = systems.find((item) => item.system === system);
  if (client === undefined)
    throw new ConfigurationError(
      `${known.code} 没有系统 ${system}：可选 ${systems.map((item) => item.system).join('、')}`,
    );
  return { client, purpose };
}

async function post(url: string, form: Record<string, string>): Promise<Record<string, unknown>> {
  let response: Response;
  try {
    response = await fetch(url, { method: 'POST', body: new URLSearchParams(form) });
  } catch {
    throw new ConfigurationError(`hub 未在 ${new URL(url).origin} 运行：请先 npm start`);
  }
  return (await response.json().catch(() => ({}))) as Record<string, unknown>;
}
