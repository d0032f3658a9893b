/**
 * Every two neighbouring characters of a text column, as an array for a GIN index. Chinese is written without blanks and
 * mostly in words of two characters, of which trigrams find nothing; only built-in immutable functions, so no extension
 * is needed and the database itself keeps the index, whoever writes a row.
 */
export const pairsOf = (column: string): string =>
  `string_to_array(regexp_replace(${column}, '(.)(.)', '\\1\\2 ', 'g') || ' ' || ` +
  `regexp_replace(substr(${column}, 2), '(.)(.)', '\\1\\2 ', 'g'), ' ')`;

/** The same of a text in hand: pairs within runs of letters and digits, each once, in the order of their code points. */
export function characterPairs(text: string): string[] {
  const runs = text.match(/[\p{L}\p{N}]+/gu) ?? [];
  const pairs = runs.flatMap((run) => {
    const characters = [...run];
    return characters.slice(1).map((character, position) => `${characters[position] ?? ''}${character}`);
  });
  return [...new Set(pairs)].sort();
}

/** The longest stretches of `text` that are made of these pairs: what two texts have in common, in words to read. */
export function sharedStretches(text: string, pairs: ReadonlySet<string>): string[] {
  const characters = [...text];
  const stretches = new Set<string>();
  let stretch = '';
  characters.forEach((character, position) => {
    const isShared = position > 0 && pairs.has(`${characters[position - 1] ?? ''}${character}`);
    if (isShared)
      stretch = stretch === '' ? `${characters[position - 1] ?? ''}${character}` : stretch + character;
    if ((!isShared || position === characters.length - 1) && stretch !== '') {
      stretches.add(stretch);
      stretch = '';
    }
  });
  return [...stretches];
}
