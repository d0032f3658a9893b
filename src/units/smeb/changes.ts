import { Field, InputType, Int, Resolver } from 'type-graphql';
import { Change, type ChangeDone, type OpenChange } from '../../kit/change';
import { checkNotLater, checkText } from '../../kit/change-checks';
import { divisionByCode } from '../../kit/codes/divisions';
import { DateScalar, DivisionCode, USCC } from '../../kit/scalars';
import { TRAINEES_A_YEAR } from '../../measures/plan-figures';
import { Cultivation } from './smeb';

@InputType({ description: '入培育库' })
export class PoolEntryInput {
  @Field(() => USCC, { description: '统一社会信用代码' })
  uscc!: string;

  @Field(() => DivisionCode, { description: '所在县，6 位' })
  division!: string;

  @Field(() => DateScalar, { description: '入库日期' })
  enteredOn!: string;
}

@InputType({ description: '出培育库' })
export class PoolLeavingInput {
  @Field(() => USCC, { description: '统一社会信用代码' })
  uscc!: string;
}

@InputType({ description: '一名领军人才培训学员' })
export class TraineeInput {
  @Field(() => USCC, { description: '统一社会信用代码' })
  uscc!: string;

  @Field(() => Int, { description: '年度' })
  year!: number;

  @Field(() => String, { description: '姓名' })
  name!: string;

  @Field(() => String, { description: '职务' })
  position!: string;

  @Field(() => String, { description: '培训班' })
  course!: string;
}

@InputType({ description: '推广目录条目；每户一条，新的取代旧的' })
export class ProductEntryInput {
  @Field(() => USCC, { description: '统一社会信用代码' })
  uscc!: string;

  @Field(() => String, { description: '产品' })
  name!: string;

  @Field(() => String, { description: '简介' })
  summary!: string;

  @Field(() => DateScalar, { description: '收录日期' })
  publishedOn!: string;
}

const FIRST_YEAR = 2022;

@Resolver()
export class CultivationChanges {
  /** Who enters the pool need not be known yet: the bureau takes an enterprise up with its county. */
  @Change(PoolEntryInput, { zh: '入培育库', basis: '方案 第2条' })
  async enterPool({ uscc, division, enteredOn }: PoolEntryInput, change: OpenChange): Promise<ChangeDone> {
    checkNotLater(change, '入库日期', enteredOn);
    if (divisionByCode(division)?.level !== 'COUNTY') throw change.refusal('所在地应为 6 位县级代码');
    // The row is locked before anything is written, as every change of it does: in another order two would wait for each other.
    if (!(await change.known(Cultivation, [uscc])).has(uscc)) {
      // Two that take the same enterprise up at once meet here; the second sees the first one's row.
      await change.query(
        `INSERT INTO cultivation (uscc, division, in_pool) VALUES ($1, $2, false) ON CONFLICT DO NOTHING`,
        [uscc, division],
      );
      await change.enterprise(Cultivation, uscc);
    }
    const entered = await change.query(
      `UPDATE cultivation SET in_pool = true, pool_entered_on = $3
        WHERE uscc = $1 AND division = $2 AND in_pool IS NOT TRUE RETURNING uscc`,
      [uscc, division, enteredOn],
    );
    if (entered.length === 0) throw change.refusal('该企业已在培育库，或所在县与登记的不一致');
    return { uscc };
  }

  @Change(PoolLeavingInput, { zh: '出培育库', basis: '方案 第2条' })
  async leavePool({ uscc }: PoolLeavingInput, change: OpenChange): Promise<ChangeDone> {
    await change.enterprise(Cultivation, uscc);
    const left = await change.query(
      'UPDATE cultivation SET in_pool = false, pool_entered_on = NULL WHERE uscc = $1 AND in_pool RETURNING uscc',
      [uscc],
    );
    if (left.length === 0) throw change.refusal('该企业不在培育库');
    return { uscc };
  }

  /** R21: one hundred a year. */
  @Change(TraineeInput, { zh: '录取领军人才培训学员', basis: '方案 第21条' })
  async admitTrainee(input: TraineeInput, change: OpenChange): Promise<ChangeDone> {
    const { uscc, year, name, position, course } = input;
    await change.enterprise(Cultivation, uscc);
    checkText(change, '姓名', name);
    checkText(change, '职务', position);
    checkText(change, '培训班', course);
    if (year < FIRST_YEAR || year > Number(change.today.slice(0, 4)))
      throw change.refusal(`年度应在 ${FIRST_YEAR} 年至本年之间`);
    await change.alone(`trainees ${year}`);
    const [admitted] = await change.query<{ all: number; same: number }>(
      `SELECT count(*)::int AS all, count(*) FILTER (WHERE uscc = $2 AND name = $3)::int AS same
         FROM trainee WHERE year = $1`,
      [year, uscc, name],
    );
    if ((admitted?.same ?? 0) > 0) throw change.refusal('该学员本年度已录取');
    if ((admitted?.all ?? 0) >= TRAINEES_A_YEAR)
      throw change.refusal(`${year} 年 ${TRAINEES_A_YEAR} 个名额已满`, { code: 'LIMIT_EXCEEDED', left: 0 });
    await change.query(
      'INSERT INTO trainee (uscc, year, name, position, course) VALUES ($1, $2, $3, $4, $5)',
      [uscc, year, name, position, course],
    );
    return { uscc };
  }

  @Change(ProductEntryInput, { zh: '收录推广目录条目', basis: '方案 第20条' })
  async publishProduct(input: ProductEntryInput, change: OpenChange): Promise<ChangeDone> {
    const { uscc, name, summary, publishedOn } = input;
    await change.enterprise(Cultivation, uscc);
    checkText(change, '产品', name);
    checkText(change, '简介', summary);
    checkNotLater(change, '收录日期', publishedOn);
    await change.query(
      `INSERT INTO product_entry (uscc, name, summary, published_on) VALUES ($1, $2, $3, $4)
       ON CONFLICT (uscc) DO UPDATE SET name = excluded.name, summary = excluded.summary, published_on = excluded.published_on`,
      [uscc, name, summary, publishedOn],
    );
    return { uscc };
  }
}
