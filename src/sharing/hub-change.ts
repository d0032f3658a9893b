import type { OpenChange } from '../kit/make-change';
import type { OwnerContext } from '../kit/owner';
import type { HubContext } from './hub-context';

/** The hub as an act of sharing finds it: acts are made in the hub's own subgraph and in no other. */
export function hubOf({ owner }: OpenChange): HubContext {
  if (!isHub(owner)) throw new Error('an act of sharing is made in the hub’s own subgraph');
  return owner;
}

function isHub(owner: OwnerContext): owner is HubContext {
  return 'policies' in owner;
}

/** The enterprise that acts for itself; the gate lets nobody else come here. */
export function actingEnterprise({
  owner: { caller },
}: OpenChange): Extract<OwnerContext['caller'], { kind: 'enterprise' }> {
  if (caller.kind !== 'enterprise') throw new Error('only an enterprise comes through this gate');
  return caller;
}

/** The unit that acts; the gate lets nobody else come here. */
export function actingUnit({
  owner: { caller },
}: OpenChange): Extract<OwnerContext['caller'], { kind: 'unit' }> {
  if (caller.kind !== 'unit') throw new Error('only a unit comes through this gate');
  return caller;
}
