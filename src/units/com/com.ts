import { Int } from 'type-graphql';
import { Index } from 'typeorm';
import { bands } from '../../kit/band';
import { Band, Money } from '../../kit/scalars';
import { conditional, open, unconditional, withheld } from '../../kit/share';
import { EnterprisePart, EnterpriseRow, Part, Shared, Slice, Stored } from '../../kit/slice';
import { annual, expression, rows } from '../../kit/source';
import { ExhibitionSubsidy, TradeExhibition } from './exhibition';

/** What an enterprise exported in one year; a year without exports has no row. */
@Part({ zh: '年度出口' })
@Index(['uscc', 'year'], { unique: true })
export class AnnualExport extends EnterprisePart {
  @Stored(() => Int, '年度', { required: true })
  year!: number;

  @Stored(() => Money, '出口额', { required: true })
  amount!: number;
}

/** Exports of a year are told in these steps, in yuan [I]. */
const EXPORT_BANDS = bands([1e6, 5e6, 2e7, 1e8], '元', 100);

const PUBLISHED = '方案 第20条；政府信息公开条例 第20条';

/** What the commerce department knows of one enterprise's markets. */
@Slice({ zh: '商务' })
export class Trade extends EnterpriseRow {
  @Shared(() => [TradeExhibition], {
    zh: '参展',
    level: 1,
    share: open(PUBLISHED),
    required: true,
    from: rows(TradeExhibition, { orderBy: 'openedOn' }),
  })
  exhibitions!: TradeExhibition[];

  @Shared(() => [ExhibitionSubsidy], {
    zh: '参展补贴',
    level: 2,
    share: unconditional('方案 第20条', { readers: 'FIN' }),
    from: rows(ExhibitionSubsidy, { orderBy: 'year' }),
  })
  exhibitionSubsidy!: ExhibitionSubsidy[];

  /** Absent where nothing was exported. */
  @Shared(() => Band, {
    zh: '出口额区间',
    level: 3,
    share: conditional('方案 第20条；数据安全法 第38条（商业秘密）', { readers: 'SMEB、LFR' }),
    from: annual(AnnualExport, 'amount'),
    band: EXPORT_BANDS,
    update: 'YEARLY',
  })
  exportBand!: Band | null;

  /** The duty to file ended in December 2022 [M]; who had filed before stays in the list. */
  @Shared(() => Boolean, { zh: '外贸备案', level: 1, share: open(PUBLISHED), required: true })
  foreignTradeRegistered!: boolean;

  /** National or provincial list; counts where a product's field is scored. */
  @Shared(() => Boolean, {
    zh: '老字号',
    level: 1,
    share: open('方案 第20条；工信部企业〔2022〕63号'),
    required: true,
  })
  timeHonoured!: boolean;

  @Shared(() => Boolean, { zh: '电商示范', level: 1, share: open(PUBLISHED), required: true })
  ecommerce!: boolean;

  /** Whether foreign export control lists hit the enterprise: kept outside the hub, which stores nothing of it. */
  @Shared(() => Boolean, {
    zh: '实体清单影响',
    level: 4,
    share: withheld('数据安全法 第38条（商业秘密）；政务数据共享条例 第3条（工作秘密）'),
    from: expression(() => 'NULL::boolean'),
  })
  entityListRisk!: null;

  @Shared(() => Boolean, { zh: '服务外包', level: 1, share: open(PUBLISHED), required: true })
  servicesOutsourcing!: boolean;
}
