/** One GraphQL error as the hub words it. */
export interface AnswerError {
  readonly message: string;
  readonly path?: readonly (string | number)[];
  readonly extensions: Readonly<Record<string, unknown>> & { readonly code: string };
}

export interface Answer {
  readonly status: number;
  readonly text: string;
  readonly data: any; // eslint-disable-line @typescript-eslint/no-explicit-any -- answers are read by their shape
  readonly errors: readonly AnswerError[];
  readonly sharing: {
    readonly receipt: string;
    readonly bundle: string;
    readonly units: readonly { unit: string; state: string }[];
    readonly objections?: readonly {
      field: string;
      uscc: string;
      no: string;
      since: string;
      state: string;
    }[];
  };
}

export type Wish =
  | { readonly unit: string; readonly purpose: string; readonly system?: string }
  | { readonly enterprise: string; readonly inPerson?: boolean };

/** A token of the development issuer. */
export async function tokenFor(url: string, wish: Wish): Promise<string> {
  const body = 'unit' in wish ? { system: 'main', ...wish } : wish;
  const response = await fetch(`${url}/playground/token`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  const { token } = (await response.json()) as { token?: string };
  if (token === undefined) throw new Error(`no token: ${response.status}`);
  return token;
}

/** Asks as a department system does; no token is a stranger. */
export async function ask(
  url: string,
  token: string | undefined,
  query: string,
  variables: object = {},
): Promise<Answer> {
  return post(
    url,
    JSON.stringify({ query, variables }),
    token === undefined ? {} : { authorization: `Bearer ${token}` },
  );
}

/** Posts any body with any headers beside the JSON type. */
export async function post(
  url: string,
  body: string,
  headers: Readonly<Record<string, string>> = {},
): Promise<Answer> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body,
  });
  const text = await response.text();
  const parsed = JSON.parse(text) as {
    data?: unknown;
    errors?: AnswerError[];
    extensions?: { sharing?: Answer['sharing'] };
  };
  return {
    status: response.status,
    text,
    data: parsed.data,
    errors: parsed.errors ?? [],
    sharing: parsed.extensions?.sharing ?? { receipt: '', bundle: '', units: [] },
  };
}

export const codesOf = (answer: Answer): string[] => answer.errors.map((error) => error.extensions.code);
