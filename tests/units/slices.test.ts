import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  getNamedType,
  getNullableType,
  isListType,
  isNonNullType,
  isObjectType,
  isScalarType,
  type GraphQLOutputType,
} from 'graphql';
import { buildGraph } from '../../src/gateway/assemble';
import type { ShareAttribute } from '../../src/kit/share';
import { units } from '../../src/units';

const graph = buildGraph(units);
const { api } = graph.supergraph;

/** One field as the table gives it. */
interface Row {
  readonly unit: string;
  /** Whose policy it is. */
  readonly owner: string;
  readonly slices: readonly string[];
  readonly field: string;
  readonly isRoot: boolean;
  readonly type: string;
  /** What the type is called here, where the table's name does not do. */
  readonly renamed: string | undefined;
  readonly isList: boolean;
  readonly level: number;
  readonly attr: ShareAttribute;
}

const attributes: Readonly<Record<string, ShareAttribute>> = {
  O: 'OPEN',
  U: 'UNCONDITIONAL',
  C: 'CONDITIONAL',
  K: 'CONSENT',
  P: 'PREDICATE',
  N: 'WITHHELD',
};

interface Reading {
  readonly owner?: string;
  readonly field?: string;
  readonly type?: string;
  readonly level?: number;
  readonly attr?: string;
  readonly isRoot?: true;
  readonly isList?: true;
}

/** Where the table leaves a choice, the one that was made, and why. */
const readings: Readonly<Record<string, Reading>> = {
  // The number is withheld; the match is a field of its own.
  'AMR legalRepresentativeIdNo': { attr: 'N' },
  // One class for all ratings: the list of A ratings is public elsewhere.
  'TAX creditRating': { level: 2, attr: 'U' },
  // Awards are told once their publication period has begun, so what is told is open.
  'FIN awards': { level: 1 },
  // The band needs consent; whoever may only ask yes or no has the growth predicate.
  'NEA electricityBand': { attr: 'K' },
  // A stage is secret before publication, and one class holds for the field.
  'CSRC stage': { level: 2, attr: 'C' },
  // Coverage is of SMEB's list by the exchange's: the hub asks both.
  'EXCH coverage': { owner: 'HUB', field: 'srdiBoardCoverage' },
  // Every owner's own record is asked, which only the hub reaches.
  'LSG sharingHealth': { owner: 'HUB' },
  'FIN budgetLines': { isRoot: true },
  'PBC pledgeLoanStat': { isRoot: true, type: 'LoanStatistic' },
  'PBC inclusiveLoanStat': { isRoot: true, type: 'LoanStatistic' },
  'CBIRC sectorStat': { isRoot: true, type: 'SectorLoanStatistic' },
  // CBIRC's directory has the products; LFR tells which of them matched. The exchange has another kind of document.
  'LFR matchedProducts': { type: 'MatchedProduct' },
  'LFR oneEnterpriseOnePlan': { type: 'ListingPlan' },
  'EDU graduateSupply': { isRoot: true, type: 'GraduateSupply' },
  // An enterprise may leave a pool and come back: the plural name holds, not the one value.
  'CITY poolEntries': { isList: true },
  'ZONE supportMatters': { type: 'ZoneSupportMatter' },
  // Words that the unit has in full, or that another unit has for something else.
  'MIIT techReformProjects': { type: 'TechnicalReform' },
  'MIIT suppliers': { type: 'SupplyRelation' },
  'IPB investors': { type: 'ProspectiveInvestor' },
  'IPB publicityItems': { type: 'PublicityItem' },
  'STD highTechCert': { type: 'HighTechCertificate' },
  'STD techDemands': { type: 'TechnologyDemand' },
  'STD techSupplies': { type: 'TechnologySupply' },
  'STD technologyContracts': { type: 'TechnologyContract' },
  'EDU equityByTechnology': { type: 'TechnologyEquity' },
  // Each is a paper of its own kind.
  'FHG dueDiligenceConsent': { type: 'FundDueDiligenceConsent' },
  'SCO consent': { type: 'MixedReformConsent' },
};

/** Outside the hub altogether: not even the catalogue knows of it. */
const OUTSIDE = 'MIIT militaryQualification';

const rows = readTable(readFileSync(join(__dirname, 'slices.md'), 'utf8'));

it('the table has every unit that answers, and none beside', () => {
  const named = new Set(rows.map(({ unit }) => unit));
  expect(units.map(({ code }) => code).sort()).toEqual([...named].sort());
});

describe.each(units.map(({ code }) => code))('%s', (code) => {
  const own = rows.filter(({ unit }) => unit === code);

  it.each(own.map((row) => [row.field, row] as const))('%s', (_field, row) => {
    const { coordinate, type } = place(row);
    const policy = graph.policies.get(coordinate);
    expect({ coordinate, level: policy?.level, attr: policy?.attr, unit: policy?.unit }).toEqual({
      coordinate,
      level: row.level,
      attr: row.attr,
      unit: row.owner,
    });
    expect(shapeOf(type)).toEqual(shapeAsked(row, type));
  });
});

