import { appendFile, readFile, rm, truncate } from 'node:fs/promises';
import { join } from 'node:path';
import { ConfigurationError } from '../../src/kit/configuration-error';
import { parseCheckpoint, signCheckpoint } from '../../src/audit/checkpoint';
import { readCheckpoints } from '../../src/audit/checkpoint-file';
import { witnessedFiles } from '../../src/audit/checkpoint-store';
import { TooFewWitnesses } from '../../src/audit/checkpointer';
import { isConsistent, isIncluded, leafHash, type TreeHead } from '../../src/audit/merkle-tree';
import { keyringOf, loadSigner, publishedKeys } from '../../src/audit/signing-keys';
import { createWitness, inWitnessOrder, WitnessRefused, type Witness } from '../../src/audit/witness';
import { newEntry, segmentPaths, withDirectory } from './support/records';
import { openWitnessed } from './support/witnessed';

const HOUR = 3_600_000;

/** Witnesses that answer only while they are there. */
function leaving(): { isAway: boolean; witness: (witness: Witness) => Witness } {
  const state = {
    isAway: false,
    witness: (one: Witness): Witness => ({
      name: one.name,
      cosign: (note, proof) =>
        state.isAway ? Promise.reject(new Error(`${one.name} is away`)) : one.cosign(note, proof),
    }),
  };
  return state;
}

const sizesIn = async (dataDir: string): Promise<(number | undefined)[]> =>
  (await readCheckpoints(join(dataDir, 'audit', 'tax'))).map((checkpoint) => checkpoint?.size);

describe('checkpoints', () => {
  it('are made after so many records, without being asked for', () =>
    withDirectory(async (dataDir) => {
      let tell: () => void = () => undefined;
      const asked = new Promise<void>((resolve) => (tell = resolve));
      const { log, checkpointer, close } = await openWitnessed(dataDir, {
        maxEntries: 5,
        witness: (one) => ({
          name: one.name,
          cosign: (note, proof) => {
            tell();
            return one.cosign(note, proof);
          },
        }),
      });
      for (let record = 0; record < 4; record += 1) await log.append(newEntry());
      expect(await sizesIn(dataDir)).toEqual([]);
      await log.append(newEntry());
      await asked;
      await checkpointer.checkpoint();
      expect(await sizesIn(dataDir)).toEqual([5]);
      await close();
      expect(await sizesIn(dataDir)).toEqual([5]);
    }));

  it('are made after a while, and when the hub stops', () =>
    withDirectory(async (dataDir) => {
      let tell: () => void = () => undefined;
      const asked = new Promise<void>((resolve) => (tell = resolve));
      const { log, checkpointer, close } = await openWitnessed(dataDir, {
        intervalMs: 1,
        witness: (one) => ({ name: one.name, cosign: (...all) => (tell(), one.cosign(...all)) }),
      });
      await log.append(newEntry());
      await asked;
      await checkpointer.checkpoint();
      expect(await sizesIn(dataDir)).toEqual([1]);
      await close();
      const again = await openWitnessed(dataDir);
      await again.log.append(newEntry());
      await again.close();
      expect(await sizesIn(dataDir)).toEqual([1, 2]);
    }));

  it('go on where the last one was, and prove that it is still there', () =>
    withDirectory(async (dataDir) => {
      const heads: TreeHead[] = [];
      for (const records of [3, 1, 9, 14]) {
        const { log, tree, checkpointer, close } = await openWitnessed(dataDir);
        for (let record = 0; record < records; record += 1) await log.append(newEntry());
        await checkpointer.checkpoint();
        const head = tree.head();
        for (const old of heads)
          expect(isConsistent(old, head, await tree.consistencyProof(old.size, head.size))).toBe(true);
        heads.push(head);
        await close();
      }
      expect(heads.map(({ size }) => size)).toEqual([3, 4, 13, 27]);
      const { tree, close } = await openWitnessed(dataDir);
      const head = tree.head();
      const lines = (
        await Promise.all(
          (await segmentPaths(join(dataDir, 'audit', 'tax'))).map((path) => readFile(path, 'utf8')),
        )
      )
        .join('')
        .split('\n');
      for (let sequence = 1; sequence <= head.size; sequence += 1) {
        const leaf = leafHash((lines[sequence - 1] ?? '').slice(9));
        expect(isIncluded(leaf, sequence - 1, head, await tree.inclusionProof(sequence, head.size))).toBe(
          true,
        );
      }
      await close();
    }));
});

