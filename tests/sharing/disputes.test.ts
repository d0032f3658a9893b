import {
  DisputeState,
  disputeTable,
  type DisputeAct,
  type DisputeFacts,
  type DisputeRole,
} from '../../src/sharing/disputes/dispute-state';
import { judge } from '../../src/sharing/state-table';

const facts: DisputeFacts = {
  official: 'approver',
  preparedBy: 'clerk',
  unit: 'FIN',
  offeredBy: 'TAX',
  reason: '理由',
  basis: '政务数据共享条例 第29条',
};
const roles: readonly DisputeRole[] = ['APPLICANT', 'PROVIDER', 'AUTHORITY'];

const lawful: readonly [from: string, act: DisputeAct, roles: readonly DisputeRole[], to: string][] = [
  ['NEGOTIATING', 'offerSettlement', ['APPLICANT', 'PROVIDER'], 'NEGOTIATING'],
  ['COORDINATING', 'offerSettlement', ['APPLICANT', 'PROVIDER'], 'COORDINATING'],
  ['NEGOTIATING', 'acceptSettlement', ['APPLICANT', 'PROVIDER'], 'SETTLED'],
  ['COORDINATING', 'acceptSettlement', ['APPLICANT', 'PROVIDER'], 'SETTLED'],
  ['NEGOTIATING', 'escalateDispute', ['APPLICANT', 'PROVIDER'], 'COORDINATING'],
  ['COORDINATING', 'proposeDecision', ['AUTHORITY'], 'COORDINATING'],
  ['COORDINATING', 'decideDispute', ['AUTHORITY'], 'DECIDED'],
];

it('the life of a dispute is exactly the law’s in every meeting of a state, an act and a role', () => {
  const allowed = Object.values(DisputeState).flatMap((state) =>
    (Object.keys(disputeTable.acts) as DisputeAct[]).flatMap((act) =>
      roles.flatMap((role) => {
        const verdict = judge(disputeTable, { state, act, roles: [role] }, facts);
        return verdict.isAllowed ? [`${state} ${act} ${role} ${verdict.step.to}`] : [];
      }),
    ),
  );
  const expected = lawful.flatMap(([from, act, by, to]) => by.map((role) => `${from} ${act} ${role} ${to}`));
  expect(allowed.sort()).toEqual(expected.sort());
});

it.each<[DisputeAct, DisputeState, DisputeRole, Partial<DisputeFacts>, RegExp]>([
  ['acceptSettlement', DisputeState.NEGOTIATING, 'APPLICANT', { offeredBy: null }, /还没有和解方案/],
  ['acceptSettlement', DisputeState.NEGOTIATING, 'APPLICANT', { offeredBy: 'FIN' }, /须由对方接受/],
  ['escalateDispute', DisputeState.NEGOTIATING, 'PROVIDER', { reason: ' ' }, /请写明内容/],
  ['proposeDecision', DisputeState.COORDINATING, 'AUTHORITY', { basis: '酌情' }, /法律依据/],
  ['decideDispute', DisputeState.COORDINATING, 'AUTHORITY', { preparedBy: null }, /先由经办人拟定/],
  ['decideDispute', DisputeState.COORDINATING, 'AUTHORITY', { preparedBy: 'approver' }, /另一位经办人/],
  ['decideDispute', DisputeState.NEGOTIATING, 'AUTHORITY', {}, /争议现为“协商中”，不能“作出决定”/],
  ['offerSettlement', DisputeState.SETTLED, 'APPLICANT', {}, /没有可办的事项/],
])('refuses %s in %s to %s with %j', (act, state, role, change, says) => {
  const verdict = judge(disputeTable, { state, act, roles: [role] }, { ...facts, ...change });
  expect(verdict).toEqual({ isAllowed: false, says: expect.stringMatching(says) as string });
});
