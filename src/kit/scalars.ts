import { GraphQLError, GraphQLScalarType, Kind, type ValueNode } from 'graphql';
import { Directive, Field, ObjectType } from 'type-graphql';
import { checkUscc } from './codes/uscc';
import { divisionByCode } from './codes/divisions';
import { isIndustryCode } from './codes/industries';

/** Input that cannot be what it claims to be; `message` is Chinese and one line. */
function badInput(message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { code: 'BAD_USER_INPUT' } });
}

/** A scalar that is text on the wire and is checked by `check` on its way in. */
function textScalar(name: string, zh: string, check: (text: string) => string): GraphQLScalarType<string> {
  const parse = (value: unknown): string => {
    if (typeof value !== 'string') throw badInput(`${name} 应为字符串（${zh}）`);
    return check(value);
  };
  return new GraphQLScalarType<string>({
    name,
    description: zh,
    serialize: (value) => String(value),
    parseValue: parse,
    parseLiteral: (node) => parse(node.kind === Kind.STRING ? node.value : undefined),
  });
}

/** 统一社会信用代码, checked whole (GB 32100-2015). */
export const USCC = textScalar('USCC', '统一社会信用代码（GB 32100-2015，18 位）', (text) => {
  const checked = checkUscc(text);
  if (!checked.ok) throw badInput(`统一社会信用代码有误：${checked.reason}`);
  return checked.uscc;
});

/** A calendar day, `YYYY-MM-DD`. */
export const DateScalar = textScalar('Date', '日期，YYYY-MM-DD', (text) => {
  const day = new Date(`${text}T00:00:00Z`);
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text) || Number.isNaN(day.getTime()) || !day.toISOString().startsWith(text))
    throw badInput('日期应为 YYYY-MM-DD，且确有其日');
  return text;
});

/** An instant, ISO 8601 in UTC. */
export const DateTime = textScalar('DateTime', '时刻，ISO 8601（UTC）', (text) => {
  const instant = new Date(text);
  if (Number.isNaN(instant.getTime())) throw badInput('时刻应为 ISO 8601，例如 2026-04-01T08:00:00Z');
  return instant.toISOString();
});

/** GB/T 2260: six digits, or a prefix of two or four for the province or a city. */
export const DivisionCode = textScalar('DivisionCode', '行政区划代码（GB/T 2260，山西 14）', (text) => {
  if (divisionByCode(text) === undefined)
    throw badInput(`没有这个山西行政区划代码：应为 14、4 位市或 6 位县代码`);
  return text;
});

/** GB/T 4754-2017: section letter and two digits, e.g. `C34`. */
export const IndustryCode = textScalar(
  'IndustryCode',
  '行业代码（GB/T 4754-2017 门类+大类，如 C34）',
  (text) => {
    if (!isIndustryCode(text)) throw badInput('没有这个行业代码：应为门类字母加两位大类，例如 C34');
    return text;
  },
);

/** Text of which its owner shows only so much that it can be recognised, never used. */
export const MaskedString = textScalar('MaskedString', '掩码文本', (text) => text);

/** A decimal number as text, so that no digit is lost on the way. */
function decimalScalar(name: string, zh: string): GraphQLScalarType<string> {
  const parse = (value: unknown): string => {
    const text = typeof value === 'number' ? String(value) : value;
    if (typeof text !== 'string' || !/^-?\d{1,15}(\.\d{1,6})?$/.test(text))
      throw badInput(`${name} 应为十进制数（${zh}）`);
    return String(Number(text));
  };
  const literal = (node: ValueNode): string =>
    parse(
      node.kind === Kind.STRING || node.kind === Kind.INT || node.kind === Kind.FLOAT
        ? node.value
        : undefined,
    );
  return new GraphQLScalarType<string>({
    name,
    description: zh,
    serialize: (value) => String(Number(value)),
    parseValue: parse,
    parseLiteral: literal,
  });
}

export const Decimal = decimalScalar('Decimal', '十进制数，以文本传送');
export const Ratio = decimalScalar('Ratio', '比率，1 为百分之百');
export const Percent = decimalScalar('Percent', '百分数，100 为全部');

/** Whole fen: 100 to the yuan, exact up to 90 万亿元. */
export const Fen = new GraphQLScalarType<number>({
  name: 'Fen',
  description: '人民币分，整数',
  serialize: (value) => Number(value),
  parseValue: parseFen,
  parseLiteral: (node) => parseFen(node.kind === Kind.INT ? Number(node.value) : undefined),
});

function parseFen(value: unknown): number {
  if (typeof value !== 'number' || !Number.isSafeInteger(value)) throw badInput('金额应为整数分');
  return value;
}

@ObjectType({ description: '金额' })
@Directive('@shareable')
export class Money {
  @Field(() => Fen, { description: '分' })
  fen!: number;

  @Field(() => String, { description: '币种，ISO 4217' })
  currency!: string;
}

/** Closed below, open above; a missing bound is no bound. */
@ObjectType({ description: '区间：含下限，不含上限' })
@Directive('@shareable')
export class Band {
  @Field(() => String, { description: '区间名' })
  zh!: string;

  @Field(() => Decimal, { nullable: true, description: '下限（含）' })
  atLeast!: string | null;

  @Field(() => Decimal, { nullable: true, description: '上限（不含）' })
  below!: string | null;

  @Field(() => String, { description: '计量单位' })
  unit!: string;
}