describe('the tree at a start', () => {
  it.each<[string, (directory: string) => Promise<unknown>]>([
    ['are gone', (directory) => rm(join(directory, 'tree.hashes'))],
    ['were cut off', (directory) => truncate(join(directory, 'tree.hashes'), 70)],
    [
      'go on with something else',
      (directory) => appendFile(join(directory, 'tree.hashes'), 'something else'),
    ],
    [
      'are right, and a checkpoint is torn',
      (directory) => appendFile(join(directory, 'checkpoints.log'), '"srdi—'.slice(0, -1)),
    ],
  ])('is as it was where its hashes %s', (_what, spoil) =>
    withDirectory(async (dataDir) => {
      const first = await openWitnessed(dataDir);
      for (let record = 0; record < 11; record += 1) await first.log.append(newEntry());
      const head = first.tree.head();
      await first.close();
      await spoil(join(dataDir, 'audit', 'tax'));
      const again = await openWitnessed(dataDir);
      expect(again.tree.head()).toEqual(head);
      await again.log.append(newEntry());
      await again.checkpointer.checkpoint();
      const grown = again.tree.head();
      expect(isConsistent(head, grown, await again.tree.consistencyProof(11, 12))).toBe(true);
      await again.close();
      expect(await sizesIn(dataDir)).toEqual([11, 12]);
    }),
  );

  it.each<[string, (path: string) => Promise<unknown>]>([
    ['shorter than what was signed', (path) => truncate(path, 0)],
  ])('is refused where the log is %s, in one line', (_what, spoil) =>
    withDirectory(async (dataDir) => {
      const first = await openWitnessed(dataDir, { maxSegmentBytes: 1_000_000 });
      await first.log.append(newEntry());
      await first.close();
      const [path = ''] = await segmentPaths(join(dataDir, 'audit', 'tax'));
      await spoil(path);
      const opened = openWitnessed(dataDir);
      await expect(opened).rejects.toThrow(
        /tax 的留痕日志与已签署的检查点（序号 1）不符.*audit verify --unit tax/,
      );
      await expect(opened).rejects.toBeInstanceOf(ConfigurationError);
    }),
  );
});

