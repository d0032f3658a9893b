import { ID, Int } from 'type-graphql';
import { Index } from 'typeorm';
import { DateScalar, Decimal, Money } from '../../kit/scalars';
import { declareEnum, EnterprisePart, Fact, Part } from '../../kit/slice';
import { TODAY } from '../../kit/today';

export enum ZoneMatterStatus {
  ACCEPTED = 'ACCEPTED',
  IN_PROGRESS = 'IN_PROGRESS',
  OVERDUE = 'OVERDUE',
  COMPLETED = 'COMPLETED',
}
declareEnum(ZoneMatterStatus, {
  name: 'ZoneMatterStatus',
  zh: '帮扶事项状态',
  labels: { ACCEPTED: '已受理', IN_PROGRESS: '办理中', OVERDUE: '已超期', COMPLETED: '已办结' },
});

/** 方案 第3条、第19条: what the committee has taken on for an enterprise. */
@Part({ zh: '帮扶事项' })
@Index(['uscc'])
export class ZoneSupportMatter extends EnterprisePart {
  @Fact(() => ID, '事项编号', { required: true, from: 'p.id::text' })
  no!: string;

  @Fact(() => String, '事项', { required: true })
  subject!: string;

  @Fact(() => String, '承办部门', { required: true })
  office!: string;

  @Fact(() => DateScalar, '受理日期', { required: true })
  acceptedOn!: string;

  @Fact(() => DateScalar, '开始办理日期')
  startedOn!: string | null;

  /** The last day on which it is in time. */
  @Fact(() => DateScalar, '办理期限（含当日）', { required: true })
  dueOn!: string;

  @Fact(() => DateScalar, '办结日期')
  completedOn!: string | null;

  @Fact(() => ZoneMatterStatus, '状态', {
    required: true,
    from: `CASE WHEN p.completed_on IS NOT NULL THEN 'COMPLETED' WHEN p.due_on < ${TODAY} THEN 'OVERDUE'
      WHEN p.started_on IS NOT NULL THEN 'IN_PROGRESS' ELSE 'ACCEPTED' END`,
  })
  status!: ZoneMatterStatus;
}

export enum ZoneResource {
  LAND = 'LAND',
  POWER = 'POWER',
  GAS = 'GAS',
}
declareEnum(ZoneResource, {
  name: 'ZoneResource',
  zh: '要素',
  labels: { LAND: '用地（亩）', POWER: '用电（千伏安）', GAS: '用气（万立方米/年）' },
});

/** 方案 第3条: a need that stands; its unit of measure is that of the resource. */
@Part({ zh: '要素需求' })
@Index(['uscc'])
export class ZoneResourceNeed extends EnterprisePart {
  @Fact(() => ZoneResource, '要素', { required: true })
  resource!: ZoneResource;

  @Fact(() => Decimal, '数量，按要素的计量单位', { required: true })
  quantity!: string;

  @Fact(() => DateScalar, '提出日期', { required: true })
  raisedOn!: string;

  @Fact(() => DateScalar, '期望满足日期')
  neededBy!: string | null;
}

@Part({ zh: '区级奖补' })
@Index(['uscc'])
export class ZoneAward extends EnterprisePart {
  @Fact(() => Int, '年度', { required: true })
  year!: number;

  @Fact(() => String, '奖补事项', { required: true })
  item!: string;

  @Fact(() => Money, '金额', { required: true })
  amount!: number;

  @Fact(() => String, '文号', { required: true })
  documentNo!: string;

  /** Absent until the award has been published: until then it is not told. */
  @Fact(() => DateScalar, '公示日期')
  publishedOn!: string | null;

  @Fact(() => DateScalar, '拨付日期')
  paidOn!: string | null;
}

/** Awards over `p` whose publication has begun. */
export const PUBLISHED_ZONE_AWARDS = `p.published_on <= ${TODAY}`;

/** 承诺制: the enterprise commits itself, is permitted at once, and is inspected afterwards [M]. */
@Part({ zh: '承诺制审批' })
@Index(['uscc'])
export class ZoneApproval extends EnterprisePart {
  @Fact(() => String, '审批事项', { required: true })
  matter!: string;

  @Fact(() => DateScalar, '承诺日期', { required: true })
  committedOn!: string;

  @Fact(() => DateScalar, '批准日期', { required: true })
  approvedOn!: string;

  @Fact(() => DateScalar, '履诺核验日期；未填为尚未核验')
  inspectedOn!: string | null;
}
