/** Outcome of a check; `uscc` is the code in its one written form, `reason` one Chinese line. */
export type UsccCheck =
  { readonly ok: true; readonly uscc: string } | { readonly ok: false; readonly reason: string };

/** GB 32100-2015 表1: no I, O, S, V, Z; a character's value is its place. */
export const USCC_ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY';

const LENGTH = 18;
const LOOK_ALIKE: Readonly<Record<string, string>> = { I: '1', O: '0', S: '5', V: 'U', Z: '2' };

/**
 * Checks a 统一社会信用代码 whole: length, alphabet, digits of the division, check character.
 * The registering department is not checked: its list has grown by amendment. Neither is the inner
 * organisation check (see `hasOrganisationCheck`).
 */
export function checkUscc(text: string): UsccCheck {
  const trimmed = text.trim();
  if (trimmed === '') return refused('代码为空，应为 18 位');
  if (/[\uFF10-\uFF19\uFF21-\uFF3A\uFF41-\uFF5A]/u.test(trimmed)) return refused('含全角字符，请改用半角');
  const uscc = upperCase(trimmed);
  if (uscc.length !== LENGTH) return refused(`应为 18 位，实为 ${[...uscc].length} 位`);
  const stranger = [...uscc].findIndex((character) => !USCC_ALPHABET.includes(character));
  if (stranger !== -1) return refused(strangerReason(uscc, stranger));
  if (!/^\d{6}$/.test(uscc.slice(2, 8))) return refused('第 3–8 位应为六位数字的登记管理机关行政区划码');
  if (uscc.at(-1) !== usccCheckDigit(uscc)) return refused('校验码（第 18 位）不符，请核对是否有错字');
  return { ok: true, uscc };
}

/** Weight of each of the first 17 characters: powers of 3, modulo 31. */
export const USCC_WEIGHTS: readonly number[] = Array.from(
  { length: LENGTH - 1 },
  (_, position) => 3 ** position % 31,
);

/** The 18th character for the first 17 of `body` (GB 32100-2015 附录A: ISO 7064 MOD 31-3). */
export function usccCheckDigit(body: string): string {
  let sum = 0;
  for (const [position, weight] of USCC_WEIGHTS.entries()) sum += valueOf(body, position) * weight;
  return USCC_ALPHABET.charAt((31 - (sum % 31)) % 31);
}

/** The 9th character for the first 8 of an organisation code (GB 11714-1997). */
export function organisationCheckDigit(body: string): string {
  let sum = 0;
  for (const [position, weight] of ORGANISATION_WEIGHTS.entries())
    sum += Number.parseInt(body.charAt(position), 36) * weight;
  const check = 11 - (sum % 11);
  return check === 10 ? 'X' : String(check % 11);
}

/** Weight of each of the first 8 characters of an organisation code, whose value is its place in 0–9, A–Z. */
export const ORGANISATION_WEIGHTS = [3, 7, 9, 10, 5, 8, 4, 2] as const;

/**
 * Whether characters 9–17 of a valid code also hold by GB 11714. A hint only: codes issued since the
 * 2015 reform need not.
 */
export function hasOrganisationCheck(uscc: string): boolean {
  return uscc.charAt(16) === organisationCheckDigit(uscc.slice(8, 16));
}

/** A code of a government body (11) in a division that does not exist: rows that are about no enterprise stand under it. */
export function officeCode(serial: number): string {
  const organisation = String(serial).padStart(8, '0');
  const body = `11140199${organisation}${organisationCheckDigit(organisation)}`;
  return body + usccCheckDigit(body);
}

/**
 * A code that passes every check, for invented enterprises (department 9, category 1). Give it a division
 * that does not exist, and it can be no one's. `serial` is a whole number below 100,000,000.
 */
export function makeUscc(division: string, serial: number): string {
  if (!/^\d{6}$/.test(division)) throw new RangeError(`division must be six digits: ${division}`);
  if (!Number.isInteger(serial) || serial < 0 || serial >= 1e8)
    throw new RangeError(`serial out of range: ${serial}`);
  const organisation = String(serial).padStart(8, '0');
  const body = `91${division}${organisation}${organisationCheckDigit(organisation)}`;
  return body + usccCheckDigit(body);
}

export interface RegisteringDepartment {
  readonly zh: string;
  /** Second character of the code → kind of organisation. */
  readonly categories: Readonly<Record<string, string>>;
}

/** How far the table of departments may be trusted. @public */
export const registeringDepartmentProvenance = {
  basis: 'GB 32100-2015 表2 及其后增补',
  checkedBy: 'independent public reprints that agree; not yet compared with the standard and its amendments',
} as const;

const OTHER = { 9: '其他' } as const;

/** First character of the code → the department that registered the organisation. */
export const registeringDepartments: Readonly<Record<string, RegisteringDepartment>> = {
  1: {
    zh: '机构编制',
    categories: { 1: '机关', 2: '事业单位', 3: '编办直接管理机构编制的群众团体', ...OTHER },
  },
  2: { zh: '外交', categories: { 1: '外国常驻新闻机构', ...OTHER } },
  3: {
    zh: '司法行政',
    categories: {
      1: '律师执业机构',
      2: '公证处',
      3: '基层法律服务所',
      4: '司法鉴定机构',
      5: '仲裁委员会',
      ...OTHER,
    },
  },
  4: { zh: '文化', categories: { 1: '外国在华文化中心', ...OTHER } },
  5: { zh: '民政', categories: { 1: '社会团体', 2: '民办非企业单位', 3: '基金会', ...OTHER } },
  6: {
    zh: '旅游',
    categories: { 1: '外国旅游部门常驻代表机构', 2: '港澳台地区旅游部门常驻代表机构', ...OTHER },
  },
  7: { zh: '宗教', categories: { 1: '宗教活动场所', 2: '宗教院校', ...OTHER } },
  8: { zh: '工会', categories: { 1: '基层工会', ...OTHER } },
  9: { zh: '市场监管（工商）', categories: { 1: '企业', 2: '个体工商户', 3: '农民专业合作社' } },
  A: { zh: '中央军委改革和编制办公室', categories: { 1: '军队事业单位', ...OTHER } },
  N: {
    zh: '农业',
    categories: { 1: '组级集体经济组织', 2: '村级集体经济组织', 3: '乡镇级集体经济组织', ...OTHER },
  },
  Y: { zh: '其他', categories: { 1: '不再具体划分' } },
};

function refused(reason: string): UsccCheck {
  return { ok: false, reason };
}

/** ASCII only: `toUpperCase` alone would turn one “ß” into two letters of the alphabet. */
function upperCase(text: string): string {
  return text.replace(/[a-z]/g, (letter) => letter.toUpperCase());
}

function strangerReason(uscc: string, position: number): string {
  const character = uscc.charAt(position);
  const meant = LOOK_ALIKE[character];
  const place = `第 ${position + 1} 位`;
  if (meant !== undefined) return `${place}的“${character}”不在代码字符集内，可能应为“${meant}”`;
  return `${place}不是代码字符：应为数字或大写字母（无 I O S V Z）`;
}

function valueOf(text: string, position: number): number {
  return USCC_ALPHABET.indexOf(text.charAt(position));
}
