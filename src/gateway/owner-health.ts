import { refusalCounts } from '../audit/refusal-counts';
import type { OwnerHealth } from '../sharing/hub-context';
import { failureOf, type UnitFault, type UnitService } from './unit-service';

interface Asking {
  /** Settles when the owner's log holds that it is asked. */
  readonly recorded: Promise<unknown>;
  readonly timeoutMs: number;
  readonly now: () => number;
  readonly onFault: (fault: UnitFault) => void;
}

/** Asks one owner for the sum of its own record. Never rejects: whether it answers is half of the answer. */
export async function ownerHealth(
  unit: UnitService,
  since: string,
  { recorded, timeoutMs, now, onFault }: Asking,
): Promise<OwnerHealth> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<'late'>((resolve) => {
    timer = setTimeout(() => resolve('late'), timeoutMs);
  });
  const named = (): Pick<OwnerHealth, 'unit' | 'name' | 'asOf'> => ({
    unit: unit.code,
    name: unit.name,
    asOf: new Date(now()).toISOString(),
  });
  try {
    const counted = await Promise.race([countsOf(unit, since, recorded), late]);
    if (counted === 'late') return { ...named(), state: 'OWNER_TIMEOUT', refusals: undefined };
    return { ...named(), state: 'ANSWERED', refusals: counted };
  } catch (error) {
    onFault({ unit: unit.id, error });
    return { ...named(), state: failureOf(error), refusals: undefined };
  } finally {
    clearTimeout(timer);
  }
}

/** As the owner's database holds it, once what its segments have ahead is carried there. */
async function countsOf(
  unit: UnitService,
  since: string,
  recorded: Promise<unknown>,
): ReturnType<typeof refusalCounts> {
  await recorded;
  await unit.carrier.carried();
  return refusalCounts(unit.pool, since);
}
