import { createContext, use, useSyncExternalStore } from 'react';
import type { Access, AccessState } from './access';
import type { Example, Identities } from './hub-contract';

/** What every panel of the playground shares. */
export interface PlaygroundSetting {
  readonly examples: readonly Example[];
  /** Undefined in production: identities then come with the reader's own token. */
  readonly identities: Identities | undefined;
  readonly access: Access;
}

export const PlaygroundContext = createContext<PlaygroundSetting | undefined>(undefined);

export function usePlayground(): PlaygroundSetting {
  const setting = use(PlaygroundContext);
  if (setting === undefined) throw new Error('操场组件须放在 PlaygroundContext 之内');
  return setting;
}

export function useAccessState(): AccessState {
  const { access } = usePlayground();
  return useSyncExternalStore(access.subscribe, access.state);
}
