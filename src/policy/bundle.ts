import { createHash } from 'node:crypto';
import { canonicalJson } from '../kit/canonical-json';
import { kept } from '../kit/kept';
import type { ChangePolicy, FieldPolicy, Policy } from '../kit/share';
import type { ConsumerUnit } from '../kit/unit-directory';
import type { Agreement } from './agreement';
import { checkAgreement, ForbiddenAgreement } from './agreement-check';

/** All agreements in force, compiled and hashed: every answer was decided by exactly one bundle. */
export interface Bundle {
  /** Hash of the content. */
  readonly hash: string;
  readonly policies: ReadonlyMap<string, FieldPolicy>;
  /** Root fields that change something; no agreement opens them. */
  readonly changes: ReadonlyMap<string, ChangePolicy>;
  /** Consumer → coordinate → agreements that cover it, for whichever purpose. */
  readonly grants: ReadonlyMap<string, ReadonlyMap<string, readonly Agreement[]>>;
}

/** What a bundle is made of, small enough to be kept for every publication. */
export interface BundleContent {
  /** Number and digest of each agreement, by number. */
  readonly agreements: readonly (readonly [id: string, digest: string])[];
  /** Digest of the policies of all fields and changes. */
  readonly policies: string;
}

export function bundleHash(content: BundleContent): string {
  return digestOf(content);
}

/**
 * Compiles agreements into a bundle. Throws ForbiddenAgreement where one breaks a rule of its own (agreement-check), where
 * two bear one number, or where one is in force beside the version that it takes the place of.
 */
export function compileBundle(
  agreements: readonly Agreement[],
  policies: ReadonlyMap<string, FieldPolicy>,
  consumers: ReadonlyMap<string, ConsumerUnit>,
  changes: ReadonlyMap<string, ChangePolicy> = new Map(),
): Bundle {
  const grants = new Map<string, Map<string, Agreement[]>>();
  const inOrder = [...agreements].sort((a, b) => (a.id < b.id ? -1 : 1));
  checkVersions(inOrder);
  for (const agreement of inOrder) {
    checkAgreement(agreement, policies, consumers);
    const byField = kept(grants, agreement.consumer, () => new Map<string, Agreement[]>());
    for (const field of agreement.fields) kept(byField, field, (): Agreement[] => []).push(agreement);
  }
  const content = {
    agreements: inOrder.map((agreement) => [agreement.id, agreementDigest(agreement)] as const),
    policies: policiesDigest(policies, changes),
  };
  return { hash: bundleHash(content), policies, changes, grants };
}

function checkVersions(agreements: readonly Agreement[]): void {
  const inForce = new Set<string>();
  for (const { id } of agreements) {
    if (inForce.has(id)) throw new ForbiddenAgreement(`协议 ${id}：同一编号不能有两份`);
    inForce.add(id);
  }
  for (const { id, supersedes } of agreements)
    if (typeof supersedes === 'string' && inForce.has(supersedes))
      throw new ForbiddenAgreement(`协议 ${id}：它所取代的 ${supersedes} 仍在生效`);
}

/** An agreement never changes once it is in force, so its digest is made once. */
const digests = new WeakMap<Agreement, string>();

export function agreementDigest(agreement: Agreement): string {
  return kept(digests, agreement, () => digestOf(agreement));
}

const policyDigests = new WeakMap<object, string>();

/** The policies of a process stay as they were declared. */
export function policiesDigest(
  policies: ReadonlyMap<string, FieldPolicy>,
  changes: ReadonlyMap<string, ChangePolicy>,
): string {
  return kept(policyDigests, policies, () => {
    const all = new Map<string, Policy>([...policies, ...changes]);
    return digestOf([...all.keys()].sort().map((coordinate) => all.get(coordinate)));
  });
}

function digestOf(value: unknown): string {
  return createHash('sha256').update(canonicalJson(value)).digest('hex').slice(0, 32);
}
