/** Turns clear text into what may be shown of it. */
export type Mask = (text: string) => string;

/** 138****5678 */
export const maskPhone: Mask = (text) => `${text.slice(0, 3)}****${text.slice(-4)}`;

/** 1401**********123X → first four, last one. */
export const maskIdNumber: Mask = (text) =>
  `${text.slice(0, 4)}${'*'.repeat(Math.max(0, text.length - 5))}${text.slice(-1)}`;

/** Last four digits of an account. */
export const maskAccount: Mask = (text) => `${'*'.repeat(Math.max(0, text.length - 4))}${text.slice(-4)}`;

/** 张** : the first character only. */
export const maskText: Mask = (text) => `${text.slice(0, 1)}${'*'.repeat(Math.max(1, [...text].length - 1))}`;
