import { ApplicationState, SharingManner } from '../../src/sharing/applications/application-state';
import { contentFault, missingContent } from '../../src/sharing/applications/content-faults';
import { rolesOf } from '../../src/sharing/applications/parties';
import {
  applicationActs,
  applicationTable,
  type Act,
  type Facts,
  type Role,
} from '../../src/sharing/applications/transitions';
import { isLegalBasis } from '../../src/sharing/legal-basis';
import { judge } from '../../src/sharing/state-table';
import { buildGraph } from '../../src/gateway/assemble';
import type { UnitCaller } from '../../src/kit/caller';
import { units } from '../../src/units';

const states = Object.values(ApplicationState);
const acts = Object.keys(applicationActs) as Act[];
const roles: readonly Role[] = ['APPLICANT', 'PROVIDER', 'AUTHORITY', 'DISPUTE', 'DAY', 'AGREEMENT'];

/** Facts under which every need of every row is met, as far as two needs do not contradict each other. */
const met = (change: Partial<Facts> = {}): Facts => ({
  official: 'approver',
  preparedBy: 'clerk',
  isConditional: true,
  proposal: 'AGREE',
  isClockPaused: false,
  isDueSoon: true,
  reason: '理由',
  basis: '政务数据共享条例 第23条',
  extension: { days: 5, atMost: 10 },
  ...change,
});
const factsFor = (act: Act): Facts => {
  if (act === 'grantApplication') return met({ isConditional: false });
  if (act === 'refuseApplication') return met({ proposal: 'REFUSE' });
  if (act === 'supplementApplication') return met({ isClockPaused: true });
  return met();
};

/** The law's own reading of the table, written a second time: from → act → role → to. */
const awaiting = ['FORWARDED', 'EXTENDED', 'OVERDUE'];
const lawful: readonly [from: readonly string[], act: Act, role: Role, to?: string][] = [
  [['DRAFT'], 'amendApplication', 'APPLICANT'],
  [['DRAFT'], 'submitApplication', 'APPLICANT', 'SUBMITTED'],
  [['DRAFT', 'SUBMITTED', 'CHECKED', ...awaiting], 'withdrawApplication', 'APPLICANT', 'WITHDRAWN'],
  [['SUBMITTED'], 'checkApplication', 'AUTHORITY', 'CHECKED'],
  [['SUBMITTED', 'CHECKED'], 'returnApplication', 'AUTHORITY', 'DRAFT'],
  [['CHECKED'], 'grantApplication', 'AUTHORITY', 'GRANTED'],
  [['CHECKED'], 'forwardApplication', 'AUTHORITY', 'FORWARDED'],
  [awaiting, 'proposeAgreement', 'PROVIDER'],
  [awaiting, 'proposeRefusal', 'PROVIDER'],
  [awaiting, 'agreeToApplication', 'PROVIDER', 'AGREED'],
  [awaiting, 'refuseApplication', 'PROVIDER', 'REFUSED'],
  [['FORWARDED'], 'extendReply', 'PROVIDER', 'EXTENDED'],
  [['FORWARDED', 'EXTENDED'], 'askSupplement', 'PROVIDER'],
  [['FORWARDED', 'EXTENDED'], 'supplementApplication', 'APPLICANT'],
  [['SUBMITTED', 'CHECKED', ...awaiting, 'GRANTED', 'AGREED'], 'urgeApplication', 'APPLICANT'],
  [[...awaiting, 'GRANTED', 'AGREED'], 'urgeApplication', 'AUTHORITY'],
  [['PROVIDED', 'EXPIRED'], 'renewApplication', 'APPLICANT'],
  [['REFUSED', 'OVERDUE'], 'reopenApplication', 'DISPUTE', 'FORWARDED'],
  [['FORWARDED', 'EXTENDED'], 'lapse', 'DAY', 'OVERDUE'],
  [['GRANTED', 'AGREED'], 'provide', 'AGREEMENT', 'PROVIDED'],
  [['PROVIDED'], 'provide', 'AGREEMENT'],
  [['GRANTED', 'AGREED', 'PROVIDED', 'SUSPENDED'], 'revoke', 'AGREEMENT', 'REVOKED'],
  [['PROVIDED', 'SUSPENDED'], 'expire', 'DAY', 'EXPIRED'],
  [['PROVIDED'], 'suspend', 'AGREEMENT', 'SUSPENDED'],
  [['SUSPENDED'], 'resume', 'AGREEMENT', 'PROVIDED'],
];

