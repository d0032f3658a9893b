import { useEffect, useState } from 'react';
import { askHub } from './hub-client';
import { readReadableFields, type Identity, type ReadableField } from './hub-contract';
import { useAccessState, usePlayground } from './playground-context';

/** The catalogue as the present identity may read it. */
type ReadableFields =
  | { readonly status: 'loading' }
  | { readonly status: 'failed'; readonly problem: string }
  | { readonly status: 'known'; readonly fields: readonly ReadableField[] };

const query = 'query MayRead { viewer { mayRead { field zh share level basis outcome agreement } } }';

/** Asks anew whenever the identity changes. */
export function useReadableFields(): ReadableFields {
  const { access } = usePlayground();
  const { identity } = useAccessState();
  const [answer, setAnswer] = useState<{ for: Identity; fields: ReadableFields }>();
  useEffect(() => {
    let isCurrent = true;
    void ask(access.token()).then((fields) => {
      if (isCurrent) setAnswer({ for: identity, fields });
    });
    return () => {
      isCurrent = false;
    };
  }, [access, identity]);
  return answer?.for === identity ? answer.fields : { status: 'loading' };
}

async function ask(token: Promise<string | undefined>): Promise<ReadableFields> {
  try {
    const { data, errors } = await askHub({ query, operationName: 'MayRead' }, await token);
    const refusal = errors?.[0];
    if (refusal !== undefined) return { status: 'failed', problem: refusal.message };
    return { status: 'known', fields: readReadableFields(data) };
  } catch (error) {
    return { status: 'failed', problem: error instanceof Error ? error.message : String(error) };
  }
}

export type OutcomeFilter = 'all' | 'granted' | 'refused';

/** The fields that match every word of a search, in label, coordinate or basis. */
export function searchFields(
  fields: readonly ReadableField[],
  search: string,
  filter: OutcomeFilter,
): readonly ReadableField[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  return fields.filter((field) => {
    if (filter !== 'all' && (field.outcome === 'GRANTED') !== (filter === 'granted')) return false;
    const text = `${field.zh} ${field.field} ${field.basis}`.toLowerCase();
    return words.every((word) => text.includes(word));
  });
}
