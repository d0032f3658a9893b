import fc from 'fast-check';
import {
  codesAfter,
  codeSetOf,
  countOf,
  decodeCodeSet,
  encodeCodeSet,
  inAll,
  notIn,
  type CodeSet,
} from '../../src/kit/code-set';
import { hasOrganisationCheck, makeUscc, USCC_ALPHABET, usccCheckDigit } from '../../src/kit/codes/uscc';

/** Codes as registered: some with the inner check of GB 11714, some without. */
const aCode = fc.oneof(
  fc
    .tuple(fc.constantFrom('140198', '140199', '140298'), fc.nat(99_999_999))
    .map(([division, serial]) => makeUscc(division, serial)),
  fc
    .tuple(
      fc.constantFrom('91140198', '92140298', '93140399'),
      fc.array(fc.constantFrom(...USCC_ALPHABET), { minLength: 9, maxLength: 9 }),
    )
    .map(([head, tail]) => head + tail.join(''))
    .map((body) => body + usccCheckDigit(body)),
);
const someCodes = fc.uniqueArray(aCode, { maxLength: 60 });

function setOf(codes: readonly string[]): Promise<CodeSet> {
  const groups = new Map<string, string>();
  for (const code of codes)
    groups.set(code.slice(0, 8), (groups.get(code.slice(0, 8)) ?? '') + code.slice(8));
  return codeSetOf([...groups].map(([head, tails]) => ({ head, tails })));
}

const listed = (set: CodeSet): string[] => codesAfter(set, undefined, 1_000);

it('holds exactly its codes, also after the way over text', () =>
  fc.assert(
    fc.asyncProperty(someCodes, async (codes) => {
      const set = await setOf(codes);
      const back = await decodeCodeSet(await encodeCodeSet(set));
      expect(countOf(back)).toBe(codes.length);
      expect(listed(back)).toEqual(listed(set));
      expect(listed(back).sort()).toEqual([...codes].sort());
    }),
  ));

it('lists codes with the inner check in their order', async () => {
  const codes = Array.from({ length: 50 }, (_, serial) => makeUscc('140198', serial * 7919));
  expect(codes.every(hasOrganisationCheck)).toBe(true);
  expect(listed(await setOf(codes))).toEqual([...codes].sort());
});

it('intersects and subtracts as sets do', () =>
  fc.assert(
    fc.asyncProperty(someCodes, someCodes, someCodes, async (shared, left, right) => {
      const a = [...new Set([...shared, ...left])];
      const b = [...new Set([...shared, ...right])];
      const sets = await Promise.all([setOf(a), setOf(b)]);
      expect(listed(await inAll(sets)).sort()).toEqual(a.filter((code) => b.includes(code)).sort());
      expect(listed(await notIn(sets[0], [sets[1]])).sort()).toEqual(
        a.filter((code) => !b.includes(code)).sort(),
      );
    }),
  ));

it('pages through without missing or repeating a code', () =>
  fc.assert(
    fc.asyncProperty(someCodes, fc.integer({ min: 1, max: 7 }), async (codes, size) => {
      const set = await setOf(codes);
      const seen: string[] = [];
      for (let page = codesAfter(set, undefined, size); page.length > 0;)
        page = codesAfter(set, (seen.push(...page), seen.at(-1)), size);
      expect(seen).toEqual(listed(set));
    }),
  ));

it('refuses what is no code, and what is cut off', async () => {
  const code = makeUscc('140198', 5);
  const wrong = code.slice(0, 17) + (code.endsWith('0') ? '1' : '0');
  await expect(setOf([wrong])).rejects.toThrow('fails its check');
  await expect(setOf([code.slice(0, 17)])).rejects.toThrow('18 characters');
  const text = await encodeCodeSet(await setOf([code, makeUscc('140198', 99_999)]));
  await expect(decodeCodeSet(text.slice(0, -4))).rejects.toThrow('cut off');
});
