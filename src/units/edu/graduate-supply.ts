import { Field, Int, ObjectType } from 'type-graphql';
import { Column, Index } from 'typeorm';
import { registerSharedEnum } from '../../kit/declare-types';
import { divisionByCode } from '../../kit/codes/divisions';
import { DivisionCode } from '../../kit/scalars';
import { declareEnum, EnterprisePart, Part, Stored } from '../../kit/slice';
import { cellOf } from '../../kit/small-cell';

/** 学科门类 of which enterprises ask most [M]. */
export enum GraduateDiscipline {
  ENGINEERING = 'ENGINEERING',
  SCIENCE = 'SCIENCE',
  AGRICULTURE = 'AGRICULTURE',
  MEDICINE = 'MEDICINE',
  MANAGEMENT = 'MANAGEMENT',
  ECONOMICS = 'ECONOMICS',
  OTHER = 'OTHER',
}
declareEnum(GraduateDiscipline, {
  name: 'GraduateDiscipline',
  zh: '毕业生学科门类',
  labels: {
    ENGINEERING: '工学',
    SCIENCE: '理学',
    AGRICULTURE: '农学',
    MEDICINE: '医学',
    MANAGEMENT: '管理学',
    ECONOMICS: '经济学',
    OTHER: '其他',
  },
});
registerSharedEnum(GraduateDiscipline);

export enum GraduateDegree {
  COLLEGE = 'COLLEGE',
  BACHELOR = 'BACHELOR',
  MASTER = 'MASTER',
  DOCTOR = 'DOCTOR',
}
declareEnum(GraduateDegree, {
  name: 'GraduateDegree',
  zh: '毕业生学历层次',
  labels: { COLLEGE: '专科', BACHELOR: '本科', MASTER: '硕士', DOCTOR: '博士' },
});
registerSharedEnum(GraduateDegree);

/** One discipline of one university in one year, told in sums only; kept under the code of the department's office. */
@Part({ zh: '毕业生数' })
@Index(['year', 'university', 'discipline', 'degree'], { unique: true })
export class GraduateCohort extends EnterprisePart {
  @Stored(() => Int, '毕业年度', { required: true })
  year!: number;

  /** The seat of the university; the kit makes this column for slices only. */
  @Column({ type: 'varchar', length: 6 })
  @Stored(() => DivisionCode, '高校所在县', { required: true })
  division!: string;

  @Stored(() => String, '高校', { required: true })
  university!: string;

  @Stored(() => GraduateDiscipline, '学科门类', { required: true })
  discipline!: GraduateDiscipline;

  @Stored(() => GraduateDegree, '学历层次', { required: true })
  degree!: GraduateDegree;

  @Stored(() => Int, '毕业生数', { required: true })
  graduates!: number;
}

@ObjectType({ description: '一个学科门类、一个学历层次的毕业生数' })
export class GraduateSupplyCell {
  @Field(() => GraduateDiscipline, { description: '学科门类' })
  discipline!: GraduateDiscipline;

  @Field(() => GraduateDegree, { description: '学历层次' })
  degree!: GraduateDegree;

  @Field(() => Int, { nullable: true, description: '毕业生数；不含不足 3 人的县级数，只有这样的数时为空' })
  graduates!: number | null;

  @Field(() => Boolean, { description: '有不足 3 人的县级数未计入' })
  suppressed!: boolean;
}

@ObjectType({ description: '人才供给统计' })
export class GraduateSupply {
  @Field(() => DivisionCode, { description: '行政区划' })
  division!: string;

  @Field(() => String, { description: '区划名称' })
  divisionName!: string;

  @Field(() => Int, { nullable: true, description: '毕业年度；没有数据时为空' })
  year!: number | null;

  @Field(() => [GraduateSupplyCell], { description: '各学科门类、学历层次' })
  cells!: readonly GraduateSupplyCell[];
}

/** The graduates of one county in one discipline and degree. */
export interface CountyGraduates {
  readonly year: number;
  readonly discipline: GraduateDiscipline;
  readonly degree: GraduateDegree;
  readonly graduates: number;
}

/**
 * Adds counties up. A county's cell of one or two enters no sum, so that the difference between a division and its parts
 * never gives it away.
 */
export function graduateSupply(division: string, counties: readonly CountyGraduates[]): GraduateSupply {
  const cells = new Map<string, GraduateSupplyCell>();
  for (const { discipline, degree, graduates } of counties) {
    const key = `${discipline} ${degree}`;
    const before = cells.get(key) ?? { discipline, degree, graduates: null, suppressed: false };
    const { value, suppressed } = cellOf(graduates, graduates);
    cells.set(key, {
      ...before,
      graduates: value === null ? before.graduates : value + (before.graduates ?? 0),
      suppressed: suppressed || before.suppressed,
    });
  }
  return {
    division,
    divisionName: divisionByCode(division)?.fullName ?? division,
    year: counties[0]?.year ?? null,
    cells: [...cells.values()],
  };
}
