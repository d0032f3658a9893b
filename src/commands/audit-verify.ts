import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { verifyLog } from '../audit/verify';
import { ConfigurationError, type HubConfig } from '../config';

/** Checks the record of one unit or of all; names the first bad line and leaves with 1. */
export async function verifyRecords(config: HubConfig, unit: string | undefined): Promise<void> {
  const root = join(config.dataDir, 'audit');
  const units = existsSync(root) ? readdirSync(root).sort() : [];
  const chosen = unit === undefined ? units : units.filter((id) => id === unit.toLowerCase());
  if (chosen.length === 0)
    throw new ConfigurationError(`没有留痕日志：${unit === undefined ? root : `可选 ${units.join('、')}`}`);
  for (const id of chosen) {
    const verdict = await verifyLog(join(root, id));
    const { firstBad } = verdict;
    process.stdout.write(
      firstBad === undefined
        ? `${id}：完好，${verdict.entries} 条记录、${verdict.completions} 条补记\n`
        : `${id}：损坏于 ${firstBad.segment} 第 ${firstBad.line} 行：${firstBad.reason}\n`,
    );
    if (firstBad !== undefined) process.exitCode = 1;
  }
}
