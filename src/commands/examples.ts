import type { Example } from '../gateway/playground-routes';
import type { OpenDatabases } from './databases';

export type ExampleEnterprises = readonly { readonly uscc: string; readonly name: string }[];

/** A few enterprises of the synthetic world that show every kind of answer, the one with a consent first. */
export async function exampleEnterprises(databases: OpenDatabases): Promise<ExampleEnterprises> {
  const consented = await databases.hub.reading.pool.query<{ uscc: string }>(
    `SELECT uscc FROM consent WHERE consumer = 'LFR' AND revoked_at IS NULL AND ends_on >= current_date ORDER BY uscc LIMIT 1`,
  );
  const amr = databases.units.get('amr');
  const smeb = databases.units.get('smeb');
  if (amr === undefined) return [];
  const first = consented.rows[0]?.uscc;
  const titled =
    smeb === undefined
      ? []
      : (
          await smeb.reading.pool.query<{ uscc: string }>(
            `SELECT uscc FROM cultivation WHERE tier IS NOT NULL ORDER BY uscc LIMIT 200`,
          )
        ).rows.map((row) => row.uscc);
  const known = new Set(
    (
      await databases.hub.reading.pool.query<{ uscc: string }>(
        'SELECT DISTINCT uscc FROM consent WHERE uscc = ANY($1)',
        [titled],
      )
    ).rows.map((row) => row.uscc),
  );
  const without = titled.find((uscc) => !known.has(uscc));
  const wanted = [first, without].filter((uscc): uscc is string => uscc !== undefined);
  const { rows } = await amr.reading.pool.query<{ uscc: string; name: string }>(
    'SELECT uscc, name FROM registration WHERE uscc = ANY($1) OR uscc IN (SELECT uscc FROM registration ORDER BY uscc LIMIT 2)',
    [wanted],
  );
  const order = (uscc: string): number => (wanted.includes(uscc) ? wanted.indexOf(uscc) : wanted.length);
  return rows.sort((a, b) => order(a.uscc) - order(b.uscc));
}

/** The canonical operations as examples, on enterprises that exist here. */
export function examplesFor(enterprises: ExampleEnterprises): Example[] {
  const uscc = enterprises[0]?.uscc ?? '';
  const other = enterprises[1]?.uscc ?? uscc;
  const example = (
    id: string,
    title: string,
    unit: string,
    purpose: string,
    query: string,
    note: string,
    more: Partial<Example> = {},
  ): Example => ({
    id,
    title,
    unit,
    purpose,
    consumer: { unit },
    query,
    variables: {},
    note,
    ...more,
  });
  return [
    example(
      'Q12',
      '挂牌服务：专精特新企业与其挂牌情况',
      'EXCH',
      'M10',
      `# 股权交易中心为挂牌展示（M10）查询：培育与挂牌信息可读，纳税与信用被拒绝并说明理由
query BoardListing($uscc: USCC!) {
  enterprise(uscc: $uscc) {
    registration { name status division registeredCapital { fen } industry }
    cultivation { tier mainProduct inPool }
    regionalMarket { displayed listing { code board listedOn } layer greenChannelUsed }
    tax { revenue { fen } }
    credit { creditOverview { institutionCount } }
  }
}`,
      '拒绝的字段各有一条错误：依据与下一步',
      { variables: { uscc } },
    ),
    example(
      'Q13',
      '专精特新板覆盖率（目标 80%）',
      'LSG',
      'M10',
      `query Coverage80 {
  srdiBoardCoverage { asOf srdi covered ratio goal isReached byCity { name srdi covered ratio suppressed } }
}`,
      '向 SMEB、EXCH 实时询问；少于 3 户的单元不示',
    ),
    example(
      'Q11',
      '信用概况：须企业授权',
      'LFR',
      'M09',
      `query CreditCheck($consented: USCC!, $other: USCC!) {
  consented: enterprise(uscc: $consented) { registration { name } credit { creditOverview { institutionCount objectionMark } } }
  other: enterprise(uscc: $other) { registration { name } credit { creditOverview { institutionCount objectionMark } } }
}`,
      '一家已授权、一家未授权',
      { variables: { consented: uscc, other } },
    ),
    example(
      'Q01',
      '入库缺口：营收是否不低于 500 万元',
      'CITY',
      'M02',
      `query PoolGap {
  enterprises(first: 10, filter: { division: "1401" }) {
    edges { node { uscc registration { name division } tax { revenueAtLeast(yuan: 5000000) } cultivation { inPool } } }
    pageInfo { hasNextPage endCursor }
  }
}`,
      '只得到是、否或未知；仅限本市',
      { consumer: { unit: 'CITY', system: 'taiyuan' } },
    ),
    example(
      'Q04',
      '奖励预审：是否首次、梯次',
      'FIN',
      'M05',
      `query AwardPrecheck($uscc: USCC!) {
  enterprise(uscc: $uscc) {
    registration { name abnormalListed seriouslyDishonest }
    cultivation { tier recognitions { tier validFrom validUntil } }
    fiscal { hasReceivedOneOffAward awards { amount { fen } publishedOn } }
  }
}`,
      '',
      { variables: { uscc } },
    ),
    example(
      'Q08',
      '房租减免：企业划型',
      'SASAC',
      'M07',
      `query RentRelief($uscc: USCC!) {
  enterprise(uscc: $uscc) { registration { name status industry } tax { sizeClass } }
}`,
      '',
      { variables: { uscc } },
    ),
    example(
      'Q20',
      '用电保障名单',
      'CITY',
      'M03',
      `query PowerProtection {
  protectedPowerUsers(division: "1401", first: 10) { edges { node { uscc energy { orderlyUse protectedUser } } } }
}`,
      '仅限本市',
      { consumer: { unit: 'CITY', system: 'taiyuan' } },
    ),
    example(
      'PBC',
      '知识产权质押贷款统计',
      'PBC',
      'M14',
      `query PledgeLoans {
  pledgeLoanStat(quarter: "2025Q4") { __typename }
}`,
      '汇总数据向社会开放',
      { consumer: null },
    ),
    example(
      'VIEWER',
      '我是谁、可读什么',
      'SMEB',
      'M01',
      `query WhoAmI {
  viewer { unitName purpose { code zh } mayRead { field zh share level outcome agreement } }
}`,
      '',
    ),
    example(
      'Q24',
      '谁看过我：企业查阅自己的记录',
      'AMR',
      'SELF',
      `query WhoLooked($uscc: USCC!) {
  enterprise(uscc: $uscc) {
    registration { name }
    accessLog(first: 20) { edges { node { time unitName purposeName state fields { zh outcome } } } pageInfo { hasNextPage } }
  }
}`,
      '企业以自己的身份查看',
      { consumer: { enterprise: uscc }, variables: { uscc } },
    ),
    example(
      'OPEN',
      '公开信息：企业名录',
      'SMEB',
      'PUBLIC',
      `query OpenRegister {
  enterprises(first: 5) { edges { node { uscc registration { name status establishedOn } } } }
}`,
      '不需要令牌',
      { consumer: null },
    ),
  ];
}
