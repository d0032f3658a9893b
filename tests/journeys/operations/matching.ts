import { codesOf } from '../../support/ask';
import { answered, askAs, first, perform, performed, type Read, rows } from './performing';

/** Who offers what an enterprise seeks. */
export function matchingJourneys(): void {
  it('Q15: matches are those that ranking every offer by plain arithmetic gives', async () => {
    const uscc = await withDemand(await consentedTo('EDU'));
    const stored = await openDemands(uscc);
    const told = await answered('TechDemandMatch', { uscc });
    expect(told.technicalMatches.map(({ subject }: Read) => subject)).toEqual(
      stored.map(({ subject }) => subject),
    );
    expect(told.technicalMatches.flatMap(({ matches }: Read) => matches)).not.toHaveLength(0);
    for (const [position, { matches, sources }] of told.technicalMatches.entries()) {
      expect(sources.map(({ unit, state }: Read) => [unit, state])).toEqual([
        ['STD', 'ANSWERED'],
        ['EDU', 'ANSWERED'],
        ['SASAC', 'ANSWERED'],
      ]);
      expect(matches.map(({ number, score }: Read) => [number, score])).toEqual(
        bestOf(await allSupply(), stored[position]),
      );
    }
    for (const name of ['UniversityDemandMatch', 'StateFirmDemandMatch'])
      expect((await answered(name, { uscc })).technicalMatches).toEqual(told.technicalMatches);
  });

  it('Q15: without consent the demand leaves its owner for nobody, and no other learns whether there is one', async () => {
    const known = (await rows('hub', `SELECT uscc FROM consent WHERE consumer = 'EDU'`)).map(
      ({ uscc }) => uscc,
    );
    const lone = await withDemand(
      (await rows('std', 'SELECT uscc FROM technology_demand'))
        .map(({ uscc }) => uscc)
        .filter((uscc) => !known.includes(uscc)),
    );
    const { uscc: without } = await first(
      'std',
      'SELECT uscc FROM innovation WHERE uscc <> ALL ($1) AND uscc NOT IN (SELECT uscc FROM technology_demand) ORDER BY uscc LIMIT 1',
      [known],
    );
    const told = await askAs(
      'STD',
      'M13',
      'query ($uscc: USCC!) { technicalMatches(uscc: $uscc) { sources { unit state } } }',
      { uscc: lone },
    );
    expect(told.data.technicalMatches[0].sources).toEqual([
      { unit: 'STD', state: 'ANSWERED' },
      { unit: 'EDU', state: 'DENIED_CONSENT_MISSING' },
      { unit: 'SASAC', state: 'DENIED_CONSENT_MISSING' },
    ]);
    expect(told.sharing.units.map(({ unit }) => unit)).toEqual(['STD']);
    for (const name of ['UniversityDemandMatch', 'StateFirmDemandMatch']) {
      const [ofOne, ofOther] = await Promise.all([
        perform(name, { uscc: lone }),
        perform(name, { uscc: without }),
      ]);
      expect(codesOf(ofOne)).toEqual(['DENIED_CONSENT_MISSING']);
      expect(ofOne.errors[0]?.extensions).toMatchObject({ unit: 'STD', field: 'Innovation.techDemands' });
      expect([ofOther.data, ofOther.errors]).toEqual([ofOne.data, ofOne.errors]);
    }
  });

  it('Q22: products by their names, and capacities of whom the enterprise allowed only', async () => {
    performed.add('PartnerMatch');
    const told = await perform('PartnerMatch');
    const asked = ['液压', '压阀', '阀门', '轴承'];
    const catalogue = await rows('smeb', 'SELECT uscc, name FROM product_entry');
    const expected = catalogue
      .map(({ uscc, name }) => ({ uscc, score: 25 * asked.filter((pair) => name.includes(pair)).length }))
      .filter(({ score }) => score > 0)
      .sort((a, b) => b.score - a.score || (a.uscc < b.uscc ? -1 : 1))
      .slice(0, 8);
    const matches = told.data.productMatches;
    expect(matches.map(({ enterprise, score }: Read) => ({ uscc: enterprise.uscc, score }))).toEqual(
      expected,
    );
    const allowed = await rows(
      'hub',
      `SELECT uscc FROM consent WHERE consumer = 'SMEB' AND purpose = 'M22' AND revoked_at IS NULL AND ends_on >= current_date`,
    );
    const stored = await rows('miit', 'SELECT uscc, yearly_capacity::float8 AS yearly FROM industry');
    for (const { enterprise } of matches) {
      const isAllowed = allowed.some(({ uscc }) => uscc === enterprise.uscc);
      const yearly = stored.find(({ uscc }) => uscc === enterprise.uscc).yearly;
      const shown = enterprise.industry?.productionCapacity ?? null;
      expect(shown === null ? null : Number(shown.yearly)).toBe(isAllowed ? yearly : null);
    }
    const isRefused = (uscc: string): boolean => !allowed.some((consent) => consent.uscc === uscc);
    expect(codesOf(told)).toHaveLength(expected.filter(({ uscc }) => isRefused(uscc)).length);
  });

  it('Q19: the chain of Taiyuan with its roles, links and gaps, and of no other city', async () => {
    const { chainMap } = await answered('ChainMap');
    const nodes = ['关键基础件', '核心部件', '整机装备', '运维服务'];
    const stored = await rows(
      'miit',
      `SELECT uscc, node, chain_role AS role FROM industry WHERE chain = '高端装备制造' AND division LIKE '1401%' ORDER BY uscc`,
    );
    expect(stored).not.toHaveLength(0);
    const order = ['LEADER', 'BACKBONE', 'SUPPORTING'];
    const of = (node: string, role?: string): Read[] =>
      stored.filter((row) => row.node === node && (role === undefined || row.role === role));
    expect(chainMap).toMatchObject({
      nodes: nodes.map((node, position) => ({
        node,
        position: position + 1,
        leaders: of(node, 'LEADER').length,
        backbones: of(node, 'BACKBONE').length,
        supporting: of(node, 'SUPPORTING').length,
      })),
      links: nodes.slice(1).map((downstream, position) => ({ upstream: nodes[position], downstream })),
      gaps: nodes.filter((node) => of(node).length === 0),
    });
    for (const { node, members } of chainMap.nodes)
      expect(members.map(({ role, enterprise }: Read) => [role, enterprise.uscc])).toEqual(
        order.flatMap((role) => of(node, role).map(({ uscc }) => [role, uscc])).slice(0, 5),
      );
    const elsewhere = await askAs('PBC', 'M09', '{ chainMap(chain: "高端装备制造") { gaps } }');
    expect([elsewhere.data.chainMap, codesOf(elsewhere)]).toEqual([null, ['DENIED_NO_GRANT']]);
    const unknown = await askAs('MIIT', 'M17', '{ chainMap(chain: "没有的链") { gaps } }');
    expect(codesOf(unknown)).toEqual(['BAD_USER_INPUT']);
  });
}

