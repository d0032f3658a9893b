import { Arg, Ctx, Resolver } from 'type-graphql';
import { listPage, PageArgs, type Condition, type PageArguments } from '../../kit/enterprise-list';
import { bestMatches, type Sought, SoughtArgs, SupplyMatch } from '../../kit/matching';
import { Operation } from '../../kit/operation';
import type { OwnerContext } from '../../kit/owner';
import { DivisionCode, IndustryCode } from '../../kit/scalars';
import { open } from '../../kit/share';
import {
  InstrumentPurpose,
  SharedInstrumentConnection,
  type ToldSharedInstrument,
} from './shared-instrument';
import { TechnologySupplyConnection, type ToldTechnologySupply } from './technology-supply';

/** All rows bear the code of one office, so the sort alone must be unique. */
interface Listed {
  readonly uscc: string;
  readonly sort: string;
}

type SupplyRow = ToldTechnologySupply & Listed;
type InstrumentRow = Omit<ToldSharedInstrument, 'hourlyFee'> & Listed & { readonly hourlyFen: string | null };

const SUPPLY_COLUMNS =
  'e.supply_no AS "supplyNo", e.title, e.industry, e.holder, e.maturity, e.offer, e.published_on::text AS "publishedOn"';
const INSTRUMENT_COLUMNS =
  'e.instrument_no AS "instrumentNo", e.name, e.purpose, e.host, e.division, e.hourly_fee AS "hourlyFen", ' +
  'e.accepts_vouchers AS "acceptsVouchers", e.shared_since::text AS "sharedSince"';

const RESULT_SUPPLY = {
  from: 'technology_supply s',
  number: 's.supply_no',
  title: 's.title',
  holder: 's.holder',
  where: 's.published_on <= $1::date',
};

@Resolver()
export class TechnologyOperations {
  /** Q15's open side, the newest number first. */
  @Operation(() => TechnologySupplyConnection, { zh: '技术供给', level: 1, share: open('方案 第13条') })
  techSupplies(
    @PageArgs() page: PageArguments,
    @Arg('industry', () => IndustryCode, { nullable: true, description: '适用行业' }) industry: string | null,
    @Ctx() owner: OwnerContext,
  ): Promise<TechnologySupplyConnection> {
    return listPage<SupplyRow, ToldTechnologySupply>(
      owner,
      {
        list: `techSupplies ${industry ?? ''}`,
        operation: 'Query.techSupplies',
        columns: SUPPLY_COLUMNS,
        from: 'technology_supply e',
        where: [['e.published_on <= ?::date', owner.today], ...equal('industry', industry)],
        orderBy: { sql: 'e.supply_no', type: 'text', descending: true },
        page,
      },
      (supply) => supply,
    );
  }

  /** Results that have been published and fit what is sought; they have no patent class. */
  @Operation(() => [SupplyMatch], {
    zh: '技术供给匹配（协同中枢用）',
    level: 1,
    share: open('方案 第13条'),
    inaccessible: true,
  })
  matchingTechSupplies(@SoughtArgs() sought: Sought, @Ctx() owner: OwnerContext): Promise<SupplyMatch[]> {
    return bestMatches(owner, RESULT_SUPPLY, sought);
  }

  /** Q17: whose laboratory an enterprise may use, in the order of the numbers. */
  @Operation(() => SharedInstrumentConnection, { zh: '共享仪器', level: 1, share: open('方案 第15条') })
  sharedInstruments(
    @PageArgs() page: PageArguments,
    @Arg('division', () => DivisionCode, { nullable: true, description: '所在地，省、市或县代码' })
    division: string | null,
    @Arg('purpose', () => InstrumentPurpose, { nullable: true, description: '用途' })
    purpose: InstrumentPurpose | null,
    @Ctx() owner: OwnerContext,
  ): Promise<SharedInstrumentConnection> {
    return listPage<InstrumentRow, ToldSharedInstrument>(
      owner,
      {
        list: `sharedInstruments ${division ?? ''} ${purpose ?? ''}`,
        operation: 'Query.sharedInstruments',
        columns: INSTRUMENT_COLUMNS,
        from: 'shared_instrument e',
        where: [
          ['e.shared_since <= ?::date', owner.today],
          ...(typeof division === 'string' ? [['e.division LIKE ?', `${division}%`] as const] : []),
          ...equal('purpose', purpose),
        ],
        orderBy: { sql: 'e.instrument_no', type: 'text', descending: false },
        page,
      },
      ({ hourlyFen, ...instrument }) => ({
        ...instrument,
        hourlyFee: hourlyFen === null ? null : { fen: Number(hourlyFen), currency: 'CNY' },
      }),
    );
  }
}

function equal(name: 'industry' | 'purpose', value: string | null | undefined): Condition[] {
  return typeof value === 'string' ? [[`e.${name} = ?`, value]] : [];
}
