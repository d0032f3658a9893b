import type { Agreement, AgreementScope } from '../policy/agreement';

/** Seeded agreements run as long as the plan's own horizon in the product's data; real ones bear their own dates. */
const VALID_FROM = '2022-03-18';
const VALID_UNTIL = '2035-12-31';

type Fields = Readonly<Record<string, readonly string[]>>;

/** Coordinates by provider: `{ TAX: ['Tax.sizeClass'] }` → one agreement per provider. */
function between(
  operation: string,
  consumer: string,
  purposes: readonly string[],
  fields: Fields,
  options: { scope?: AgreementScope; outcome?: 'clear' | 'masked' } = {},
): Agreement[] {
  return Object.entries(fields).map(([provider, coordinates]) => ({
    id: `${operation}-${consumer}-${provider}`,
    consumer,
    provider,
    purposes,
    fields: coordinates,
    outcome: options.outcome ?? 'clear',
    scope: options.scope ?? null,
    validFrom: VALID_FROM,
    validUntil: VALID_UNTIL,
  }));
}

const registrationForDepartments = ['Registration.industry', 'Registration.legalRepresentativeName'];

/** Agreements that make the canonical operations of these units work; each bears the operation it serves. */
export const seededAgreements: readonly Agreement[] = [
  ...between(
    'Q01',
    'CITY',
    ['M02', 'M04'],
    {
      TAX: ['Tax.revenueAtLeast', 'Tax.taxpayerStatus', 'Tax.employeesBand'],
      AMR: registrationForDepartments,
      SMEB: [
        'Cultivation.inPool',
        'Cultivation.poolEnteredOn',
        'Cultivation.scaleUpTarget',
        'Cultivation.shareReformTarget',
        'Cultivation.weaknesses',
      ],
    },
    { scope: { divisions: 'own' } },
  ),
  ...between('Q04', 'FIN', ['M05'], {
    SMEB: ['Cultivation.inPool', 'Cultivation.nicheMarket'],
    AMR: registrationForDepartments,
  }),
  ...between(
    'Q04',
    'CITY',
    ['M05'],
    { FIN: ['Fiscal.awardedTotal', 'Fiscal.hasReceivedOneOffAward'] },
    { scope: { divisions: 'own' } },
  ),
  ...between(
    'Q05',
    'FHG',
    ['M06'],
    { SMEB: ['Cultivation.developmentScore'] },
    { scope: { tiers: ['PROVINCIAL_LITTLE_GIANT', 'NATIONAL_LITTLE_GIANT'] } },
  ),
  ...between(
    'Q06',
    'FHG',
    ['M06'],
    {
      PBC: ['Credit.hasCreditRecord', 'Credit.creditOverview', 'Credit.objectionMark'],
      TAX: ['Tax.revenue'],
    },
    { scope: { tiers: ['PROVINCIAL_LITTLE_GIANT', 'NATIONAL_LITTLE_GIANT'] } },
  ),
  ...between('Q08', 'SASAC', ['M07'], { TAX: ['Tax.sizeClass'], AMR: registrationForDepartments }),
  ...between('Q09', 'FIN', ['M08'], { TAX: ['Tax.sizeClass'], SMEB: ['Cultivation.inPool'] }),
  ...between('Q11', 'LFR', ['M09'], {
    PBC: [
      'Credit.hasCreditRecord',
      'Credit.creditOverview',
      'Credit.nonPerformingFlag',
      'Credit.objectionMark',
    ],
    TAX: ['Tax.revenueBand', 'Tax.debtRatioAtMost'],
    NEA: ['Energy.electricityBand', 'Energy.electricityGrowthAtLeast'],
    SMEB: ['Cultivation.nicheMarket', 'Cultivation.contactName', 'Cultivation.contactPhone'],
    AMR: registrationForDepartments,
  }),
  ...between('Q12', 'EXCH', ['M10'], {
    SMEB: [
      'Cultivation.inPool',
      'Cultivation.shareReformTarget',
      'Cultivation.contactName',
      'Cultivation.contactPhone',
    ],
    AMR: registrationForDepartments,
  }),
  ...between('Q12', 'SMEB', ['M10'], {
    EXCH: ['RegionalMarket.shareReform', 'RegionalMarket.trainingAttended'],
  }),
  ...between('Q16', 'FIN', ['M14'], {
    TAX: ['Tax.mainRevenueGrowthAtLeast', 'Tax.profitRateAtLeast', 'Tax.sizeClass'],
    AMR: [
      'IntellectualProperty.ipTrades',
      'IntellectualProperty.class1IpCount',
      'IntellectualProperty.class2IpCount',
    ],
  }),
  ...between('Q02', 'SMEB', ['M01', 'M02', 'M04'], {
    TAX: [
      'Tax.revenueAtLeast',
      'Tax.revenueBand',
      'Tax.mainRevenueShareAtLeast',
      'Tax.debtRatioAtMost',
      'Tax.rdExpenseAtLeast',
      'Tax.rdRatioAtLeast',
      'Tax.sizeClass',
    ],
    AMR: [
      ...registrationForDepartments,
      'IntellectualProperty.class1IpCount',
      'IntellectualProperty.class2IpCount',
    ],
    EXCH: ['RegionalMarket.shareReform'],
  }),
  ...between('Q20', 'NEA', ['M18'], {
    SMEB: ['Cultivation.inPool', 'Cultivation.mainProduct'],
    AMR: registrationForDepartments,
  }),
  ...between('Q20', 'MIIT', ['M18'], {
    NEA: ['Energy.orderlyUse', 'Energy.curtailments', 'Energy.greenPowerShare', 'Query.protectedPowerUsers'],
  }),
  ...between(
    'Q20',
    'CITY',
    ['M03'],
    { NEA: ['Energy.orderlyUse', 'Energy.protectedUser', 'Energy.gasQuota', 'Query.protectedPowerUsers'] },
    { scope: { divisions: 'own' } },
  ),
  ...between('G1', 'LSG', ['G1'], { FIN: ['Query.budgetLines'] }),
];
