import { Int } from 'type-graphql';
import { Index } from 'typeorm';
import { bands } from '../../kit/band';
import type { Dialect } from '../../kit/dialect';
import { Band, DateScalar, Decimal, Fen, Money, Percent, Ratio } from '../../kit/scalars';
import { conditional, consent, predicate, unconditional } from '../../kit/share';
import {
  declareEnum,
  EnterprisePart,
  EnterpriseRow,
  Fact,
  Part,
  Predicate,
  Shared,
  Slice,
  Stored,
  type PredicateResult,
} from '../../kit/slice';
import { column, expression, row, rows } from '../../kit/source';

/** 有序用电方案类别 [M]: the classes of a usual orderly-use plan. */
export enum OrderlyUse {
  PROTECTED = 'PROTECTED',
  NORMAL = 'NORMAL',
  STAGGERED = 'STAGGERED',
  RESTRICTED = 'RESTRICTED',
}
declareEnum(OrderlyUse, {
  name: 'OrderlyUse',
  zh: '有序用电方案类别',
  labels: { PROTECTED: '优先保障', NORMAL: '正常用电', STAGGERED: '错峰用电', RESTRICTED: '限制用电' },
});

export enum CurtailmentKind {
  STAGGERED = 'STAGGERED',
  CURTAILED = 'CURTAILED',
}
declareEnum(CurtailmentKind, {
  name: 'CurtailmentKind',
  zh: '限电类别',
  labels: { STAGGERED: '错峰', CURTAILED: '限电' },
});

@Part({ zh: '限电或错峰记录' })
@Index(['uscc'])
export class Curtailment extends EnterprisePart {
  @Fact(() => DateScalar, '日期', { required: true })
  happenedOn!: string;

  @Fact(() => CurtailmentKind, '类别', { required: true })
  kind!: CurtailmentKind;

  @Fact(() => Int, '时长（小时）', { required: true })
  hours!: number;
}

@Part({ zh: '用气指标' })
@Index(['uscc'])
export class GasQuota extends EnterprisePart {
  @Fact(() => Int, '年度', { required: true })
  year!: number;

  @Fact(() => Decimal, '年度指标（万立方米）', { required: true })
  quota!: string;
}

/** Consumption is told in these steps, in kilowatt-hours a month, closed below [I]. */
const KWH_BANDS = bands([1e4, 5e4, 2e5, 1e6, 5e6], '千瓦时');

/** What the energy bureau holds of one enterprise. */
@Slice({ zh: '能源要素' })
export class Energy extends EnterpriseRow {
  @Shared(() => OrderlyUse, {
    zh: '有序用电方案类别',
    level: 2,
    share: unconditional('方案 第18条', { readers: 'MIIT、CITY' }),
  })
  orderlyUse!: OrderlyUse | null;

  @Shared(() => Boolean, {
    zh: '保障用户',
    level: 2,
    share: unconditional('方案 第18条', { readers: 'CITY' }),
  })
  protectedUser!: boolean | null;

  @Shared(() => [Curtailment], {
    zh: '限电/错峰记录',
    level: 3,
    share: conditional('方案 第18条', { readers: 'MIIT、SMEB、LSG', self: true }),
    from: rows(Curtailment, { orderBy: 'happenedOn' }),
  })
  curtailments!: Curtailment[];

  @Shared(() => Boolean, {
    zh: '战新电价资格',
    level: 2,
    share: unconditional('方案 第18条', { readers: 'NDRC、SMEB', self: true }),
  })
  strategicPriceEligible!: boolean | null;

  @Shared(() => Boolean, {
    zh: '已享受战新电价',
    level: 3,
    share: conditional('方案 第18条', { readers: 'FIN', self: true }),
  })
  strategicPriceApplied!: boolean | null;

  @Shared(() => Money, {
    zh: '战新电价节约额',
    level: 3,
    share: conditional('方案 第18条', { readers: 'FIN', self: true }),
  })
  savings!: Money | null;

  /** The month's consumption as a band; any day of the month may be named, the latest month is told where none is. */
  @Shared(() => Band, {
    zh: '用电量区间',
    level: 3,
    share: consent('企业书面授权（数据安全法 第38条）', { readers: '银行、MIIT', self: true }),
    args: { month: { type: DateScalar, zh: '月份，填该月任一日；不填为最近一个月' } },
    band: KWH_BANDS,
    from: expression((e, { args, param, dialect }) => {
      const month = args['month'];
      const position = typeof month === 'string' ? monthIndex(param(month, 'date'), dialect) : undefined;
      return dialect.cast(dialect.jsonElement(`${e}.monthly_kwh`, position), 'bigint');
    }),
  })
  electricityBand!: Band | null;

  @Predicate({
    zh: '用电增幅不低于',
    level: 3,
    share: predicate('方案 第9条、第18条', { readers: 'LFR' }),
    argument: 'ratio',
    of: column('electricityGrowth'),
    compare: '>=',
    thresholds: [0, 0.05, 0.1, 0.2],
  })
  electricityGrowthAtLeast!: PredicateResult;

  @Shared(() => GasQuota, {
    zh: '用气指标',
    level: 3,
    share: conditional('方案 第3条、第18条', { readers: 'CITY', self: true }),
    from: row(GasQuota, { orderBy: 'year' }),
  })
  gasQuota!: GasQuota | null;

  @Shared(() => Percent, {
    zh: '绿电占比',
    level: 2,
    share: unconditional('方案 第18条', { readers: 'MIIT' }),
  })
  greenPowerShare!: string | null;

  @Stored(() => [Fen], '自 2024 年 1 月起的月用电量（千瓦时）')
  monthlyKwh!: number[];

  @Stored(() => Ratio, '近十二个月用电量较上一个十二个月的增幅')
  electricityGrowth!: string | null;
}

/** Position of a month in `monthlyKwh`; one that lies before the first has none. */
function monthIndex(day: string, dialect: Dialect): string {
  const sinceFirst = `(extract(year FROM ${day}) - 2024) * 12 + extract(month FROM ${day}) - 1`;
  const months = dialect.cast(sinceFirst, 'int');
  return `CASE WHEN ${months} >= 0 THEN ${months} END`;
}
