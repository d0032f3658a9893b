import type { RunningHub } from './serve';

/** What a newcomer sees when the hub is up: where it is, and three commands that work as they stand. */
export function startScreen({ url, examples }: RunningHub, isDevelopment: boolean): string {
  const uscc = examples[0]?.uscc;
  const lines = [
    '',
    '  srdi-hub 专精特新协同中枢',
    '',
    `  操场      ${url}/playground`,
    `  GraphQL   ${url}/graphql`,
    `  状态      ${url}/readyz   ${url}/metrics`,
  ];
  if (!isDevelopment || uscc === undefined) return `${lines.join('\n')}\n`;
  const post = (query: string): string =>
    `curl -s ${url}/graphql -H 'Content-Type: application/json' -H "Authorization: Bearer $TOKEN" -d '${JSON.stringify({ query })}'`;
  return `${[
    ...lines,
    '',
    '  另开一个终端，依次粘贴：',
    '',
    '  # 1 取令牌：股权交易中心，用途 M10 挂牌展示',
    `  TOKEN=$(${tokenCommand(url)})`,
    '',
    '  # 2 可以读：培育与挂牌信息',
    `  ${post(`{ enterprise(uscc: "${uscc}") { registration { name } cultivation { tier } regionalMarket { displayed } } }`)}`,
    '',
    '  # 3 被拒绝：信用概况与营业收入没有共享协议，答复说明依据与下一步',
    `  ${post(`{ enterprise(uscc: "${uscc}") { credit { creditOverview { institutionCount } } tax { revenue { fen } } } }`)}`,
    '',
  ].join('\n')}\n`;
}

function tokenCommand(url: string): string {
  const port = new URL(url).port;
  const dataDir = process.env['HUB_DATA_DIR'];
  const settings = [
    ...(port === '4000' ? [] : [`PORT=${port}`]),
    ...(dataDir === undefined ? [] : [`HUB_DATA_DIR='${dataDir}'`]),
  ];
  return `${settings.map((setting) => `${setting} `).join('')}npm run -s hub -- token --unit EXCH --purpose M10`;
}
