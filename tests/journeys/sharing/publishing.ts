import { codesOf } from '../../support/ask';
import { data } from './applying';
import { hub, refusal, steps } from './one-hub';

const nea = { prepares: 'NEA.clerk', decides: 'NEA.approver' };
const version = { unit: 'NEA', version: 1 };
const draft = { cause: '首次编制', changedOn: '2026-03-02' };

export function publishing(): void {
  beforeAll(() => hub.goTo('2026-03-02'));

  it('goes from its owner’s draft to publication by two officials of each side', async () => {
    const no = await steps.done(nea.prepares, 'draftCatalogue', draft);
    expect(no).toBe('NEA-1');
    expect(refusal(await hub.act(nea.prepares, 'submitCatalogue', version))).toContain('另一位经办人');
    await steps.done(nea.decides, 'submitCatalogue', version);
    await steps.done(data.prepares, 'returnCatalogue', {
      ...version,
      reason: '起因不明',
      basis: '政务数据共享条例 第17条',
    });
    expect(refusal(await hub.act(nea.decides, 'submitCatalogue', version))).toContain('先由经办人');
    await steps.done(nea.prepares, 'draftCatalogue', draft);
    await steps.done(nea.decides, 'submitCatalogue', version);
    await steps.done(data.prepares, 'reviewCatalogue', version);
    expect(refusal(await hub.act(data.prepares, 'publishCatalogue', version))).toContain('另一位经办人');
    const both = await Promise.all([
      hub.act(data.decides, 'publishCatalogue', version),
      hub.act('DATA.main', 'publishCatalogue', version),
    ]);
    expect(both.filter(({ errors }) => errors.length === 0)).toHaveLength(1);
    expect(both.map(refusal).join('')).toContain('目录版本现为“已发布”');
  });

  it('tells each resource with its published version, and finds it by a word', async () => {
    const query = `query ($unit: String, $search: String) { catalogue(unit: $unit, search: $search) {
      code name provider providerName summary format shares update publishedVersion publishedOn related
      items { field zh dataType share condition basis level manner update } } }`;
    const { catalogue } = (await hub.as('FIN.main', query, { unit: 'NEA' })).data;
    expect(catalogue).toContainEqual(
      expect.objectContaining({
        code: 'NEA/Energy',
        providerName: '省能源局',
        publishedVersion: 1,
        publishedOn: '2026-03-02',
      }),
    );
    const found = (await hub.as('FIN.main', query, { search: 'sizeClass' })).data.catalogue;
    expect(
      found.flatMap(({ items }: { items: { field: string }[] }) => items.map(({ field }) => field)),
    ).toContain('Tax.sizeClass');
    expect((await hub.as('FIN.main', query, { unit: 'AMR' })).data.catalogue[0]).toMatchObject({
      publishedVersion: null,
    });
  });

  it('tells what has changed since a version was published, and that a next one is due', async () => {
    const query = `query ($from: Int, $to: Int) { catalogueDifference(unit: "NEA", from: $from, to: $to) { field kind changes { what before after } } }`;
    expect((await hub.as('FIN.main', query)).data.catalogueDifference).toEqual([]);
    expect(refusal(await hub.act(nea.prepares, 'draftCatalogue', draft))).toContain('与已发布的第 1 版一致');
    // A declaration of another day, as it was published then.
    await hub.rows(
      `UPDATE catalogue_version SET content = replace(content::text, '"level":2', '"level":1')::json WHERE unit = 'NEA'`,
    );
    const { catalogueDifference } = (await hub.as('FIN.main', query)).data;
    expect(catalogueDifference.length).toBeGreaterThan(0);
    expect(catalogueDifference[0]).toMatchObject({
      kind: 'CHANGED',
      changes: [{ what: '级别', before: '1', after: '2' }],
    });
    const next = { unit: 'NEA', version: 2 };
    await steps.done(nea.prepares, 'draftCatalogue', { cause: '级别调整', changedOn: '2026-02-12' });
    const versions =
      '{ catalogueVersions(unit: "NEA") { version state deadlines { step dueOn isOverdue } } }';
    expect((await hub.as('NEA.main', versions)).data.catalogueVersions).toMatchObject([
      // Ten working days from the day of the change, over 春节.
      {
        version: 2,
        state: 'DRAFT',
        deadlines: [{ step: 'CATALOGUE_UPDATE', dueOn: '2026-03-04', isOverdue: false }],
      },
      { version: 1, state: 'PUBLISHED' },
    ]);
    await steps.done(nea.decides, 'submitCatalogue', next);
    await steps.done(data.prepares, 'reviewCatalogue', next);
    await steps.done(data.decides, 'publishCatalogue', next);
    expect(
      (await hub.as('NEA.main', versions)).data.catalogueVersions.map(
        ({ state }: { state: string }) => state,
      ),
    ).toEqual(['PUBLISHED', 'SUPERSEDED']);
    expect((await hub.as('FIN.main', query, { from: 1, to: 2 })).data.catalogueDifference).toEqual(
      catalogueDifference,
    );
    expect(codesOf(await hub.as('FIN.main', query, { from: 9 }))).toEqual(['BAD_USER_INPUT']);
  });

  it('is kept by its owner and by no other unit', async () => {
    await steps.done('IPB.clerk', 'draftCatalogue', draft);
    const own = { unit: 'IPB', version: 1 };
    const [foreign, invented] = [
      await hub.act('FIN.approver', 'submitCatalogue', own),
      await hub.act('FIN.approver', 'submitCatalogue', { unit: 'IPB', version: 77 }),
    ];
    expect([codesOf(foreign), refusal(foreign)]).toEqual([
      ['BAD_USER_INPUT'],
      refusal(invented).replace('77', '1'),
    ]);
    for (const [name, input] of [
      ['reviewCatalogue', own],
      ['publishCatalogue', own],
      ['returnCatalogue', { ...own, reason: '理由', basis: '条例 第17条' }],
    ] as const)
      expect([name, codesOf(await hub.act('IPB.approver', name, input))]).toEqual([
        name,
        ['DENIED_NO_GRANT'],
      ]);
    expect(refusal(await hub.act('DATA.approver', 'publishCatalogue', own))).toContain('不能“发布目录”');
    expect(
      refusal(await hub.act('IPB.clerk', 'draftCatalogue', { ...draft, changedOn: '2026-03-03' })),
    ).toContain('不能晚于今日');
  });

  it('is not published where a withheld field has no law for it, or where the declarations have moved on', async () => {
    const own = { unit: 'COM', version: 1 };
    const content = async (from: string, to: string): Promise<void> => {
      await hub.rows(
        `UPDATE catalogue_version SET content = replace(content::text, $1, $2)::json WHERE unit = 'COM' RETURNING version`,
        [from, to],
      );
    };
    await steps.done('COM.clerk', 'draftCatalogue', draft);
    const basis = '数据安全法 第38条（商业秘密）；政务数据共享条例 第3条（工作秘密）';
    await content(basis, '本单位规定');
    const refused = await hub.act('COM.approver', 'submitCatalogue', own);
    expect([codesOf(refused), refusal(refused)]).toEqual([
      ['BAD_USER_INPUT'],
      expect.stringContaining('（Trade.entityListRisk）不予共享而没有法律、行政法规或国务院的依据'),
    ]);
    await content('本单位规定', basis);
    await steps.done('COM.approver', 'submitCatalogue', own);
    await steps.done(data.prepares, 'reviewCatalogue', own);
    await content('"level":2', '"level":1');
    expect(refusal(await hub.act(data.decides, 'publishCatalogue', own))).toContain('声明已有变动');
    await content(basis, '本单位规定');
    expect(refusal(await hub.act(data.decides, 'publishCatalogue', own))).toContain('没有法律');
    expect(await hub.rows(`SELECT state FROM catalogue_version WHERE unit = 'COM'`)).toEqual([
      { state: 'REVIEWED' },
    ]);
  });

  it('keeps the hub’s own fields as the authority’s', async () => {
    expect(await steps.done(data.prepares, 'draftCatalogue', draft)).toBe('HUB-1');
    await steps.done(data.decides, 'submitCatalogue', { unit: 'HUB', version: 1 });
  });

  it('tells who may read a field, and what one may read oneself for each of one’s purposes', async () => {
    const who =
      'query ($field: String!) { whoMayRead(field: $field) { reader unit unitName purposes outcome needsConsent agreement validUntil } }';
    expect((await hub.as('FIN.main', who, { field: 'Tax.sizeClass' })).data.whoMayRead).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ reader: 'OWNER', unit: 'TAX', unitName: '省税务局' }),
        expect.objectContaining({
          reader: 'CONSUMER',
          unit: 'SASAC',
          outcome: 'clear',
          validUntil: '2035-12-31',
        }),
      ]),
    );
    expect((await hub.as('FIN.main', who, { field: 'Trade.entityListRisk' })).data.whoMayRead).toEqual([]);
    expect(codesOf(await hub.as('FIN.main', who, { field: 'Tax.nothing' }))).toEqual(['BAD_USER_INPUT']);
    const what =
      'query ($purpose: String) { viewer { whatMayIRead(purpose: $purpose) { field agreement } } }';
    const mayRead = async (purpose?: string): Promise<string[]> =>
      (await hub.as('SASAC.main', what, { purpose })).data.viewer.whatMayIRead.map(
        ({ field }: { field: string }) => field,
      );
    expect(await mayRead('M07')).toContain('Tax.sizeClass');
    expect(await mayRead()).not.toContain('Tax.sizeClass');
    expect(refusal(await hub.as('SASAC.main', what, { purpose: 'M05' }))).toContain('不承担用途 M05');
  });

  it('is read under the purpose of sharing only', async () => {
    expect(codesOf(await hub.as('FIN.main.M05', '{ catalogue { code } }'))).toEqual(['DENIED_PURPOSE']);
  });
}
