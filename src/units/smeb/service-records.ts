import { Int } from 'type-graphql';
import { Index } from 'typeorm';
import { DateScalar } from '../../kit/scalars';
import { declareEnum, EnterprisePart, Fact, Part } from '../../kit/slice';

/** The four dimensions by which enterprises are scored (工信部企业〔2022〕63号 附件2). */
export enum WeaknessDimension {
  SPECIALISATION = 'SPECIALISATION',
  REFINEMENT = 'REFINEMENT',
  DISTINCTION = 'DISTINCTION',
  INNOVATION = 'INNOVATION',
}
declareEnum(WeaknessDimension, {
  name: 'WeaknessDimension',
  zh: '短板方面',
  labels: {
    SPECIALISATION: '专业化',
    REFINEMENT: '精细化',
    DISTINCTION: '特色化',
    INNOVATION: '创新能力',
  },
});

/** 方案 第2条: 缺啥补啥、哪弱补哪. */
@Part({ zh: '短板诊断' })
@Index(['uscc'])
export class Weakness extends EnterprisePart {
  @Fact(() => WeaknessDimension, '方面', { required: true })
  dimension!: WeaknessDimension;

  @Fact(() => String, '诊断', { required: true })
  finding!: string;

  @Fact(() => String, '补短板建议')
  advice!: string | null;

  @Fact(() => DateScalar, '诊断日期', { required: true })
  diagnosedOn!: string;

  @Fact(() => DateScalar, '补齐日期；未填为尚未补齐')
  resolvedOn!: string | null;
}

/** 方案 第21条: chairmen and general managers whom the bureau selects, 100 a year. */
@Part({ zh: '领军人才培训学员' })
@Index(['uscc'])
@Index(['year', 'uscc'])
export class Trainee extends EnterprisePart {
  @Fact(() => Int, '年度', { required: true })
  year!: number;

  @Fact(() => String, '姓名', { required: true })
  name!: string;

  @Fact(() => String, '职务', { required: true })
  position!: string;

  @Fact(() => String, '培训班', { required: true })
  course!: string;
}

/** 方案 第22条: a service ordered on the “1+N” platform. */
@Part({ zh: '平台服务记录' })
@Index(['uscc'])
export class ServiceOrder extends EnterprisePart {
  @Fact(() => String, '服务事项', { required: true })
  service!: string;

  @Fact(() => String, '服务机构', { required: true })
  provider!: string;

  @Fact(() => DateScalar, '下单日期', { required: true })
  orderedOn!: string;

  @Fact(() => DateScalar, '办结日期；未填为办理中')
  completedOn!: string | null;
}

/** 方案 第20条: what the printed catalogue says of an enterprise's product; one entry each. */
@Part({ zh: '产品项目推广目录条目' })
@Index(['uscc'], { unique: true })
@Index('product_entry_name_pairs', { synchronize: false })
export class ProductEntry extends EnterprisePart {
  @Fact(() => String, '产品', { required: true })
  name!: string;

  @Fact(() => String, '简介', { required: true })
  summary!: string;

  @Fact(() => DateScalar, '收录日期', { required: true })
  publishedOn!: string;
}
