import type { Example } from '../gateway/playground-routes';
import { planOperations, type PlanOperation, type VariableName } from '../sharing/plan-operations';
import type { OpenDatabases } from './databases';

export type ExampleEnterprises = readonly {
  readonly uscc: string;
  readonly name: string;
  readonly division: string;
  readonly isInZone: boolean;
  /** Day of a trade in intellectual property, where the enterprise is the one that stands for buyers. */
  readonly tradedOn?: string | undefined;
}[];

/** Division of the city whose system asks the cities' operations. */
const ASKING_CITY = '1401';

/** A few enterprises of the synthetic world that show every kind of answer, the one with a consent first. */
export async function exampleEnterprises(databases: OpenDatabases): Promise<ExampleEnterprises> {
  const ask = async (id: string, text: string, values: readonly unknown[] = []): Promise<string[]> => {
    const database = id === 'hub' ? databases.hub : databases.units.get(id);
    const result = await database?.reading.pool.query<{ uscc: string }>(text, [...values]);
    return (result?.rows ?? []).map(({ uscc }) => uscc);
  };
  const [inForce, asked, [inZone], [inCity]] = await Promise.all([
    ask(
      'hub',
      `SELECT uscc FROM consent WHERE consumer = 'LFR' AND revoked_at IS NULL AND ends_on >= current_date ORDER BY uscc`,
    ),
    ask('hub', 'SELECT DISTINCT uscc FROM consent'),
    ask('zone', 'SELECT uscc FROM transformation_zone ORDER BY uscc LIMIT 1'),
    ask(
      'smeb',
      `SELECT uscc FROM cultivation WHERE tier IS NOT NULL AND division LIKE '${ASKING_CITY}%' ORDER BY uscc LIMIT 1`,
    ),
  ]);
  // A little giant, so that what is for little giants only is told of it.
  const [consented] = await ask(
    'smeb',
    `SELECT uscc FROM cultivation WHERE uscc = ANY($1) ORDER BY tier IN ('PROVINCIAL_LITTLE_GIANT', 'NATIONAL_LITTLE_GIANT') DESC, uscc LIMIT 1`,
    [inForce],
  );
  const [other] = await ask(
    'smeb',
    'SELECT uscc FROM cultivation WHERE tier IS NOT NULL AND NOT uscc = ANY($1) ORDER BY uscc LIMIT 1',
    [asked],
  );
  const amr = databases.units.get('amr');
  if (amr === undefined) return [];
  const trades = await amr.reading.pool.query<{ uscc: string; tradedOn: string }>(
    'SELECT uscc, traded_on::text AS "tradedOn" FROM ip_trade ORDER BY traded_on DESC, uscc LIMIT 1',
  );
  const [trade] = trades.rows;
  const wanted = [consented, other, inZone, inCity, trade?.uscc].filter((uscc) => uscc !== undefined);
  const { rows } = await amr.reading.pool.query<{ uscc: string; name: string; division: string }>(
    'SELECT uscc, name, division FROM registration WHERE uscc = ANY($1) OR uscc IN (SELECT uscc FROM registration ORDER BY uscc LIMIT 2)',
    [wanted],
  );
  const order = (uscc: string): number => (wanted.includes(uscc) ? wanted.indexOf(uscc) : wanted.length);
  return rows
    .sort((a, b) => order(a.uscc) - order(b.uscc))
    .map((row) => ({
      ...row,
      isInZone: row.uscc === inZone,
      tradedOn: row.uscc === trade?.uscc ? trade.tradedOn : undefined,
    }));
}

