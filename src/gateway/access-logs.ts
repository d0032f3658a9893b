import { readAccessLog } from '../audit/access-log';
import type { AccessLogsAsked, AccessLogsTold } from '../sharing/hub-context';
import type { UnitFault, UnitService } from './unit-service';

/** Asks each owner's own record about one enterprise, live; an owner that cannot be asked is named. */
export async function accessLogs(
  units: readonly UnitService[],
  subject: string,
  { first, before, filter: { owner, ...filter } = {} }: AccessLogsAsked,
  onFault: (fault: UnitFault) => void,
): Promise<AccessLogsTold> {
  const unreachable: string[] = [];
  const asked = units.filter(({ code }) => owner === undefined || code === owner);
  const pages = await Promise.all(
    asked.map(async (unit) => {
      try {
        await unit.record.carried();
        const key = before?.(unit.code);
        const page = await readAccessLog(unit.pool, subject, {
          first,
          filter,
          ...(key === undefined ? {} : { before: key }),
        });
        return page.entries.map((entry) => ({ ...entry, owner: unit.code }));
      } catch (error) {
        onFault({ unit: unit.id, error });
        unreachable.push(unit.code);
        return [];
      }
    }),
  );
  return { entries: pages.flat(), unreachable };
}
