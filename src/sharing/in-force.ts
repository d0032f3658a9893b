import { markProvided } from './applications/draft-agreement';
import type { OpenChange } from '../kit/change';

/** What else comes true, in the same transaction, when the agreement of an application comes into force. */
export type WhenInForce = (change: OpenChange, application: string) => Promise<void>;

export const whenInForce: readonly WhenInForce[] = [markProvided];
