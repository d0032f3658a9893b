import type { Evidence } from '../../kit/rules/evidence';
import { allOf, hasSuch, saysYes, type Amount, type Condition, type Item } from '../../kit/rules/rule-set';
import { each, NOW, oneOf, said } from '../lines';
import {
  FEN_PER_YUAN,
  FUND_SIZE_FEN,
  IP_SUBSIDY_GROWTH_PERCENT,
  IP_SUBSIDY_PRICE_DIVISOR,
  IP_SUBSIDY_PROFIT_PERCENT,
  IP_SUBSIDY_YEARLY_FEN,
  ONE_OFF_AWARD_FEN,
  PLAN_DATE,
  PRICE_DEDUCTION,
} from '../plan-figures';
import type { PlanRule } from '../plan-rule';
import { hasTitle, isLittleGiantOn, isRecognisedFrom, provinceTitles } from '../titles';
import {
  entersScaleFrom,
  isAboveScale,
  isSmallOrMedium,
  isSmallOrMicro,
  mainGrowth,
  profitRate,
} from '../witnesses';

const yuan = (fen: number): number => fen / FEN_PER_YUAN;
const yuanAt = (told: unknown): number | undefined => {
  const fen: unknown = typeof told === 'object' && told !== null ? Reflect.get(told, 'fen') : undefined;
  return typeof fen === 'number' ? yuan(fen) : undefined;
};

/** 第5条. */
export const oneOffAward: PlanRule = {
  id: 'R5',
  title: '省级一次性奖励',
  measure: 'M05',
  about: 'ENTERPRISE',
  version: '2022',
  basis: '方案 第5条',
  validFrom: PLAN_DATE,
  formula: 'award(e) ≤ 30 万元 ∧ count(e) ≤ 1',
  says: '尚可核定一次性奖励',
  keptBy: ['Mutation.grantAward'],
  figures: ['AWARDS_PAID'],
  criteria: each('[S]', [
    ['R5.1', '称号', said(provinceTitles, hasTitle), NOW],
    [
      'R5.2',
      '省级一次性奖励',
      said('未核定过', {
        ask: { owner: 'FIN', coordinate: 'Fiscal.oneOffAwardOpen', slice: 'fiscal' },
        holds: saysYes,
      }),
      NOW,
    ],
  ]),
  amounts: [
    {
      code: 'R5.CAP',
      title: '可核定金额不超过',
      unit: '元',
      leastOf: [{ says: '每户一次不超过 30 万元', is: yuan(ONE_OFF_AWARD_FEN) }],
      provenance: '[S]',
    },
  ],
  questions: [
    {
      code: 'CAP',
      text: '“最高不超过 30 万元”是上限还是应得的数额',
      reading: '上限：核定多少由省财政厅决定，不因符合条件而应得 30 万元',
      provenance: '[I]',
    },
    {
      code: 'CITY_AWARDS',
      text: '市级奖补是否计入一次',
      reading: '不计入：方案另述市级奖补资金',
      provenance: '[I]',
    },
  ],
};

/** 第6条. */
export const guidanceFund: PlanRule = {
  id: 'R6',
  title: '专项引导基金投向',
  measure: 'M06',
  about: 'ENTERPRISE',
  version: '2022',
  basis: '方案 第6条',
  validFrom: PLAN_DATE,
  formula: 'tier(e) ∈ { 省级小巨人, 国家级小巨人 } ∧ Σ 认缴 ≤ 3 亿元',
  says: '符合投向',
  keptBy: ['Mutation.commitFund'],
  figures: ['FUND_COMMITTED'],
  criteria: each('[S]', [['R6.1', '称号', said('省级小巨人或国家级小巨人', isLittleGiantOn), NOW]]),
  amounts: [
    {
      code: 'R6.LEFT',
      title: '基金尚可认缴',
      unit: '元',
      leastOf: [
        { says: '基金规模 3 亿元', is: yuan(FUND_SIZE_FEN) },
        {
          says: '规模减全部认缴；认缴按 1000 万元取整、舍去尾数，实际可能少不足 1000 万元',
          ask: { owner: 'FHG', coordinate: 'Query.fundSummary', facts: 'remaining { fen }' },
          reads: (told) => yuanAt((told as Item | null)?.['remaining']),
        },
      ],
      provenance: '[S]',
    },
  ],
  questions: [
    {
      code: 'EXITS',
      text: '退出收回的资金能否再投（“滚动支持”）',
      reading: '不重新计为可认缴：累计认缴不超过 3 亿元',
      provenance: '[I]',
    },
  ],
};

