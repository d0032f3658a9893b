import { chmodSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ConfigurationError } from '../kit/configuration-error';
import { hasCode } from './error-code';

/** Makes the data directory and the secrets in it; throws ConfigurationError where this process cannot write there. */
export function prepareDataDirectory(dataDir: string): void {
  const probe = join(dataDir, `.writable.${process.pid}`);
  try {
    // The user that PostgreSQL runs as must be able to pass; what lies inside keeps its own, closed, modes.
    if (mkdirSync(dataDir, { recursive: true }) !== undefined) chmodSync(dataDir, 0o711);
    mkdirSync(join(dataDir, 'secrets'), { recursive: true, mode: 0o700 });
    writeFileSync(probe, 'x');
    rmSync(probe);
  } catch (error) {
    throw new ConfigurationError(
      hasCode(error, 'ENOSPC', 'EDQUOT')
        ? `磁盘已满，数据目录 ${dataDir} 写不进去：请腾出空间后重试`
        : `数据目录不可写：${dataDir}；请设置 HUB_DATA_DIR 指向可写的目录`,
    );
  }
}
