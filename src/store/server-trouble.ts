import { ConfigurationError } from '../kit/configuration-error';

const known: readonly (readonly [pattern: RegExp, line: string])[] = [
  [
    /No space left on device|Disk quota exceeded|could not extend file .* wrote only/i,
    '磁盘已满：请腾出空间后重试',
  ],
  [
    /could not (create|map) .*shared memory|could not create semaphores/i,
    '系统共享内存不足：请放宽容器或系统的 shm 限制',
  ],
  [
    /ENOENT|error while loading shared libraries|Exec format error|ENOEXEC/i,
    'PostgreSQL 程序无法在本系统运行：请重新运行 npm ci，或以 HUB_DATABASE_URL 与 UNIT_<ID>_DATABASE_URL 指定外部数据库',
  ],
  [/Read-only file system|Permission denied|EACCES|EPERM/i, '没有权限：请检查数据目录的属主与权限'],
  [/lock file .* already exists/i, '已有另一个数据库进程占用该目录：请先停止它'],
];

/** One line on what kept PostgreSQL from running, told from what it said. */
export function serverTrouble(action: '初始化' | '启动', said: string, log: string): ConfigurationError {
  const found = known.find(([pattern]) => pattern.test(said))?.[1];
  return new ConfigurationError(
    `嵌入式数据库${action}失败：${found ?? `${lastComplaint(said)}；日志见 ${log}`}`,
  );
}

function lastComplaint(said: string): string {
  const lines = said.trim().split('\n');
  const complaint = lines.find((line) => /FATAL|PANIC|error:/.test(line)) ?? lines.at(-1) ?? '';
  return complaint.replace(/^.*?(FATAL|PANIC|error): */, '').trim();
}
