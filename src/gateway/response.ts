import type { OpenObjection } from '../sharing/corrections/open-objections';
import { refusals, Refusal, type RefusalCode } from '../kit/refusal';
import type { Execution, LocatedError } from '../plan/execute';
import { isTree, type Path, type Tree } from '../plan/tree';
import type { RefusedField } from '../policy/prune';
import type { UsedUp } from '../sharing/usage';
import { KNOWN_PROBE, SUBJECT_PROBE, type CompiledOperation } from './compiled-operation';

export interface UnitState {
  readonly unit: string;
  readonly state: 'ANSWERED' | RefusalCode;
  readonly asOf: string;
  readonly ms: number;
}

export interface SharingExtension {
  readonly requestId: string;
  readonly purpose: string | null;
  readonly bundle: string;
  readonly receipt: string;
  readonly units: readonly UnitState[];
  /** Values of this answer that somebody disputes; absent where there are none, null where that could not be found out. */
  readonly objections?: readonly OpenObjection[] | null;
}

export interface AnswerError {
  readonly message: string;
  readonly path: Path;
  readonly extensions: Readonly<Record<string, unknown>>;
}

export interface HubAnswer {
  readonly data: Tree | null;
  readonly errors: readonly AnswerError[];
  readonly sharing: SharingExtension;
}

interface AnswerParts {
  readonly compiled: CompiledOperation;
  readonly execution: Execution;
  /** Agreements that are used up, with what is left of them and when they may be used again. */
  readonly usedUp: ReadonlyMap<string, UsedUp>;
  readonly sharing: SharingExtension;
}

/** Writes the answer: data in the question's order, and one error for every null that needs a reason. */
export function answerOf({ compiled, execution, usedUp, sharing }: AnswerParts): HubAnswer {
  const unexplained: Path[] = [];
  const told = [
    ...execution.errors.map((error) => ownerError(error, sharing)),
    ...failureErrors(execution, sharing),
  ];
  const data = compiled.project(execution.data, (path) => unexplained.push(path));
  const collapsed = collapseUnknown(compiled, data, told);
  const missing = unexplained.filter((path) => !collapsed.errors.some((error) => covers(error.path, path)));
  return {
    data,
    errors: [
      ...compiled.pruned.refused.map((refused) => errorOf(refusalOf(refused, usedUp), refused.path)),
      ...collapsed.errors,
      ...missing.map((path) => internal(path, sharing)),
    ],
    sharing,
  };
}

function refusalOf({ policy, code, agreement }: RefusedField, usedUp: ReadonlyMap<string, UsedUp>): Refusal {
  const { zh, unit, coordinate: field, basis } = policy;
  // Before any owner is asked only the hub can be what does not answer: it no longer hears what was revoked.
  if (code === 'OWNER_UNAVAILABLE')
    return new Refusal({ code, ...UNHEARD, field, basis, retryAfterSeconds: RETRY_AFTER_SECONDS });
  const limit = agreement === undefined ? undefined : usedUp.get(agreement);
  return new Refusal({ code, about: zh, unit, field, basis, ...limit });
}

const UNHEARD = { unit: 'HUB', about: '中枢暂时不能确认共享协议仍然有效' } as const;

function errorOf(refusal: Refusal, path: Path): AnswerError {
  return { message: refusal.message, path, extensions: refusal.extensions };
}

function internal(path: Path, sharing: SharingExtension): AnswerError {
  return {
    message: refusals.INTERNAL.says,
    path,
    extensions: { code: 'INTERNAL', requestId: sharing.requestId },
  };
}

function ownerError(error: LocatedError, sharing: SharingExtension): AnswerError {
  if (error.extensions?.['code'] === 'INTERNAL') return internal(error.path, sharing);
  return { message: error.message, path: error.path, extensions: error.extensions ?? {} };
}

