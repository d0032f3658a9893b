import { officeCode } from '../../kit/codes/uscc';
import { FEN_PER_WAN_YUAN } from '../../kit/fen';
import { CreditSecurity } from './credit-product';

interface Offer {
  readonly name: string;
  readonly lender: string;
  readonly security: CreditSecurity;
  /** In 万元. */
  readonly atMost: number;
  readonly termMonths: number;
  readonly rates: readonly [from: string, to: string];
  readonly publishedOn: string;
}

/** Invented products of invented banks; numbered from XD01 in this order. */
const OFFERS: readonly Offer[] = [
  offer('专精特新信用贷', '测试商业银行', CreditSecurity.CREDIT, 1000, 12, ['3.1', '4.2'], '2022-06-15'),
  offer('知识产权质押贷', '测试商业银行', CreditSecurity.IP_PLEDGE, 2000, 24, ['3.2', '4.5'], '2022-06-15'),
  offer('小巨人成长贷', '测试商业银行', CreditSecurity.MORTGAGE, 5000, 36, ['3', '3.9'], '2023-03-01'),
  offer('订单快贷', '测试城市商业银行', CreditSecurity.RECEIVABLES, 800, 12, ['3.6', '4.8'], '2022-09-20'),
  offer('研发贷', '测试股份银行', CreditSecurity.CREDIT, 1500, 36, ['3.2', '4.1'], '2023-05-10'),
  offer('专利许可收益贷', '测试股份银行', CreditSecurity.IP_PLEDGE, 1000, 24, ['3.4', '4.6'], '2024-04-26'),
  offer('设备更新贷', '测试农村商业银行', CreditSecurity.MORTGAGE, 2000, 60, ['3.3', '4.4'], '2024-07-01'),
  offer('小微担保贷', '测试村镇银行', CreditSecurity.GUARANTEE, 300, 12, ['3.8', '5'], '2022-11-08'),
  offer('供应链应收贷', '测试农村商业银行', CreditSecurity.RECEIVABLES, 600, 6, ['3.7', '4.9'], '2023-10-18'),
  offer('上市培育贷', '测试城市商业银行', CreditSecurity.CREDIT, 3000, 24, ['3.1', '4'], '2024-09-12'),
];

export const creditProducts: readonly Readonly<Record<string, unknown>>[] = OFFERS.map(
  ({ name, lender, rates: [rateFrom, rateTo], atMost, ...rest }, position) => ({
    uscc: officeCode(901),
    productNo: `XD${String(position + 1).padStart(2, '0')}`,
    name: `${name}（测试）`,
    lender: `${lender}（测试）`,
    atMost: atMost * FEN_PER_WAN_YUAN,
    rateFrom,
    rateTo,
    ...rest,
  }),
);

function offer(
  name: string,
  lender: string,
  security: CreditSecurity,
  atMost: number,
  termMonths: number,
  rates: readonly [string, string],
  publishedOn: string,
): Offer {
  return { name, lender, security, atMost, termMonths, rates, publishedOn };
}
