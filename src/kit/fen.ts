/** Amounts are stored in whole fen. */
export const FEN_PER_YUAN = 100;
export const FEN_PER_WAN_YUAN = 10_000 * FEN_PER_YUAN;
