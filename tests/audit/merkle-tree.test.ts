import * as fc from 'fast-check';
import { createHash } from 'node:crypto';
import {
  consistencyPath,
  EMPTY_ROOT,
  Frontier,
  inclusionPath,
  isConsistent,
  isIncluded,
  joined,
  leafHash,
  nodeHash,
  subtreesOf,
  type Hash,
  type LeafRange,
} from '../../src/audit/merkle-tree';

/** The test data of Certificate Transparency's reference implementation (transparency-dev/merkle, testonly). */
const leaves = [
  '',
  '00',
  '10',
  '2021',
  '3031',
  '40414243',
  '5051525354555657',
  '606162636465666768696a6b6c6d6e6f',
].map((hex) => Buffer.from(hex, 'hex').toString('latin1'));

const roots = [
  'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
].map((hex) => Buffer.from(hex, 'hex'));

const node = {
  leaf0: '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  leaf1: '96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7',
  leaf4: 'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b',
  pair0: 'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  pair1: '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
  pair2: '0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a',
  pair3: 'ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0',
  four0: 'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  four1: '6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4',
};

const head = (size: number): { size: number; root: Hash } => ({ size, root: roots[size] ?? EMPTY_ROOT });

/** A leaf whose bytes are not text: the reference's leaves are, but for the generated ones. */
const leafBytes = (bytes: Buffer): Hash => createHash('sha256').update(Buffer.of(0)).update(bytes).digest();

/** RFC 9162 2.1.1, word for word. */
function naiveRoot(hashes: readonly Hash[]): Hash {
  if (hashes.length === 0) return createHash('sha256').digest();
  const [only] = hashes;
  if (hashes.length === 1 && only !== undefined) return only;
  let split = 1;
  while (split * 2 < hashes.length) split *= 2;
  return createHash('sha256')
    .update(Buffer.of(1))
    .update(naiveRoot(hashes.slice(0, split)))
    .update(naiveRoot(hashes.slice(split)))
    .digest();
}

const growing = (hashes: readonly Hash[]): Frontier => {
  const frontier = new Frontier();
  for (const hash of hashes) frontier.append(hash);
  return frontier;
};

/** A proof as the tree's nodes would give it. */
const proofOf = (path: readonly LeafRange[], hashes: readonly Hash[]): Hash[] =>
  path.map((range) =>
    joined(
      subtreesOf(range).map(({ level, index }) =>
        naiveRoot(hashes.slice(index * 2 ** level, (index + 1) * 2 ** level)),
      ),
    ),
  );

const hashed = leaves.map(leafHash);

describe('the published vectors of Certificate Transparency', () => {
  it('hash a leaf and a node', () => {
    expect(leafHash('L123456').toString('hex')).toBe(
      '395aa064aa4c29f7010acfe3f25db9485bbd4b91897b6ad7ad547639252b4d56',
    );
    expect(nodeHash(leafHash(''), hashed[1] ?? EMPTY_ROOT).toString('hex')).toBe(node.pair0);
  });

  it.each(roots.map((root, size) => [size, root.toString('hex')] as const))(
    'give %i leaves their root',
    (size, root) => {
      expect(growing(hashed.slice(0, size)).root().toString('hex')).toBe(root);
    },
  );

  it.each([
    [10, 'VjWMPSYNtCuCNlF/RLnQy6HcwSk6CIipfxm+hettA+4='],
    [15, 'j4SulYmocFuxdeyp12xXCIgK6PekBcxzAIj4zbQzNEI='],
    [16, 'c+4Uc6BCMOZf/v3NZK1kqTUJe+bBoFtOhP+P3SayKRE='],
    [100, 'dUh9hYH88p0CMoHkdr1wC2szbhcLAXOejWpINIooKUY='],
    [255, 'SmdsuKUqiod3RX2jyF2M6JnbdE4QuTwwipfAowI4/i0='],
  ])('give %i numbered leaves their root', (size, root) => {
    const numbered = Array.from({ length: size }, (_, n) => leafBytes(Buffer.of(n & 0xff, n >> 8)));
    expect(growing(numbered).root().toString('base64')).toBe(root);
  });

  it.each([
    [0, 1, []],
    [0, 2, [node.leaf1]],
    [1, 2, [node.leaf0]],
    [2, 3, [node.pair0]],
    [1, 5, [node.leaf0, node.pair1, node.leaf4]],
    [0, 8, [node.leaf1, node.pair1, node.four1]],
    [5, 8, [node.leaf4, node.pair3, node.four0]],
  ])('prove that leaf %i is one of %i', (index, size, expected) => {
    const proof = proofOf(inclusionPath(index, size), hashed);
    expect(proof.map((item) => item.toString('hex'))).toEqual(expected);
    expect(isIncluded(hashed[index] ?? EMPTY_ROOT, index, head(size), proof)).toBe(true);
  });

  it.each([
    [1, 1, []],
    [1, 8, [node.leaf1, node.pair1, node.four1]],
    [6, 8, [node.pair2, node.pair3, node.four0]],
    [2, 5, [node.pair1, node.leaf4]],
  ])('prove that the tree of %i grew into that of %i', (from, size, expected) => {
    const proof = proofOf(consistencyPath(from, size), hashed);
    expect(proof.map((item) => item.toString('hex'))).toEqual(expected);
    expect(isConsistent(head(from), head(size), proof)).toBe(true);
  });
});

