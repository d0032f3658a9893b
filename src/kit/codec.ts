import { Float, ID, Int } from 'type-graphql';
import {
  Band,
  DateScalar,
  DateTime,
  Decimal,
  DivisionCode,
  Fen,
  IndustryCode,
  MaskedString,
  Money,
  Percent,
  Ratio,
  USCC,
} from './scalars';
import { bandOf, type Bands } from './band';
import type { Dialect } from './dialect';
import type { Mask } from './mask';
import { enumDeclaration, partDeclaration, type ValueType } from './slice';
import type { ColumnOptions } from 'typeorm';

/** How one kind of value is stored, read and told. */
export interface Codec {
  readonly column: ColumnOptions;
  /** The expression as it is selected, so that the driver hands over text or JSON alike. */
  readonly select: (expression: string, dialect: Dialect) => string;
  /** Stored value (never null) → value in the graph. */
  readonly tell: (stored: unknown) => unknown;
}

const plain = (expression: string): string => expression;
const asText: Codec['select'] = (expression, dialect) => dialect.cast(expression, 'text');

const text: Codec = { column: { type: 'text' }, select: plain, tell: (stored) => stored };
const decimal: Codec = {
  column: { type: 'numeric', precision: 18, scale: 6 },
  select: plain,
  tell: (stored) => String(Number(stored)),
};

const codecs = new Map<unknown, Codec>([
  [String, text],
  [ID, text],
  [MaskedString, text],
  [Int, { column: { type: 'integer' }, select: plain, tell: Number }],
  [Float, { column: { type: 'double precision' }, select: plain, tell: Number }],
  [Boolean, { column: { type: 'boolean' }, select: plain, tell: Boolean }],
  [USCC, { ...text, column: { type: 'varchar', length: 18 } }],
  [DivisionCode, { ...text, column: { type: 'varchar', length: 6 } }],
  [IndustryCode, { ...text, column: { type: 'varchar', length: 5 } }],
  [DateScalar, { column: { type: 'date' }, select: asText, tell: (stored) => String(stored).slice(0, 10) }],
  [
    DateTime,
    {
      column: { type: 'timestamptz' },
      select: (expression, dialect) => dialect.instant(expression),
      tell: (stored) => new Date(String(stored)).toISOString(),
    },
  ],
  [Decimal, decimal],
  [Ratio, decimal],
  [Percent, decimal],
  [Fen, { column: { type: 'bigint' }, select: plain, tell: Number }],
  [
    Money,
    {
      column: { type: 'bigint' },
      select: plain,
      tell: (stored) => ({ fen: Number(stored), currency: 'CNY' }),
    },
  ],
  [Band, { column: { type: 'bigint' }, select: plain, tell: Number }],
]);

const enumCodec: Codec = { ...text, column: { type: 'varchar', length: 40 } };
const listCodec: Codec = { column: { type: 'json' }, select: plain, tell: (stored) => stored };

/** The codec of a declared type; parts have none (they are rows, not columns). */
export function codecOf(
  type: ValueType,
  isList: boolean,
  rules: { band?: Bands | undefined; mask?: Mask | undefined },
): Codec | undefined {
  if (partDeclaration(type) !== undefined) return undefined;
  const codec = codecs.get(type) ?? (enumDeclaration(type) === undefined ? undefined : enumCodec);
  if (codec === undefined) throw new Error(`no codec for ${String(type)}: declare it in kit/codec.ts`);
  if (isList) return listCodec;
  const { band, mask } = rules;
  if (band !== undefined) return { ...codec, tell: (stored) => bandOf(band, Number(stored)) };
  if (mask !== undefined) return { ...codec, tell: (stored) => mask(String(stored)) };
  return codec;
}
