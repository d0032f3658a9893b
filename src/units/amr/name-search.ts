import { GraphQLError } from 'graphql';
import type { Condition } from '../../kit/enterprise-list';

/** An index over an expression, which TypeORM cannot declare: it stands in the unit's migrations. */
export const NAME_PAIRS_INDEX = 'registration_name_pairs';

/**
 * Every two neighbouring characters of a name, as an array for a GIN index. Chinese names are searched by words of two
 * characters, of which trigrams find nothing; only built-in immutable functions, so no extension is needed.
 */
const namePairs = (name: string): string =>
  `string_to_array(regexp_replace(${name}, '(.)(.)', '\\1\\2 ', 'g') || ' ' || ` +
  `regexp_replace(substr(${name}, 2), '(.)(.)', '\\1\\2 ', 'g'), ' ')`;

const MOST_CHARACTERS = 60;

/** Conditions for names that contain `text`: the pairs find candidates by index, LIKE makes sure. Throws BAD_USER_INPUT. */
export function nameContains(text: string): Condition[] {
  const needle = text.trim();
  const characters = [...needle];
  if (characters.length < 2 || characters.length > MOST_CHARACTERS)
    throw new GraphQLError(`nameContains 应为 2 到 ${MOST_CHARACTERS} 个字：请写得更完整或更短`, {
      extensions: { code: 'BAD_USER_INPUT' },
    });
  const pairs = characters.slice(1).map((character, position) => `${characters[position] ?? ''}${character}`);
  return [
    // A blank parts the pairs of the index, so a pair with one in it is left to LIKE.
    [`${namePairs('e.name')} @> ?::text[]`, pairs.filter((pair) => !pair.includes(' '))],
    ['e.name LIKE ?', `%${needle.replace(/[\\%_]/g, '\\$&')}%`],
  ];
}
