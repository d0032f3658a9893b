import { refusalCounts } from '../audit/refusal-counts';
import { usageCounts, type UsageWindow } from '../audit/usage-counts';
import type { OwnerHealth, OwnerUsage } from '../sharing/hub-context';
import { failureOf, type UnitFault, type UnitService } from './unit-service';

interface Asking {
  /** Settles when the owner's log holds that it is asked. */
  readonly recorded: Promise<unknown>;
  readonly timeoutMs: number;
  readonly now: () => number;
  readonly onFault: (fault: UnitFault) => void;
}

/** The refusals that one owner's own record counts. */
export async function ownerHealth(unit: UnitService, since: string, asking: Asking): Promise<OwnerHealth> {
  const { counted, ...standing } = await ofOwnRecord(unit, asking, () => refusalCounts(unit.pool, since));
  return { ...standing, refusals: counted };
}

/** Who asked one owner for what, as its own record counts. */
export async function ownerUsage(
  unit: UnitService,
  window: UsageWindow,
  asking: Asking,
): Promise<Omit<OwnerUsage, 'times'>> {
  const { counted, ...standing } = await ofOwnRecord(unit, asking, () => usageCounts(unit.pool, window));
  return { ...standing, usage: counted };
}

type Standing = Pick<OwnerHealth, 'unit' | 'name' | 'state' | 'asOf'>;

/**
 * Asks one owner for a sum of its own record, once what its segments have ahead is carried to its database. Never rejects:
 * whether it answers is half of the answer.
 */
async function ofOwnRecord<Counted>(
  unit: UnitService,
  { recorded, timeoutMs, now, onFault }: Asking,
  count: () => Promise<Counted>,
): Promise<Standing & { readonly counted: Counted | undefined }> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<'late'>((resolve) => {
    timer = setTimeout(() => resolve('late'), timeoutMs);
  });
  const standing = (state: Standing['state']): Standing => ({
    unit: unit.code,
    name: unit.name,
    state,
    asOf: new Date(now()).toISOString(),
  });
  const carried = async (): Promise<Counted> => {
    await recorded;
    await unit.record.carried();
    return count();
  };
  try {
    const counted = await Promise.race([carried(), late]);
    return counted === 'late'
      ? { ...standing('OWNER_TIMEOUT'), counted: undefined }
      : { ...standing('ANSWERED'), counted: counted as Counted };
  } catch (error) {
    onFault({ unit: unit.id, error });
    return { ...standing(failureOf(error)), counted: undefined };
  } finally {
    clearTimeout(timer);
  }
}
