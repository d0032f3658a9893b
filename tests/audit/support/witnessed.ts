import { join } from 'node:path';
import { originOf } from '../../../src/audit/checkpoint';
import { EMPTY_ROOT } from '../../../src/audit/merkle-tree';
import { keyringOf, loadSigner, publishedKeys } from '../../../src/audit/signing-keys';
import { openCheckpointFile } from '../../../src/audit/checkpoint-file';
import { witnessedFiles, type CheckpointStore } from '../../../src/audit/checkpoint-store';
import { heldToWitnesses, startCheckpointer, type Checkpointer } from '../../../src/audit/checkpointer';
import { openRecordTree, type RecordTree } from '../../../src/audit/record-tree';
import { openSegmentLog, type SegmentLog } from '../../../src/audit/segment-log';
import { createWitness, inWitnessOrder, type Witness } from '../../../src/audit/witness';

export interface WitnessedOptions {
  readonly units?: readonly string[];
  /** Whose log; the tax bureau's if nothing is said. */
  readonly unit?: string;
  readonly now?: () => number;
  readonly maxAgeMs?: number;
  readonly maxEntries?: number;
  readonly intervalMs?: number;
  readonly maxSegmentBytes?: number;
  /** Stands between the owner and its witnesses. */
  readonly witness?: (witness: Witness) => Witness;
  readonly onTrouble?: (error: unknown) => void;
}

/** A unit's record as the hub runs it, witnessed by two others. */
export interface WitnessedLog {
  readonly log: SegmentLog;
  readonly tree: RecordTree;
  readonly checkpointer: Checkpointer;
  close(): Promise<void>;
}

/** Opens it in `<dataDir>/audit/<unit>`; every unit keeps what it knows in files of its own. */
export async function openWitnessed(dataDir: string, options: WitnessedOptions = {}): Promise<WitnessedLog> {
  const {
    units = ['amr', 'smeb', 'tax'],
    unit = 'tax',
    now = Date.now,
    maxAgeMs = 600_000,
    witness = (one) => one,
    onTrouble = () => undefined,
  } = options;
  const audit = join(dataDir, 'audit');
  const directory = join(audit, unit);
  const signers = await Promise.all(units.map((id) => loadSigner(dataDir, id)));
  const keys = keyringOf(await publishedKeys(audit));
  const own = signers.find(({ verifier }) => verifier.name === originOf(unit));
  if (own === undefined) throw new Error(`no signer of ${unit}`);
  const witnesses = signers.map((signer, position) => {
    const stores = [
      witnessedFiles(join(audit, units[position] ?? '')),
      tableOf(dataDir, units[position] ?? ''),
    ];
    return witness(createWitness({ signer, keys, stores, now }));
  });
  const { maxSegmentBytes = 4000, maxEntries, intervalMs } = options;
  const log = await openSegmentLog({ directory, unit, now, maxSegmentBytes });
  const file = await openCheckpointFile(directory);
  const tree = await openRecordTree(log, file.last ?? { size: 0, root: EMPTY_ROOT }).catch(
    async (error: unknown) => {
      await Promise.all([log.close(), file.close()]);
      throw error;
    },
  );
  const checkpointer = startCheckpointer({
    log,
    tree,
    file,
    signer: own,
    witnesses: inWitnessOrder(own.verifier.name, witnesses),
    table: tableOf(dataDir, unit),
    now,
    maxAgeMs,
    onTrouble,
    ...(maxEntries === undefined ? {} : { maxEntries }),
    ...(intervalMs === undefined ? {} : { intervalMs }),
  });
  return {
    log: heldToWitnesses(log, checkpointer),
    tree,
    checkpointer,
    async close() {
      await checkpointer.stop();
      await Promise.all([log.close(), tree.close(), file.close()]);
    },
  };
}

/** What stands in a unit's database where there is one: another folder, which nobody tampers with by the way. */
function tableOf(dataDir: string, unit: string): CheckpointStore {
  return witnessedFiles(join(dataDir, 'tables', unit));
}
