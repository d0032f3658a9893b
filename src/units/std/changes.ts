import { Field, InputType, Resolver } from 'type-graphql';
import { Change, type ChangeDone, type OpenChange } from '../../kit/change';
import { checkAmount, checkNotLater, checkText } from '../../kit/change-checks';
import { DateScalar, Fen, USCC } from '../../kit/scalars';
import { Innovation } from './std';

@InputType({ description: '一项技术需求' })
export class TechnologyDemandInput {
  @Field(() => USCC, { description: '统一社会信用代码' })
  uscc!: string;

  @Field(() => String, { description: '需求' })
  subject!: string;

  @Field(() => Fen, { nullable: true, description: '拟投入，分' })
  budget?: number | null;

  @Field(() => DateScalar, { description: '征集日期' })
  collectedOn!: string;
}

@Resolver()
export class TechnologyChanges {
  @Change(TechnologyDemandInput, { zh: '登记技术需求', basis: '方案 第13条' })
  async fileTechnologyDemand(input: TechnologyDemandInput, change: OpenChange): Promise<ChangeDone> {
    const { uscc, subject, budget = null, collectedOn } = input;
    await change.enterprise(Innovation, uscc);
    checkText(change, '需求', subject);
    checkAmount(change, '拟投入', budget);
    checkNotLater(change, '征集日期', collectedOn);
    await change.query(
      'INSERT INTO technology_demand (uscc, subject, budget, collected_on) VALUES ($1, $2, $3, $4)',
      [uscc, subject, budget, collectedOn],
    );
    return { uscc };
  }
}
