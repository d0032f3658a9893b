/** One row as a spreadsheet shows it; every cell as trimmed text, an empty one as ''. */
export interface SheetRow {
  /** From 1, as the spreadsheet counts: the headers are row 1. */
  readonly number: number;
  readonly cells: readonly string[];
}

/** Hands over a file piece by piece, and says after each which share of it has been taken. */
export function* pieces(bytes: Buffer, onProgress: (share: number) => void): Generator<Buffer> {
  for (let at = 0; at < bytes.length; at += PIECE) {
    yield bytes.subarray(at, at + PIECE);
    onProgress(Math.min(1, (at + PIECE) / bytes.length));
  }
}

const PIECE = 64 * 1024;
