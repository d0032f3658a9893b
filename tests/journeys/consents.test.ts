import { CompactSign, exportJWK, generateKeyPair } from 'jose';
import { actingHub, numberOf, refusalOf, type ActingHub } from '../support/acting';
import { codesOf, type Answer, type Wish } from '../support/ask';

let acting: ActingHub;
/** An enterprise with a record of credit that has never consented to anything. */
let uscc: string;
/** A little giant that FHG has in reach and that has never consented. */
let giant: string;
let self: Wish;
let today: string;

const regulator: Wish = { unit: 'LFR', purpose: 'M09' };
const fund: Wish = { unit: 'FHG', purpose: 'M06' };
const clerk: Wish = { unit: 'LFR', purpose: 'SHARING', system: 'clerk' };
const OVERVIEW = `query ($uscc: USCC!) { enterprise(uscc: $uscc) { credit { creditOverview { institutionCount } } } }`;

const yearsOn = (years: number): string => `${Number(today.slice(0, 4)) + years}${today.slice(4)}`;
const terms = (change: object = {}): object => ({
  consumer: 'LFR',
  purpose: 'M09',
  fields: ['Credit.creditOverview'],
  endsOn: yearsOn(1),
  ...change,
});
const give = (change: object = {}, who = self): Promise<Answer> =>
  acting.act(who, 'giveConsent', 'ConsentInput', terms(change));
const move = (act: string, no: string, who = self): Promise<Answer> =>
  acting.act(who, act, 'ConsentReference', { no });
const overview = (): Promise<Answer> => acting.ask(regulator, OVERVIEW, { uscc });
const revokeAll = (of: string): Promise<unknown> =>
  acting.rowsOf('hub', 'UPDATE consent SET revoked_at = now() WHERE uscc = $1', [of]);

beforeAll(async () => {
  acting = await actingHub();
  const known = (await acting.rowsOf<{ uscc: string }>('hub', 'SELECT DISTINCT uscc FROM consent')).map(
    (row) => row.uscc,
  );
  const first = async (database: string, sql: string): Promise<string> => {
    const [row] = await acting.rowsOf<{ uscc: string }>(database, sql, [known]);
    return row?.uscc ?? '';
  };
  uscc = await first('pbc', 'SELECT uscc FROM credit WHERE NOT uscc = ANY($1) ORDER BY uscc LIMIT 1');
  giant = await first(
    'smeb',
    `SELECT uscc FROM cultivation WHERE tier LIKE '%GIANT' AND NOT uscc = ANY($1) ORDER BY uscc LIMIT 1`,
  );
  self = { enterprise: uscc };
  const [clock] = await acting.rowsOf<{ today: string }>(
    'hub',
    `SELECT (now() AT TIME ZONE 'Asia/Shanghai')::date::text AS today`,
  );
  today = clock?.today ?? '';
}, 180_000);

afterAll(() => acting.stop());

describe('the life of a consent', () => {
  it('opens and closes what is read from one question to the next', async () => {
    expect(codesOf(await overview())).toEqual(['DENIED_CONSENT_MISSING']);
    const no = numberOf(await give());
    const told = await overview();
    expect([codesOf(told), told.data.enterprise.credit.creditOverview]).toEqual([
      [],
      { institutionCount: expect.any(Number) },
    ]);
    numberOf(await move('pauseConsent', no));
    const paused = await overview();
    expect(codesOf(paused)).toEqual(['DENIED_CONSENT_REVOKED']);
    expect(paused.errors[0]?.message).toContain('暂停');
    numberOf(await move('resumeConsent', no));
    expect(codesOf(await overview())).toEqual([]);
    numberOf(await move('revokeConsent', no));
    expect(codesOf(await overview())).toEqual(['DENIED_CONSENT_REVOKED']);
    expect(refusalOf(await move('resumeConsent', no))).toEqual({
      code: 'BAD_USER_INPUT',
      says: expect.stringContaining('授权现为“已撤回”，不能恢复'),
    });
  });

  it('serves its own consumer and purpose and no other', async () => {
    await revokeAll(uscc);
    numberOf(await give());
    const other = await acting.ask({ unit: 'LFR', purpose: 'M14' }, OVERVIEW, { uscc });
    expect(codesOf(other)).toEqual(['DENIED_PURPOSE']);
    const foreign = await acting.ask(fund, OVERVIEW, { uscc });
    expect(codesOf(foreign)).not.toEqual([]);
    expect(foreign.data.enterprise?.credit?.creditOverview ?? null).toBeNull();
  });

  it('begins on its first day', async () => {
    await revokeAll(uscc);
    numberOf(await give({ startsOn: yearsOn(1), endsOn: yearsOn(2) }));
    expect(codesOf(await overview())).toEqual(['DENIED_CONSENT_REVOKED']);
    const mine = await acting.ask(self, '{ consents { edges { node { state } } } }');
    expect(mine.data.consents.edges[0].node.state).toBe('NOT_YET');
  });

  it('is written down act by act with who did it and the receipt', async () => {
    await revokeAll(uscc);
    const given = await give();
    const revoked = await move('revokeConsent', numberOf(given));
    const life = await acting.rowsOf(
      'hub',
      `SELECT act, actor, from_state, to_state, receipt FROM sharing_event WHERE subject = $1 ORDER BY id`,
      [numberOf(given)],
    );
    expect(life).toEqual([
      { act: 'giveConsent', actor: 'ENTERPRISE', from_state: null, to_state: 'IN_FORCE', receipt: given.data.giveConsent.receipt }, // prettier-ignore
      { act: 'revokeConsent', actor: 'ENTERPRISE', from_state: 'IN_FORCE', to_state: 'REVOKED', receipt: revoked.data.revokeConsent.receipt }, // prettier-ignore
    ]);
  });
});

