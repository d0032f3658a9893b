import { Field, InputType, Resolver } from 'type-graphql';
import { Change, type ChangeDone, type OpenChange } from '../../kit/change';
import { checkNotLater, checkText } from '../../kit/change-checks';
import { DateScalar, USCC } from '../../kit/scalars';
import { Trade } from './com';
import { TradeExhibitionKind } from './exhibition';

@InputType({ description: '一次参展' })
export class ExhibitionInput {
  @Field(() => USCC, { description: '统一社会信用代码' })
  uscc!: string;

  @Field(() => String, { description: '展会' })
  exhibition!: string;

  @Field(() => TradeExhibitionKind, { description: '类别' })
  kind!: TradeExhibitionKind;

  @Field(() => Boolean, { description: '国际展会' })
  isInternational!: boolean;

  @Field(() => String, { description: '举办地' })
  place!: string;

  @Field(() => DateScalar, { description: '开展日期' })
  openedOn!: string;
}

@Resolver()
export class TradeChanges {
  @Change(ExhibitionInput, { zh: '登记参展', basis: '方案 第20条' })
  async recordExhibition(input: ExhibitionInput, change: OpenChange): Promise<ChangeDone> {
    const { uscc, exhibition, kind, isInternational, place, openedOn } = input;
    await change.enterprise(Trade, uscc);
    checkText(change, '展会', exhibition);
    checkText(change, '举办地', place);
    checkNotLater(change, '开展日期', openedOn);
    const known = await change.query(
      'SELECT FROM trade_exhibition WHERE uscc = $1 AND exhibition = $2 AND opened_on = $3',
      [uscc, exhibition, openedOn],
    );
    if (known.length > 0) throw change.refusal('该企业的这次参展已登记');
    await change.query(
      `INSERT INTO trade_exhibition (uscc, exhibition, kind, is_international, place, opened_on)
       VALUES ($1, $2, $3, $4, $5, $6)`,
      [uscc, exhibition, kind, isInternational, place, openedOn],
    );
    return { uscc };
  }
}
