import { sectorOf } from '../kit/codes/industries';
import type { SizeSector } from '../kit/size-class';
import { economies, type Economy, type EconomyKind } from './economies';
import { weighted } from './weighted';

/** One line of business: an industry of GB/T 4754 with what its enterprises make. */
export interface Trade {
  readonly industry: string;
  readonly sector: SizeSector;
  readonly economy: Economy;
  /** Words that stand in the name and for the main product. */
  readonly products: readonly string[];
  /** Frequency among ordinary enterprises, and among those in the pool or with a title. */
  readonly weight: number;
  readonly cultivatedWeight: number;
  /** Counties known for it; empty: found everywhere. */
  readonly homes: readonly string[];
}

/** Most of a cluster's enterprises sit in its home counties. */
export const HOME_SHARE = 0.65;

/**
 * Frequencies are assumptions after what Shanxi is known for; the clusters are those of the province's
 * 特色专业镇 and 产业链 (定襄法兰, 祁县玻璃器皿, 太谷玛钢, 泽州铸造, 怀仁和应县陶瓷, 清徐食醋, 汾阳白酒 …).
 */
export const trades: readonly Trade[] = [
  trade('B06', 'mining', '煤炭洗选 煤业 选煤', 30, 2, '140882 141082 141125 141129 140729 140621 140427'),
  trade('B07', 'gas', '煤层气 煤层气装备', 4, 14, '140521 140522 141125'),
  trade('B10', 'mining', '石料 石灰石', 8, 1),
  trade('B11', 'mining', '矿山工程 瓦斯治理', 8, 8),
  trade('C13', 'food', '杂粮 面粉 饲料 肉制品', 30, 22, '140430 140623 140221 140981'),
  trade('C14', 'food', '食醋 老陈醋', 8, 10, '140121'),
  trade('C14', 'food', '食品 糕点 调味品', 18, 14),
  trade('C15', 'food', '白酒 酿酒', 10, 8, '141182 141121'),
  trade('C15', 'food', '沙棘饮料 果汁', 5, 6, '141130 140928 140824'),
  trade('C17', 'textile', '纺织 家纺', 6, 8, '140702 140802'),
  trade('C18', 'textile', '服饰 工装', 8, 5),
  trade('C21', 'textile', '家具 木业', 8, 4),
  trade('C22', 'ceramics', '纸业 包装材料', 6, 7),
  trade('C24', 'textile', '推光漆器 工艺品', 4, 6, '140728 140823'),
  trade('C25', 'coking', '焦化 煤化工', 8, 6, '141181 140781 141023 141034'),
  trade('C26', 'chemistry', '日化 精细化工 染料', 12, 38, '140802 140881'),
  trade('C26', 'chemistry', '碳基新材料 炭黑 纳米材料', 10, 48),
  trade('C27', 'medicine', '制药 中药饮片 原料药', 8, 34, '140215 140404 140928'),
  trade('C28', 'chemistry', '碳纤维 合成纤维', 2, 8, '140108 140215'),
  trade('C29', 'chemistry', '橡塑 管业 密封件', 14, 28),
  trade('C30', 'ceramics', '玻璃器皿', 8, 16, '140727'),
  trade('C30', 'ceramics', '陶瓷 日用瓷', 8, 18, '140622 140681 141130'),
  trade('C30', 'ceramics', '耐火材料 保温材料', 14, 26, '140311 140321 140322'),
  trade('C30', 'building', '混凝土 新型建材', 18, 10),
  trade('C31', 'metallurgy', '特钢材料 不锈钢制品 冷轧带钢', 10, 30, '140108 141021 141182'),
  trade('C32', 'metallurgy', '镁合金 铝镁材料', 6, 28, '140823 141181 140882'),
  trade('C32', 'metallurgy', '铜材 铝型材', 5, 12, '140827 140882'),
  trade('C33', 'casting', '法兰 锻件', 14, 36, '140921'),
  trade('C33', 'casting', '玛钢 管件', 10, 24, '140703'),
  trade('C33', 'casting', '铸造 精密铸件', 12, 36, '140525 140581 140826'),
  trade('C33', 'machinery', '金属结构 五金 紧固件', 18, 30),
  trade('C34', 'machinery', '液压件 阀门 轴承 泵业', 18, 96, '140702 140703 140105'),
  trade('C35', 'machinery', '煤机 矿用装备 智能采掘装备', 20, 120, '140105 140108 140403 140212'),
  trade('C35', 'machinery', '农机 环保装备 医疗器械', 14, 66),
  trade('C36', 'machinery', '新能源汽车 汽车零部件', 10, 52, '140105 140702 140403 140802'),
  trade('C37', 'machinery', '轨道交通装备 轮对', 4, 26, '140108 140213 140881'),
  trade('C38', 'electronics', '电机 变压器 开关柜', 12, 66, '140881 140105'),
  trade('C38', 'electronics', '光伏组件 储能 锂电材料', 8, 56, '140702 140403 141121'),
  trade('C39', 'electronics', '信创整机 半导体材料 光电 激光器件', 8, 78, '140105 140403 140502'),
  trade('C40', 'electronics', '仪器仪表 传感器 测控', 6, 54, '140105 140109'),
  trade('C42', 'chemistry', '再生资源 固废利用', 8, 16),
  trade('C43', 'machinery', '设备修理 矿机维修', 10, 12),
  trade('D44', 'gas', '光伏发电 热力', 10, 4),
  trade('D45', 'gas', '燃气', 5, 2),
  trade('D46', 'gas', '水务', 3, 1),
  trade('E47', 'building', '建筑工程', 34, 2),
  trade('E48', 'building', '路桥 市政工程', 22, 4),
  trade('E49', 'building', '机电安装', 16, 8),
  trade('E50', 'building', '装饰 幕墙', 22, 3),
  trade('F51', 'wholesale', '煤炭贸易 商贸 医药贸易 机电设备 物资', 170, 4),
  trade('F52', 'retail', '超市 汽车销售 大药房 电子商务', 110, 3),
  trade('G54', 'logistics', '物流 运输', 52, 4),
  trade('G59', 'logistics', '仓储 冷链', 10, 3),
  trade('G60', 'logistics', '快递', 6, 0),
  trade('H61', 'hospitality', '酒店 民宿', 16, 0),
  trade('H62', 'hospitality', '餐饮', 28, 0),
  trade('I64', 'software', '网络 信息服务', 14, 26),
  trade('I65', 'software', '软件 信创 大数据 智慧矿山 人工智能', 44, 190, '140105 140109'),
  trade('L71', 'service', '租赁 设备租赁', 22, 1),
  trade('L72', 'service', '人力资源 广告 会展 企业管理', 70, 3),
  trade('M73', 'research', '材料研究 生物技术', 10, 34),
  trade('M74', 'research', '检测 勘察设计 测绘', 30, 62),
  trade('M75', 'research', '技术推广 技术咨询', 26, 22),
  trade('N77', 'research', '环境治理 生态修复', 14, 34),
  trade('O80', 'service', '家政', 18, 0),
  trade('O81', 'service', '汽修', 16, 0),
  trade('R88', 'service', '文化传播', 18, 1),
  trade('A01', 'agriculture', '种植 果业 中药材', 40, 7),
  trade('A03', 'agriculture', '牧业 养殖', 28, 3),
  trade('A05', 'agriculture', '农业服务', 12, 2),
];

export const drawTrade = weighted(trades, ({ weight }) => weight);
export const drawCultivatedTrade = weighted(trades, ({ cultivatedWeight }) => cultivatedWeight);

function trade(
  industry: string,
  kind: EconomyKind,
  products: string,
  weight: number,
  cultivatedWeight: number,
  homes = '',
): Trade {
  const sector = sectorOf(industry);
  if (sector === undefined) throw new Error(`no size sector for industry ${industry}`);
  const words = (text: string): readonly string[] => text.split(' ').filter((word) => word !== '');
  const economy = economies[kind];
  return {
    industry,
    sector,
    economy,
    products: words(products),
    weight,
    cultivatedWeight,
    homes: words(homes),
  };
}