describe('an owner whose witnesses are away', () => {
  it('tells for as long as it may, then nothing, and goes on when they are back', () =>
    withDirectory(async (dataDir) => {
      let time = Date.parse('2026-01-02T12:00:00.000Z');
      const troubles: unknown[] = [];
      const witnesses = leaving();
      const { log, checkpointer, close } = await openWitnessed(dataDir, {
        now: () => time,
        maxAgeMs: HOUR,
        witness: witnesses.witness,
        onTrouble: (error) => troubles.push(error),
      });
      await log.append(newEntry());
      await checkpointer.checkpoint();
      // Without anything new there is nothing to witness, however long it takes.
      witnesses.isAway = true;
      time += 10 * HOUR;
      expect(log.isWritable()).toBe(true);

      await log.append(newEntry());
      await expect(checkpointer.checkpoint()).rejects.toBeInstanceOf(TooFewWitnesses);
      time += HOUR;
      await log.append(newEntry());
      time += 1;
      await expect(log.append(newEntry())).rejects.toMatchObject({
        extensions: { code: 'OWNER_UNAVAILABLE', unit: 'TAX' },
      });
      expect(log.isWritable()).toBe(false);

      witnesses.isAway = false;
      await checkpointer.checkpoint();
      expect(await log.append(newEntry())).toBe(4);
      expect(log.isWritable()).toBe(true);
      await close();
    }));

  it('tells nothing after a start either, if a record has already waited too long', () =>
    withDirectory(async (dataDir) => {
      let time = Date.parse('2026-01-02T12:00:00.000Z');
      const witnesses = leaving();
      witnesses.isAway = true;
      const options = { now: () => time, maxAgeMs: HOUR, witness: witnesses.witness };
      const first = await openWitnessed(dataDir, options);
      await first.log.append(newEntry());
      await first.close();
      time += HOUR + 1;
      const again = await openWitnessed(dataDir, options);
      await expect(again.log.append(newEntry())).rejects.toMatchObject({
        extensions: { code: 'OWNER_UNAVAILABLE' },
      });
      witnesses.isAway = false;
      await again.checkpointer.checkpoint();
      expect(await again.log.append(newEntry())).toBe(2);
      await again.close();
    }));

  it('finds another unit to stand in for one of them', () =>
    withDirectory(async (dataDir) => {
      const { log, checkpointer, close } = await openWitnessed(dataDir, {
        units: ['amr', 'smeb', 'std', 'tax'],
        witness: (one) =>
          one.name === 'srdi-hub/SMEB'
            ? { name: one.name, cosign: () => Promise.reject(new Error('away')) }
            : one,
      });
      await log.append(newEntry());
      await checkpointer.checkpoint();
      await close();
      const [checkpoint] = await readCheckpoints(join(dataDir, 'audit', 'tax'));
      expect(checkpoint?.signed.signatures.map(({ name }) => name)).toEqual([
        'srdi-hub/TAX',
        'srdi-hub/AMR',
        'srdi-hub/STD',
      ]);
    }));

  it('asks the units that come after it, round about', () => {
    const all = ['d', 'a', 'c', 'b'].map((name) => ({ name }));
    expect(inWitnessOrder('c', all).map(({ name }) => name)).toEqual(['d', 'a', 'b']);
  });
});

describe('a witness', () => {
  it('signs no log that is shorter than it knows, none that parted from it, and none that its owner did not sign', () =>
    withDirectory(async (dataDir) => {
      const { log, tree, checkpointer, close } = await openWitnessed(dataDir);
      for (let record = 0; record < 6; record += 1) await log.append(newEntry());
      await checkpointer.checkpoint();
      const seen = tree.head();
      await log.append(newEntry());
      await tree.flush();
      const head = tree.head();

      const [owner, signer] = await Promise.all([loadSigner(dataDir, 'tax'), loadSigner(dataDir, 'smeb')]);
      const witness = createWitness({
        signer,
        keys: keyringOf(await publishedKeys(join(dataDir, 'audit'))),
        stores: [witnessedFiles(join(dataDir, 'audit', 'smeb'))],
        now: Date.now,
      });
      const cosign = (claim: TreeHead, by = owner): Promise<string> =>
        witness.cosign(signCheckpoint(claim, '2026-01-02T12:00:00.000Z', by), (from) =>
          tree.consistencyProof(from, claim.size),
        );
      const refused = (claim: TreeHead, by = owner): Promise<void> =>
        expect(cosign(claim, by)).rejects.toBeInstanceOf(WitnessRefused);

      await refused({ size: 5, root: leafHash('cut off') });
      await refused({ size: 6, root: leafHash('another of the same size') });
      await refused({ size: 7, root: leafHash('another') });
      await refused(head, signer);
      const altered = signCheckpoint(head, 'now', owner).replace('\n7\n', '\n8\n');
      await expect(witness.cosign(altered, () => Promise.resolve([]))).rejects.toBeInstanceOf(WitnessRefused);
      const held = await witnessedFiles(join(dataDir, 'audit', 'smeb')).read('srdi-hub/TAX');
      expect(held).toMatchObject(seen);

      expect(await cosign(seen)).toMatch(/^— srdi-hub\/SMEB /);
      const lines = await Promise.all([cosign(head), cosign(head)]);
      expect(
        parseCheckpoint(signCheckpoint(head, 'now', owner) + lines.join(''))?.signed.signatures,
      ).toHaveLength(3);
      await refused(seen);
      await close();
    }));
});
