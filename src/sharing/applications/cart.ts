import type { Caller } from '../../kit/caller';
import { kept } from '../../kit/kept';
import type { FieldPolicy } from '../../kit/share';
import type { AgreementScope } from '../../policy/agreement';
import type { HubContext } from '../hub-context';
import { agreementsFor, planOperations } from '../plan-operations';
import type { ApplicationContent } from './application';
import type { ApplicationInput } from './application-input';

/** What a cart asks of each owner: its fields by provider, or those of a registered operation. */
export function contentsOf(input: ApplicationInput, hub: HubContext): readonly ApplicationContent[] {
  const { caller } = hub;
  const { purpose, manner, startsOn, endsOn, masked } = input;
  const common = {
    purpose,
    manner,
    startsOn,
    endsOn,
    basis: textOf(input.basis),
    scene: textOf(input.scene),
    outcome: masked === true ? 'masked' : 'clear',
  } as const;
  const operation = input.operation ?? null;
  const parts = operation === null ? partsOfFields(input, hub.policies) : partsOfOperation(operation, hub);
  return parts.map(({ scope, ...part }) => ({
    ...common,
    ...part,
    operation,
    scope: scopeOf(input, caller, scope ?? null),
  }));
}

interface Part {
  readonly provider: string;
  readonly fields: readonly string[];
  readonly thresholds: ApplicationContent['thresholds'];
  readonly scope?: AgreementScope | null;
}

function partsOfFields(
  { fields, thresholds }: ApplicationInput,
  policies: ReadonlyMap<string, FieldPolicy>,
): Part[] {
  const byProvider = new Map<string, string[]>();
  // A field that nobody has belongs to a part of its own, where it is named and refused.
  for (const field of new Set(fields ?? []))
    kept(byProvider, policies.get(field)?.unit ?? '', () => []).push(field);
  const asked = new Map((thresholds ?? []).map((one) => [one.field, one.thresholds]));
  return [...byProvider].map(([provider, own]) => ({
    provider,
    fields: own,
    thresholds: Object.fromEntries(
      own.flatMap((field) => {
        const listed = asked.get(field);
        return listed === undefined ? [] : [[field, listed]];
      }),
    ),
  }));
}

/** A registered operation is asked by its own consumer; its document says which fields, thresholds and enterprises. */
function partsOfOperation(id: string, { caller, schema, policies }: HubContext): Part[] {
  return planOperations
    .filter(
      ({ consumer, ...operation }) =>
        operation.id === id &&
        typeof consumer !== 'string' &&
        caller.kind === 'unit' &&
        consumer.unit === caller.unit,
    )
    .flatMap((operation) => agreementsFor(operation, schema, policies))
    .map(({ provider, fields, thresholds, scope }) => ({ provider, fields, thresholds, scope }));
}

/** A system that acts for one division applies for its own division only. */
function scopeOf(
  { scope }: ApplicationInput,
  caller: Caller,
  registered: AgreementScope | null,
): AgreementScope | null {
  const isOfDivision = caller.kind === 'unit' && caller.division !== undefined;
  const divisions = isOfDivision ? 'own' : (listed(scope?.divisions) ?? registered?.divisions);
  const tiers = listed(scope?.tiers) ?? registered?.tiers;
  if (divisions === undefined && tiers === undefined) return null;
  return { ...(divisions === undefined ? {} : { divisions }), ...(tiers === undefined ? {} : { tiers }) };
}

/** An empty list is no restriction that anybody meant. */
function listed(values: readonly string[] | null | undefined): readonly string[] | undefined {
  return values === null || values === undefined || values.length === 0 ? undefined : values;
}

function textOf(text: string | null | undefined): string | null {
  return text === null || text === undefined || text.trim() === '' ? null : text;
}
