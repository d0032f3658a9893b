import { GraphQLError } from 'graphql';
import { csvText } from '../../kit/csv';
import type { HubContext } from '../hub-context';
import { accessLogItems } from './access-log-page';
import type { AccessLogExport, AccessLogFilterInput, AccessLogItem } from './access-log-types';

const MOST_ENTRIES = 5_000;

const headers = ['时间', '回执号', '提供单位', '查阅方', '系统', '用途', '字段', '字段名', '结果', '依据', '共享协议', '延迟告知']; // prettier-ignore

/** The log as a file of the enterprise's own: one line per field, nothing in it that a spreadsheet would run. */
export async function accessLogExport(
  hub: HubContext,
  uscc: string,
  first: number,
  filter: AccessLogFilterInput | null | undefined,
): Promise<AccessLogExport> {
  if (!Number.isInteger(first) || first < 1 || first > MOST_ENTRIES)
    throw new GraphQLError(`first 应为 1 到 ${MOST_ENTRIES}`, { extensions: { code: 'BAD_USER_INPUT' } });
  const { items, hasMore, unreachable } = await accessLogItems(hub, uscc, first, filter);
  return {
    fileName: `查阅记录-${uscc}-${hub.today}.csv`,
    csv: csvText([headers, ...items.flatMap(linesOf)]),
    count: items.length,
    isComplete: !hasMore && unreachable.length === 0,
    unreachable,
  };
}

function linesOf(item: AccessLogItem): string[][] {
  const { time, receipt, ownerName, unitName, system, purposeName, withheld } = item;
  const head = [time, receipt, ownerName, unitName, system ?? '', purposeName];
  const delay = withheld === null ? '' : `${withheld.basis}（${withheld.since} 至 ${withheld.until}）`;
  const fields = item.fields.map(({ field, zh, says, basis, agreement }) => [
    ...head,
    field,
    zh,
    says,
    basis,
    agreement ?? '',
    delay,
  ]);
  return fields.length === 0 ? [[...head, '', '', item.state, '', '', delay]] : fields;
}
