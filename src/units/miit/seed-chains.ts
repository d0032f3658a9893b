import { officeCode } from '../../kit/codes/uscc';

interface Chain {
  readonly chain: string;
  readonly nodes: readonly string[];
}

const chain = (name: string, nodes: string): Chain => ({ chain: name, nodes: nodes.split(' ') });

const EQUIPMENT = chain('高端装备制造', '关键基础件 核心部件 整机装备 运维服务');
const CARBON = chain('碳基新材料', '前驱体 碳材料制备 复合材料成型');
const INNOVATION = chain('信息技术应用创新', '基础硬件 基础软件 应用系统 系统集成');
const LIGHT_METAL = chain('铝镁精深加工', '原料冶炼 合金熔铸 型材加工 终端部件');

/** Industry of GB/T 4754 → the chain of the province that it belongs to; names of chains are from memory [M], nodes invented [I]. */
export const chainsByIndustry: Readonly<Record<string, Chain>> = {
  B07: chain('煤层气', '勘探开发 装备制造 储运利用'),
  C26: CARBON,
  C27: chain('现代医药', '中药材加工 原料药 制剂 医药流通'),
  C28: CARBON,
  C31: chain('特钢材料', '特钢冶炼 轧制加工 精密制品'),
  C32: LIGHT_METAL,
  C33: EQUIPMENT,
  C34: EQUIPMENT,
  C35: EQUIPMENT,
  C36: chain('新能源汽车', '动力系统 底盘部件 车身部件 整车制造'),
  C37: EQUIPMENT,
  C38: chain('光伏', '硅料硅片 电池组件 逆变与配套 电站运维'),
  C39: chain('第三代半导体', '衬底材料 外延芯片 封装测试 器件应用'),
  C40: INNOVATION,
  I65: INNOVATION,
};

/** Every chain with its links, upstream first. */
export function chainNodes(): Readonly<Record<string, unknown>>[] {
  return [...new Set(Object.values(chainsByIndustry))].flatMap(({ chain: name, nodes }) =>
    nodes.map((node, position) => ({ uscc: officeCode(401), chain: name, position: position + 1, node })),
  );
}
