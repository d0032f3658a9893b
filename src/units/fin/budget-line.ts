import { Int } from 'type-graphql';
import { Column, Index } from 'typeorm';
import { declarePart } from '../../kit/declare-types';
import { DivisionCode, Money } from '../../kit/scalars';
import { EnterprisePart, Fact, Part } from '../../kit/slice';

/** 保障措施（一）: what a level of government has set aside for the plan; kept under the code of the office that spends it. */
@Part({ zh: '专项预算' })
@Index(['division', 'year'])
@Index(['year', 'uscc', 'item'], { unique: true })
export class BudgetLine extends EnterprisePart {
  @Fact(() => Int, '预算年度', { required: true })
  year!: number;

  /** Two digits for the province, four for a city, six for a county; the kit makes this column for slices only. */
  @Column({ type: 'varchar', length: 6 })
  @Fact(() => DivisionCode, '行政区划', { required: true })
  division!: string;

  @Fact(() => String, '预算单位', { required: true })
  office!: string;

  @Fact(() => String, '项目', { required: true })
  item!: string;

  @Fact(() => Money, '预算安排', { required: true })
  budgeted!: number;

  @Fact(() => Money, '已下达', { required: true })
  released!: number;
}
declarePart(BudgetLine);