describe('what a consent limits', () => {
  const revenue = (year?: number): Promise<Answer> =>
    acting.ask(
      fund,
      `query ($uscc: USCC!, $year: Int) { enterprise(uscc: $uscc) { tax { revenue(year: $year) { fen } } } }`,
      { uscc: giant, year },
    );
  const toFund = (change: object): Promise<Answer> =>
    give({ consumer: 'FHG', purpose: 'M06', fields: ['Tax.revenue'], ...change }, { enterprise: giant });

  afterEach(() => revokeAll(giant));

  it('the years of the data: a year outside, and a question without a year, is refused', async () => {
    numberOf(await toFund({ years: { from: 2024, until: 2025 } }));
    expect(codesOf(await revenue(2025))).toEqual([]);
    for (const other of [2023, undefined]) {
      const refused = await revenue(other);
      expect(codesOf(refused)).toEqual(['DENIED_CONSENT_MISSING']);
      expect(refused.errors[0]?.message).toContain('请以 year 指明');
    }
    const both = await acting.ask(
      fund,
      `query ($uscc: USCC!) { enterprise(uscc: $uscc) { tax {
        given: revenue(year: 2025) { fen } not: revenue(year: 2023) { fen } } } }`,
      { uscc: giant },
    );
    expect(both.data.enterprise.tax.given).not.toBeNull();
    expect(both.errors.map(({ path }) => path)).toEqual([['enterprise', 'tax', 'not']]);
  });

  it('is refused where the years could not be held to', async () => {
    const refused = await give({ years: { from: 2024, until: 2025 } });
    expect(refusalOf(refused).says).toContain('信用概况不按年度提供，不能限定数据年度');
  });

  it('the number of questions: one for a request, whatever it asks', async () => {
    numberOf(await toFund({ frequency: { times: 1, per: 'TERM' } }));
    const twice = await acting.ask(
      fund,
      `query ($uscc: USCC!) { enterprise(uscc: $uscc) { tax {
        a: revenue(year: 2025) { fen } b: revenue(year: 2024) { fen } } } }`,
      { uscc: giant },
    );
    expect(codesOf(twice)).toEqual([]);
    const again = await revenue(2025);
    expect(codesOf(again)).toEqual(['LIMIT_EXCEEDED']);
    expect(again.errors[0]?.message).toContain('次数已用完');
    const mine = await acting.ask(
      { enterprise: giant },
      '{ consents { edges { node { times timesPer used } } } }',
    );
    expect(mine.data.consents.edges.map(({ node }: { node: object }) => node)).toContainEqual({
      times: 1,
      timesPer: 'TERM',
      used: 1,
    });
  });

  it('counts anew each day and each month', async () => {
    for (const [per, before] of [
      ['DAY', '1 day'],
      ['MONTH', '31 days'],
    ] as const) {
      const no = numberOf(await toFund({ frequency: { times: 1, per } }));
      expect(codesOf(await revenue(2025))).toEqual([]);
      expect(codesOf(await revenue(2025))).toEqual(['LIMIT_EXCEEDED']);
      await acting.rowsOf(
        'hub',
        `UPDATE consent_use SET used_on = used_on - $2::interval WHERE consent = $1`,
        [no, before],
      );
      expect(codesOf(await revenue(2025))).toEqual([]);
      await revokeAll(giant);
    }
  });

  it('of many questions at once exactly as many are answered as are allowed', async () => {
    numberOf(await toFund({ frequency: { times: 3, per: 'DAY' } }));
    const answers = await Promise.all(Array.from({ length: 12 }, () => revenue(2025)));
    const refused = answers.filter((answer) => codesOf(answer)[0] === 'LIMIT_EXCEEDED');
    expect([refused.length, answers.filter((answer) => codesOf(answer).length === 0).length]).toEqual([9, 3]);
  });
});

