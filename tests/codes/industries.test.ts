import {
  industries,
  industryByCode,
  industrySections,
  isIndustryCode,
  sectorOf,
} from '../../src/kit/codes/industries';
import { sizeRules } from '../../src/kit/size-class';

describe('the industries (GB/T 4754-2017)', () => {
  test('are 20 sections from A to T and 97 divisions from 01 to 97', () => {
    expect(industrySections.map(({ letter }) => letter).join('')).toBe('ABCDEFGHIJKLMNOPQRST');
    expect(industries.map(({ code }) => Number(code.slice(1)))).toEqual(
      Array.from({ length: 97 }, (_, at) => at + 1),
    );
    expect(new Set(industries.map(({ name }) => name)).size).toBe(97);
  });

  test.each([
    ['A05', '农、林、牧、渔专业及辅助性活动', '农、林、牧、渔业'],
    ['B06', '煤炭开采和洗选业', '采矿业'],
    ['C25', '石油、煤炭及其他燃料加工业', '制造业'],
    ['C34', '通用设备制造业', '制造业'],
    ['D46', '水的生产和供应业', '电力、热力、燃气及水生产和供应业'],
    ['I65', '软件和信息技术服务业', '信息传输、软件和信息技术服务业'],
    ['T97', '国际组织', '国际组织'],
  ])('%s is %s in %s', (code, name, section) => {
    expect(industryByCode(code)).toMatchObject({ code, name, section: { name: section } });
  });

  test.each(['C', '34', 'B34', 'c34', 'C3411', 'C98', 'U01', '', 'C34 '])('“%s” is no code', (text) => {
    expect(isIndustryCode(text)).toBe(false);
    expect(industryByCode(text)).toBeUndefined();
  });
});

describe('the sector by which 300号 measures an industry', () => {
  test.each([
    ['A01', 'AGRICULTURE'],
    ['B06', 'INDUSTRY'],
    ['C34', 'INDUSTRY'],
    ['D44', 'INDUSTRY'],
    ['E50', 'CONSTRUCTION'],
    ['F51', 'WHOLESALE'],
    ['F52', 'RETAIL'],
    ['G54', 'TRANSPORT'],
    ['G58', 'TRANSPORT'],
    ['G59', 'STORAGE'],
    ['G5910', 'TRANSPORT'],
    ['G5930', 'STORAGE'],
    ['G60', 'POSTAL'],
    ['H61', 'ACCOMMODATION'],
    ['H62', 'CATERING'],
    ['I63', 'INFORMATION_TRANSMISSION'],
    ['I64', 'INFORMATION_TRANSMISSION'],
    ['I65', 'SOFTWARE'],
    ['K7010', 'REAL_ESTATE_DEVELOPMENT'],
    ['K7020', 'PROPERTY_MANAGEMENT'],
    ['K7030', 'OTHER'],
    ['L72', 'LEASING_AND_BUSINESS'],
    ['M74', 'OTHER'],
    ['N77', 'OTHER'],
    ['O80', 'OTHER'],
    ['Q85', 'OTHER'],
    ['R90', 'OTHER'],
  ])('of %s is %s', (code, sector) => {
    expect(sectorOf(code)).toBe(sector);
  });

  test.each(['G53', 'J66', 'P83', 'Q84', 'S92', 'T97', 'K70', 'K7040', 'C', 'C341', 'X99', ''])(
    'of “%s” there is none',
    (code) => {
      expect(sectorOf(code)).toBeUndefined();
    },
  );

  test('is reached for each of the sixteen by some industry', () => {
    const codes = [...industries.map(({ code }) => code), 'K7010', 'K7020'];
    expect(new Set(codes.map(sectorOf).filter((sector) => sector !== undefined)).size).toBe(
      Object.keys(sizeRules).length,
    );
  });
});