const runningTenancy: Condition = {
  ask: {
    owner: 'SASAC',
    coordinate: 'StateAssets.stateTenancies',
    slice: 'stateAssets',
    facts: 'leasedFrom leasedUntil',
  },
  holds: hasSuch((item, day) => String(item['leasedFrom']) <= day && day <= String(item['leasedUntil'])),
};

/** 第7条 房租减免. */
export const rentRelief: PlanRule = {
  id: 'R7',
  title: '国有房屋租金减免',
  measure: 'M07',
  about: 'ENTERPRISE',
  version: '2022',
  basis: '方案 第7条',
  validFrom: PLAN_DATE,
  formula: 'relief(e) = 划型(e) ∈ { 小型, 微型 } ∧ 承租国有房屋(e)',
  says: '可申请减免',
  criteria: [
    ...each('[M]', [['R7.1', '企业划型', said('小型或微型', isSmallOrMicro), NOW]]),
    ...each('[S]', [['R7.2', '承租国有资产类经营用房', said('租期之内', runningTenancy), NOW]]),
  ],
  questions: [
    {
      code: 'RELIEF',
      text: '方案只写“符合条件的企业按照规定享受”，未写减免几个月',
      reading: '只判断资格，不测算金额；减免额由省国资委登记',
      provenance: '[I]',
    },
    {
      code: 'SIZE',
      text: '“符合条件”是否限于小微企业',
      reading: '小型、微型企业',
      provenance: '[M]',
    },
  ],
};

function priceDeduction(
  dates: Pick<PlanRule, 'version' | 'basis' | 'validFrom' | 'validUntil'>,
  percent: { readonly atLeast: number; readonly atMost: number },
): PlanRule {
  const bound = (code: string, title: string, is: number): Amount => ({
    code,
    title,
    unit: '%',
    leastOf: [{ says: dates.basis, is }],
    provenance: '[S]',
  });
  return {
    id: 'R8',
    title: '政府采购价格扣除',
    measure: 'M08',
    about: 'ENTERPRISE',
    ...dates,
    formula: `划型(e) ∈ { 小型, 微型 } → 货物、服务价格扣除 ${percent.atLeast}%–${percent.atMost}%`,
    says: '享受价格扣除',
    criteria: each('[S]', [['R8.1', '企业划型', said('小型或微型', isSmallOrMicro), NOW]]),
    amounts: [
      bound('R8.LEAST', '价格扣除比例不低于', percent.atLeast),
      bound('R8.MOST', '价格扣除比例不高于', percent.atMost),
    ],
    questions: [
      {
        code: 'PROJECT',
        text: '工程项目、联合体与分包的扣除比例不同；预留份额按采购项目判断',
        reading: '只判断货物与服务项目中小微企业独立投标的价格扣除',
        provenance: '[I]',
      },
      {
        code: 'SIZE_PROOF',
        text: '采购以《中小企业声明函》为准，还是以税务局划型为准',
        reading: '判断依税务局按 300号 所作的划型；与声明函不一致的由采购人核对',
        provenance: '[I]',
      },
    ],
  };
}

/** 第8条: the measure refers to the rules of procurement, which have changed since. */
export const priceDeductions: readonly PlanRule[] = [
  priceDeduction(
    { version: '2020', basis: '财库〔2020〕46号', validFrom: '2021-01-01', validUntil: '2022-06-30' },
    { atLeast: 6, atMost: 10 },
  ),
  priceDeduction({ version: '2022', basis: '财库〔2022〕19号', validFrom: '2022-07-01' }, PRICE_DEDUCTION),
];

const ipTrades: Evidence = {
  owner: 'AMR',
  coordinate: 'IntellectualProperty.ipTrades',
  slice: 'ip',
  facts: 'tradedOn price { fen }',
};
const isTradedOn = (item: Item, day: string): boolean => item['tradedOn'] === day;

