import { readStoredIdentity, type Identity, type IssuedToken } from './hub-contract';

/** What the page shows of the present identity. */
export interface AccessState {
  readonly identity: Identity;
  readonly status: 'open' | 'asking' | 'granted' | 'failed';
  /** Seconds since the epoch; known for issued tokens only. */
  readonly expiresAt?: number;
  /** Why there is no token, in Chinese. */
  readonly problem?: string;
}

/** The identity that the playground acts under, and its token, which is never stored. */
export interface Access {
  state(): AccessState;
  subscribe(listener: () => void): () => void;
  choose(identity: Identity): void;
  /** Acts under a token that the reader brought along. */
  paste(token: string): void;
  /** A token that is still good for a while; undefined for a stranger. */
  token(): Promise<string | undefined>;
}

export interface AccessOptions {
  readonly issue: (identity: Identity) => Promise<IssuedToken>;
  readonly storage: IdentityStorage;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  readonly initial: Identity;
  /** Whether a stored identity can still be had: the hub behind this page may be another one by now. */
  readonly accepts: (identity: Identity) => boolean;
}

/** The part of `sessionStorage` that is needed. */
interface IdentityStorage {
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
}

interface Grant {
  readonly identity: Identity;
  readonly token: Promise<IssuedToken>;
  expiresAt: number;
}

const STORAGE_KEY = 'srdi-hub.identity';
const RENEW_SECONDS_BEFORE_EXPIRY = 60;

/** Restores the identity of this browser tab, or starts with `initial`. */
export function createAccess(options: AccessOptions): Access {
  const { issue, storage, now } = options;
  const listeners = new Set<() => void>();
  let state = before(restore(options) ?? options.initial);
  let pasted: string | undefined;
  let grant: Grant | undefined;

  function show(next: AccessState): void {
    state = next;
    for (const listener of listeners) listener();
  }

  /** Renews only when a request needs it: an idle page asks for nothing. */
  function currentGrant(identity: Identity): Grant {
    const deadline = now() / 1000 + RENEW_SECONDS_BEFORE_EXPIRY;
    if (grant?.identity === identity && grant.expiresAt > deadline) return grant;
    const asked: Grant = { identity, token: issue(identity), expiresAt: Infinity };
    grant = asked;
    asked.token.then(
      ({ expiresAt }) => {
        asked.expiresAt = expiresAt;
        if (grant === asked) show({ identity, status: 'granted', expiresAt });
      },
      (error: unknown) => {
        if (grant !== asked) return;
        grant = undefined;
        show({ identity, status: 'failed', problem: error instanceof Error ? error.message : String(error) });
      },
    );
    return asked;
  }

  async function token(): Promise<string | undefined> {
    const { identity } = state;
    if (identity.kind === 'stranger') return undefined;
    if (identity.kind === 'pasted') return pasted;
    return (await currentGrant(identity).token).token;
  }

  function choose(identity: Identity): void {
    grant = undefined;
    storage.setItem(STORAGE_KEY, JSON.stringify(identity));
    show(before(identity));
    if (isIssued(identity)) currentGrant(identity);
  }

  return {
    state: () => state,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    choose,
    paste(text) {
      pasted = text;
      choose({ kind: 'pasted' });
    },
    token,
  };
}

/** The state before any token has been asked for. */
function before(identity: Identity): AccessState {
  if (isIssued(identity)) return { identity, status: 'asking' };
  return { identity, status: identity.kind === 'pasted' ? 'granted' : 'open' };
}

function isIssued(identity: Identity): boolean {
  return identity.kind === 'unit' || identity.kind === 'enterprise';
}

/** A pasted token does not outlive the page, so neither does that identity. */
function restore({ storage, accepts }: AccessOptions): Identity | undefined {
  const stored = readStoredIdentity(storage.getItem(STORAGE_KEY));
  return stored === undefined || stored.kind === 'pasted' || !accepts(stored) ? undefined : stored;
}