/** One error for each slice that an owner left out, however many enterprises were asked about. */
function failureErrors(execution: Execution, sharing: SharingExtension): AnswerError[] {
  return execution.failures
    .filter(({ path }) => !isProbe(path.at(-1)))
    .map(({ unit, code, path }) =>
      code === 'INTERNAL'
        ? internal(path, sharing)
        : errorOf(
            new Refusal({ code, unit: unit.toUpperCase(), retryAfterSeconds: RETRY_AFTER_SECONDS }),
            path,
          ),
    );
}

const RETRY_AFTER_SECONDS = 5;

const isProbe = (key: unknown): boolean => key === KNOWN_PROBE || key === SUBJECT_PROBE;

const rowCodes: ReadonlySet<unknown> = new Set<RefusalCode>(['DENIED_SCOPE', 'UNKNOWN_SUBJECT']);

/**
 * An enterprise that nobody asked knows, and one of which nothing may be told to this caller because it lies out of
 * scope, give the same bytes: null with UNKNOWN_SUBJECT, whatever was asked of it.
 */
function collapseUnknown(
  compiled: CompiledOperation,
  data: Tree | null,
  errors: readonly AnswerError[],
): { errors: AnswerError[] } {
  const places = data === null ? [] : entryPlaces(compiled, data);
  let left = [...errors];
  for (const { value, hide, path } of places) {
    const below = left.filter((error) => covers(path, error.path) && rowCodes.has(error.extensions['code']));
    const isUnknown = below.some((error) => error.path.at(-1) === KNOWN_PROBE);
    const isHidden = below.some((error) => !isProbe(error.path.at(-1))) && isTold(value) === false;
    left = left.filter((error) => error.path.at(-1) !== KNOWN_PROBE || !covers(path, error.path));
    if (
      !isUnknown &&
      !(
        isHidden && left.every((error) => !covers(path, error.path) || rowCodes.has(error.extensions['code']))
      )
    )
      continue;
    hide();
    left = left.filter((error) => !covers(path, error.path) || !rowCodes.has(error.extensions['code']));
    left.push(errorOf(new Refusal({ code: 'UNKNOWN_SUBJECT', field: 'Query.enterprise' }), path));
  }
  return { errors: left.filter((error) => !isProbe(error.path.at(-1))) };
}

interface EntryPlace {
  /** Puts null in its place. */
  readonly hide: () => void;
  readonly value: unknown;
  readonly path: Path;
}

/** Where enterprises that were named by their codes stand in the answer. */
function entryPlaces({ operation }: CompiledOperation, data: Tree): EntryPlace[] {
  return operation.selectionSet.selections.flatMap((selection): EntryPlace[] => {
    if (selection.kind !== 'Field') return [];
    const key = selection.alias?.value ?? selection.name.value;
    if (selection.name.value === 'enterprise')
      return [{ value: data[key], hide: () => (data[key] = null), path: [key] }];
    const items: unknown = data[key];
    if (selection.name.value !== 'enterprisesByUscc' || !Array.isArray(items)) return [];
    return items.map((value: unknown, index) => ({
      value,
      hide: () => (items[index] = null),
      path: [key, index],
    }));
  });
}

/** Whether anything beside the key was told of an enterprise; undefined where nothing beside the key was asked. */
function isTold(enterprise: unknown): boolean | undefined {
  if (!isTree(enterprise)) return undefined;
  let asked = false;
  for (const key in enterprise) {
    const value = enterprise[key];
    if (typeof value !== 'object') continue;
    asked = true;
    if (hasValue(value)) return true;
  }
  return asked ? false : undefined;
}

function hasValue(value: unknown): boolean {
  if (value === null || value === undefined) return false;
  if (!isTree(value)) return true;
  return Object.entries(value).some(([key, item]) => key !== '__typename' && hasValue(item));
}

function covers(path: Path, other: Path): boolean {
  return path.length <= other.length && path.every((segment, index) => segment === other[index]);
}
