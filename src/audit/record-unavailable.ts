import { Refusal } from '../kit/refusal';

/** The record cannot be written, so nothing may be told: no record, no data. */
export class RecordUnavailable extends Refusal {
  /** What failed underneath: for the log, never for the caller. */
  override readonly cause: unknown;

  constructor(unit: string, cause: unknown) {
    super({
      code: 'OWNER_UNAVAILABLE',
      about: '无法留痕，未提供数据',
      unit: unit.toUpperCase(),
      retryAfterSeconds: 1,
    });
    this.cause = cause;
  }
}
