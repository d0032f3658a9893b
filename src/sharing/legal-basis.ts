const ARTICLE = /第[\d一二三四五六七八九十百零〇、–—-]+条|〔\d{4}〕\s*\d+\s*号/;

/** A basis names an article, or the document by its number. */
export function isLegalBasis(text: string | null | undefined): boolean {
  return typeof text === 'string' && ARTICLE.test(text);
}
