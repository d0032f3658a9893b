import { getNamedType, isObjectType, type GraphQLNamedType } from 'graphql';
import { kept } from '../kit/kept';
import type { Lookup } from '../kit/owner';
import { isTold } from '../policy/prune';
import { openObjections, type OpenObjection } from '../sharing/corrections/open-objections';
import type { CompiledOperation } from './compiled-operation';

/** Which values of one answer are disputed: asked beside the owners, told with what they tell. */
export interface ObjectionMarks {
  /** Asks about the enterprises that the question names; never rejects. */
  ask(usccs: readonly string[]): Promise<void>;
  /** A field, or a whole slice (`Enterprise.credit`), that this caller is not told of this enterprise: nor is its mark. */
  noteRefusal(field: string, uscc: string): void;
  /** Asks about those that only the answer names, and gives the marks of what is told; null where nobody could be asked. */
  told(usccs: () => readonly string[], failed: ReadonlySet<string>): Promise<OpenObjection[] | null>;
}

interface Asking {
  /** Whether any of these enterprises, or anybody at all, may have a dispute that is open. */
  readonly mayBeDisputed: (usccs?: readonly string[]) => boolean;
  readonly lookup: Lookup;
  /** The published type, which says as what each slice stands below it. */
  readonly enterprise: GraphQLNamedType | undefined;
  readonly onFault: (error: unknown) => void;
}

/** What of a question may be disputed, by unit id: the fields of slices that it tells. */
const disputable = new WeakMap<CompiledOperation, ReadonlyMap<string, string>>();

export function objectionMarks(
  compiled: CompiledOperation,
  { mayBeDisputed, lookup, enterprise, onFault }: Asking,
): ObjectionMarks {
  const fields = kept(disputable, compiled, () => disputableFields(compiled));
  const untold = new Set<string>();
  const asked = new Set<string>();
  let found: OpenObjection[] | null = [];

  const ask = async (usccs: readonly string[]): Promise<void> => {
    const fresh = usccs.filter((uscc) => !asked.has(uscc));
    if (fields.size === 0 || fresh.length === 0) return;
    for (const uscc of fresh) asked.add(uscc);
    if (!mayBeDisputed(fresh)) return;
    try {
      const more = await openObjections(lookup, [...fields.keys()], fresh);
      found = found === null ? null : [...found, ...more];
    } catch (error) {
      onFault(error);
      found = null;
    }
  };
  return {
    ask,
    noteRefusal: (field, uscc) => void untold.add(`${field} ${uscc}`),
    async told(usccs, failed) {
      if (fields.size > 0 && mayBeDisputed()) await ask(usccs());
      if (found === null || found.length === 0) return found;
      const slices = sliceNames(enterprise);
      return found.filter(
        ({ field, uscc }) =>
          !failed.has(fields.get(field) ?? '') &&
          !untold.has(`${field} ${uscc}`) &&
          !untold.has(`Enterprise.${slices.get(field.split('.')[0] ?? '') ?? ''} ${uscc}`),
      );
    },
  };
}

function disputableFields({ decided }: CompiledOperation): Map<string, string> {
  const all = [...decided].flatMap(([unit, fields]) => fields.map((field) => ({ unit, field })));
  return new Map(
    all
      .filter(
        ({ unit, field }) => unit !== 'hub' && isTold(field) && !/^(Query|Mutation)\./.test(field.field),
      )
      .map(({ unit, field }) => [field.field, unit]),
  );
}

/** Type of a slice → its name below an enterprise. */
function sliceNames(enterprise: GraphQLNamedType | undefined): Map<string, string> {
  if (!isObjectType(enterprise)) return new Map();
  return new Map(
    Object.values(enterprise.getFields()).map(({ name, type }) => [getNamedType(type).name, name]),
  );
}
