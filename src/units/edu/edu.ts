import { conditional, consent, open, unconditional } from '../../kit/share';
import { EnterpriseRow, Shared, Slice } from '../../kit/slice';
import { rows } from '../../kit/source';
import { InternshipBase, TechnologyEquity, TechnologyMatch, UniversityCooperation } from './records';

const PUBLISHED = '方案 第13条；政府信息公开条例 第20条';
const TRADE_SECRET = '数据安全法 第38条（商业秘密）';

/** What the education department knows of one enterprise's ties with universities. */
@Slice({ zh: '产学研' })
export class Academia extends EnterpriseRow {
  @Shared(() => [UniversityCooperation], {
    zh: '产学研合作',
    level: 2,
    share: unconditional('方案 第13条', { readers: 'STD、SMEB' }),
    from: rows(UniversityCooperation, { orderBy: 'startedOn' }),
  })
  cooperation!: UniversityCooperation[];

  @Shared(() => [InternshipBase], {
    zh: '实习基地',
    level: 1,
    share: open(PUBLISHED),
    required: true,
    from: rows(InternshipBase, { orderBy: 'establishedOn' }),
  })
  internships!: InternshipBase[];

  @Shared(() => [TechnologyEquity], {
    zh: '技术入股',
    level: 3,
    share: conditional(`方案 第13条；${TRADE_SECRET}`, { readers: 'STD、AMR' }),
    from: rows(TechnologyEquity, { orderBy: 'contributedOn' }),
  })
  equityByTechnology!: TechnologyEquity[];

  /** The enterprise is a partner of a college that trains for its trade [M]. */
  @Shared(() => Boolean, { zh: '参与共建现代产业学院', level: 1, share: open(PUBLISHED), required: true })
  modernIndustryCollege!: boolean;

  @Shared(() => [TechnologyMatch], {
    zh: '匹配推荐',
    level: 2,
    share: consent(`方案 第13条；${TRADE_SECRET}`, { readers: '本企业', self: true }),
    from: rows(TechnologyMatch, { orderBy: 'recommendedOn' }),
  })
  matchRecommendations!: TechnologyMatch[];
}
