import { isSignedByOwner, parseCheckpoint, type Checkpoint, type Keyring } from './checkpoint';
import type { CheckpointStore } from './checkpoint-store';
import { EMPTY_ROOT, isConsistent, type Hash } from './merkle-tree';
import { cosignature } from './signed-note';
import type { Signer } from './verifier-key';

/** One unit that watches over the logs of others: it signs only what follows from everything that it signed before. */
export interface Witness {
  /** Under which name it signs. */
  readonly name: string;
  /** The line to add to the checkpoint, once the witness itself remembers it; throws WitnessRefused. */
  cosign(note: string, proofSince: ProofSince): Promise<string>;
}

/** The owner's proof that its log of today begins with that of so many entries. */
export type ProofSince = (size: number) => Promise<readonly Hash[]>;

/** A checkpoint that the witness does not sign: names the reason. */
export class WitnessRefused extends Error {
  override readonly name = 'WitnessRefused';
}

export interface WitnessOptions {
  readonly signer: Signer;
  readonly keys: Keyring;
  /** Where it remembers; it must be able to read and to write all of them. */
  readonly stores: readonly CheckpointStore[];
  readonly now: () => number;
}

export function createWitness({ signer, keys, stores, now }: WitnessOptions): Witness {
  const { name } = signer.verifier;
  const underWay = new Map<string, Promise<string>>();

  return {
    name,
    cosign(note, proofSince) {
      const checkpoint = parseCheckpoint(note);
      if (checkpoint === undefined || !isSignedByOwner(checkpoint, keys))
        return Promise.reject(new WitnessRefused(`${name}：检查点没有所属单位的签名`));
      if (checkpoint.origin === name)
        return Promise.reject(new WitnessRefused(`${name}：不能见证自己的检查点`));
      // One after another for each log, or two of them might both follow from the same one before.
      const before = underWay.get(checkpoint.origin) ?? Promise.resolve('');
      const signed = before.catch(() => '').then(() => sign(checkpoint, proofSince));
      underWay.set(checkpoint.origin, signed);
      return signed;
    },
  };

  async function sign(checkpoint: Checkpoint, proofSince: ProofSince): Promise<string> {
    const seen = await lastSeen(checkpoint.origin);
    if (seen.size > checkpoint.size)
      throw new WitnessRefused(
        `${name}：${checkpoint.origin} 的检查点（${checkpoint.size}）早于已见证的 ${seen.size}`,
      );
    const proof = seen.size === checkpoint.size ? [] : await proofSince(seen.size);
    if (!isConsistent(seen, checkpoint, proof))
      throw new WitnessRefused(
        `${name}：${checkpoint.origin} 的检查点（${checkpoint.size}）与已见证的 ${seen.size} 不一致`,
      );
    for (const store of stores) await store.write(checkpoint);
    return cosignature(checkpoint.signed.text, signer, now());
  }

  /** The furthest that any of its stores remembers: one that was set back is no excuse. */
  async function lastSeen(origin: string): Promise<Pick<Checkpoint, 'size' | 'root'>> {
    const seen = await Promise.all(stores.map((store) => store.read(origin)));
    return seen.reduce<Pick<Checkpoint, 'size' | 'root'>>(
      (last, one) => (one !== undefined && one.size > last.size ? one : last),
      { size: 0, root: EMPTY_ROOT },
    );
  }
}

/** Who is asked to witness a unit's log, in this order: those that come after it in the register, round about. */
export function inWitnessOrder<Item extends { readonly name: string }>(
  name: string,
  all: readonly Item[],
): Item[] {
  const ordered = [...all].sort((a, b) => (a.name < b.name ? -1 : 1));
  const after = ordered.filter((item) => item.name > name);
  const before = ordered.filter((item) => item.name < name);
  return [...after, ...before];
}
