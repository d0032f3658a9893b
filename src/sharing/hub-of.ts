import type { OpenChange } from '../kit/change';
import type { OwnerContext } from '../kit/owner';
import type { HubContext } from './hub-context';

/** What the hub's own acts may use beside what every owner has. */
export function hubOf({ owner }: OpenChange): HubContext {
  if (!isHub(owner)) throw new Error('an act of sharing is the hub’s own');
  return owner;
}

function isHub(owner: OwnerContext): owner is HubContext {
  return 'ownerHealth' in owner;
}
