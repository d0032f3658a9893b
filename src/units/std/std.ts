import { DateScalar, Ratio } from '../../kit/scalars';
import { conditional, consent, open, predicate, unconditional } from '../../kit/share';
import {
  EnterpriseRow,
  Fact,
  Part,
  Predicate,
  Shared,
  Slice,
  Stored,
  type PredicateResult,
} from '../../kit/slice';
import { column, compose, rows } from '../../kit/source';
import { TechnologyContract } from './contracts';
import { InnovationVoucher, RdPlatform, ScienceAward, ScienceProject, TechnologyDemand } from './records';

const TRADE_SECRET = '数据安全法 第38条（商业秘密）';
const PUBLISHED = '方案 第12条；政府信息公开条例 第20条';

/** The latest one, which lasts three years [M]; whether it is still in force is read from its last day. */
@Part({ zh: '高新技术企业证书' })
export class HighTechCertificate {
  @Fact(() => String, '证书编号', { required: true })
  certificateNo!: string;

  @Fact(() => DateScalar, '有效期起', { required: true })
  validFrom!: string;

  @Fact(() => DateScalar, '有效期止（含当日）', { required: true })
  validUntil!: string;
}

/** What the science and technology department knows of one enterprise's certificates, research and technology trade. */
@Slice({ zh: '科技创新' })
export class Innovation extends EnterpriseRow {
  @Shared(() => HighTechCertificate, {
    zh: '高新技术企业证书（证号、有效期）',
    level: 1,
    share: open(PUBLISHED),
    from: compose(
      HighTechCertificate,
      {
        certificateNo: (e) => `${e}.high_tech_no`,
        validFrom: (e) => `${e}.high_tech_from`,
        validUntil: (e) => `${e}.high_tech_until`,
      },
      (e) => `${e}.high_tech_no IS NOT NULL`,
    ),
  })
  highTechCert!: HighTechCertificate | null;

  /** The latest: a number holds for the year that it bears [M]. */
  @Shared(() => String, {
    zh: '科技型中小企业入库登记编号',
    level: 1,
    share: open(PUBLISHED),
    update: 'YEARLY',
  })
  techSmeCode!: string | null;

  @Shared(() => [RdPlatform], {
    zh: '研发机构（级别）',
    level: 1,
    share: open(PUBLISHED),
    required: true,
    from: rows(RdPlatform, { orderBy: 'recognisedOn' }),
  })
  rdPlatforms!: RdPlatform[];

  @Shared(() => [ScienceAward], {
    zh: '科技奖励',
    level: 1,
    share: open(PUBLISHED),
    required: true,
    from: rows(ScienceAward, { orderBy: 'year' }),
  })
  scienceAwards!: ScienceAward[];

  /** 63号 scores at 5 %, 10 % and 20 %; half is what it asks of a 小巨人 of small revenue [M]. */
  @Predicate({
    zh: '研发人员占职工总数比例不低于',
    level: 3,
    share: predicate('方案 第12条；工信部企业〔2022〕63号', { readers: 'SMEB' }),
    argument: 'ratio',
    of: column('rdStaffShare'),
    compare: '>=',
    thresholds: [0.05, 0.1, 0.2, 0.5],
  })
  rdStaffShareAtLeast!: PredicateResult;

  @Shared(() => [ScienceProject], {
    zh: '科技项目',
    level: 2,
    share: unconditional('方案 第12条', { readers: 'FIN' }),
    from: rows(ScienceProject, { orderBy: 'approvedOn' }),
  })
  projects!: ScienceProject[];

  @Shared(() => [TechnologyDemand], {
    zh: '技术需求',
    level: 3,
    share: consent(`方案 第13条；${TRADE_SECRET}`, { readers: 'EDU、SASAC' }),
    from: rows(TechnologyDemand, { orderBy: 'collectedOn' }),
  })
  techDemands!: TechnologyDemand[];

  @Shared(() => [TechnologyContract], {
    zh: '技术合同（成交额）',
    level: 3,
    share: conditional(`方案 第13条；${TRADE_SECRET}`, { readers: 'TAX、FIN、AMR' }),
    from: rows(TechnologyContract, { orderBy: 'registeredOn' }),
  })
  technologyContracts!: TechnologyContract[];

  @Shared(() => [InnovationVoucher], {
    zh: '创新券',
    level: 2,
    share: unconditional('方案 第15条', { readers: 'FIN' }),
    from: rows(InnovationVoucher, { orderBy: 'issuedOn' }),
  })
  vouchers!: InnovationVoucher[];

  /** Present where there is a certificate, as are both days. */
  @Stored(() => String, '高新技术企业证书编号')
  highTechNo!: string | null;

  @Stored(() => DateScalar, '高新技术企业证书有效期起')
  highTechFrom!: string | null;

  @Stored(() => DateScalar, '高新技术企业证书有效期止（含当日）')
  highTechUntil!: string | null;

  /** As the enterprise last reported it; absent where it never did. */
  @Stored(() => Ratio, '研发人员占职工总数比例')
  rdStaffShare!: string | null;
}