/** A fifth of what was paid on the day. */
function fifthOfPrice(told: unknown, day: string): number | undefined {
  if (!Array.isArray(told)) return undefined;
  const prices = told.filter((item: Item) => isTradedOn(item, day)).map(({ price }: Item) => yuanAt(price));
  const paid = prices.reduce<number | undefined>(
    (sum, price) => (sum === undefined || price === undefined ? undefined : sum + price),
    0,
  );
  return paid === undefined
    ? undefined
    : yuan(Math.floor(Math.round(paid * FEN_PER_YUAN) / IP_SUBSIDY_PRICE_DIVISOR));
}

/** 第14条: the buyer of intellectual property; the day of judgement is that of the trade. */
export const ipSubsidy: PlanRule = {
  id: 'R14',
  title: '知识产权交易补助',
  measure: 'M14',
  about: 'ENTERPRISE',
  version: '2022',
  basis: '方案 第14条',
  validFrom: PLAN_DATE,
  formula:
    '认定(e, 交易日起) ∨ 上规(e, 交易日起) ∨ (规上(e) ∧ (主营业务收入增幅 ≥ 30% ∨ 利润率 ≥ 15%))；补助 = min(20%·价款, 200 万元 − 当年已核定)',
  says: '交易买方可获补助',
  figures: ['IP_SUBSIDIES_PAID'],
  criteria: [
    ...each('[S]', [
      ['R14.1', '企业划型', said('中小微企业', isSmallOrMedium), NOW],
      [
        'R14.2',
        '知识产权交易的买方',
        said('交易日有登记的交易', { ask: ipTrades, holds: hasSuch(isTradedOn) }),
        '交易日',
      ],
    ]),
    ...oneOf('R14.3', '[S]', [
      ['R14.3.1', '申报专精特新、省级或国家级小巨人成功', said('交易日起', isRecognisedFrom), '交易日起'],
      ['R14.3.2', '规下企业上规升级', said('交易日起', entersScaleFrom), '交易日起'],
      [
        'R14.3.3',
        '规上企业主营业务收入提升',
        withScale(mainGrowth(IP_SUBSIDY_GROWTH_PERCENT, 'THIS')),
        '交易年度较上年度',
      ],
      ['R14.3.4', '规上企业利润率', withScale(profitRate(IP_SUBSIDY_PROFIT_PERCENT, 'THIS')), '交易年度'],
    ]),
  ],
  amounts: [
    {
      code: 'R14.AMOUNT',
      title: '该日交易的补助不超过',
      unit: '元',
      leastOf: [
        { says: '成交金额的 20%', ask: ipTrades, reads: fifthOfPrice },
        {
          says: '同一企业同一年度 200 万元，减当年已核定',
          ask: {
            owner: 'FIN',
            coordinate: 'Fiscal.ipSubsidyRemaining',
            slice: 'fiscal',
            yearsBack: 0,
            facts: 'fen',
          },
          reads: yuanAt,
        },
        { says: '每年 200 万元', is: yuan(IP_SUBSIDY_YEARLY_FEN) },
      ],
      provenance: '[S]',
    },
  ],
  questions: [
    {
      code: 'GROWTH_BASE',
      text: '主营业务收入“提升 30%”以哪一期为基数',
      reading: '交易所在年度较上一年度',
      provenance: '[I]',
    },
    {
      code: 'PROFIT_RATE',
      text: '“利润率”是净利润率、营业利润率还是主营业务利润率',
      reading: '净利润占营业收入，税务局以此判断',
      provenance: '[I]',
    },
    {
      code: 'RECOGNISED',
      text: '交易之前已有的称号算不算“申报成功”',
      reading: '不算：称号须自交易日起取得',
      provenance: '[I]',
    },
    {
      code: 'INDUSTRIAL',
      text: '“规下、规上中小工业企业”是否排除服务业',
      reading: '以省工信厅的规上登记为准，它只登记工业企业；认定一项不限行业',
      provenance: '[I]',
    },
    {
      code: 'ET_CETERA',
      text: '“……等的交易买方”是否还有其他情形',
      reading: '只判断所列四项；其他情形由人工审核',
      provenance: '[I]',
    },
  ],
};

/** The tax bureau knows growth and rate, the industry department whether the enterprise is above the scale. */
function withScale({ threshold, condition }: ReturnType<typeof mainGrowth>): ReturnType<typeof mainGrowth> {
  return { threshold, condition: allOf(isAboveScale, condition) };
}