describe('a tree of any size', () => {
  const tree = fc
    .integer({ min: 1, max: 70 })
    .chain((size) => fc.tuple(fc.constant(size), fc.nat(size - 1), fc.integer({ min: 0, max: size })));
  const numbered = Array.from({ length: 70 }, (_, n) => leafHash(`leaf ${n}`));
  const headOf = (size: number): { size: number; root: Hash } => ({
    size,
    root: naiveRoot(numbered.slice(0, size)),
  });

  it('has the root of the recursive definition, and goes on from any frontier', () => {
    fc.assert(
      fc.property(tree, ([size, , from]) => {
        const subtrees = subtreesOf({ begin: 0, end: from }).map(({ level, index }) =>
          naiveRoot(numbered.slice(index * 2 ** level, (index + 1) * 2 ** level)),
        );
        const frontier = new Frontier(from, subtrees);
        for (const hash of numbered.slice(from, size)) frontier.append(hash);
        expect(frontier.root()).toEqual(headOf(size).root);
        expect(frontier.size).toBe(size);
      }),
    );
  });

  it('proves every leaf, and with a changed, shortened or lengthened proof none', () => {
    fc.assert(
      fc.property(tree, fc.nat(), ([size, index], place) => {
        const leaf = numbered[index] ?? EMPTY_ROOT;
        const proof = proofOf(inclusionPath(index, size), numbered);
        expect(isIncluded(leaf, index, headOf(size), proof)).toBe(true);
        for (const bad of spoilt(proof, place))
          expect(isIncluded(leaf, index, headOf(size), bad)).toBe(false);
        expect(isIncluded(leafHash('another'), index, headOf(size), proof)).toBe(false);
        expect(isIncluded(leaf, index + 1, headOf(size), proof)).toBe(false);
        expect(isIncluded(leaf, size, headOf(size), proof)).toBe(false);
      }),
    );
  });

  it('proves every growth, and with a changed, shortened or lengthened proof none', () => {
    fc.assert(
      fc.property(tree, fc.nat(), ([size, , from], place) => {
        const proof = proofOf(consistencyPath(from, size), numbered);
        expect(isConsistent(headOf(from), headOf(size), proof)).toBe(true);
        for (const bad of spoilt(proof, place))
          expect(isConsistent(headOf(from), headOf(size), bad)).toBe(false);
        const other = { size: from, root: leafHash('another') };
        expect(isConsistent(other, headOf(size), proof)).toBe(false);
        expect(isConsistent({ size: size + 1, root: headOf(size).root }, headOf(size), [])).toBe(false);
      }),
    );
  });

  function spoilt(proof: readonly Hash[], place: number): Hash[][] {
    const longer = [
      [...proof, leafHash('more')],
      [leafHash('more'), ...proof],
      [...proof, Buffer.alloc(0)],
    ];
    if (proof.length === 0) return longer;
    const at = place % proof.length;
    const changed = proof.map((item, position) => {
      const copy = Buffer.from(item);
      if (position === at) copy[place % 32] = (copy[place % 32] ?? 0) ^ (1 << (place % 8));
      return copy;
    });
    return [...longer, changed, proof.filter((_, position) => position !== at)];
  }
});
