/** A cell that cannot be stored; the message is its Chinese reason, without row and column. */
export class CellProblem extends Error {
  override readonly name = 'CellProblem';
}
