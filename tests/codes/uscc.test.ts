import fc from 'fast-check';
import {
  checkUscc,
  hasOrganisationCheck,
  makeUscc,
  organisationCheckDigit,
  registeringDepartments,
  USCC_ALPHABET,
  usccCheckDigit,
} from '../../src/kit/codes/uscc';

const published = ['912201011239989159', '91350100M000100Y43', '91440300708461136T', '91110000802100433B'];

const serial = fc.integer({ min: 0, max: 99_999_999 });
const character = fc.constantFrom(...USCC_ALPHABET);
const reasonOf = (text: string): string => {
  const checked = checkUscc(text);
  return checked.ok ? 'ok' : checked.reason;
};
const replaced = (text: string, position: number, by: string): string =>
  text.slice(0, position) + by + text.slice(position + 1);
const swapped = (text: string, a: number, b: number): string =>
  replaced(replaced(text, a, text.charAt(b)), b, text.charAt(a));

describe('a unified social credit code (GB 32100-2015)', () => {
  test.each(published)('%s, a published code, is accepted', (uscc) => {
    expect(checkUscc(uscc)).toEqual({ ok: true, uscc });
    expect(usccCheckDigit(uscc.slice(0, 17))).toBe(uscc.at(-1));
  });

  test('blanks around it and lower case are forgiven, and the one written form comes back', () => {
    expect(checkUscc('  91350100m000100y43\n')).toEqual({ ok: true, uscc: '91350100M000100Y43' });
  });

  test.each([
    ['', '代码为空，应为 18 位'],
    ['91350100M000100Y4', '应为 18 位，实为 17 位'],
    ['91350100M000100Y433', '应为 18 位，实为 19 位'],
    ['９1350100M000100Y43', '含全角字符，请改用半角'],
    ['9135O100M000100Y43', '第 5 位的“O”不在代码字符集内，可能应为“0”'],
    ['91350100M000I00Y43', '第 13 位的“I”不在代码字符集内，可能应为“1”'],
    ['91350100M000-00Y43', '第 13 位不是代码字符：应为数字或大写字母（无 I O S V Z）'],
    ['91350100ß000100Y43', '第 9 位不是代码字符：应为数字或大写字母（无 I O S V Z）'],
    ['9135A100M000100Y43', '第 3–8 位应为六位数字的登记管理机关行政区划码'],
    ['91350100M000100Y44', '校验码（第 18 位）不符，请核对是否有错字'],
  ])('“%s” is refused: %s', (text, reason) => {
    expect(reasonOf(text)).toBe(reason);
  });

  test('changing any one character is always noticed', () => {
    fc.assert(
      fc.property(serial, fc.nat(17), character, (number, position, by) => {
        const uscc = makeUscc('140199', number);
        fc.pre(uscc.charAt(position) !== by);
        expect(checkUscc(replaced(uscc, position, by)).ok).toBe(false);
      }),
    );
  });

  test('swapping any two unlike characters is noticed, but for the first with the last', () => {
    fc.assert(
      fc.property(serial, fc.nat(17), fc.nat(17), (number, a, b) => {
        const uscc = makeUscc('140199', number);
        fc.pre(uscc.charAt(a) !== uscc.charAt(b));
        fc.pre(Math.min(a, b) !== 0 || Math.max(a, b) !== 17);
        expect(checkUscc(swapped(uscc, a, b)).ok).toBe(false);
      }),
    );
  });

  test('the first and the last character weigh the same, so that their swap goes unnoticed', () => {
    const uscc = '91350100M000100Y43';
    expect(checkUscc(swapped(uscc, 0, 17)).ok).toBe(true);
  });

  test('no text makes the check throw', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) =>
        expect(typeof checkUscc(text).ok).toBe('boolean'),
      ),
    );
  });
});

describe('the organisation code within it (GB 11714)', () => {
  test.each([
    ['12399891', '5'],
    ['70846113', '6'],
  ])('%s has the check %s', (body, check) => {
    expect(organisationCheckDigit(body)).toBe(check);
  });

  test('need not hold for the code to be valid: it is a hint', () => {
    expect(hasOrganisationCheck('912201011239989159')).toBe(true);
    const [body, wrong] = ['9122010112399891', '4'];
    const uscc = body + wrong + usccCheckDigit(body + wrong);
    expect(checkUscc(uscc).ok).toBe(true);
    expect(hasOrganisationCheck(uscc)).toBe(false);
  });
});

describe('a made-up code', () => {
  test('passes both checks and names its division, category and department', () => {
    fc.assert(
      fc.property(serial, (number) => {
        const uscc = makeUscc('140199', number);
        expect(checkUscc(uscc)).toEqual({ ok: true, uscc });
        expect(hasOrganisationCheck(uscc)).toBe(true);
        expect(uscc.slice(2, 8)).toBe('140199');
        expect(registeringDepartments[uscc.charAt(0)]?.categories[1]).toBe('企业');
      }),
    );
  });

  test('is not made from a division or a serial that cannot be', () => {
    expect(() => makeUscc('1401', 1)).toThrow(RangeError);
    expect(() => makeUscc('140199', 100_000_000)).toThrow(RangeError);
    expect(() => makeUscc('140199', -1)).toThrow(RangeError);
    expect(() => makeUscc('140199', 1.5)).toThrow(RangeError);
  });
});
