import { createPrivateKey, generateKeyPairSync } from 'node:crypto';
import { parseCheckpoint, signCheckpoint } from '../../src/audit/checkpoint';
import { EMPTY_ROOT } from '../../src/audit/merkle-tree';
import { cosignature, isCosignedBy, isSignedBy, parseNote, signNote } from '../../src/audit/signed-note';
import {
  parseVerifier,
  signerOf,
  verifierText,
  type Signer,
  type Verifier,
} from '../../src/audit/verifier-key';

const verifierOf = (text: string): Verifier => {
  const verifier = parseVerifier(text);
  if (verifier === undefined) throw new Error(`no key: ${text}`);
  return verifier;
};

const signerFrom = (name: string, key = generateKeyPairSync('ed25519').privateKey): Signer => {
  const signer = signerOf(name, key.export({ format: 'jwk' }));
  if (signer === undefined) throw new Error('no Ed25519 key');
  return signer;
};

/** From C2SP signed-note, and from the tests of golang.org/x/mod/sumdb/note. */
const published = [
  {
    key: 'example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k',
    note: 'This is an example message.\n\n— example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=\n',
  },
  {
    key: 'PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW',
    note: "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n\n— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n",
  },
];

/** A checkpoint of a staging log of Certificate Transparency, signed by the log and cosigned by a public witness. */
const LIVE = `arche2025h1.staging.ct.transparency.dev
1432088532
U7WM79jrzyhGZ5/GUBTpM7NzwdyfFx61t3RovgcC4Ro=

— arche2025h1.staging.ct.transparency.dev ui8GwCF1+kWqZrxGdhj4aX3gcw7XUlXQQabg/27lefwhUkzbC3NygNI75MdhL1bfTW9g8Ei59RA23oHP7Ry1k3ZFWwQ=
— remora.n621.de 2net5wAAAABqEiEgPlfF3V06o0Y+fHM+J5J9s27wgxxcOVSpZ/2g/KSiXCg9DEZI+aVCIobWX9sXTynk5XeU/zZ0WBxtqB0DrAWfBw==
`;

describe('published notes', () => {
  it.each(published)('verify with the key $key, which reads back as it was written', ({ key, note }) => {
    const verifier = verifierOf(key);
    const parsed = parseNote(note);
    expect(verifierText(verifier)).toBe(key);
    expect(parsed !== undefined && isSignedBy(parsed, verifier)).toBe(true);
  });

  it('are signed byte for byte alike with the published private key', () => {
    const seed = Buffer.from('AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz', 'base64').subarray(1);
    const pkcs8 = Buffer.concat([Buffer.from('302e020100300506032b657004220420', 'hex'), seed]);
    const signer = signerFrom('PeterNeumann', createPrivateKey({ key: pkcs8, format: 'der', type: 'pkcs8' }));
    const { note } = published[1] ?? { note: '' };
    expect(signNote(parseNote(note)?.text ?? '', signer)).toBe(note);
  });

  it('of a living log verify, as signed by it and as cosigned by a witness', () => {
    const note = parseNote(LIVE);
    if (note === undefined) throw new Error('not a note');
    const log = verifierOf(
      'arche2025h1.staging.ct.transparency.dev+ba2f06c0+AU0vHmlGCS/PdN8b2OaGmKprLI8HKM+dJ472xgFYh15f',
    );
    // The witness publishes its key under the type of cosignatures; the key itself is the same.
    const witness = verifierOf(
      verifierText({
        ...log,
        name: 'remora.n621.de',
        publicKey: Buffer.from('BOvN63jn/bLvkieywe8R6UYAtVtNbZpXh34x7onlmtw2', 'base64').subarray(1),
      }),
    );
    expect(isSignedBy(note, log)).toBe(true);
    expect(isCosignedBy(note, witness)).toBe(true);
    const grown = { ...note, text: note.text.replace('1432088532', '1432088533') };
    expect(isSignedBy(grown, log)).toBe(false);
    expect(isCosignedBy(grown, witness)).toBe(false);
  });

  it.each([
    'PeterNeumann+c74f20a4+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW',
    'PeterNeumann+173116ae+ZRpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW',
    'PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy1w==',
    'PeterNeumann+c74f20a3',
    '',
  ])('are not verified with %j, which is no key of ours', (text) => {
    expect(parseVerifier(text)).toBeUndefined();
  });
});

describe('a checkpoint', () => {
  const owner = signerFrom('srdi-hub/TAX');
  const witness = signerFrom('srdi-hub/SMEB');
  const note = signCheckpoint({ size: 7, root: EMPTY_ROOT }, '2026-01-02T12:00:00.000Z', owner);

  it('reads back, and holds with its signature and its witness', () => {
    const checkpoint = parseCheckpoint(
      note + cosignature(parseNote(note)?.text ?? '', witness, 1_767_355_200_000),
    );
    expect(checkpoint).toMatchObject({
      origin: 'srdi-hub/TAX',
      size: 7,
      root: EMPTY_ROOT,
      time: '2026-01-02T12:00:00.000Z',
      algorithm: 'Ed25519',
    });
    if (checkpoint === undefined) throw new Error('no checkpoint');
    expect(isSignedBy(checkpoint.signed, owner.verifier)).toBe(true);
    expect(isCosignedBy(checkpoint.signed, witness.verifier)).toBe(true);
    // A signature is no cosignature, nor the other way round.
    expect(isCosignedBy(checkpoint.signed, owner.verifier)).toBe(false);
    expect(isSignedBy(checkpoint.signed, witness.verifier)).toBe(false);
  });

  it('does not hold with any one byte changed', () => {
    const bytes = Buffer.from(note);
    const held: number[] = [];
    for (let offset = 0; offset < bytes.length; offset += 1) {
      const bad = Buffer.from(bytes);
      bad[offset] = (bad[offset] ?? 0) ^ 0x01;
      const checkpoint = parseCheckpoint(bad.toString());
      if (checkpoint !== undefined && isSignedBy(checkpoint.signed, owner.verifier)) held.push(offset);
    }
    expect(held).toEqual([]);
  });
});
