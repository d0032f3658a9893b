import type { NewRecord } from './entry';

/** One owner's record, as those see it who record in it and who read it. */
export interface UnitRecord {
  /** Resolves with the record's sequence once it would survive a loss of power; else throws RecordUnavailable. */
  append(record: NewRecord): Promise<number>;
  /** For readiness; asking sets off an attempt to heal. */
  isWritable(): Promise<boolean>;
  /** Resolves when all that is durable now can be searched in the owner's database; throws what hindered it. */
  carried(): Promise<void>;
}