/** What the playground opens with, then the canonical operations, on enterprises that exist here. */
export function examplesFor(enterprises: ExampleEnterprises): Example[] {
  const [uscc = '', other = uscc] = enterprises.map((enterprise) => enterprise.uscc);
  const inZone = enterprises.find(({ isInZone }) => isInZone)?.uscc ?? uscc;
  const buyer = enterprises.find(({ tradedOn }) => tradedOn !== undefined);
  const values: Readonly<Record<VariableName, unknown>> = {
    uscc,
    consented: uscc,
    other,
    inZone,
    traded: buyer?.uscc ?? uscc,
    tradedOn: buyer?.tradedOn ?? null,
  };
  // A city may ask about its own enterprises only.
  const ofCity = { ...values, uscc: enterprises.find(isInCity)?.uscc ?? uscc };
  return [
    { ...opening, variables: { uscc } },
    ...planOperations.map((operation) => exampleOf(operation, isOfCity(operation) ? ofCity : values)),
    ...further,
  ];
}

const isInCity = ({ division }: { readonly division: string }): boolean => division.startsWith(ASKING_CITY);
const isOfCity = ({ consumer }: PlanOperation): boolean =>
  typeof consumer !== 'string' && consumer.unit === 'CITY';

function exampleOf(
  { id, title, note, consumer, purposes, document, variables = [] }: PlanOperation,
  values: Readonly<Record<VariableName, unknown>>,
): Example {
  const asker = typeof consumer === 'string' ? undefined : consumer;
  return {
    id,
    title,
    note,
    unit: asker?.unit ?? 'HUB',
    purpose: purposes[0] ?? '',
    consumer: asker ?? (consumer === 'enterprise' ? { enterprise: String(values.uscc) } : null),
    query: document,
    variables: Object.fromEntries(variables.map((name) => [name, values[name]])),
  };
}

const opening: Example = {
  id: 'M10',
  title: '挂牌服务：可以读的与被拒绝的',
  note: '拒绝的字段各有一条错误：依据与下一步',
  unit: 'EXCH',
  purpose: 'M10',
  consumer: { unit: 'EXCH' },
  query: `# 股权交易中心为挂牌展示（M10）查询：培育与挂牌信息可读，纳税与信用被拒绝并说明理由
query ListingAndRefusals($uscc: USCC!) {
  enterprise(uscc: $uscc) {
    registration { name status division registeredCapital { fen } industry }
    cultivation { tier mainProduct inPool }
    regionalMarket { displayed listing { code board listedOn } layer greenChannelUsed }
    tax { revenue { fen } }
    credit { creditOverview { institutionCount } }
  }
}`,
  variables: {},
};

const further: readonly Example[] = [
  {
    id: 'PBC',
    title: '知识产权质押贷款统计',
    note: '汇总数据向社会开放',
    unit: 'PBC',
    purpose: 'M14',
    consumer: null,
    query: `query PledgeLoans {
  pledgeLoanStat(quarter: "2025Q4") { quarter total { enterprises balance { fen } } }
}`,
    variables: {},
  },
  {
    id: 'VIEWER',
    title: '我是谁、可读什么',
    note: '',
    unit: 'SMEB',
    purpose: 'M01',
    consumer: { unit: 'SMEB' },
    query: `query WhoAmI {
  viewer { unitName purpose { code zh } mayRead { field zh share level outcome agreement } }
}`,
    variables: {},
  },
  {
    id: 'RULES',
    title: '方案的规则：算式、阈值、出处与疑义',
    note: '不需要令牌',
    unit: 'HUB',
    purpose: 'PUBLIC',
    consumer: null,
    query: `query PlanRules {
  planRules {
    id title measure version basis validFrom validUntil formula says isAboutEnterprise
    criteria { code requirement threshold period witnesses anyOf provenance }
    amounts { title bounds provenance }
    keptBy figures
    questions { code text reading provenance }
  }
}`,
    variables: {},
  },
  {
    id: 'OPEN',
    title: '公开信息：企业名录',
    note: '不需要令牌',
    unit: 'SMEB',
    purpose: 'PUBLIC',
    consumer: null,
    query: `query OpenRegister {
  enterprises(first: 5) { edges { node { uscc registration { name status establishedOn } } } }
}`,
    variables: {},
  },
];