describe('a consent is refused', () => {
  it.each([
    [
      'whose end comes before its start',
      { startsOn: '2099-01-02', endsOn: '2099-01-01' },
      '截止日不能早于起始日',
    ],
    ['that has ended already', { startsOn: '2020-01-01', endsOn: '2020-02-01' }, '起始日不能早于今日'],
    ['that would not end in years', { endsOn: '2099-01-01' }, '授权期至多 5 年'],
    ['for a consumer that does not exist', { consumer: 'NOBODY' }, '没有需求方 NOBODY'],
    ['for a purpose that the consumer does not carry', { purpose: 'M07' }, '不承担用途 M07'],
    ['for a field that does not exist', { fields: ['Credit.nothing'] }, '没有字段 Credit.nothing'],
    ['for a field that needs none', { fields: ['Registration.name'] }, '无须也不能授权'],
    ['for no field', { fields: [] }, '字段应为 1 至 50 个'],
    ['for a field twice', { fields: ['Credit.creditOverview', 'Credit.creditOverview'] }, '字段重复'],
    ['to keep without a time', { mode: 'STORE' }, '应写明留存天数'],
    ['to keep what may only be seen', { keepDays: 10 }, '没有留存天数'],
    ['for no question at all', { frequency: { times: 0, per: 'DAY' } }, '次数应为 1 至'],
    [
      'for years that run backwards',
      { fields: ['Tax.revenue'], years: { from: 2025, until: 2024 } },
      '止年不早于起年',
    ],
  ])('%s', async (_, change, says) => {
    const before = await acting.rowsOf('hub', 'SELECT id FROM consent WHERE uscc = $1', [uscc]);
    expect(refusalOf(await give(change))).toEqual({
      code: 'BAD_USER_INPUT',
      says: expect.stringContaining(says),
    });
    expect(await acting.rowsOf('hub', 'SELECT id FROM consent WHERE uscc = $1', [uscc])).toEqual(before);
  });

  it('for a field that is never shared, as withheld', async () => {
    const refused = refusalOf(await give({ fields: ['Registration.legalRepresentativeIdNo'] }));
    expect([refused.code, refused.says]).toEqual([
      'DENIED_WITHHELD',
      expect.stringContaining('企业授权也不能开放'),
    ]);
  });

  it('for the legal representative’s own data, unless the person gives it', async () => {
    const change = { consumer: 'CITY', purpose: 'M19', fields: ['Registration.legalRepresentativePhone'] };
    expect(refusalOf(await give(change))).toEqual({
      code: 'DENIED_CONSENT_MISSING',
      says: expect.stringContaining('须由法定代表人本人'),
    });
    numberOf(await give(change, { enterprise: uscc, inPerson: true }));
    const mine = await acting.ask(self, '{ consents { edges { node { consumer byPerson } } } }');
    expect(mine.data.consents.edges.map(({ node }: { node: object }) => node)).toContainEqual({
      consumer: 'CITY',
      byPerson: true,
    });
  });

  it('where one over the same field runs, with its number', async () => {
    await revokeAll(uscc);
    const no = numberOf(await give());
    expect(
      refusalOf(await give({ fields: ['Credit.hasCreditRecord', 'Credit.creditOverview'] })).says,
    ).toContain(no);
    numberOf(await give({ startsOn: yearsOn(2), endsOn: yearsOn(3) }));
  });

  it('whose signature is not over its text', async () => {
    await revokeAll(uscc);
    const { publicKey, privateKey } = await generateKeyPair('ES256', { extractable: true });
    const jwk = await exportJWK(publicKey);
    const signed = (text: string): Promise<string> =>
      new CompactSign(new TextEncoder().encode(text))
        .setProtectedHeader({ alg: 'ES256', jwk })
        .sign(privateKey);
    for (const signature of ['no.jws.atall', await signed('something else')])
      expect(refusalOf(await give({ signature })).says).toContain('签名与授权文本不符');
    const no = numberOf(await give());
    const text = (
      await acting.ask(self, '{ consents { edges { node { no text } } } }')
    ).data.consents.edges.find(({ node }: { node: { no: string } }) => node.no === no).node.text;
    await revokeAll(uscc);
    numberOf(await give({ startsOn: today, signature: await signed(text) }));
    const mine = await acting.ask(self, '{ consents { edges { node { state signer digest } } } }');
    expect(mine.data.consents.edges.map(({ node }: { node: object }) => node)).toContainEqual({
      state: 'IN_FORCE',
      signer: expect.stringMatching(/^[\w-]{43}$/),
      digest: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
  });
});

describe('whose consent it is', () => {
  it('another enterprise’s looks like one that does not exist', async () => {
    await revokeAll(uscc);
    const no = numberOf(await give());
    for (const act of ['pauseConsent', 'resumeConsent', 'revokeConsent']) {
      const [foreign, invented] = await Promise.all([
        move(act, no, { enterprise: giant }),
        move(act, 'invented', { enterprise: giant }),
      ]);
      expect(refusalOf(foreign)).toEqual(refusalOf(invented));
    }
    expect(codesOf(await overview())).toEqual([]);
  });

  it('is read by the enterprise and by the consumer it was given to, and by nobody else', async () => {
    const read = (wish: Wish): Promise<Answer> =>
      acting.ask(wish, 'query ($uscc: USCC!) { consents(uscc: $uscc) { edges { node { uscc says } } } }', {
        uscc,
      });
    const [own, consumer, other, measure] = await Promise.all([
      read(self),
      read(clerk),
      read({ unit: 'FIN', purpose: 'SHARING' }),
      read(regulator),
    ]);
    expect(own.data.consents.edges.length).toBeGreaterThan(0);
    expect(consumer.data.consents.edges[0].node.says).toContain('省金融监管局为“融资直达快车”读取信用概况');
    expect(other.data.consents.edges).toEqual([]);
    expect(codesOf(measure)).toEqual(['DENIED_PURPOSE']);
  });
});

describe('a consumer asks for a consent', () => {
  const request = (change: object = {}): Promise<Answer> => {
    const { consumer: _, ...asked } = terms(change) as { consumer?: string };
    return acting.act(clerk, 'requestConsent', 'ConsentRequestInput', {
      uscc,
      reason: '核验贷款申请',
      ...asked,
    });
  };
  const answer = (act: string, type: string, input: object, who = self): Promise<Answer> =>
    acting.act(who, act, type, input);

  beforeEach(() => revokeAll(uscc));

  it('which the enterprise reads and grants, for a shorter time if it likes', async () => {
    const no = numberOf(await request());
    const open = await acting.ask(
      self,
      '{ consentRequests(open: true) { edges { node { no reason says } } } }',
    );
    expect(open.data.consentRequests.edges.map(({ node }: { node: object }) => node)).toEqual([
      { no, reason: '核验贷款申请', says: expect.stringContaining('信用概况') },
    ]);
    expect(refusalOf(await request()).says).toContain('已有待企业答复的请求');
    const longer = await answer('grantConsentRequest', 'ConsentRequestGrant', { no, endsOn: yearsOn(2) });
    expect(refusalOf(longer).says).toContain('截止日不能晚于');
    numberOf(await answer('grantConsentRequest', 'ConsentRequestGrant', { no, endsOn: today }));
    expect(codesOf(await overview())).toEqual([]);
    const [consent] = await acting.rowsOf(
      'hub',
      'SELECT request, ends_on::text AS "endsOn" FROM consent WHERE uscc = $1 AND revoked_at IS NULL',
      [uscc],
    );
    expect(consent).toEqual({ request: no, endsOn: today });
    const asked = await acting.ask(clerk, '{ consentRequests { edges { node { no state } } } }');
    expect(asked.data.consentRequests.edges[0].node).toEqual({ no, state: 'GRANTED' });
  });

  it('or declines with a word', async () => {
    const no = numberOf(await request());
    numberOf(await answer('declineConsentRequest', 'ConsentRequestRefusal', { no, reason: '暂不需要' }));
    const asked = await acting.ask(clerk, '{ consentRequests { edges { node { no state answer } } } }');
    expect(asked.data.consentRequests.edges[0].node).toEqual({ no, state: 'DECLINED', answer: '暂不需要' });
    const late = await answer('grantConsentRequest', 'ConsentRequestGrant', { no });
    expect(refusalOf(late).says).toContain('已经答复或撤回');
    expect(codesOf(await overview())).not.toEqual([]);
  });

  it('and may take it back; another’s looks like none', async () => {
    const no = numberOf(await request());
    const foreign = { unit: 'FIN', purpose: 'SHARING' };
    expect(
      refusalOf(await answer('withdrawConsentRequest', 'ConsentRequestReference', { no }, foreign)).says,
    ).toContain('没有这项授权请求');
    const other = await answer('grantConsentRequest', 'ConsentRequestGrant', { no }, { enterprise: giant });
    expect(refusalOf(other).says).toContain('没有这项授权请求');
    numberOf(await answer('withdrawConsentRequest', 'ConsentRequestReference', { no }, clerk));
  });

  it('granting and withdrawing at once: one wins, the other is told', async () => {
    const no = numberOf(await request());
    const both = await Promise.all([
      answer('grantConsentRequest', 'ConsentRequestGrant', { no }),
      answer('withdrawConsentRequest', 'ConsentRequestReference', { no }, clerk),
    ]);
    expect(both.filter(({ errors }) => errors.length === 0)).toHaveLength(1);
    const [request_] = await acting.rowsOf<{ state: string }>(
      'hub',
      'SELECT state FROM consent_request WHERE id = $1',
      [no],
    );
    const given = await acting.rowsOf('hub', 'SELECT id FROM consent WHERE request = $1', [no]);
    expect(given.length).toBe(request_?.state === 'GRANTED' ? 1 : 0);
  });
});

describe('at the same moment', () => {
  it('of ten that give the same consent one is done, the others are told its number', async () => {
    await revokeAll(uscc);
    const answers = await Promise.all(Array.from({ length: 10 }, () => give()));
    const [done, ...others] = answers.filter(({ errors }) => errors.length === 0);
    expect(others).toEqual([]);
    const no = done === undefined ? '' : numberOf(done);
    for (const refused of answers.filter((answer) => answer !== done))
      expect(refusalOf(refused).says).toContain(no);
  });

  it('of pausing and revoking, each wins or is told; the state is one of the table', async () => {
    await revokeAll(uscc);
    const no = numberOf(await give());
    const answers = await Promise.all([
      ...Array.from({ length: 4 }, () => move('pauseConsent', no)),
      ...Array.from({ length: 4 }, () => move('revokeConsent', no)),
    ]);
    const done = answers.filter(({ errors }) => errors.length === 0).length;
    const life = await acting.rowsOf<{ from_state: string; to_state: string }>(
      'hub',
      'SELECT from_state, to_state FROM sharing_event WHERE subject = $1 ORDER BY id',
      [no],
    );
    expect(life).toHaveLength(1 + done);
    expect(life.at(-1)?.to_state).toBe('REVOKED');
    life.slice(1).forEach((event, index) => expect(event.from_state).toBe(life[index]?.to_state));
    expect(codesOf(await overview())).toEqual(['DENIED_CONSENT_REVOKED']);
  });

  it('a question is before the revocation or after it, and never told after the revocation was', async () => {
    await revokeAll(uscc);
    const no = numberOf(await give());
    let isRevoked = false;
    const questions = Array.from({ length: 20 }, async () => {
      const startedAfter = isRevoked;
      return { startedAfter, codes: codesOf(await overview()) };
    });
    await move('revokeConsent', no).then(() => (isRevoked = true));
    const after = await Promise.all(Array.from({ length: 5 }, overview));
    for (const { codes } of await Promise.all(questions))
      expect([[], ['DENIED_CONSENT_REVOKED']]).toContainEqual(codes);
    for (const answer of after) expect(codesOf(answer)).toEqual(['DENIED_CONSENT_REVOKED']);
  });

  it('an act that is repeated under its key is done once', async () => {
    await revokeAll(uscc);
    const first = await acting.act(self, 'giveConsent', 'ConsentInput', terms(), 'give-once');
    const again = await acting.act(self, 'giveConsent', 'ConsentInput', terms(), 'give-once');
    expect(again.data.giveConsent).toMatchObject({ no: numberOf(first), repeated: true });
  });
});
