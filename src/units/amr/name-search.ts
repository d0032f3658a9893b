import { GraphQLError } from 'graphql';
import { pairsOf } from '../../kit/character-pairs';
import type { Condition } from '../../kit/enterprise-list';

/** An index over an expression, which TypeORM cannot declare: it stands in the unit's migrations. */
export const NAME_PAIRS_INDEX = 'registration_name_pairs';

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
    [`${pairsOf('e.name')} @> ?::text[]`, pairs.filter((pair) => !pair.includes(' '))],
    ['e.name LIKE ?', `%${needle.replace(/[\\%_]/g, '\\$&')}%`],
  ];
}
