import { checkUscc } from '../../kit/codes/uscc';
import { SrdiTier, type Recognition } from './recognition';

export type NewRecognition = Pick<
  Recognition,
  'uscc' | 'tier' | 'batch' | 'documentNo' | 'validFrom' | 'validUntil'
>;

/** A recognition as far as it decides over another. */
export type Title = Pick<Recognition, 'uscc' | 'tier' | 'validFrom' | 'validUntil' | 'cancelledOn'>;

/** A title lasts three years at most (工信部企业〔2022〕63号; 〔2026〕2号 [S2]). */
const TERM_YEARS = 3;

/** What is wrong with a recognition beside those that are known; undefined where nothing is. One line, Chinese. */
export function problemOfRecognition(
  recognition: NewRecognition,
  titles: readonly Title[],
  today: string,
): string | undefined {
  const { uscc, tier, batch, documentNo, validFrom, validUntil } = recognition;
  if (batch.trim() === '' || documentNo.trim() === '') return '批次与文号不能为空';
  if (validFrom > today) return '有效期起不能晚于今日';
  if (validUntil < validFrom) return '有效期止不能早于有效期起';
  if (validUntil >= yearsLater(validFrom, TERM_YEARS)) return `有效期不超过 ${TERM_YEARS} 年`;
  const own = titles.filter((title) => title.uscc === uscc);
  if (
    own.some((title) => title.tier === tier && title.validFrom <= validUntil && validFrom <= title.validUntil)
  )
    return '该企业在此期间已有同级认定';
  const isFirstStep = tier === SrdiTier.SRDI;
  if (!isFirstStep && !own.some((title) => title.tier === SrdiTier.SRDI && title.validFrom <= validFrom))
    return '梯次应逐级提升：该企业此前未认定为省级专精特新';
  return undefined;
}

/** A row of text as a recognition, or what is wrong with its text. */
export function textsOfRow(row: Readonly<Record<keyof NewRecognition, string>>): NewRecognition | string {
  const uscc = checkUscc(row.uscc);
  if (!uscc.ok) return `统一社会信用代码有误：${uscc.reason}`;
  const tier = Object.values(SrdiTier).find((value) => value === row.tier);
  if (tier === undefined) return `没有这个级别：应为 ${Object.values(SrdiTier).join('、')}`;
  if (!isDay(row.validFrom) || !isDay(row.validUntil)) return '有效期起止应为 YYYY-MM-DD，且确有其日';
  const { batch, documentNo, validFrom, validUntil } = row;
  return { uscc: uscc.uscc, tier, batch, documentNo, validFrom, validUntil };
}

function isDay(text: string): boolean {
  const day = new Date(`${text}T00:00:00Z`);
  return (
    /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text)
  );
}

/** 29 February becomes the first of March. */
function yearsLater(day: string, years: number): string {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCFullYear(date.getUTCFullYear() + years);
  return date.toISOString().slice(0, 10);
}
