import { purposes } from '../../src/kit/purposes';
import { consumerUnits } from '../../src/kit/unit-directory';

const carriersOf = (purpose: string): string[] =>
  consumerUnits.filter((unit) => unit.purposes.includes(purpose)).map(({ code }) => code);

it('the plan names twenty-two units, each once', () => {
  expect(new Set(consumerUnits.map(({ code }) => code)).size).toBe(22);
  expect(new Set(consumerUnits.map(({ name }) => name)).size).toBe(22);
});

it('state enterprises and the exchange’s operator are no departments', () => {
  const others = consumerUnits.filter(({ party }) => party !== 'government');
  expect(Object.fromEntries(others.map(({ code, party }) => [code, party]))).toEqual({
    FHG: 'state-enterprise',
    SCO: 'state-enterprise',
    EXCH: 'authorised',
  });
});

it('four units are led from Beijing', () => {
  expect(
    consumerUnits
      .filter(({ isVertical }) => isVertical)
      .map(({ code }) => code)
      .sort(),
  ).toEqual(['CBIRC', 'CSRC', 'PBC', 'TAX']);
});

it('there are 22 measures and 3 safeguards, and each is carried by some unit', () => {
  expect(purposes.size).toBe(25);
  for (const purpose of purposes.keys()) expect(carriersOf(purpose)).not.toEqual([]);
});

it('no unit carries a purpose that does not exist, or the same one twice', () => {
  for (const { purposes: carried } of consumerUnits) {
    expect(carried.filter((purpose) => !purposes.has(purpose))).toEqual([]);
    expect(new Set(carried).size).toBe(carried.length);
  }
});

/** Responsible units as the plan lists them under each measure and safeguard. */
it.each<[string, readonly string[]]>([
  ['M01', ['SMEB', 'CITY']],
  ['M02', ['SMEB', 'CITY']],
  ['M03', ['CITY', 'ZONE']],
  ['M04', ['SMEB', 'CITY']],
  ['M05', ['FIN', 'CITY']],
  ['M06', ['FIN', 'SMEB', 'LFR', 'FHG']],
  ['M07', ['FIN', 'TAX', 'SASAC']],
  ['M08', ['FIN', 'SMEB', 'CITY']],
  ['M09', ['LFR', 'SMEB', 'PBC']],
  ['M10', ['SMEB', 'EXCH']],
  ['M11', ['LFR', 'SMEB', 'CSRC', 'CITY']],
  ['M12', ['MIIT', 'STD', 'SMEB', 'CITY']],
  ['M13', ['STD', 'SASAC', 'EDU', 'SMEB']],
  ['M14', ['FIN', 'SMEB', 'AMR', 'LFR', 'PBC', 'CBIRC']],
  ['M15', ['MIIT', 'SASAC', 'STD', 'SMEB']],
  ['M16', ['MIIT', 'SASAC', 'SCO', 'SMEB']],
  ['M17', ['MIIT', 'SMEB', 'CITY']],
  ['M18', ['NEA', 'NDRC', 'MIIT']],
  ['M19', ['CITY', 'ZONE']],
  ['M20', ['COM', 'SMEB', 'IPB', 'CITY']],
  ['M21', ['SMEB']],
  ['M22', ['SMEB']],
  ['G1', ['LSG', 'CITY', 'FIN']],
  ['G2', ['LSG', 'CITY']],
  ['G3', ['LSG', 'SMEB']],
])('%s is carried by every unit that the plan makes responsible for it', (purpose, responsible) => {
  expect(carriersOf(purpose)).toEqual(expect.arrayContaining([...responsible]));
});
