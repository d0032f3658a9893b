import { Resolver } from 'type-graphql';
import { Change, type ChangeDone, type OpenChange } from '../kit/change';
import { checkText } from '../kit/change-checks';
import type { Refusal } from '../kit/refusal';
import { chinaDay } from '../kit/today';
import { consumerByCode, sharingAuthority } from '../kit/unit-directory';
import { checkAgreement, ForbiddenAgreement } from '../policy/agreement-check';
import { agreementDigest, policiesDigest } from '../policy/bundle';
import { noteAct } from './acts';
import { AgreementDecision, AgreementRevision, AgreementSigning } from './agreement-inputs';
import { familyOf, revised } from './agreement-revision';
import {
  lockAgreement,
  sideOf,
  signerOf,
  textToSign,
  writeDrafts,
  type AgreementContent,
  type AgreementStanding,
  type Side,
} from './agreements';
import { hubOf } from './hub-context';
import { whenInForce } from './in-force';
import { AGREEMENTS, publish } from './publication';
import { keysOf, signingKey } from './signatures';
import type { AgreementState } from './tables';

const AGREEMENT = '政务数据共享条例 第21–22条';
const NO_FURTHER_USE = '政务数据共享条例 第25条';

/** What a party, or the authority, does with an agreement; whoever is neither learns nothing of it. */
@Resolver()
export class AgreementActs {
  @Change(AgreementSigning, { zh: '签署共享协议', basis: AGREEMENT, makers: ['UNIT', 'AUTHORITY'] })
  async signAgreement({ no, signature }: AgreementSigning, change: OpenChange): Promise<ChangeDone> {
    const { standing, unit, official } = await partyTo(no, change);
    const { content, state, preparedBy } = standing;
    const side = sideOf(content, unit);
    if (side === undefined) throw change.refusal('签署的是协议双方；主管部门不代为签署');
    if (!awaits(state, side)) throw change.refusal(`协议现为${stateLabels[state]}，不待本单位签署`);
    if (preparedBy === official) throw change.refusal('起草人不签署自己起草的协议，请由另一经办人签署');
    if (content.validUntil < change.today)
      throw change.refusal(`协议期限已于 ${content.validUntil} 届满，请拟订新版`);
    const key = signingKey(await keysOf(change.query, unit), textToSign(content), signature);
    if (key === undefined)
      throw change.refusal('签名与本单位登记的公钥或协议内容不符：请对 textToSign 原文重新签名');
    if (key.withdrawnAt !== null)
      throw change.refusal(
        `所用密钥已于 ${chinaDay(key.withdrawnAt.getTime())} 停用：请登记新密钥（srdi-hub register-key），以新密钥重新签署`,
      );
    await change.query(
      `INSERT INTO agreement_signature (agreement, side, unit, kid, signature, official, signed_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7)`,
      [no, side, unit, key.kid, signature, official, change.now],
    );
    const to = state === 'DRAFT' ? (side === 'consumer' ? 'CONSUMER_SIGNED' : 'PROVIDER_SIGNED') : 'IN_FORCE';
    await moveTo(change, { no, act: 'signAgreement', from: state, to });
    if (to === 'IN_FORCE') await bringIntoForce(content, change);
    return { no };
  }

  @Change(AgreementDecision, { zh: '中止共享协议', basis: NO_FURTHER_USE, makers: ['UNIT', 'AUTHORITY'] })
  async suspendAgreement(decision: AgreementDecision, change: OpenChange): Promise<ChangeDone> {
    const { unit } = await decided(decision, change, 'suspendAgreement', ['IN_FORCE'], 'SUSPENDED');
    await change.query('UPDATE agreement SET suspended_by = $2 WHERE id = $1', [decision.no, unit]);
    return { no: decision.no };
  }

  @Change(AgreementDecision, { zh: '恢复共享协议', basis: AGREEMENT, makers: ['UNIT', 'AUTHORITY'] })
  async resumeAgreement(decision: AgreementDecision, change: OpenChange): Promise<ChangeDone> {
    const { standing, unit } = await decided(decision, change, 'resumeAgreement', ['SUSPENDED'], 'IN_FORCE');
    if (standing.suspendedBy !== unit && unit !== sharingAuthority.code)
      throw change.refusal('由中止的一方或主管部门恢复');
    await change.query('UPDATE agreement SET suspended_by = NULL WHERE id = $1', [decision.no]);
    return { no: decision.no };
  }

  @Change(AgreementDecision, { zh: '撤销共享协议', basis: NO_FURTHER_USE, makers: ['UNIT', 'AUTHORITY'] })
  async revokeAgreement(decision: AgreementDecision, change: OpenChange): Promise<ChangeDone> {
    const standing: readonly AgreementState[] = [
      'DRAFT',
      'CONSUMER_SIGNED',
      'PROVIDER_SIGNED',
      'IN_FORCE',
      'SUSPENDED',
    ];
    await decided(decision, change, 'revokeAgreement', standing, 'REVOKED');
    return { no: decision.no };
  }

