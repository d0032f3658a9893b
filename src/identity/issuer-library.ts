import type { AsyncLocalStorage } from 'node:async_hooks';
import { createRequire } from 'node:module';
import type * as Library from 'oidc-provider';

export type { Library };

/** The only synchronous way to load late. */
const load = createRequire(__filename);

/**
 * Loads oidc-provider on the spot: a static import would cost every start of the hub a third of a second. It warns
 * about Node 20, which it runs on and the tests hold; loading is synchronous, so that no other warning is lost.
 */
export function loadIssuerLibrary(): typeof Library {
  /* eslint-disable no-console -- what is silenced here is the library's own use of the console */
  const { warn } = console;
  console.warn = () => undefined;
  try {
    return load('oidc-provider') as typeof Library;
  } finally {
    console.warn = warn;
  }
  /* eslint-enable no-console */
}

/**
 * The library follows each of its requests through an AsyncLocalStorage. Once used, Node tracks every promise of the
 * process for it, the hub's own too, for good; between requests there is nothing to follow.
 */
export function stopTracking(): void {
  const storage = load('oidc-provider/lib/helpers/als.js') as { default: AsyncLocalStorage<unknown> };
  storage.default.disable();
}
