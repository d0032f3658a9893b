import { Field, ObjectType } from 'type-graphql';
import { MOST_MATCHES, SupplyMatch, termsOf } from '../kit/matching';
import { Refusal, refusals, type RefusalCode } from '../kit/refusal';
import { DateScalar, IndustryCode } from '../kit/scalars';
import { partyName, type UnitCode } from '../kit/unit-directory';
import { consentRefusals, type ConsentState } from '../kit/consent-state';
import { consentStates } from './consents/consent-states';
import type { HubContext } from './hub-context';

@ObjectType({ description: '一家供给方的答复' })
export class SupplySource {
  @Field(() => String, { description: '供给单位代码' })
  unit!: string;

  @Field(() => String, { description: '供给单位' })
  unitName!: string;

  @Field(() => String, { description: 'ANSWERED，或未能询问的代码：未经企业授权的不询问' })
  state!: string;

  @Field(() => String, { description: '说明' })
  says!: string;
}

@ObjectType({ description: '一项技术需求与匹配的供给' })
export class DemandMatches {
  @Field(() => String, { description: '需求' })
  subject!: string;

  @Field(() => IndustryCode, { nullable: true, description: '所属行业（GB/T 4754）' })
  industry!: string | null;

  @Field(() => String, { nullable: true, description: '国际专利分类小类' })
  ipc!: string | null;

  @Field(() => DateScalar, { description: '征集日期' })
  collectedOn!: string;

  @Field(() => [SupplyMatch], { description: '匹配的供给，匹配度高的在前' })
  matches!: readonly SupplyMatch[];

  @Field(() => [SupplySource], { description: '问了哪些供给方，哪些没有问、为什么' })
  sources!: readonly SupplySource[];
}

/** Whose demands these are: only its owner and whom the enterprise has allowed may be told of them. */
const DEMAND_OWNER = 'STD';
const DEMANDS = 'Innovation.techDemands';
/** 方案 第13条 produces the demand, and the consent for it bears this purpose. */
const PURPOSE = 'M13';

/** Owners of supply and how each is asked; what they offer is open, what they are asked about is not. */
const suppliers: readonly { readonly unit: UnitCode; readonly field: string; readonly reads: string }[] = [
  { unit: 'STD', field: 'matchingTechSupplies', reads: 'Query.techSupplies' },
  { unit: 'EDU', field: 'matchingUniversityPatents', reads: 'Query.universityPatents' },
  { unit: 'SASAC', field: 'matchingStatePatents', reads: 'Query.licensablePatents' },
];

/** What the record and the decision name when somebody asks for matches. */
export const technicalMatchReads: readonly string[] = [DEMANDS, ...suppliers.map(({ reads }) => reads)];

/** An enterprise seldom has more; the newest come first. */
const MOST_DEMANDS = 5;

type Demand = Pick<DemandMatches, 'subject' | 'industry' | 'ipc' | 'collectedOn'>;

/**
 * Matches of an enterprise's demands that have not been met. The demands are read from their owner under the caller's
 * own rights; terms of them go to another owner only where the enterprise has consented that this very owner may know
 * its demands, whoever asks. Throws the refusal of the demands,
 * and BAD_USER_INPUT.
 */
export async function technicalMatches(
  hub: HubContext,
  uscc: string,
  first: number,
): Promise<readonly DemandMatches[]> {
  if (first < 1 || first > MOST_MATCHES)
    throw new Refusal({ code: 'BAD_USER_INPUT', about: `first 应为 1 到 ${MOST_MATCHES}` });
  const demands = await demandsOf(hub, uscc);
  const refused = await refusedSuppliers(hub, uscc);
  return Promise.all(
    demands.map(async (demand) => {
      const answers = await Promise.all(
        suppliers.map(async (supplier) => {
          const code = refused.get(supplier.unit);
          return code === undefined
            ? askSupplier(hub, supplier, demand, first)
            : notAsked(supplier.unit, code);
        }),
      );
      return {
        ...demand,
        matches: answers
          .flatMap(({ matches }) => matches)
          .sort((a, b) => b.score - a.score || (a.number < b.number ? -1 : 1))
          .slice(0, first),
        sources: answers.map(({ source }) => source),
      };
    }),
  );
}

async function demandsOf(hub: HubContext, uscc: string): Promise<Demand[]> {
  const { _entities } = await hub.askOwner(
    DEMAND_OWNER.toLowerCase(),
    `query ($representations: [_Any!]!) {
      _entities(representations: $representations) {
        ... on Enterprise { innovation { techDemands { subject industry ipc collectedOn metOn } } }
      }
    }`,
    { representations: [{ __typename: 'Enterprise', uscc }], usccs: [uscc] },
  );
  const [enterprise] = _entities as readonly {
    innovation: { techDemands: (Demand & { metOn: string | null })[] };
  }[];
  return (enterprise?.innovation.techDemands ?? [])
    .filter(({ metOn }) => metOn === null)
    .slice(0, MOST_DEMANDS);
}

/** Owners of supply that may not know of this enterprise's demands, with the reason. */
async function refusedSuppliers(hub: HubContext, uscc: string): Promise<ReadonlyMap<UnitCode, RefusalCode>> {
  const others = suppliers.map(({ unit }) => unit).filter((unit) => unit !== DEMAND_OWNER);
  const states = await Promise.all(
    others.map(async (unit) => {
      const asked = { kind: 'unit', unit, purpose: PURPOSE } as const;
      const found = await consentStates(hub.lookup, asked, {
        field: DEMANDS,
        usccs: [uscc],
        today: hub.today,
      });
      return [unit, found.get(uscc) ?? ('MISSING' satisfies ConsentState)] as const;
    }),
  );
  return new Map(
    states.flatMap(([unit, state]) =>
      state === 'IN_FORCE' ? [] : [[unit, consentRefusals[state].code] as const],
    ),
  );
}

interface SupplierAnswer {
  readonly source: SupplySource;
  readonly matches: readonly SupplyMatch[];
}

/** One owner's offers; that it is away takes nothing from what the others answer. */
async function askSupplier(
  hub: HubContext,
  { unit, field }: (typeof suppliers)[number],
  { subject, industry, ipc }: Demand,
  first: number,
): Promise<SupplierAnswer> {
  try {
    const told = await hub.askOwner(
      unit.toLowerCase(),
      `query ($terms: [String!]!, $industry: IndustryCode, $ipc: String, $first: Int!) {
        ${field}(terms: $terms, industry: $industry, ipc: $ipc, first: $first) {
          number title holder industry ipc score sharedWords isSameIndustry isSameIpc
        }
      }`,
      { terms: termsOf(subject), industry, ipc, first },
    );
    return {
      source: sourceOf(unit, 'ANSWERED', '已询问'),
      matches: told[field] as SupplyMatch[],
    };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return notAsked(unit, error.extensions.code);
  }
}

function notAsked(unit: UnitCode, code: RefusalCode): SupplierAnswer {
  return { source: sourceOf(unit, code, refusals[code].says), matches: [] };
}

function sourceOf(unit: UnitCode, state: string, says: string): SupplySource {
  return { unit, unitName: partyName(unit), state, says };
}
