import type { Example } from '../gateway/playground-routes';
import type { OpenDatabases } from './databases';

/**
 * Examples of changes, each on something that can still be changed here. The key names what it is about, so that a
 * reader who runs an example twice sees the first result again and nothing done twice.
 */
export async function changeExamples(databases: OpenDatabases): Promise<Example[]> {
  const first = async (id: string, text: string, values: readonly unknown[] = []): Promise<string> => {
    const result = await databases.units.get(id)?.reading.pool.query<{ it: string }>(text, [...values]);
    return result?.rows[0]?.it ?? '';
  };
  const awarded = await databases.units
    .get('fin')
    ?.reading.pool.query<{ uscc: string }>(`SELECT uscc FROM award WHERE kind = 'ONE_OFF'`);
  const [untitled, unawarded, unlisted, task] = await Promise.all([
    first(
      'smeb',
      `SELECT uscc AS it FROM cultivation e WHERE tier IS NULL AND in_pool
         AND NOT EXISTS (SELECT FROM recognition p WHERE p.uscc = e.uscc) ORDER BY uscc LIMIT 1`,
    ),
    first(
      'smeb',
      'SELECT uscc AS it FROM cultivation WHERE tier IS NOT NULL AND NOT uscc = ANY($1) ORDER BY uscc LIMIT 1',
      [(awarded?.rows ?? []).map(({ uscc }) => uscc)],
    ),
    first('exch', 'SELECT uscc AS it FROM regional_market WHERE listing_code IS NULL ORDER BY uscc LIMIT 1'),
    first(
      'city',
      `SELECT p.id::text AS it FROM city_task p JOIN local_support e USING (uscc)
        WHERE e.division LIKE '1401%' AND p.claimed_on IS NULL AND p.completed_on IS NULL ORDER BY p.id LIMIT 1`,
    ),
  ]);
  const { recognise, award, list, claim } = documents;
  const examples = [
    example({ unit: 'SMEB' }, 'M01', '认定一户“专精特新”企业', recognise, { uscc: untitled }),
    example({ unit: 'FIN' }, 'M05', '核定一次性奖励', award, { uscc: unawarded }),
    example({ unit: 'EXCH' }, 'M10', '在专精特新板挂牌', list, {
      uscc: unlisted,
      code: `L${unlisted.slice(8, 17)}`,
    }),
    example({ unit: 'CITY', system: 'taiyuan' }, 'M19', '认领一件服务管家任务', claim, { no: task }),
  ];
  return examples.filter(({ variables }) => Object.values(variables).every((value) => value !== ''));
}

function example(
  consumer: { readonly unit: string; readonly system?: string },
  purpose: string,
  title: string,
  query: string,
  input: Readonly<Record<string, string>>,
): Example {
  const { unit } = consumer;
  const [about = ''] = Object.values(input);
  return {
    id: `办理-${unit}`,
    title,
    note: '只有本单位可以办理；同一办理号重发，得首次的结果',
    unit,
    purpose,
    consumer,
    query,
    variables: { key: about === '' ? '' : `example-${about}`, ...input },
  };
}

const documents = {
  recognise: `mutation Recognise($key: ID!, $uscc: USCC!) {
  recognise(key: $key, input: {
    uscc: $uscc, tier: SRDI, batch: "2026年第一批", documentNo: "晋企发〔2026〕1号"
    validFrom: "2026-01-05", validUntil: "2029-01-04"
  }) {
    repeated receipt
    enterprise { cultivation { tier recognitions { tier batch validUntil } } }
  }
}`,
  award: `mutation GrantAward($key: ID!, $uscc: USCC!) {
  grantAward(key: $key, input: {
    uscc: $uscc, year: 2026, kind: ONE_OFF, amount: 30000000, documentNo: "晋财企〔2026〕1号", publishedOn: "2026-01-05"
  }) {
    repeated receipt no
    enterprise { fiscal { oneOffAwardOpen awards { year amount { fen } documentNo } } }
  }
}`,
  list: `mutation ListOnBoard($key: ID!, $uscc: USCC!, $code: String!) {
  listEnterprise(key: $key, input: {
    uscc: $uscc, code: $code, board: SRDI, layer: INCUBATION, listedOn: "2026-01-05", greenChannel: true
  }) {
    repeated receipt no
    enterprise { regionalMarket { displayed layer listing { code board listedOn } } }
  }
}`,
  claim: `mutation ClaimTask($key: ID!, $no: ID!) {
  claimTask(key: $key, input: { no: $no }) {
    repeated receipt no
    enterprise { local { tasks { no subject status dueOn } } }
  }
}`,
} as const;
