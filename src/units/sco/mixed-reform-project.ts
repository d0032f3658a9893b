import { Column, Index } from 'typeorm';
import { declarePart } from '../../kit/declare-types';
import { DateScalar, DivisionCode, IndustryCode, Percent } from '../../kit/scalars';
import { declareEnum, EnterprisePart, Fact, Part } from '../../kit/slice';

/** How private capital comes in: the ways of a usual mixed-ownership reform [M]. */
export enum MixedReformMode {
  CAPITAL_INCREASE = 'CAPITAL_INCREASE',
  SHARE_TRANSFER = 'SHARE_TRANSFER',
  JOINT_VENTURE = 'JOINT_VENTURE',
}
declareEnum(MixedReformMode, {
  name: 'MixedReformMode',
  zh: '混改方式',
  labels: { CAPITAL_INCREASE: '增资扩股', SHARE_TRANSFER: '股权转让', JOINT_VENTURE: '合资新设' },
});

/** 方案 第16条: a state firm that looks for a private partner; kept under the code of the operator, which offers it. */
@Part({ zh: '混改项目' })
@Index(['projectNo'], { unique: true })
export class MixedReformProject extends EnterprisePart {
  @Fact(() => String, '项目编号', { required: true })
  projectNo!: string;

  @Fact(() => String, '项目名称', { required: true })
  title!: string;

  @Fact(() => String, '国有企业', { required: true })
  stateFirm!: string;

  @Column({ type: 'varchar', length: 6 })
  @Fact(() => DivisionCode, '所在地', { required: true })
  division!: string;

  @Fact(() => IndustryCode, '行业（GB/T 4754）', { required: true })
  industry!: string;

  @Fact(() => MixedReformMode, '混改方式', { required: true })
  mode!: MixedReformMode;

  @Fact(() => Percent, '拟引入股权比例', { required: true })
  offeredShare!: string;

  @Fact(() => DateScalar, '发布日期', { required: true })
  publishedOn!: string;

  /** Absent where partners are sought without an end; the last day counts. */
  @Fact(() => DateScalar, '征集截止日期（含当日）')
  closesOn!: string | null;
}
declarePart(MixedReformProject);
