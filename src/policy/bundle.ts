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
  readonly agreements: readonly Agreement[];
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
  const inOrder = [...agreements].sort((a, b) => (a.id < b.id ? -1 : 1));
  checkVersions(inOrder);
  for (const agreement of inOrder) checkAgreement(agreement, policies, consumers);
  return bundleFrom({ agreements: inOrder, policies, changes });
}

function bundleFrom({
  agreements,
  policies,
  changes,
}: Pick<Bundle, 'agreements' | 'policies' | 'changes'>): Bundle {
  const grants = new Map<string, Map<string, Agreement[]>>();
  for (const agreement of agreements) {
    const byField = kept(grants, agreement.consumer, () => new Map<string, Agreement[]>());
    for (const field of agreement.fields) kept(byField, field, (): Agreement[] => []).push(agreement);
  }
  const content = {
    agreements: agreements.map((agreement) => [agreement.id, agreementDigest(agreement)] as const),
    policies: policiesDigest(policies, changes),
  };
  return { hash: bundleHash(content), agreements, policies, changes, grants };
}

/** All of a bundle as text: whoever has it can judge every decision again. */
export function bundleText({ agreements, policies, changes }: Bundle): string {
  return canonicalJson({ agreements, policies: [...policies.values()], changes: [...changes.values()] });
}

/** The bundle that a text holds, with the hash of what stands there; undefined where it holds none. */
export function bundleOf(text: string): Bundle | undefined {
  const content: unknown = JSON.parse(text);
  if (!isWhole(content)) return undefined;
  return bundleFrom({
    agreements: content.agreements,
    policies: new Map(content.policies.map((policy) => [policy.coordinate, policy])),
    changes: new Map(content.changes.map((change) => [change.coordinate, change])),
  });
}

interface WholeBundle {
  readonly agreements: readonly Agreement[];
  readonly policies: readonly FieldPolicy[];
  readonly changes: readonly ChangePolicy[];
}

function isWhole(value: unknown): value is WholeBundle {
  return typeof value === 'object' && value !== null && 'policies' in value && 'agreements' in value;
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
