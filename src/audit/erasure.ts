import type { Queryable } from '../kit/connections';

/**
 * The side table of an owner's database leads from the keyed hash of an enterprise to the records about it. The log has
 * the hash and nothing that leads to it, so that its proofs do not rest on what is erased here.
 */
export async function eraseSubject(database: Queryable, subject: string): Promise<number> {
  const { rowCount } = await database.query('DELETE FROM access_subject WHERE subject = $1', [subject]);
  return rowCount ?? 0;
}

/** For all enterprises at once. */
export async function eraseSubjects(database: Queryable): Promise<number> {
  return (await database.query('DELETE FROM access_subject')).rowCount ?? 0;
}
