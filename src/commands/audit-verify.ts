import { unitOf } from '../audit/checkpoint';
import type { HubConfig } from '../config';
import { checkedRecords, type CheckedRecord } from './checked-records';

/** Checks the record of one unit or of all; names the first bad line and leaves with 1. */
export async function verifyRecords(
  config: HubConfig,
  unit: string | undefined,
  keysFile: string | undefined,
): Promise<void> {
  for await (const checked of checkedRecords(config, unit, keysFile)) {
    process.stdout.write(`${checked.id}：${tell(checked)}\n`);
    if ((checked.verdict.firstBad ?? checked.signed.firstBad) !== undefined) process.exitCode = 1;
  }
}

function tell({ verdict, signed: heads, known }: CheckedRecord): string {
  const { entries, completions, unfinishedBytes, firstBad } = verdict;
  const { firstBad: badSigned, last, checkpoints } = heads;
  if (firstBad !== undefined) return `损坏于 ${firstBad.segment} 第 ${firstBad.line} 行：${firstBad.reason}`;
  if (badSigned !== undefined) return `损坏于 ${badSigned.file} 第 ${badSigned.line} 行：${badSigned.reason}`;
  const signed =
    last === undefined
      ? '尚无检查点'
      : `${checkpoints} 个检查点，最近的到序号 ${last.size}，由 ${last.witnesses.map(unitOf).join('、')} 见证`;
  const tail = unfinishedBytes === 0 ? '' : `，末尾 ${unfinishedBytes} 字节没有写完，重启时会修复`;
  const end = known === undefined ? '，数据库连不上，没有与之核对' : `，数据库已有的 ${known} 条都在`;
  return `完好，${entries} 条记录、${completions} 条补记，${signed}${tail}${end}`;
}
