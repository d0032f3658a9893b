import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { readCarriedPosition } from '../audit/carry';
import { verifyLog, type LogVerdict } from '../audit/verify';
import { ConfigurationError, type HubConfig } from '../config';
import { runningCluster } from '../store/cluster';
import { openConnections } from '../store/connections';

/** Checks the record of one unit or of all; names the first bad line and leaves with 1. */
export async function verifyRecords(config: HubConfig, unit: string | undefined): Promise<void> {
  const root = join(config.dataDir, 'audit');
  const units = existsSync(root) ? readdirSync(root).sort() : [];
  const chosen = unit === undefined ? units : units.filter((id) => id === unit.toLowerCase());
  if (chosen.length === 0)
    throw new ConfigurationError(`没有留痕日志：${unit === undefined ? root : `可选 ${units.join('、')}`}`);
  for (const id of chosen) {
    // Asked before the log is read, or what a running hub carries over meanwhile would look missing.
    const known = await carriedSequence(config, id);
    const verdict = await verifyLog(join(root, id), known);
    process.stdout.write(`${id}：${tell(verdict, known)}\n`);
    if (verdict.firstBad !== undefined) process.exitCode = 1;
  }
}

function tell(
  { entries, completions, unfinishedBytes, firstBad }: LogVerdict,
  known: number | undefined,
): string {
  if (firstBad !== undefined) return `损坏于 ${firstBad.segment} 第 ${firstBad.line} 行：${firstBad.reason}`;
  const tail = unfinishedBytes === 0 ? '' : `，末尾 ${unfinishedBytes} 字节没有写完，重启时会修复`;
  const end = known === undefined ? '，数据库连不上，末尾是否被截掉未核对' : `，数据库已有的 ${known} 条都在`;
  return `完好，${entries} 条记录、${completions} 条补记${tail}${end}`;
}

/** The last record that the owner's database holds, where it can be reached: a log cut off at its end shows only there. */
async function carriedSequence(
  { databaseUrls, dataDir }: HubConfig,
  id: string,
): Promise<number | undefined> {
  const url = databaseUrls.get(id) ?? runningCluster(dataDir)?.urlFor(id);
  if (url === undefined) return undefined;
  const connections = openConnections({ id, url, poolSize: 1 });
  try {
    return (await readCarriedPosition(connections, id)).sequence;
  } catch {
    return undefined;
  } finally {
    await connections.close();
  }
}
