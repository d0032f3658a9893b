import type { OpenChange } from './make-change';

/** Texts of the owner's own are one line or a few; what is longer is no subject and no number. */
const MAX_TEXT = 500;

/** Checks that a text says something and is no essay; each of these throws the change's refusal. */
export function checkText(change: OpenChange, zh: string, text: string | null | undefined): void {
  if (text === null || text === undefined) return;
  if (text.trim() === '' || text.length > MAX_TEXT)
    throw change.refusal(`${zh}应为 1 至 ${MAX_TEXT} 字的文字`);
}

/** Checks an amount in fen. */
export function checkAmount(change: OpenChange, zh: string, fen: number | null | undefined): void {
  if (typeof fen === 'number' && fen <= 0) throw change.refusal(`${zh}应大于 0`);
}

/** Checks the day of something that has happened. */
export function checkNotLater(change: OpenChange, zh: string, day: string | null | undefined): void {
  if (typeof day === 'string' && day > change.today) throw change.refusal(`${zh}不能晚于今日`);
}

/** Checks that the first of two days is not after the second. */
export function checkOrder(
  change: OpenChange,
  [fromZh, from]: readonly [string, string],
  [untilZh, until]: readonly [string, string | null | undefined],
): void {
  if (typeof until === 'string' && from > until) throw change.refusal(`${untilZh}不能早于${fromZh}`);
}

/** Checks a measure that is told as decimal text. */
export function checkQuantity(change: OpenChange, zh: string, quantity: string): void {
  if (Number(quantity) <= 0) throw change.refusal(`${zh}应大于 0`);
}