  /** The next version, a draft of its own: the present one stays in force until both sides have signed the next. */
  @Change(AgreementRevision, { zh: '拟订协议新版', basis: AGREEMENT, makers: ['UNIT', 'AUTHORITY'] })
  async reviseAgreement(revision: AgreementRevision, change: OpenChange): Promise<ChangeDone> {
    const { standing, unit, official } = await partyTo(revision.no, change);
    const { content, state } = standing;
    if (sideOf(content, unit) === undefined) throw change.refusal('拟订新版的是协议双方');
    if (state !== 'IN_FORCE' && state !== 'SUSPENDED')
      throw change.refusal(`协议现为${stateLabels[state]}，不能拟订新版`);
    const [newest] = await change.query<{ version: number }>(
      `SELECT max(version) AS version FROM agreement WHERE id = $1 OR starts_with(id, $1 || '-v')`,
      [familyOf(content.id)],
    );
    const next = revised(content, revision, (newest?.version ?? content.version) + 1);
    checkForce(next, change);
    await writeDrafts(change.query, [next], official);
    await noteAct(change, { kind: 'agreement', subject: next.id, act: 'reviseAgreement', to: 'DRAFT' });
    return { no: next.id };
  }
}

const stateLabels: Readonly<Record<AgreementState, string>> = {
  DRAFT: '草案',
  CONSUMER_SIGNED: '需求方已签',
  PROVIDER_SIGNED: '提供方已签',
  IN_FORCE: '生效',
  SUSPENDED: '中止',
  SUPERSEDED: '由新版取代',
  REVOKED: '撤销',
};

interface Party {
  readonly standing: AgreementStanding;
  readonly unit: string;
  readonly official: string;
}

/** One act on agreements at a time: of two at once, the second finds what the first has left. */
async function partyTo(no: string, change: OpenChange): Promise<Party> {
  const { caller } = change.owner;
  if (caller.kind !== 'unit') throw unknownTo(change);
  await change.alone(AGREEMENTS);
  const standing = await lockAgreement(change.query, no);
  const { unit, official } = caller;
  const isParty = standing !== undefined && sideOf(standing.content, unit) !== undefined;
  if (standing === undefined || (!isParty && unit !== sharingAuthority.code)) throw unknownTo(change);
  return { standing, unit, official };
}

function unknownTo(change: OpenChange): Refusal {
  return change.refusal('没有这份协议，或与本单位无关', { code: 'UNKNOWN_SUBJECT' });
}

function awaits(state: AgreementState, side: Side): boolean {
  return state === 'DRAFT' || state === (side === 'consumer' ? 'PROVIDER_SIGNED' : 'CONSUMER_SIGNED');
}

/** What the provider or the authority decides, with reason and legal basis. */
async function decided(
  { no, reason, basis }: AgreementDecision,
  change: OpenChange,
  act: string,
  from: readonly AgreementState[],
  to: AgreementState,
): Promise<Party> {
  checkText(change, '理由', reason);
  checkText(change, '法定依据', basis);
  const party = await partyTo(no, change);
  const { standing, unit } = party;
  if (unit !== signerOf(standing.content, 'provider') && unit !== sharingAuthority.code)
    throw change.refusal('由提供方或主管部门决定');
  if (!from.includes(standing.state))
    throw change.refusal(`协议现为${stateLabels[standing.state]}，不能${actLabels[act] ?? act}`);
  // What would be in force again must still be allowed: a field may have been classed anew.
  if (to === 'IN_FORCE') checkForce(standing.content, change);
  await moveTo(change, { no, act, from: standing.state, to, note: `${reason}（${basis}）` });
  if (standing.state === 'IN_FORCE' || to === 'IN_FORCE') await publishFor(change);
  return party;
}

const actLabels: Readonly<Record<string, string>> = {
  suspendAgreement: '中止',
  resumeAgreement: '恢复',
  revokeAgreement: '撤销',
};

interface Move {
  readonly no: string;
  readonly act: string;
  readonly from: AgreementState;
  readonly to: AgreementState;
  readonly note?: string;
}

async function moveTo(change: OpenChange, { no, act, from, to, note }: Move): Promise<void> {
  await change.query('UPDATE agreement SET state = $2 WHERE id = $1', [no, to]);
  await noteAct(change, { kind: 'agreement', subject: no, act, from, to, note: note ?? null });
}

/** Checked once more, since fields may have been classed anew after it was drafted. */
async function bringIntoForce(content: AgreementContent, change: OpenChange): Promise<void> {
  checkForce(content, change);
  await change.query('UPDATE agreement SET digest = $2 WHERE id = $1', [
    content.id,
    agreementDigest(content),
  ]);
  if (content.supersedes !== null) {
    const superseded = await lockAgreement(change.query, content.supersedes);
    if (superseded?.state !== 'IN_FORCE')
      throw change.refusal(
        `所取代的 ${content.supersedes} 现为${stateLabels[superseded?.state ?? 'REVOKED']}，新版不能生效`,
      );
    await moveTo(change, {
      no: content.supersedes,
      act: 'signAgreement',
      from: 'IN_FORCE',
      to: 'SUPERSEDED',
    });
  }
  if (content.application !== null) for (const step of whenInForce) await step(change, content.application);
  await publishFor(change);
}

function checkForce(content: AgreementContent, change: OpenChange): void {
  try {
    checkAgreement(content, hubOf(change).policies, consumerByCode);
  } catch (error) {
    throw error instanceof ForbiddenAgreement ? change.refusal(error.message) : error;
  }
}

async function publishFor(change: OpenChange): Promise<void> {
  const { policies, changes } = hubOf(change);
  const { query, today, now: at } = change;
  await publish(query, { policies: policiesDigest(policies, changes), today, at });
}
