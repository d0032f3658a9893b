import { join } from 'node:path';
import { startCarrier, type Carrier } from '../audit/carrier';
import { carryingBudget } from '../audit/carrying-budget';
import { commitBeat, type CommitBeat } from '../audit/commit-beat';
import { isSignedByOwner, type Keyring } from '../audit/checkpoint';
import { openCheckpointFile, type CheckpointFile } from '../audit/checkpoint-file';
import { checkpointTable, witnessedFiles } from '../audit/checkpoint-store';
import { heldToWitnesses, startCheckpointer, type Checkpointer } from '../audit/checkpointer';
import { EMPTY_ROOT } from '../audit/merkle-tree';
import { readReceipt } from '../audit/receipt';
import { openRecordTree, type RecordTree } from '../audit/record-tree';
import { openSegmentLog, type SegmentLog } from '../audit/segment-log';
import { receiptText, signReceipt } from '../audit/signed-receipt';
import { keyringOf, loadSigner, publishedKeys } from '../audit/signing-keys';
import type { Signer } from '../audit/verifier-key';
import { createWitness, inWitnessOrder, type Witness } from '../audit/witness';
import type { HubConfig } from '../config';
import { ConfigurationError } from '../kit/configuration-error';
import type { UnitResources } from '../gateway/assemble';
import type { ReceiptOptions } from '../gateway/receipt-routes';
import type { OpenDatabase, OpenDatabases } from './databases';

/** Told of what will be tried again. */
export type OnTrouble = (error: unknown, unit: string, what: string) => void;

export interface RecordsOptions {
  /** The time by which questions are decided: milliseconds since 1970. */
  readonly now: () => number;
  readonly onTrouble: OnTrouble;
}

export interface OpenRecords {
  /** By unit id. */
  readonly resources: ReadonlyMap<string, UnitResources>;
  /** What the logs hold of one request, and the owners' signed word for it. */
  readonly receipts: Pick<ReceiptOptions, 'find' | 'sign' | 'keys'>;
  /** Carries, signs and has witnessed what is left, then closes. */
  close(): Promise<void>;
}

/**
 * Opens every unit's record: its log, its tree, its checkpoints, and the carrier into its database. A record bears the time
 * by which its request was decided, or nobody could decide it again; witnesses keep the time of the machine.
 */
export async function openRecords(
  config: HubConfig,
  databases: OpenDatabases,
  { now, onTrouble }: RecordsOptions,
): Promise<OpenRecords> {
  const audit = join(config.dataDir, 'audit');
  const own = [...databases.units.values()];
  const signers = await Promise.all(
    own.map(({ id }) => loadSigner(config.dataDir, id, config.signingKeys.get(id))),
  );
  const keys = keyringOf(await publishedKeys(audit));
  const witnesses = own.flatMap((database, position) => {
    const signer = signers[position];
    return signer === undefined ? [] : [witnessOf(database, signer, keys, join(audit, database.id))];
  });
  // One budget for all: carrying at full speed would cost as much as serving.
  const budget = carryingBudget();
  const beat = commitBeat();
  const records = await Promise.all(
    own.map(async (database, position): Promise<OpenRecord> => {
      const signer = signers[position];
      if (signer === undefined) throw new Error(`no signer of ${database.id}`);
      const opened = await openRecord(config, database, { signer, keys, witnesses, beat, now, onTrouble });
      const carrier = startCarrier({
        log: opened.log,
        pool: database.writing,
        budget,
        onTrouble: (error) => onTrouble(error, database.id, 'record not carried yet'),
      });
      return { ...opened, database, carrier };
    }),
  );
  // What the last process left without witnesses gets them before anything is told.
  await Promise.all(
    records.map(({ checkpointer, database }) =>
      checkpointer.checkpoint().catch((error: unknown) => onTrouble(error, database.id, NOT_WITNESSED)),
    ),
  );
  return {
    resources: new Map(records.map(resourcesOf)),
    receipts: receiptsIn(audit, new Map(records.map(({ database, signer }) => [database.id, signer]))),
    close: () => closeAll(records),
  };
}

function receiptsIn(audit: string, signers: ReadonlyMap<string, Signer>): OpenRecords['receipts'] {
  const signerOf = (unit: string): Promise<Signer> => {
    const signer = signers.get(unit);
    return signer === undefined ? Promise.reject(new Error(`no signer of ${unit}`)) : Promise.resolve(signer);
  };
  return {
    find: (id) => readReceipt(audit, id),
    sign: async (id, items) => receiptText(await signReceipt(audit, id, items, signerOf)),
    keys: () => publishedKeys(audit),
  };
}

const NOT_WITNESSED = 'record not witnessed yet';

interface OpenRecord {
  readonly database: OpenDatabase;
  readonly signer: Signer;
  readonly log: SegmentLog;
  readonly tree: RecordTree;
  readonly file: CheckpointFile;
  readonly checkpointer: Checkpointer;
  readonly carrier: Carrier;
}

function witnessOf(database: OpenDatabase, signer: Signer, keys: Keyring, directory: string): Witness {
  const stores = [witnessedFiles(directory), checkpointTable(database.writing)];
  return createWitness({ signer, keys, stores, now: Date.now });
}

interface Signing {
  readonly signer: Signer;
  readonly keys: Keyring;
  readonly witnesses: readonly Witness[];
  readonly beat: CommitBeat;
  readonly now: () => number;
  readonly onTrouble: OnTrouble;
}

async function openRecord(
  config: HubConfig,
  { id, writing }: OpenDatabase,
  { signer, keys, witnesses, beat, now, onTrouble }: Signing,
): Promise<Omit<OpenRecord, 'database' | 'carrier'>> {
  const directory = join(config.dataDir, 'audit', id);
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
    table: checkpointTable(writing),
    now: Date.now,
    maxAgeMs: config.witnessMaxAgeMs,
    onTrouble: (error) => onTrouble(error, id, NOT_WITNESSED),
  });
  return { signer, log, tree, file, checkpointer };
}

function resourcesOf({ database, log, checkpointer, carrier }: OpenRecord): [string, UnitResources] {
  const { id, reading, changing } = database;
  return [id, { ...reading, log: heldToWitnesses(log, checkpointer), carrier, changing }];
}

/** Every log is witnessed by others: all checkpoints are made before the first of them is closed. */
async function closeAll(records: readonly OpenRecord[]): Promise<void> {
  await Promise.all(records.map(({ checkpointer }) => checkpointer.stop()));
  for (const { carrier, log, tree, file } of records) {
    await carrier.carried().catch(() => undefined);
    await carrier.stop();
    await Promise.all([log.close(), tree.close(), file.close()]);
  }
}
