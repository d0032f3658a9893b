import { Index } from 'typeorm';
import { DateScalar, Money, Percent } from '../../kit/scalars';
import { declareEnum, EnterprisePart, Fact, Part, Stored } from '../../kit/slice';

export enum DisclosureKind {
  LISTING_PROSPECTUS = 'LISTING_PROSPECTUS',
  ANNUAL_REPORT = 'ANNUAL_REPORT',
  ANNOUNCEMENT = 'ANNOUNCEMENT',
}
declareEnum(DisclosureKind, {
  name: 'DisclosureKind',
  zh: '披露文件类别',
  labels: { LISTING_PROSPECTUS: '挂牌说明书', ANNUAL_REPORT: '年度报告', ANNOUNCEMENT: '临时公告' },
});

/** What an enterprise has published on the market. */
@Part({ zh: '信息披露文件' })
@Index(['uscc'])
export class Document extends EnterprisePart {
  @Fact(() => DisclosureKind, '类别', { required: true })
  kind!: DisclosureKind;

  @Fact(() => String, '标题', { required: true })
  title!: string;

  @Fact(() => DateScalar, '披露日期', { required: true })
  publishedOn!: string;
}

export enum ShareholderKind {
  PERSON = 'PERSON',
  ORGANISATION = 'ORGANISATION',
}
declareEnum(ShareholderKind, {
  name: 'ShareholderKind',
  zh: '股东类别',
  labels: { PERSON: '自然人', ORGANISATION: '法人或其他组织' },
});

/** An enterprise's consent is not its shareholders' own (个人信息保护法 第23条): of a person only the surname is told. */
@Part({ zh: '股东' })
@Index(['uscc'])
export class Shareholder extends EnterprisePart {
  @Fact(() => ShareholderKind, '类别', { required: true })
  kind!: ShareholderKind;

  @Fact(() => String, '股东；自然人只示姓氏', {
    required: true,
    from: `CASE WHEN p.kind = 'ORGANISATION' THEN p.registered_name ELSE left(p.registered_name, 1) || '**' END`,
  })
  name!: string;

  @Fact(() => Percent, '持股比例', { required: true })
  holding!: string;

  @Stored(() => String, '登记的股东姓名或名称', { required: true })
  registeredName!: string;
}

@Part({ zh: '股权质押' })
@Index(['uscc'])
export class EquityPledge extends EnterprisePart {
  @Fact(() => String, '质权人', { required: true })
  pledgee!: string;

  @Fact(() => Percent, '质押股权占总股本', { required: true })
  pledged!: string;

  @Fact(() => Money, '担保债权')
  secured!: number | null;

  @Fact(() => DateScalar, '登记日期', { required: true })
  registeredOn!: string;

  @Fact(() => DateScalar, '解除日期；未填为仍在质押')
  releasedOn!: string | null;
}

@Part({ zh: '培训规范' })
@Index(['uscc'])
export class Training extends EnterprisePart {
  @Fact(() => String, '课程', { required: true })
  course!: string;

  @Fact(() => DateScalar, '日期', { required: true })
  heldOn!: string;
}

/** A listing that has ended: its code is never given again [I], and nothing about it changes any more. */
@Part({ zh: '已终止的挂牌' })
@Index(['uscc'])
@Index('cancelled_listing_code', ['code'], { unique: true })
export class CancelledListing extends EnterprisePart {
  @Stored(() => String, '挂牌代码', { required: true })
  code!: string;

  @Stored(() => String, '板块', { required: true })
  board!: string;

  @Stored(() => DateScalar, '挂牌日期', { required: true })
  listedOn!: string;

  @Stored(() => DateScalar, '终止日期', { required: true })
  cancelledOn!: string;

  @Stored(() => String, '终止原因', { required: true })
  reason!: string;
}