it('tells nothing at all of military qualification', () => {
  const [, field = ''] = OUTSIDE.split(' ');
  expect([...graph.policies.keys()].filter((coordinate) => coordinate.endsWith(field))).toEqual([]);
  expect(graph.supergraph.sdl).not.toMatch(/militar/i);
});

function readTable(text: string): Row[] {
  const found: Row[] = [];
  let unit = '';
  let slices: string[] = [];
  for (const line of text.split('\n')) {
    const heading = /^### \d+ (\w+) \S+ — (.*)$/.exec(line);
    if (heading !== null) {
      unit = heading[1] ?? '';
      slices = [...(heading[2] ?? '').matchAll(/`(\w+)`/g)].map(([, name = '']) => name);
    }
    const cells = line.startsWith('|')
      ? line
          .slice(1, -1)
          .split('|')
          .map((cell) => cell.trim())
      : [];
    const [names = '', , types = '', levels = '', attrs = ''] = cells;
    if (unit === '' || names === '' || names === 'field' || /^-+$/.test(names)) continue;
    const parts = (cell: string, position: number, count: number): string => {
      const split = cell.split('/').map((part) => part.trim());
      return (split.length === count ? split[position] : cell) ?? cell;
    };
    const all = names.split(' / ');
    all.forEach((name, position) => {
      const field = /^\w+/.exec(name)?.[0] ?? '';
      const key = `${unit} ${field}`;
      if (key === OUTSIDE) return;
      const reading = readings[key];
      const attr = reading?.attr ?? parts(attrs, position, all.length).replaceAll('*', '');
      found.push({
        unit,
        owner: reading?.owner ?? unit,
        slices,
        field: reading?.field ?? field,
        isRoot: name.includes('(root)') || reading?.isRoot === true,
        type: parts(types, position, all.length),
        renamed: reading?.type,
        isList: reading?.isList ?? parts(types, position, all.length).startsWith('['),
        level: reading?.level ?? Number(parts(levels, position, all.length)),
        attr: attributes[attr] ?? (attr as ShareAttribute),
      });
    });
  }
  return found;
}

/** Where a field of the table stands in the published schema, or, where it is withheld, in the catalogue only. */
function place({ unit, slices, field, isRoot }: Row): {
  coordinate: string;
  type: GraphQLOutputType | undefined;
} {
  const declared = units.find(({ code }) => code === unit)?.slices ?? {};
  const types = isRoot ? ['Query'] : slices.flatMap((slice) => declared[slice]?.name ?? []);
  const coordinates = types.map((type) => `${type}.${field}`);
  const coordinate =
    coordinates.find((candidate) => graph.policies.has(candidate)) ?? coordinates[0] ?? field;
  const type = api.getType(coordinate.split('.')[0] ?? '');
  return { coordinate, type: isObjectType(type) ? type.getFields()[field]?.type : undefined };
}

interface Shape {
  readonly isList: boolean;
  readonly isRequired: boolean;
  readonly of: string | undefined;
}

function shapeOf(type: GraphQLOutputType | undefined): Shape {
  const bare = type === undefined ? undefined : getNullableType(type);
  const node = nodeOf(bare);
  if (node !== undefined) return { ...shapeOf(node), isList: true, isRequired: isNonNullType(type) };
  return {
    isList: isListType(bare),
    isRequired: isNonNullType(type),
    of: type === undefined ? undefined : getNamedType(type).name,
  };
}

/** What stands on the pages of a connection. */
function nodeOf(type: GraphQLOutputType | undefined): GraphQLOutputType | undefined {
  const edges = isObjectType(type) ? type.getFields()['edges']?.type : undefined;
  const edge = edges === undefined ? undefined : getNamedType(edges);
  return isObjectType(edge) ? edge.getFields()['node']?.type : undefined;
}

/** The table's type; one whose name another unit has too bears a word before it, and a page stands for a long list. */
function shapeAsked(
  { type: asked, renamed, isList, attr, isRoot }: Row,
  actual: GraphQLOutputType | undefined,
): Shape {
  const word = asked.replace(/[[\]!]/g, '');
  const item = actual === undefined ? undefined : (nodeOf(getNullableType(actual)) ?? actual);
  const named = item === undefined ? undefined : getNamedType(item);
  const isOwnWord = named !== undefined && !isScalarType(named) && named.name.endsWith(word);
  return {
    isList,
    // What may be refused can be null; a root field is asked for by itself.
    isRequired: isRoot ? isNonNullType(actual) : asked.endsWith('!') && attr === 'OPEN',
    of: renamed ?? (isOwnWord ? named.name : word),
  };
}
