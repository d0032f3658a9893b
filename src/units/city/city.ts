import { Int } from 'type-graphql';
import { Check } from 'typeorm';
import { bands } from '../../kit/band';
import { maskPhone } from '../../kit/mask';
import { Band, MaskedString } from '../../kit/scalars';
import { conditional, open, unconditional } from '../../kit/share';
import { EnterpriseRow, Fact, Part, Shared, Slice, Stored } from '../../kit/slice';
import { column, compose, count, row, rows } from '../../kit/source';
import { LandGrant, LandNeed, STANDING_NEEDS } from './land';
import {
  CityAward,
  CityPoolEntry,
  INCIDENTS_OF_THREE_YEARS,
  LocalIncident,
  PUBLISHED_CITY_AWARDS,
} from './records';
import { CityTask, OVERDUE_TASKS } from './tasks';

@Part({ zh: '服务管家' })
export class CitySteward {
  @Fact(() => String, '姓名', { required: true })
  name!: string;

  @Fact(() => String, '职务')
  position!: string | null;
}

/** A steward is told as the holder of a post, within the duty of the state organ that sends one. */
const STEWARD = '方案 第19条；个人信息保护法 第34条';
const OPEN_INFORMATION = '政府信息公开条例 第20条';

/** Employment is told in these steps, closed below [I]. */
const EMPLOYMENT_BANDS = bands([20, 50, 100, 300, 1000], '人');

/** What the government of its city and county does for one enterprise; the row's division says which city and county. */
@Slice({ zh: '属地服务' })
@Check('local_support_stars', '"steward_stars" BETWEEN 1 AND 5')
export class LocalSupport extends EnterpriseRow {
  @Shared(() => CitySteward, {
    zh: '服务管家（姓名、职务）',
    level: 2,
    share: unconditional(STEWARD, { readers: 'LSG', self: true }),
    from: compose(
      CitySteward,
      { name: (e) => `${e}.steward_name`, position: (e) => `${e}.steward_position` },
      (e) => `${e}.steward_name IS NOT NULL`,
    ),
  })
  steward!: CitySteward | null;

  @Shared(() => MaskedString, {
    zh: '管家电话',
    level: 3,
    share: unconditional(STEWARD, { readers: '本企业', self: true }),
    mask: maskPhone,
  })
  stewardPhone!: string | null;

  /** One star to five [I]; of a steward who has not been rated, none. */
  @Shared(() => Int, { zh: '管家星级', level: 1, share: open('方案 第19条') })
  stewardStars!: number | null;

  @Shared(() => [CityTask], {
    zh: '问题清单',
    level: 3,
    share: conditional('方案 第19条', { readers: 'LSG、责任单位' }),
    from: rows(CityTask, { orderBy: 'dueOn' }),
  })
  tasks!: CityTask[];

  @Shared(() => Int, {
    zh: '超期问题数',
    level: 3,
    share: conditional('方案 第19条', { readers: 'LSG、责任单位' }),
    from: count(CityTask, OVERDUE_TASKS),
  })
  overdueTasks!: number | null;

  @Shared(() => [CityAward], {
    zh: '市级奖补（公示后）',
    level: 1,
    share: open(`方案 第5条；${OPEN_INFORMATION}`),
    required: true,
    from: rows(CityAward, { orderBy: 'year', where: PUBLISHED_CITY_AWARDS }),
  })
  cityAwards!: CityAward[];

  /** The latest that stands; a need that was met is no need. */
  @Shared(() => LandNeed, {
    zh: '用地需求',
    level: 3,
    share: conditional('方案 第3条'),
    from: row(LandNeed, { orderBy: 'raisedOn', where: STANDING_NEEDS }),
  })
  landNeed!: LandNeed | null;

  @Shared(() => LandGrant, {
    zh: '供地（最近一次）',
    level: 1,
    share: open(`方案 第3条；${OPEN_INFORMATION}`),
    from: row(LandGrant, { orderBy: 'grantedOn' }),
  })
  landGranted!: LandGrant | null;

  @Shared(() => [CityPoolEntry], {
    zh: '市级培育库',
    level: 2,
    share: unconditional('方案 第2条', { readers: 'SMEB' }),
    from: rows(CityPoolEntry, { orderBy: 'enteredOn' }),
  })
  poolEntries!: CityPoolEntry[];

  /** Which leader of which level looks after the enterprise. */
  @Shared(() => String, { zh: '包联领导', level: 1, share: open('方案 保障措施（二）') })
  leaderContact!: string | null;

  @Shared(() => [LocalIncident], {
    zh: '安全、环保事故（近三年）',
    level: 2,
    share: unconditional('方案 第1条；工信部企业〔2026〕2号', { readers: 'SMEB' }),
    from: rows(LocalIncident, { orderBy: 'happenedOn', where: INCIDENTS_OF_THREE_YEARS }),
  })
  safetyEnvIncidents!: LocalIncident[];

  @Shared(() => Band, {
    zh: '用工区间',
    level: 3,
    share: conditional('数据安全法 第38条（商业秘密）', { readers: 'SMEB' }),
    band: EMPLOYMENT_BANDS,
    from: column('employed'),
  })
  employmentBand!: Band | null;

  @Stored(() => String, '管家姓名')
  stewardName!: string | null;

  @Stored(() => String, '管家职务')
  stewardPosition!: string | null;

  /** As the county counts it at the end of the year. */
  @Stored(() => Int, '用工人数')
  employed!: number | null;
}
