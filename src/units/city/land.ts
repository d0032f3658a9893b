import { Index } from 'typeorm';
import { DateScalar, Decimal } from '../../kit/scalars';
import { declareEnum, EnterprisePart, Fact, Part, Stored } from '../../kit/slice';

export enum LandUse {
  INDUSTRY = 'INDUSTRY',
  STORAGE = 'STORAGE',
  RESEARCH = 'RESEARCH',
}
declareEnum(LandUse, {
  name: 'LandUse',
  zh: '用地用途',
  labels: { INDUSTRY: '工业', STORAGE: '仓储', RESEARCH: '科研' },
});

/** How industrial land is handed over [M]. */
export enum LandGrantMode {
  ASSIGNMENT = 'ASSIGNMENT',
  FLEXIBLE_TERM = 'FLEXIBLE_TERM',
  LEASE_THEN_ASSIGNMENT = 'LEASE_THEN_ASSIGNMENT',
  LEASE = 'LEASE',
}
declareEnum(LandGrantMode, {
  name: 'LandGrantMode',
  zh: '供地方式',
  labels: {
    ASSIGNMENT: '出让',
    FLEXIBLE_TERM: '弹性年期出让',
    LEASE_THEN_ASSIGNMENT: '先租后让',
    LEASE: '租赁',
  },
});

@Part({ zh: '用地需求' })
@Index(['uscc'])
export class LandNeed extends EnterprisePart {
  @Fact(() => Decimal, '面积（亩）', { required: true })
  areaMu!: string;

  @Fact(() => LandUse, '用途', { required: true })
  landUse!: LandUse;

  @Fact(() => DateScalar, '提出日期', { required: true })
  raisedOn!: string;

  @Fact(() => DateScalar, '期望供地日期')
  neededBy!: string | null;

  /** Absent while the need stands: only then it is told. */
  @Stored(() => DateScalar, '满足日期')
  metOn!: string | null;
}

/** Needs over `p` that are not met yet. */
export const STANDING_NEEDS = 'p.met_on IS NULL';

@Part({ zh: '供地' })
@Index(['uscc'])
export class LandGrant extends EnterprisePart {
  @Fact(() => Decimal, '面积（亩）', { required: true })
  areaMu!: string;

  @Fact(() => LandUse, '用途', { required: true })
  landUse!: LandUse;

  @Fact(() => LandGrantMode, '供地方式', { required: true })
  mode!: LandGrantMode;

  @Fact(() => String, '文号', { required: true })
  documentNo!: string;

  @Fact(() => DateScalar, '供地日期', { required: true })
  grantedOn!: string;
}
