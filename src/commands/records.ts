import { join } from 'node:path';
import { startCarrier, type Carrier } from '../audit/carrier';
import { carryingBudget } from '../audit/carrying-budget';
import { commitBeat, type CommitBeat } from '../audit/commit-beat';
import { isSignedByOwner, type Keyring } from '../audit/checkpoint';
import { openCheckpointFile, type CheckpointFile } from '../audit/checkpoint-file';
import { checkpointTable, witnessedFiles } from '../audit/checkpoint-store';
import { heldToWitnesses, startCheckpointer, type Checkpointer } from '../audit/checkpointer';
import { EMPTY_ROOT } from '../audit/merkle-tree';
import { openRecordTree, type RecordTree } from '../audit/record-tree';
import { openSegmentLog, type SegmentLog } from '../audit/segment-log';
import { keyringOf, loadSigner, publishedKeys } from '../audit/signing-keys';
import type { UnitRecord } from '../audit/unit-record';
import type { Signer } from '../audit/verifier-key';
import { createWitness, inWitnessOrder, type Witness } from '../audit/witness';
import { ConfigurationError } from '../kit/configuration-error';
import { openConnections, type OpenConnections } from '../store/connections';

/** Where records are kept, and how: all of it can be handed to another thread. */
export interface RecordsPlace {
  readonly dataDir: string;
  /** URLs of the owners' databases by unit id, migrated. */
  readonly databases: ReadonlyMap<string, string>;
  /** Private keys by unit id, where they were given and not made in the data directory. */
  readonly signingKeys: ReadonlyMap<string, string>;
  /** How long a record may wait for its witnesses before its owner tells nothing more. */
  readonly witnessMaxAgeMs: number;
}

export interface RecordsOptions {
  /** The time by which questions are decided: milliseconds since 1970. */
  readonly now: () => number;
  /** Told of what will be tried again. */
  readonly onTrouble: (error: unknown, unit: string, what: string) => void;
}

export interface OpenRecords<Kept extends UnitRecord = UnitRecord> {
  /** By unit id. */
  readonly units: ReadonlyMap<string, Kept>;
  /** Carries, signs and has witnessed what is left, then closes. */
  close(): Promise<void>;
}

/** A record that also takes what was written elsewhere. */
export type KeptRecord = UnitRecord & Pick<SegmentLog, 'appendText'>;

/**
 * Opens every unit's record: its log, its tree, its checkpoints, and the carrier into its database. A record bears the time
 * by which its request was decided, or nobody could decide it again; witnesses keep the time of the machine.
 */
export async function openRecords(
  place: RecordsPlace,
  { now, onTrouble }: RecordsOptions,
): Promise<OpenRecords<KeptRecord>> {
  const audit = join(place.dataDir, 'audit');
  const owners = await Promise.all(
    [...place.databases].map(async ([id, url]): Promise<Owner> => {
      const signer = await loadSigner(place.dataDir, id, place.signingKeys.get(id));
      return { id, directory: join(audit, id), signer, database: openConnections({ id, url, poolSize: 2 }) };
    }),
  );
  const keys = keyringOf(await publishedKeys(audit));
  const witnesses = owners.map((owner) => witnessOf(owner, keys));
  // One budget and one beat for all: carrying at full speed would cost as much as serving.
  const budget = carryingBudget();
  const beat = commitBeat();
  const records = await Promise.all(
    owners.map(async (owner): Promise<OpenRecord> => {
      const opened = await openRecord(owner, {
        keys,
        witnesses,
        beat,
        now,
        maxAgeMs: place.witnessMaxAgeMs,
        onTrouble: (error) => onTrouble(error, owner.id, NOT_WITNESSED),
      });
      const carrier = startCarrier({
        log: opened.log,
        pool: owner.database,
        budget,
        onTrouble: (error) => onTrouble(error, owner.id, 'record not carried yet'),
      });
      return { ...opened, owner, carrier };
    }),
  );
  // What the last process left without witnesses gets them before anything is told.
  await Promise.all(
    records.map(({ checkpointer, owner }) =>
      checkpointer.checkpoint().catch((error: unknown) => onTrouble(error, owner.id, NOT_WITNESSED)),
    ),
  );
  return {
    units: new Map(records.map((record) => [record.owner.id, keptRecord(record)])),
    close: () => closeAll(records),
  };
}

const NOT_WITNESSED = 'record not witnessed yet';

interface Owner {
  readonly id: string;
  readonly directory: string;
  readonly signer: Signer;
  readonly database: OpenConnections;
}

interface OpenRecord {
  readonly owner: Owner;
  readonly log: SegmentLog;
  readonly tree: RecordTree;
  readonly file: CheckpointFile;
  readonly checkpointer: Checkpointer;
  readonly carrier: Carrier;
}

function witnessOf({ directory, signer, database }: Owner, keys: Keyring): Witness {
  const stores = [witnessedFiles(directory), checkpointTable(database)];
  return createWitness({ signer, keys, stores, now: Date.now });
}

interface Recording {
  readonly keys: Keyring;
  readonly witnesses: readonly Witness[];
  readonly beat: CommitBeat;
  readonly now: () => number;
  readonly maxAgeMs: number;
  readonly onTrouble: (error: unknown) => void;
}

async function openRecord(
  { id, directory, signer, database }: Owner,
  { keys, witnesses, beat, now, maxAgeMs, onTrouble }: Recording,
): Promise<Omit<OpenRecord, 'owner' | 'carrier'>> {
  const log = await openSegmentLog({ directory, unit: id, now, beat });
  const file = await openCheckpointFile(directory);
  if (file.last !== undefined && !isSignedByOwner(file.last, keys))
    throw new ConfigurationError(
      `${id} 的检查点没有本单位的签名：请运行 srdi-hub audit verify --unit ${id} 查看，并从备份恢复`,
    );
  const tree = await openRecordTree(log, file.last ?? { size: 0, root: EMPTY_ROOT });
  const checkpointer = startCheckpointer({
    log,
    tree,
    file,
    signer,
    witnesses: inWitnessOrder(signer.verifier.name, witnesses),
    table: checkpointTable(database),
    now: Date.now,
    maxAgeMs,
    onTrouble,
  });
  return { log, tree, file, checkpointer };
}

function keptRecord({ log, checkpointer, carrier }: OpenRecord): KeptRecord {
  const held = heldToWitnesses(log, checkpointer);
  return {
    append: held.append,
    appendText: held.appendText,
    isWritable: () => Promise.resolve(held.isWritable()),
    carried: () => carrier.carried(),
  };
}

/** Every log is witnessed by others: all checkpoints are made before the first of them is closed. */
async function closeAll(records: readonly OpenRecord[]): Promise<void> {
  await Promise.all(records.map(({ checkpointer }) => checkpointer.stop()));
  for (const { carrier, log, tree, file, owner } of records) {
    await carrier.carried().catch(() => undefined);
    await carrier.stop();
    await Promise.all([log.close(), tree.close(), file.close(), owner.database.close()]);
  }
}
