import { spawnSync } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { newRequestId, timeOfRequest } from '../../src/audit/request-id';
import { readReceipt } from '../../src/audit/receipt';
import { receiptText, signReceipt } from '../../src/audit/signed-receipt';
import { loadSigner, publishedKeys } from '../../src/audit/signing-keys';
import { newCompletion, newEntry, withDirectory } from './support/records';
import { openWitnessed } from './support/witnessed';

const VERIFIER = resolve(__dirname, '..', '..', 'bin', 'verify-receipt.mjs');
const ID = newRequestId(Date.now());

/** The tax bureau told one field and refused another for one enterprise; the market regulator failed; both are witnessed. */
async function writeRecords(dataDir: string): Promise<void> {
  const tax = await openWitnessed(dataDir, { unit: 'tax' });
  await tax.log.append(newEntry({ requestId: 'another' }));
  const asked = await tax.log.append(newEntry({ requestId: ID, state: 'answered' }));
  await tax.log.append(
    newCompletion(asked, {
      refused: [{ field: 'Tax.creditRating', code: 'DENIED_SCOPE', count: 1, subjects: ['s'] }],
    }),
  );
  await tax.close();
  const amr = await openWitnessed(dataDir, { unit: 'amr' });
  const failed = await amr.log.append(newEntry({ requestId: ID, state: 'answered' }));
  await amr.log.append(newCompletion(failed, { state: 'failed' }));
  await amr.close();
}

async function receiptOf(dataDir: string): Promise<string> {
  const audit = join(dataDir, 'audit');
  const items = await readReceipt(audit, ID);
  return receiptText(await signReceipt(audit, ID, items, (unit) => loadSigner(dataDir, unit)));
}

async function verify(dataDir: string, receipt: string): Promise<{ status: number | null; printed: string }> {
  const keys = join(dataDir, 'keys.txt');
  const path = join(dataDir, 'receipt.json');
  await writeFile(keys, `${(await publishedKeys(join(dataDir, 'audit'))).join('\n')}\n`);
  await writeFile(path, receipt);
  // Nothing of the hub's environment, and from another folder: it needs its two files only.
  const { status, stdout, stderr } = spawnSync(process.execPath, [VERIFIER, keys, path], {
    env: {},
    cwd: '/',
    encoding: 'utf8',
  });
  return { status, printed: stdout + stderr };
}

describe('a receipt', () => {
  it('lists exactly what was told, and is verified without the hub', () =>
    withDirectory(async (dataDir) => {
      await writeRecords(dataDir);
      const text = await receiptOf(dataDir);
      const receipt = JSON.parse(text) as { units: object[] };
      expect(receipt).toMatchObject({
        receipt: ID,
        units: [
          { unit: 'AMR', told: [] },
          {
            unit: 'TAX',
            bundle: 'bundle-hash',
            told: [{ field: 'Tax.creditRating', outcome: 'clear', agreement: 'EXCH-TAX-1' }],
            refused: [
              { field: 'Tax.revenue', code: 'DENIED_NO_GRANT' },
              { field: 'Tax.creditRating', code: 'DENIED_SCOPE', rows: 1 },
            ],
          },
        ],
      });
      const { status, printed } = await verify(dataDir, text);
      expect(printed).toMatch(/^AMR .*由 srdi-hub\/SMEB、srdi-hub\/TAX 见证$/m);
      expect(printed).toMatch(
        /^TAX .* 授权包 bundle-hash，已由 srdi-hub\/AMR、srdi-hub\/SMEB 见证\n {2}Tax.creditRating clear EXCH-TAX-1$/m,
      );
      expect(status).toBe(0);
    }));

  it('is signed as soon as it is asked for, and says where nobody has witnessed it yet', () =>
    withDirectory(async (dataDir) => {
      const { log, close } = await openWitnessed(dataDir);
      await log.append(newEntry({ requestId: ID, state: 'answered' }));
      const { status, printed } = await verify(dataDir, await receiptOf(dataDir));
      expect(printed).toContain('尚无见证');
      expect(status).toBe(0);
      await close();
    }));

  it('fails with any one byte changed', () =>
    withDirectory(async (dataDir) => {
      await writeRecords(dataDir);
      const text = await receiptOf(dataDir);
      await verify(dataDir, text);
      const program = `
        import { readFileSync } from 'node:fs';
        const { readKeys, verifyReceipt } = await import(${JSON.stringify(pathToFileURL(VERIFIER).href)});
        const keys = readKeys(readFileSync('keys.txt', 'utf8'));
        const good = readFileSync('receipt.json');
        verifyReceipt(good.toString(), keys);
        const passed = [];
        for (let offset = 0; offset < good.length; offset += 1)
          for (const flip of [0x01, 0x20]) {
            const bad = Buffer.from(good);
            bad[offset] ^= flip;
            try { verifyReceipt(bad.toString(), keys); passed.push(offset); } catch {}
          }
        console.log(JSON.stringify({ bytes: good.length, passed }));`;
      const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', program], {
        cwd: dataDir,
        encoding: 'utf8',
      });
      expect(stderr).toBe('');
      expect(JSON.parse(stdout)).toEqual({ bytes: Buffer.byteLength(text), passed: [] });
    }));

  it.each<
    [string, (receipt: { units: { told: object[]; checkpoint: unknown; proofs: unknown[] }[] }) => unknown]
  >([
    ['another owner left out', (receipt) => receipt.units.pop()],
    ['a field left out of the list', (receipt) => receipt.units[1]?.told.pop()],
    [
      'a field put into the list',
      (receipt) => receipt.units[0]?.told.push({ field: 'A.b', outcome: 'clear', agreement: null }),
    ],
    ['a proof left out', (receipt) => receipt.units[1]?.proofs.pop()],
    ['something added', (receipt) => Object.assign(receipt, { more: true })],
  ])('fails with %s', (_what, edit) =>
    withDirectory(async (dataDir) => {
      await writeRecords(dataDir);
      const receipt = JSON.parse(await receiptOf(dataDir)) as Parameters<typeof edit>[0];
      edit(receipt);
      const { status, printed } = await verify(dataDir, `${JSON.stringify(receipt, null, 2)}\n`);
      expect(printed).toMatch(/^回执不可信：.+\n$/);
      expect(status).toBe(1);
    }),
  );
});

describe('the id of a request', () => {
  it('says when it began, and is never the same', () => {
    const time = Date.parse('2026-01-02T12:00:00.123Z');
    const ids = Array.from({ length: 100 }, () => newRequestId(time));
    expect(new Set(ids).size).toBe(100);
    expect(new Set(ids.map(timeOfRequest))).toEqual(new Set([time]));
    expect(ids[0]).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(timeOfRequest('58bbc7b4-e1de-463a-9ca7-d329fbbeb976')).toBeUndefined();
  });

  it('finds it among segments of other times', () =>
    withDirectory(async (dataDir) => {
      let time = Date.parse('2026-01-02T12:00:00.000Z');
      const { log, close } = await openWitnessed(dataDir, {
        now: () => time,
        maxAgeMs: Number.POSITIVE_INFINITY,
        maxSegmentBytes: 1000,
      });
      const ids: string[] = [];
      for (let hour = 0; hour < 12; hour += 1) {
        const id = newRequestId(time);
        ids.push(id);
        await log.append(newEntry({ requestId: id }));
        time += 1_200_000;
      }
      await close();
      for (const id of ids) expect(await readReceipt(join(dataDir, 'audit'), id)).toHaveLength(1);
      expect(await readReceipt(join(dataDir, 'audit'), newRequestId(time))).toEqual([]);
    }));
});
