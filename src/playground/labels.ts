import { refusals, type RefusalCode } from '../kit/refusal';
import { shareAttributeLabels, type ShareAttribute } from '../kit/share';
import type { Identities, Identity } from './hub-contract';

const levels: Readonly<Record<number, string>> = { 1: '1 公开', 2: '2 内部', 3: '3 敏感', 4: '4 高敏' };

const nextSteps: Readonly<Record<string, string>> = {
  APPLY: '提交共享申请',
  CHANGE_PURPOSE: '换用协议约定的用途，或另行申请',
  REQUEST_CONSENT: '请企业授权',
  USE_LISTED_THRESHOLD: '改用目录列明的阈值',
  READ_CATALOGUE: '查阅数据目录',
  GET_TOKEN: '重新取得令牌',
  RETRY_LATER: '稍后重试',
};

/** What a decision says to a reader: `可读` or the refusal's own words. */
export function outcomeLabel(outcome: string | null): string {
  if (outcome === 'GRANTED') return '可读';
  if (outcome === 'UNAUTHENTICATED') return '需要身份';
  return outcome !== null && isRefusalCode(outcome) ? refusals[outcome].says : (outcome ?? '未判定');
}

export function shareLabel(share: string): string {
  return isShareAttribute(share) ? shareAttributeLabels[share] : share;
}

export const levelLabel = (level: number): string => levels[level] ?? String(level);

export const nextStepLabel = (action: string): string => nextSteps[action] ?? action;

/** `省股权交易中心 · M10 挂牌展示`, with names as far as the hub told them. */
export function identityLabel(identity: Identity, identities: Identities | undefined): string {
  if (identity.kind === 'stranger') return '陌生人（无令牌）';
  if (identity.kind === 'pasted') return '自备令牌';
  if (identity.kind === 'enterprise') {
    const known = identities?.enterprises.find(({ uscc }) => uscc === identity.uscc);
    return `企业 ${known?.name ?? identity.uscc}`;
  }
  const unit = identities?.units.find((candidate) => candidate.unit === identity.unit);
  const system = unit?.systems.find((candidate) => candidate.system === identity.system);
  const purpose = unit?.purposes.find(({ code }) => code === identity.purpose);
  const parts = [
    unit?.name ?? identity.unit,
    system?.name ?? identity.system,
    purposeLabel(identity.purpose, purpose?.name),
  ];
  return parts.join(' · ');
}

export function purposeLabel(code: string, name: string | undefined): string {
  return name === undefined ? code : `${code} ${name}`;
}

function isRefusalCode(code: string): code is RefusalCode {
  return Object.hasOwn(refusals, code);
}

function isShareAttribute(share: string): share is ShareAttribute {
  return Object.hasOwn(shareAttributeLabels, share);
}
