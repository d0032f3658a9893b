/** Signs in one name; only the algorithm knows how. */
export interface Signer {
  readonly verifier: Verifier;
  sign(message: Buffer): Buffer;
}

/** The public half of a signer. */
export interface Verifier {
  /** Who signs: `srdi-hub/TAX`. */
  readonly name: string;
  readonly algorithm: Algorithm;
  readonly publicKey: Buffer;
  verify(message: Buffer, signature: Buffer): boolean;
}

/**
 * One way to sign. SM2 (GB/T 32918) would be another of these, with type bytes of its own; whoever verifies reads the
 * algorithm off the key, and the checkpoint names it.
 */
export interface Algorithm {
  readonly name: string;
  /** C2SP signed-note: the byte that keys and key ids begin with, for a signature and for a witness's. */
  readonly noteType: number;
  readonly cosignatureType: number;
  readonly signatureBytes: number;
  /** Undefined where the bytes are no key of this algorithm. */
  readonly verifierOf: (name: string, publicKey: Buffer) => Verifier | undefined;
}
