import { generateKeyPairSync, type JsonWebKey } from 'node:crypto';
import { loadSigner } from '../../src/audit/signing-keys';
import { signerOf } from '../../src/audit/verifier-key';
import { ConfigurationError } from '../../src/kit/configuration-error';
import { algorithms, publicKeyOf } from '../../src/kit/signature';
import { sm2 } from '../../src/kit/sm2';
import { withDirectory } from '../audit/support/records';

const base64url = (hex: string): string => Buffer.from(hex, 'hex').toString('base64url');

/** GB/T 32918.5-2017, annex A.2: user id 1234567812345678, message “message digest”; also in OpenSSL's test/sm2_internal_test.c. */
const published = {
  key: {
    kty: 'EC',
    crv: 'SM2',
    x: base64url('09F9DF311E5421A150DD7D161E4BC5C672179FAD1833FC076BB08FF356F35020'),
    y: base64url('CCEA490CE26775A52DC6EA718CC1AA600AED05FBF35E084A6632F6072DA9AD13'),
  },
  d: base64url('3945208F7B2144B13F36E38AC6D39F95889393692860B51A42FB81EF4DF7C5B8'),
  message: Buffer.from('message digest'),
  signature: Buffer.from(
    'F5A03B0648D2C4630EEAC513E1BB81A15944DA3827D5B74143AC7EACEEE720B3' +
      'B1B6AA29DF212FD8763182BC0D421CA1BB9038FD1F7F42D4840B69C485BBC1AA',
    'hex',
  ),
};

/** The same key as OpenSSL writes it: RFC 5915 with the curve 1.2.156.10197.1.301. */
const publishedPem = `-----BEGIN EC PRIVATE KEY-----
MHcCAQEEIDlFII97IUSxPzbjisbTn5WIk5NpKGC1GkL7ge9N98W4oAoGCCqBHM9V
AYItoUQDQgAECfnfMR5UIaFQ3X0WHkvFxnIXn60YM/wHa7CP81bzUCDM6kkM4md1
pS3G6nGMwapgCu0F+/NeCEpmMvYHLamtEw==
-----END EC PRIVATE KEY-----`;

const flipped = (bytes: Buffer, offset: number): Buffer => {
  const bad = Buffer.from(bytes);
  bad[offset] = (bad[offset] ?? 0) ^ 0x01;
  return bad;
};

describe('SM2', () => {
  const { key, d, message, signature } = published;

  it('verifies the signature of the standard, and none with any one byte changed', () => {
    expect(sm2.verify(key, message, signature)).toBe(true);
    const held = [...signature.keys()].filter((at) => sm2.verify(key, message, flipped(signature, at)));
    expect(held).toEqual([]);
    expect(sm2.verify(key, Buffer.from('message digest.'), signature)).toBe(false);
  });

  it('signs what the standard’s key verifies, each time otherwise', () => {
    const [one, other] = [sm2.sign({ ...key, d }, message), sm2.sign({ ...key, d }, message)];
    expect([one.length, sm2.verify(key, message, one), sm2.verify(key, message, other)]).toEqual([
      64,
      true,
      true,
    ]);
    expect(one.equals(other)).toBe(false);
  });

  it.each([
    ['nothing', Buffer.alloc(0)],
    ['zeros', Buffer.alloc(64)],
    ['numbers beyond the order of the curve', Buffer.alloc(64, 0xff)],
    ['another encoding', Buffer.concat([Buffer.from('30460221', 'hex'), signature])],
  ])('takes %s for no signature', (_, bytes) => {
    expect(sm2.verify(key, message, bytes)).toBe(false);
  });
});

describe('a key', () => {
  const ed25519Key = generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' });
  const ofStandard = { ...published.key, d: published.d };

  it.each([
    ['Ed25519', ed25519Key],
    ['SM2', ofStandard],
  ])('of %s is known by what it is, and its public half alone is told', (name, jwk) => {
    const { d: _secret, ...rest } = jwk as JsonWebKey;
    const key = publicKeyOf({ ...jwk, alg: 'none' });
    expect([key?.algorithm.name, key?.publicKey]).toEqual([name, rest]);
  });

  it.each<[string, unknown]>([
    ['no point of the curve', { ...published.key, y: published.key.x }],
    [
      'a point of another curve',
      generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey.export({ format: 'jwk' }),
    ],
    ['a coordinate that is too short', { ...published.key, x: 'AAAA' }],
    ['a coordinate written in another way', { ...published.key, x: `${published.key.x}=` }],
    ['an Ed25519 key that is too short', { ...ed25519Key, x: 'AAAA' }],
    ['an RSA key', { kty: 'RSA', n: 'AQAB', e: 'AQAB' }],
    ['no object', null],
  ])('that is %s is none', (_, jwk) => {
    expect(publicKeyOf(jwk)).toBeUndefined();
  });

  it('signs by its own algorithm and is verified by no other', () => {
    const message = Buffer.from('text');
    for (const jwk of [ed25519Key, ofStandard]) {
      const key = publicKeyOf(jwk);
      if (key === undefined) throw new Error('no key');
      const signature = key.algorithm.sign(jwk, message);
      expect(key.algorithm.verify(key.publicKey, message, signature)).toBe(true);
      expect(key.algorithm.verify(key.publicKey, message, signature.subarray(1))).toBe(false);
    }
    expect(algorithms.map(({ name, note }) => [name, note !== undefined])).toEqual([
      ['Ed25519', true],
      ['SM2', false],
    ]);
  });

  it('of SM2 signs no record, and the hub says so in one line', () =>
    withDirectory(async (dataDir) => {
      expect(signerOf('srdi-hub/TAX', ofStandard)).toBeUndefined();
      await expect(loadSigner(dataDir, 'tax', publishedPem)).rejects.toThrow(
        new ConfigurationError(
          'UNIT_TAX_SIGNING_KEY 不是 PEM 格式的 Ed25519 私钥（留痕只以 Ed25519 签署）：请用 openssl genpkey -algorithm ed25519 生成',
        ),
      );
    }));
});
