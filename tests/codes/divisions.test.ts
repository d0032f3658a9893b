import { cities, cityOf, counties, divisionByCode, isWithin } from '../../src/kit/codes/divisions';

describe('the divisions of Shanxi (GB/T 2260)', () => {
  test('are 11 cities and 117 counties', () => {
    expect(cities).toHaveLength(11);
    expect(counties).toHaveLength(117);
    expect(new Set(counties.map(({ code }) => code)).size).toBe(117);
  });

  test.each([
    ['1401', '太原市', 10],
    ['1402', '大同市', 10],
    ['1403', '阳泉市', 5],
    ['1404', '长治市', 12],
    ['1405', '晋城市', 6],
    ['1406', '朔州市', 6],
    ['1407', '晋中市', 11],
    ['1408', '运城市', 13],
    ['1409', '忻州市', 14],
    ['1410', '临汾市', 17],
    ['1411', '吕梁市', 13],
  ])('%s %s has %i counties', (code, name, count) => {
    expect(divisionByCode(code)).toMatchObject({ name, level: 'CITY' });
    expect(counties.filter((county) => cityOf(county.code)?.code === code)).toHaveLength(count);
  });

  test.each([
    ['140581', '高平市'],
    ['140781', '介休市'],
    ['140881', '永济市'],
    ['140981', '原平市'],
    ['141082', '霍州市'],
    ['141182', '汾阳市'],
    ['140681', '怀仁市'],
    ['140181', '古交市'],
  ])('%s is %s', (code, name) => {
    expect(divisionByCode(code)).toMatchObject({ name, level: 'COUNTY' });
  });

  test.each(['140171', '140271', '140671', '140971', '140199', '110101', '1412', '140', '', '14010'])(
    '“%s” is none: neither statistics-only nor unknown codes are divisions',
    (code) => {
      expect(divisionByCode(code)).toBeUndefined();
      expect(cityOf(code)).toBeUndefined();
    },
  );

  test('counties of one name are told apart by their full names', () => {
    const fullNames = counties.filter(({ name }) => name === '城区').map(({ fullName }) => fullName);
    expect(fullNames).toEqual(['阳泉市城区', '晋城市城区']);
    expect(new Set(counties.map(({ fullName }) => fullName)).size).toBe(117);
  });

  test('a city lies in itself, the province in no city', () => {
    expect(cityOf('140105')?.name).toBe('太原市');
    expect(cityOf('1401')?.name).toBe('太原市');
    expect(cityOf('14')).toBeUndefined();
  });
});

describe('whether a division lies within an area', () => {
  test.each([
    ['140105', '14', true],
    ['140105', '1401', true],
    ['140105', '140105', true],
    ['1401', '1401', true],
    ['141002', '1410', true],
    ['140105', '140106', false],
    ['140105', '1402', false],
    ['1401', '140105', false],
    ['140105', '', false],
    ['140105', '1', false],
    ['140105', '140', false],
    ['140105', '14010', false],
    ['110101', '14', false],
  ])('%s within “%s”: %s', (code, area, expected) => {
    expect(isWithin(code, area)).toBe(expected);
  });
});
