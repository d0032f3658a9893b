import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { ask, tokenFor, type Answer } from '../support/ask';
import { startHub, type HubProcess } from '../support/hub-process';

const ROOT = resolve(__dirname, '..', '..');
const dataDir = mkdtempSync(join(tmpdir(), 'srdi-test-'));

let hub: HubProcess;
let asked: Answer;

const start = (): Promise<HubProcess> => startHub({ dataDir });

beforeAll(async () => {
  hub = await start();
  asked = await ask(
    hub.url,
    await tokenFor(hub.url, { unit: 'EXCH', purpose: 'M10' }),
    '{ enterprises(first: 1) { edges { node { uscc cultivation { tier } tax { arrearsAnnounced revenue { fen } } } } } }',
  );
}, 120_000);

afterAll(async () => {
  await hub.stop();
  rmSync(dataDir, { recursive: true, force: true });
});

function run(script: string, ...args: string[]): { status: number | null; printed: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(ROOT, script), ...args], {
    env: { ...process.env, HUB_DATA_DIR: dataDir },
    encoding: 'utf8',
  });
  return { status, printed: stdout + stderr };
}

const command = (...args: string[]): ReturnType<typeof run> => run(join('dist', 'src', 'main.js'), ...args);

async function receiptAs(
  wish: Parameters<typeof tokenFor>[1] | undefined,
  id = asked.sharing.receipt,
): Promise<Response> {
  const token = wish === undefined ? undefined : await tokenFor(hub.url, wish);
  return fetch(`${hub.url}/receipts/${id}`, {
    headers: token === undefined ? {} : { authorization: `Bearer ${token}` },
  });
}

/** With the keys that the hub publishes, and without the hub. */
async function verifyReceipt(receipt: string): Promise<ReturnType<typeof run>> {
  const keys = join(dataDir, 'keys.txt');
  const path = join(dataDir, 'receipt.json');
  writeFileSync(keys, await (await fetch(`${hub.url}/receipts/keys`)).text());
  writeFileSync(path, receipt);
  return run(join('bin', 'verify-receipt.mjs'), keys, path);
}

describe('a receipt', () => {
  it('is given to who asked, lists what was told, and is verified offline', async () => {
    const response = await receiptAs({ unit: 'EXCH', purpose: 'M10' });
    expect(response.status).toBe(200);
    const { status, printed } = await verifyReceipt(await response.text());
    expect(printed).toMatch(/^TAX .*，尚无见证\n {2}Tax\.arrearsAnnounced clear .+$/m);
    expect(printed).toMatch(/^SMEB .*\n {2}Cultivation\.tier clear .+$/m);
    expect(printed).not.toContain('Tax.revenue');
    expect(status).toBe(0);
  });

  it('is given to nobody else, who cannot tell it from one that does not exist', async () => {
    const others = await Promise.all([
      receiptAs({ unit: 'SMEB', purpose: 'M10' }),
      receiptAs({ enterprise: asked.data.enterprises.edges[0].node.uscc as string }),
      receiptAs({ unit: 'SMEB', purpose: 'M10' }, '019b0000-0000-7000-8000-000000000000'),
    ]);
    expect(others.map(({ status }) => status)).toEqual([404, 404, 404]);
    expect(new Set(await Promise.all(others.map((response) => response.text()))).size).toBe(1);
    expect((await receiptAs(undefined)).status).toBe(401);
  });

  it('is given to an enterprise of what it read itself', async () => {
    const enterprise: string = asked.data.enterprises.edges[0].node.uscc;
    const own = await ask(
      hub.url,
      await tokenFor(hub.url, { enterprise }),
      'query ($uscc: USCC!) { enterprise(uscc: $uscc) { tax { revenue { fen } } } }',
      { uscc: enterprise },
    );
    const response = await receiptAs({ enterprise }, own.sharing.receipt);
    expect((await verifyReceipt(await response.text())).status).toBe(0);
  });
});

describe('audit verify', () => {
  it('finds every record whole beside a running hub, and every decision justified by its bundle', async () => {
    const { uscc } = asked.data.enterprises.edges[0].node as { uscc: string };
    // The enterprise's own question waits until everything durable has been carried into the owners' databases.
    const own = await tokenFor(hub.url, { enterprise: uscc });
    const log = await ask(
      hub.url,
      own,
      'query ($uscc: USCC!) { enterprise(uscc: $uscc) { accessLog(first: 5) { edges { node { unit } } } } }',
      { uscc },
    );
    expect(log.data.enterprise.accessLog.edges.length).toBeGreaterThan(0);
    await ask(hub.url, undefined, '{ enterprises(first: 1) { edges { node { registration { name } } } } }');
    const { status, printed } = command('audit', 'verify');
    expect(printed).toMatch(/^smeb：完好，.*数据库已有的 [1-9]\d* 条都在/m);
    expect(printed.match(/^\w+：完好/gm)).toHaveLength(22);
    expect(status).toBe(0);
  });

  it('names the entry that the bundle does not justify', () => {
    const [bundle = ''] = readdirSync(join(dataDir, 'bundles'));
    const path = join(dataDir, 'bundles', bundle);
    const text = readFileSync(path, 'utf8');
    writeFileSync(path, text.replace('"EXCH"', '"SMEB"'));
    expect(command('audit', 'verify', '--unit', 'TAX')).toEqual({
      status: 1,
      printed: expect.stringMatching(/^tax：损坏于 0{15}1\.log 第 1 行：授权包 \w+ 的内容与其散列不符\n$/),
    });
    writeFileSync(path, text);
  });

  it('knows of the witnesses after a stop, and so does the receipt', async () => {
    await hub.stop();
    hub = await start();
    const { status, printed } = command('audit', 'verify', '--unit', 'tax');
    expect(printed).toMatch(/^tax：完好，.*1 个检查点，最近的到序号 \d+，由 amr、zone 见证/);
    expect(status).toBe(0);
    const receipt = command('audit', 'receipt', asked.sharing.receipt);
    expect((await verifyReceipt(receipt.printed)).printed).toMatch(
      /^TAX .*已由 srdi-hub\/ZONE、srdi-hub\/AMR 见证$/m,
    );
    expect(command('audit', 'keys').printed).toBe(readFileSync(join(dataDir, 'keys.txt'), 'utf8'));
  }, 60_000);

  it('finds a log that was cut off with everything about it in files, since the witnesses have databases too', () => {
    const folder = join(dataDir, 'audit', 'tax');
    for (const name of readdirSync(folder).filter((file) => /^\d+\.log$|^checkpoints|^tree/.test(file)))
      truncateSync(join(folder, name), 0);
    for (const witness of ['amr', 'zone']) rmSync(join(dataDir, 'audit', witness, 'witnessed', 'tax.note'));
    expect(command('audit', 'verify', '--unit', 'TAX')).toEqual({
      status: 1,
      printed: expect.stringMatching(/^tax：损坏于 .*缺少序号 1 至 \d+/),
    });
  });
});
