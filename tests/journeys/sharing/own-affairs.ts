import { codesOf } from '../../support/ask';
import { APPLICATION, conditional } from './applying';
import { hub, steps, told, refusal } from './one-hub';

interface Page {
  readonly edges: readonly { readonly node: { readonly no: string } }[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}

export function ownAffairs(): void {
  it('shows everybody its own affairs only', async () => {
    const no = await steps.submitted();
    for (const official of ['FIN.main', 'TAX.main', 'DATA.main'])
      expect(await told(official, no)).toMatchObject({ no });
    const foreign = await hub.as('SMEB.main', APPLICATION, { no });
    const invented = await hub.as('SMEB.main', APPLICATION, { no: 'A-999999' });
    expect([codesOf(foreign), foreign.data, refusal(foreign)]).toEqual([
      ['BAD_USER_INPUT'],
      { application: null },
      refusal(invented),
    ]);
    const listed = async (official: string, role?: string): Promise<string[]> =>
      (
        await hub.as(
          official,
          'query ($role: ApplicationRole) { applications(role: $role, first: 200) { edges { node { no } } } }',
          { role },
        )
      ).data.applications.edges.map(({ node }: { node: { no: string } }) => node.no);
    expect(await listed('FIN.main', 'APPLICANT')).toContain(no);
    expect(await listed('TAX.main', 'PROVIDER')).toContain(no);
    expect(await listed('DATA.main')).toContain(no);
    expect(await listed('TAX.main', 'APPLICANT')).toEqual([]);
    expect(await listed('FIN.main', 'AUTHORITY')).toEqual([]);
    expect(await listed('SMEB.main')).not.toContain(no);
  });

  it('shows a city’s affairs to that city and to no other', async () => {
    const city = { prepares: 'CITY.jincheng', decides: 'CITY.jincheng' };
    const content = { ...conditional, purpose: 'M02', basis: '方案 第2条', scene: '建立培育库' };
    const no = await steps.draft(content, city);
    expect(await hub.rows('SELECT division, scope FROM application WHERE no = $1', [no])).toEqual([
      { division: '1405', scope: { divisions: 'own' } },
    ]);
    const list = '{ applications(first: 200) { edges { node { no } } } }';
    const own = (await hub.as('CITY.jincheng', list)).data.applications.edges;
    expect(own).toContainEqual({ node: { no } });
    const others = (await hub.as('CITY.taiyuan', list)).data.applications.edges;
    expect(others).not.toContainEqual({ node: { no } });
    expect(codesOf(await hub.as('CITY.taiyuan', APPLICATION, { no }))).toEqual(['BAD_USER_INPUT']);
    expect(refusal(await hub.act('CITY.taiyuan', 'withdrawApplication', { no, reason: '理由' }))).toContain(
      '与本单位无关',
    );
  });

  it('needs the purpose of sharing, and is for participants', async () => {
    const list = '{ applications { edges { node { no } } } }';
    expect(codesOf(await hub.as('FIN.main.M05', list))).toEqual(['DENIED_PURPOSE']);
    expect((await hub.as('FIN.main.M05', list)).data).toEqual({ applications: null });
  });

  it('goes page by page, newest first', async () => {
    const page =
      'query ($after: String) { applications(first: 7, after: $after) { edges { node { no } } pageInfo { hasNextPage endCursor } } }';
    const seen: string[] = [];
    for (let after: string | null = null, more = true; more;) {
      const told: Page = (await hub.as('DATA.main', page, { after })).data.applications;
      seen.push(...told.edges.map(({ node }) => node.no));
      ({ hasNextPage: more, endCursor: after } = told.pageInfo);
    }
    const all = await hub.rows<{ no: string }>('SELECT no FROM application ORDER BY made_at DESC, no DESC');
    expect(seen).toEqual(all.map(({ no }) => no));
  });
}
