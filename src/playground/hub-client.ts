import {
  readAnswer,
  readExamples,
  readIdentities,
  readIssuedToken,
  type Answer,
  type Example,
  type Identities,
  type Identity,
  type IssuedToken,
} from './hub-contract';

/** A GraphQL request as the editor sends it. */
interface Operation {
  readonly query: string;
  readonly variables?: unknown;
  readonly operationName?: string | null | undefined;
}

export async function fetchExamples(): Promise<readonly Example[]> {
  const response = await fetch('/playground/examples.json');
  if (!response.ok) throw new Error(`未能读取示例（HTTP ${response.status}）：请刷新页面重试`);
  return readExamples(await response.json());
}

/** Undefined in production, where the hub answers null: there are no identities to choose from. */
export async function fetchIdentities(): Promise<Identities | undefined> {
  const response = await fetch('/playground/identities.json');
  if (!response.ok) throw new Error(`未能读取身份清单（HTTP ${response.status}）：请刷新页面重试`);
  return readIdentities(await response.json()) ?? undefined;
}

/** A token of the development issuer for a unit's system or an enterprise. */
export async function issueToken(identity: Identity): Promise<IssuedToken> {
  const response = await fetch('/playground/token', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(tokenRequest(identity)),
  });
  if (!response.ok) throw new Error(`未能取得令牌（HTTP ${response.status}）：请在「身份」中重新选择`);
  return readIssuedToken(await response.json());
}

function tokenRequest(identity: Identity): Record<string, string> {
  if (identity.kind === 'unit') {
    return { unit: identity.unit, system: identity.system, purpose: identity.purpose };
  }
  return identity.kind === 'enterprise' ? { enterprise: identity.uscc } : {};
}

/** The raw answer, refusals included; throws when what came back is no GraphQL answer. */
export async function postOperation(operation: Operation, token: string | undefined): Promise<unknown> {
  const response = await fetch('/graphql', {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      accept: 'application/graphql-response+json, application/json;q=0.9',
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    },
    body: JSON.stringify(operation),
  });
  const text = await response.text();
  try {
    return JSON.parse(text);
  } catch {
    throw new Error(`hub 没有返回 GraphQL 应答（HTTP ${response.status}）：请稍后重试`);
  }
}

export async function askHub(operation: Operation, token: string | undefined): Promise<Answer> {
  return readAnswer(await postOperation(operation, token));
}