describe('the life of an application', () => {
  const all = states.flatMap((state) => acts.flatMap((act) => roles.map((role) => ({ state, act, role }))));

  it(`is exactly the law's in each of ${all.length} meetings of a state, an act and a role`, () => {
    const allowed = all.flatMap(({ state, act, role }) => {
      const verdict = judge(applicationTable, { state, act, roles: [role] }, factsFor(act));
      if (!verdict.isAllowed) expect(verdict.says).toMatch(/^申请现为“.+”，/);
      return verdict.isAllowed ? [`${state} ${act} ${role} ${verdict.step.to}`] : [];
    });
    const expected = lawful.flatMap(([from, act, role, to]) =>
      from.map((state) => `${state} ${act} ${role} ${to ?? state}`),
    );
    expect(allowed.sort()).toEqual(expected.sort());
  });

  it('has one row at most for a state, an act and a role', () => {
    const rows = applicationTable.steps.map(({ from, act, role }) => `${from} ${act} ${role}`);
    expect(new Set(rows).size).toBe(rows.length);
  });

  it('grants nothing by silence: no day and no single official leads to a right', () => {
    const granting = applicationTable.steps.filter(
      ({ to, from }) => ['GRANTED', 'AGREED'].includes(to) && to !== from,
    );
    expect(granting.length).toBeGreaterThan(0);
    for (const { act, role, needs } of granting) {
      expect(['PROVIDER', 'AUTHORITY']).toContain(role);
      for (const facts of [met({ preparedBy: null }), met({ preparedBy: 'approver' })])
        expect([act, needs.every((need) => need.isMet({ ...facts, isConditional: false }))]).toEqual([
          act,
          false,
        ]);
    }
  });

  it.each<[Act, ApplicationState, Role, Partial<Facts>, RegExp]>([
    ['submitApplication', ApplicationState.DRAFT, 'APPLICANT', { preparedBy: 'approver' }, /另一位经办人/],
    ['submitApplication', ApplicationState.DRAFT, 'APPLICANT', { preparedBy: null }, /先由经办人/],
    ['grantApplication', ApplicationState.CHECKED, 'AUTHORITY', {}, /应转提供方/],
    ['forwardApplication', ApplicationState.CHECKED, 'AUTHORITY', { isConditional: false }, /应直接授权/],
    ['forwardApplication', ApplicationState.CHECKED, 'AUTHORITY', { preparedBy: 'approver' }, /另一位经办人/],
    ['returnApplication', ApplicationState.SUBMITTED, 'AUTHORITY', { reason: ' ' }, /理由/],
    ['returnApplication', ApplicationState.SUBMITTED, 'AUTHORITY', { basis: '不合适' }, /法律依据/],
    ['proposeRefusal', ApplicationState.FORWARDED, 'PROVIDER', { basis: null }, /法律依据/],
    ['proposeRefusal', ApplicationState.FORWARDED, 'PROVIDER', { reason: null }, /理由/],
    ['agreeToApplication', ApplicationState.FORWARDED, 'PROVIDER', { proposal: null }, /拟同意/],
    ['agreeToApplication', ApplicationState.FORWARDED, 'PROVIDER', { proposal: 'REFUSE' }, /拟同意/],
    ['agreeToApplication', ApplicationState.OVERDUE, 'PROVIDER', { preparedBy: 'approver' }, /另一位经办人/],
    ['agreeToApplication', ApplicationState.FORWARDED, 'PROVIDER', { isClockPaused: true }, /已中止/],
    ['refuseApplication', ApplicationState.FORWARDED, 'PROVIDER', {}, /拟拒绝/],
    [
      'extendReply',
      ApplicationState.FORWARDED,
      'PROVIDER',
      { extension: { days: 11, atMost: 10 } },
      /不超过/,
    ],
    ['extendReply', ApplicationState.FORWARDED, 'PROVIDER', { extension: { days: 0, atMost: 10 } }, /不少于/],
    ['supplementApplication', ApplicationState.FORWARDED, 'APPLICANT', {}, /没有等待补正/],
    ['urgeApplication', ApplicationState.FORWARDED, 'APPLICANT', { isDueSoon: false }, /暂不能催办/],
    ['extendReply', ApplicationState.EXTENDED, 'PROVIDER', {}, /不能“延长答复”；本单位此时可办：/],
    ['agreeToApplication', ApplicationState.FORWARDED, 'APPLICANT', {}, /“同意共享”由提供方办理/],
    ['checkApplication', ApplicationState.WITHDRAWN, 'AUTHORITY', {}, /没有可办的事项/],
  ])('refuses %s in %s to %s with %j', (act, state, role, change, says) => {
    const verdict = judge(applicationTable, { state, act, roles: [role] }, met(change));
    expect(verdict).toEqual({ isAllowed: false, says: expect.stringMatching(says) as string });
  });

  it.each([
    ['政务数据共享条例 第23条', true],
    ['征信业管理条例第二十八条', true],
    ['晋市政办〔2024〕1号', true],
    ['领导同意', false],
    ['', false],
    [null, false],
  ])('takes %j for a legal basis: %s', (text, is) => {
    expect(isLegalBasis(text)).toBe(is);
  });
});

