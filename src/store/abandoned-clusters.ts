import { existsSync, readdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, sep } from 'node:path';
import { SYSTEM_FOLDER } from './cluster-place';
import { stopLeftover } from './postgres-server';

const NOTE = 'data-directory';

/** Notes, beside a cluster that lies in the system folder, whose it is. */
export function noteDataDirectory(home: string, dataDir: string): void {
  writeFileSync(join(home, NOTE), dataDir, { mode: 0o600 });
}

/**
 * Removes from the system folder the clusters of temporary data directories that have been deleted. One that is missing
 * elsewhere may lie on a disk that is not mounted: its cluster stays.
 */
export async function removeAbandonedClusters(): Promise<void> {
  const temporary = `${realpathSync(tmpdir())}${sep}`;
  for (const name of readdirSync(SYSTEM_FOLDER)) {
    const home = join(SYSTEM_FOLDER, name);
    const note = join(home, NOTE);
    if (!existsSync(note)) continue;
    const dataDir = readFileSync(note, 'utf8');
    if (!dataDir.startsWith(temporary) || existsSync(dataDir)) continue;
    await stopLeftover(join(home, 'cluster'));
    rmSync(home, { recursive: true, force: true });
  }
}
