import { GraphQLError } from 'graphql';
import type { OwnerContext } from '../../kit/owner';
import { Refusal, refusals, type RefusalCode } from '../../kit/refusal';
import { consumerByCode } from '../../kit/unit-directory';

/** What an owner answered, and when; or why it did not. */
export type Asked =
  | { readonly data: Tree; readonly answeredAt: string }
  | { readonly code: RefusalCode; readonly reason: string; readonly answeredAt: string };

export type Tree = Readonly<Record<string, unknown>>;

/** Asks one owner one question; the same question of one request is asked once. */
export type Asking = (owner: string, query: string, variables?: Tree) => Promise<Asked>;

/** A refusal or an owner that is away becomes a reason; what no rule explains is thrown on. */
export function askingOf(context: OwnerContext): Asking {
  const asked = new Map<string, Promise<Asked>>();
  return (owner, query, variables = {}) => {
    const key = JSON.stringify([owner, query, variables]);
    const known = asked.get(key);
    if (known !== undefined) return known;
    const asking = askOnce(context, owner, query, variables);
    asked.set(key, asking);
    return asking;
  };
}

async function askOnce(context: OwnerContext, owner: string, query: string, variables: Tree): Promise<Asked> {
  try {
    const data = await context.askOwner(owner, query, variables);
    return { data, answeredAt: now() };
  } catch (error) {
    const code = codeOf(error);
    if (code === undefined) throw error;
    return { code, reason: reasonOf(code, error, owner), answeredAt: now() };
  }
}

const now = (): string => new Date().toISOString();

function codeOf(error: unknown): RefusalCode | undefined {
  if (!(error instanceof Refusal) && !(error instanceof GraphQLError)) return undefined;
  const code: unknown = error.extensions['code'];
  return typeof code === 'string' && code in refusals ? (code as RefusalCode) : undefined;
}

function reasonOf(code: RefusalCode, error: unknown, asked: string): string {
  const unit: unknown = (error as { extensions: Tree }).extensions['unit'];
  const owner = consumerByCode.get(typeof unit === 'string' ? unit : asked.toUpperCase())?.name ?? '协同中枢';
  return code === 'INTERNAL' ? `${owner}内部错误` : `${owner}：${refusals[code].says}`;
}

/** A place in an answer, as far as it is there: `at(data, 'fundSummary', 'committed', 'fen')`. */
export function at(value: unknown, ...path: readonly (string | number)[]): unknown {
  return path.reduce<unknown>(
    (found, step) => (typeof found === 'object' && found !== null ? Reflect.get(found, step) : undefined),
    value,
  );
}

export function numberAt(value: unknown, ...path: readonly (string | number)[]): number | null {
  const found = at(value, ...path);
  return typeof found === 'number' ? found : null;
}

export function listAt(value: unknown, ...path: readonly (string | number)[]): readonly unknown[] {
  const found = at(value, ...path);
  return Array.isArray(found) ? found : [];
}
