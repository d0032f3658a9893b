import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, truncateSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { ask, tokenFor } from '../support/ask';
import { startHub, type HubProcess } from '../support/hub-process';

const MAIN = resolve(__dirname, '..', '..', 'dist', 'src', 'main.js');

let hub: HubProcess;

beforeAll(async () => {
  hub = await startHub();
}, 120_000);

afterAll(() => hub.stop());

function verify(): { status: number | null; printed: string } {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [MAIN, 'audit', 'verify', '--unit', 'SMEB'],
    {
      env: { ...process.env, HUB_DATA_DIR: hub.dataDir },
      encoding: 'utf8',
    },
  );
  return { status, printed: stdout + stderr };
}

describe('audit verify beside a running hub', () => {
  it('finds the record whole, and a record cut off at its end', async () => {
    const exchange = await tokenFor(hub.url, { unit: 'EXCH', purpose: 'M10' });
    const listed = await ask(
      hub.url,
      exchange,
      '{ enterprises(first: 1) { edges { node { uscc cultivation { tier } } } } }',
    );
    const { uscc } = listed.data.enterprises.edges[0].node as { uscc: string };
    // The enterprise's own question waits until everything durable has been carried into the owners' databases.
    const own = await tokenFor(hub.url, { enterprise: uscc });
    const log = await ask(
      hub.url,
      own,
      'query ($uscc: USCC!) { enterprise(uscc: $uscc) { accessLog(first: 5) { edges { node { unit } } } } }',
      { uscc },
    );
    expect(log.data.enterprise.accessLog.edges.length).toBeGreaterThan(0);

    expect(verify()).toEqual({
      status: 0,
      printed: expect.stringMatching(/^smeb：完好，.*数据库已有的 [1-9]\d* 条都在/),
    });

    const folder = join(hub.dataDir, 'audit', 'smeb');
    const segment = join(folder, readdirSync(folder).sort().at(-1) ?? '');
    const text = readFileSync(segment);
    // All but the first line: the hub's daily work may have added some at the end that no database has yet.
    truncateSync(segment, text.indexOf('\n') + 1);

    const cut = verify();
    expect(cut.status).toBe(1);
    expect(cut.printed).toMatch(/^smeb：损坏于/);
  });
});
