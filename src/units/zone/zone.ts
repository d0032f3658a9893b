import { Int } from 'type-graphql';
import { Check } from 'typeorm';
import { bands } from '../../kit/band';
import { FEN_PER_YUAN } from '../../kit/fen';
import { Band, Fen } from '../../kit/scalars';
import { conditional, open, unconditional } from '../../kit/share';
import { EnterpriseRow, Fact, Part, Shared, Slice, Stored } from '../../kit/slice';
import { column, compose, rows } from '../../kit/source';
import {
  PUBLISHED_ZONE_AWARDS,
  ZoneApproval,
  ZoneAward,
  ZoneResourceNeed,
  ZoneSupportMatter,
} from './records';

@Part({ zh: '示范区服务管家' })
export class ZoneSteward {
  @Fact(() => String, '姓名', { required: true })
  name!: string;

  @Fact(() => String, '职务')
  position!: string | null;
}

const OPEN_INFORMATION = '政府信息公开条例 第20条';

/** Yearly revenue for each 亩 of land is told in these steps, closed below [I]. */
const OUTPUT_BANDS = bands([5e5, 1e6, 2e6, 5e6, 1e7], '元/亩', FEN_PER_YUAN);

/** What the zone's committee holds of one enterprise that sits in it; of any other it holds nothing. */
@Slice({ zh: '综改示范区' })
@Check('transformation_zone_stars', '"stars" BETWEEN 1 AND 5')
export class TransformationZone extends EnterpriseRow {
  @Shared(() => String, { zh: '园区', level: 1, share: open(`方案 第3条；${OPEN_INFORMATION}`) })
  park!: string | null;

  @Shared(() => String, { zh: '厂房', level: 1, share: open(`方案 第3条；${OPEN_INFORMATION}`) })
  plant!: string | null;

  @Shared(() => [ZoneSupportMatter], {
    zh: '帮扶事项',
    level: 3,
    share: conditional('方案 第3条、第19条', { readers: 'SMEB、LSG' }),
    from: rows(ZoneSupportMatter, { orderBy: 'dueOn' }),
  })
  supportMatters!: ZoneSupportMatter[];

  @Shared(() => ZoneSteward, {
    zh: '管家（姓名、职务）',
    level: 2,
    share: unconditional('方案 第19条；个人信息保护法 第34条', { self: true }),
    from: compose(
      ZoneSteward,
      { name: (e) => `${e}.steward_name`, position: (e) => `${e}.steward_position` },
      (e) => `${e}.steward_name IS NOT NULL`,
    ),
  })
  steward!: ZoneSteward | null;

  /** One star to five [I]; of a steward who has not been rated, none. */
  @Shared(() => Int, { zh: '管家星级', level: 1, share: open('方案 第19条') })
  stars!: number | null;

  @Shared(() => [ZoneResourceNeed], {
    zh: '用地、用电、用气需求',
    level: 3,
    share: conditional('方案 第3条', { readers: 'NEA、CITY' }),
    from: rows(ZoneResourceNeed, { orderBy: 'raisedOn' }),
  })
  resourceNeeds!: ZoneResourceNeed[];

  @Shared(() => [ZoneAward], {
    zh: '区级奖补（公示后）',
    level: 1,
    share: open(`方案 第3条；${OPEN_INFORMATION}`),
    required: true,
    from: rows(ZoneAward, { orderBy: 'year', where: PUBLISHED_ZONE_AWARDS }),
  })
  zoneAwards!: ZoneAward[];

  @Shared(() => [ZoneApproval], {
    zh: '承诺制审批',
    level: 1,
    share: open(OPEN_INFORMATION),
    required: true,
    from: rows(ZoneApproval, { orderBy: 'approvedOn' }),
  })
  oneTimeApproval!: ZoneApproval[];

  @Shared(() => String, { zh: '孵化器', level: 1, share: open(`方案 第3条；${OPEN_INFORMATION}`) })
  incubator!: string | null;

  @Shared(() => Band, {
    zh: '亩均效益区间',
    level: 3,
    share: conditional('数据安全法 第38条（商业秘密）', { readers: 'MIIT' }),
    band: OUTPUT_BANDS,
    from: column('outputPerMu'),
  })
  outputPerMuBand!: Band | null;

  /** The zone is no division of GB/T 2260, so it numbers its blocks itself; the row's division is the county. */
  @Stored(() => String, '示范区内部区块代码', { required: true })
  blockCode!: string;

  @Stored(() => String, '管家姓名')
  stewardName!: string | null;

  @Stored(() => String, '管家职务')
  stewardPosition!: string | null;

  @Stored(() => Fen, '上年度亩均营业收入（分/亩）')
  outputPerMu!: number | null;
}
