import { ConfigurationError } from '../../kit/configuration-error';
import type { Bands } from '../../kit/band';
import { storedFacts } from '../../kit/declare-types';
import type { UnitDeclaration } from '../../kit/define-unit';
import { USCC } from '../../kit/scalars';
import {
  EnterprisePart,
  partDeclaration,
  sliceDeclaration,
  snakeCase,
  type Constructor,
  type Fact,
  type ValueType,
} from '../../kit/slice';
import { tablesOf } from '../../kit/tables';
import { fenOf } from './cell-number';
import { cellReader, isFreeText, readDivision, type CellReader } from './cell-value';

/** One table of a unit as a file may fill it. */
export interface ImportTable {
  readonly name: string;
  readonly zh: string;
  /** One row per enterprise, replaced by its code; otherwise many, added. */
  readonly isSlice: boolean;
  readonly columns: readonly ImportColumn[];
}

export interface ImportColumn {
  readonly property: string;
  readonly name: string;
  readonly labels: readonly string[];
  readonly isRequired: boolean;
  readonly isMoney: boolean;
  /** An empty cell is an empty list, where the graph promises one. */
  readonly isList: boolean;
  readonly isFreeText: boolean;
  readonly read: CellReader;
}

/** The unit's table of that name, class or label, or its first slice; throws ConfigurationError that lists them all. */
export function importTable(unit: UnitDeclaration, wanted: string | undefined): ImportTable {
  const tables = tablesOf(unit);
  const found =
    wanted === undefined
      ? tables[0]
      : tables.find(({ target, name }) => [name, target.name, labelOf(target)].includes(wanted));
  if (found === undefined) {
    const names = tables.map(({ name, target }) => `${name}（${labelOf(target)}）`);
    throw new ConfigurationError(`${unit.id} 没有表 ${wanted ?? ''}：可选 ${names.join('、')}`);
  }
  const isSlice = !(found.target.prototype instanceof EnterprisePart);
  return { name: found.name, zh: labelOf(found.target), isSlice, columns: columnsOf(found.target, isSlice) };
}

function labelOf(target: Constructor): string {
  return partDeclaration(target)?.zh ?? sliceDeclaration(target).zh;
}

function columnsOf(target: Constructor, isSlice: boolean): ImportColumn[] {
  const keys = [keyColumn('uscc', usccLabels, (text) => USCC.parseValue(text))];
  if (isSlice)
    keys.push(keyColumn('division', [...divisionLabels, ...ownLabel(target, 'division')], readDivision));
  const taken = new Set([...keys.map(({ property }) => property), 'isSynthetic']);
  return [
    ...keys,
    ...storedFacts(target)
      .filter(({ name }) => !taken.has(name))
      .map((fact) => columnOf(target, fact, isSlice)),
  ];
}

const usccLabels = ['统一社会信用代码', '社会信用代码', '信用代码'];
const divisionLabels = ['行政区划', '行政区划代码', '所在地'];

function keyColumn(property: string, labels: readonly string[], read: CellReader): ImportColumn {
  return {
    property,
    name: property,
    labels,
    isRequired: true,
    isMoney: false,
    isList: false,
    isFreeText: false,
    read,
  };
}

function ownLabel(target: Constructor, property: string): string[] {
  return sliceDeclaration(target)
    .fields.filter(({ name }) => name === property)
    .map(({ zh }) => zh);
}

/** A slice's column is nullable in the database, yet what the graph promises must be there. */
function columnOf(target: Constructor, fact: Fact, isSlice: boolean): ImportColumn {
  const field = isSlice ? sliceDeclaration(target).fields.find(({ name }) => name === fact.name) : undefined;
  const declared = fact.type();
  const isList = Array.isArray(declared);
  const type = (isList ? declared[0] : declared) as ValueType;
  const band: Bands | undefined = field?.band ?? fact.band;
  const read = cellReader(type, isList, band);
  return {
    property: fact.name,
    name: snakeCase(fact.name),
    labels: [fact.zh],
    isRequired: fact.required || field?.required === true,
    isMoney: read === fenOf,
    isList,
    isFreeText: isFreeText(type),
    read,
  };
}