const consentedTo = async (consumer: string): Promise<string[]> =>
  (
    await rows(
      'hub',
      `SELECT uscc FROM consent WHERE consumer = $1 AND revoked_at IS NULL AND ends_on >= current_date ORDER BY uscc`,
      [consumer],
    )
  ).map(({ uscc }) => uscc);

const openDemands = (uscc: string): Promise<Read[]> =>
  rows(
    'std',
    `SELECT subject, industry, ipc FROM technology_demand WHERE uscc = $1 AND met_on IS NULL ORDER BY collected_on DESC`,
    [uscc],
  );

/** The first of these enterprises that seeks something. */
const withDemand = async (usccs: readonly string[]): Promise<string> =>
  (
    await first(
      'std',
      `SELECT uscc FROM technology_demand WHERE uscc = ANY($1) AND met_on IS NULL ORDER BY uscc LIMIT 1`,
      [usccs],
    )
  ).uscc;

const allSupply = async (): Promise<Read[]> => [
  ...(await rows('std', 'SELECT supply_no AS number, title, industry, NULL AS ipc FROM technology_supply')),
  ...(await rows('edu', 'SELECT patent_no AS number, title, industry, ipc FROM university_patent')),
  ...(await rows('sasac', 'SELECT number, title, industry, ipc FROM licensable_patent')),
];

const COMMON =
  '需要 寻求 提高 提升 改进 改造 问题 方法 装置 技术 工艺 系统 结构 设备 制备 设计 应用 研究 以及 测试';

/** Five best of all offers, and how well they fit: neighbouring characters in common, then industry and patent class. */
function bestOf(supply: readonly Read[], demand: Read): [string, number][] {
  const pairs = new Set<string>();
  for (const run of demand.subject.split('：'))
    for (let at = 0; at + 2 <= run.length; at += 1)
      if (!COMMON.split(' ').includes(run.slice(at, at + 2))) pairs.add(run.slice(at, at + 2));
  return supply
    .map(({ number, title, industry, ipc }) => {
      const shared = [...pairs].filter((pair) => title.includes(pair)).length;
      const isSame = ipc !== null && ipc === demand.ipc;
      const isNear = ipc !== null && ipc.slice(0, 3) === demand.ipc?.slice(0, 3);
      const rank =
        shared / pairs.size +
        (industry === demand.industry ? 0.15 : 0) +
        (isSame ? 0.15 : isNear ? 0.075 : 0);
      return { number, rank, isCandidate: (shared > 0 || isSame) && rank >= 0.1 };
    })
    .filter(({ isCandidate }) => isCandidate)
    .map(({ number, rank }): [string, number] => [number, Math.round((rank / 1.3) * 100)])
    .sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))
    .slice(0, 5);
}
