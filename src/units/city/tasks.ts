import { ID } from 'type-graphql';
import { Index } from 'typeorm';
import { DateScalar } from '../../kit/scalars';
import { declareEnum, EnterprisePart, Fact, Part } from '../../kit/slice';
import { TODAY } from '../../kit/today';

/** What 方案 第3条 wants to be provided first; the last takes in all else that a steward hears. */
export enum CityTaskCategory {
  LAND = 'LAND',
  GAS = 'GAS',
  POWER = 'POWER',
  INNOVATION = 'INNOVATION',
  FINANCING = 'FINANCING',
  OTHER = 'OTHER',
}
declareEnum(CityTaskCategory, {
  name: 'CityTaskCategory',
  zh: '问题类别',
  labels: {
    LAND: '用地',
    GAS: '用气',
    POWER: '用电',
    INNOVATION: '创新',
    FINANCING: '融资',
    OTHER: '其他',
  },
});

export enum CityTaskStatus {
  WAITING = 'WAITING',
  CLAIMED = 'CLAIMED',
  OVERDUE = 'OVERDUE',
  COMPLETED = 'COMPLETED',
}
declareEnum(CityTaskStatus, {
  name: 'CityTaskStatus',
  zh: '问题办理状态',
  labels: { WAITING: '待认领', CLAIMED: '办理中', OVERDUE: '已超期', COMPLETED: '已办结' },
});

/** Tasks over `p` whose last day has passed and that nobody has completed; the day is China's. */
export const OVERDUE_TASKS = `p.completed_on IS NULL AND p.due_on < ${TODAY}`;

/** 方案 第19条: a problem of the enterprise that its steward is to claim and to see solved in time. */
@Part({ zh: '服务管家任务' })
@Index(['uscc'])
export class CityTask extends EnterprisePart {
  @Fact(() => ID, '任务编号', { required: true, from: 'p.id::text' })
  no!: string;

  @Fact(() => CityTaskCategory, '类别', { required: true })
  category!: CityTaskCategory;

  @Fact(() => String, '问题', { required: true })
  subject!: string;

  @Fact(() => String, '责任单位代码', { required: true })
  responsibleUnit!: string;

  @Fact(() => DateScalar, '提出日期', { required: true })
  raisedOn!: string;

  @Fact(() => DateScalar, '认领日期')
  claimedOn!: string | null;

  /** The last day on which it is in time. */
  @Fact(() => DateScalar, '办理期限（含当日）', { required: true })
  dueOn!: string;

  @Fact(() => DateScalar, '办结日期')
  completedOn!: string | null;

  @Fact(() => CityTaskStatus, '状态', {
    required: true,
    from: `CASE WHEN p.completed_on IS NOT NULL THEN 'COMPLETED' WHEN ${OVERDUE_TASKS} THEN 'OVERDUE'
      WHEN p.claimed_on IS NOT NULL THEN 'CLAIMED' ELSE 'WAITING' END`,
  })
  status!: CityTaskStatus;
}