describe('whose affair an application is', () => {
  const application = { applicant: 'CITY', division: '1405', provider: 'TAX', scope: null };
  const unit = (code: string, division?: string): UnitCaller => ({
    kind: 'unit',
    unit: code,
    system: 'main',
    purpose: 'SHARING',
    official: 'o',
    expiresAt: 0,
    ...(division === undefined ? {} : { division }),
  });

  it.each([
    [unit('CITY', '1405'), application, ['APPLICANT']],
    [unit('CITY'), application, ['APPLICANT']],
    [unit('CITY', '1401'), application, []],
    [unit('TAX'), application, ['PROVIDER']],
    [unit('DATA'), application, ['AUTHORITY']],
    [unit('FIN'), application, []],
    [unit('DATA'), { ...application, provider: 'HUB' }, ['PROVIDER', 'AUTHORITY']],
    [
      unit('CITY', '1405'),
      { applicant: 'FIN', division: null, provider: 'CITY', scope: { divisions: ['140502'] } },
      ['PROVIDER'],
    ],
    [
      unit('CITY', '1405'),
      { applicant: 'FIN', division: null, provider: 'CITY', scope: { divisions: ['140502', '1401'] } },
      [],
    ],
    [unit('CITY', '1405'), { applicant: 'FIN', division: null, provider: 'CITY', scope: null }, []],
    [unit('CITY'), { applicant: 'FIN', division: null, provider: 'CITY', scope: null }, ['PROVIDER']],
  ])('%j meets it as expected', (caller, one, expected) => {
    expect(rolesOf(one, caller)).toEqual(expected);
  });
});

describe('what is applied for', () => {
  const { policies } = buildGraph(units);
  const content = {
    provider: 'TAX',
    operation: null,
    fields: ['Tax.sizeClass'],
    thresholds: {},
    purpose: 'M05',
    basis: '方案 第5条',
    scene: '核定奖励',
    scope: null,
    outcome: 'clear',
    manner: SharingManner.QUERY,
    startsOn: '2026-03-02',
    endsOn: '2027-03-01',
  } as const;
  const applying = { applicant: 'FIN', policies, today: '2026-03-02' };

  it('may be asked', () => {
    expect([contentFault(content, applying), missingContent(content)]).toEqual([undefined, undefined]);
  });

  it.each([
    [{ fields: [] }, 'BAD_USER_INPUT', '没有申请任何字段'],
    [{ fields: ['Tax.nothing'] }, 'BAD_USER_INPUT', '没有 Tax.nothing 这个字段'],
    [{ fields: ['Registration.name'] }, 'BAD_USER_INPUT', '向社会开放'],
    [{ fields: ['Fiscal.ipSubsidyQuote'] }, 'BAD_USER_INPUT', '本单位自己的'],
    [{ fields: ['Query.applications'] }, 'BAD_USER_INPUT', '凭 SHARING 用途'],
    [{ fields: ['Trade.entityListRisk'] }, 'DENIED_WITHHELD', '不予共享，不能申请'],
    [{ startsOn: '2026-03-01' }, 'BAD_USER_INPUT', '不能始于过去'],
    [{ endsOn: '2026-03-01' }, 'BAD_USER_INPUT', '不能早于始日'],
    [{ purpose: 'M01' }, 'BAD_USER_INPUT', '不承担用途 M01'],
    [{ fields: ['Tax.revenueAtLeast'] }, 'BAD_USER_INPUT', '没有约定可问的阈值'],
    [{ outcome: 'masked' as const }, 'BAD_USER_INPUT', '无法掩码'],
  ])('may not be %j', (change, code, about) => {
    const fault = contentFault({ ...content, ...change }, applying);
    expect(fault?.code).toBe(code);
    expect(fault?.about).toContain(about);
  });

  it('is refused with the withheld field’s own basis', () => {
    const fault = contentFault({ ...content, fields: ['Trade.entityListRisk'] }, applying);
    expect(fault).toMatchObject({
      unit: 'COM',
      field: 'Trade.entityListRisk',
      basis: expect.stringContaining('数据安全法') as string,
    });
  });

  it('may be no unconditional field for a state enterprise', () => {
    expect(contentFault({ ...content, purpose: 'M06' }, { ...applying, applicant: 'FHG' })?.about).toContain(
      '国有企业',
    );
  });

  it.each([
    [{ basis: null }, '缺少使用依据'],
    [{ basis: '工作需要' }, '条款'],
    [{ scene: null }, '缺少使用场景'],
  ])('is not complete with %j', (change, missing) => {
    expect(missingContent({ ...content, ...change })).toContain(missing);
  });
});
