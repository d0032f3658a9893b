import type { SeededRandom } from '../../kit/synthetic';

export interface SeededPlace {
  readonly blockCode: string;
  readonly park: string;
  readonly plant: string;
}

/** The zone's invented blocks, by the city that each lies in; no enterprise elsewhere is in the zone. */
const BLOCKS: Readonly<Record<string, { number: number; name: string }>> = {
  '1401': { number: 1, name: '北区' },
  '1407': { number: 2, name: '南区' },
};

interface Park {
  readonly name: string;
  readonly industries: RegExp;
}

/** The first park that takes an industry; the last takes all. */
const PARKS: readonly Park[] = [
  { name: '信创与软件园', industries: /^(?:C39|I)/ },
  { name: '新能源装备园', industries: /^C(?:36|38)/ },
  { name: '新材料与医药园', industries: /^C(?:26|27|28|29|30|32)/ },
  { name: '智能制造园', industries: /^C/ },
  { name: '综合服务园', industries: /^/ },
];

/** Whether the zone reaches into the city of a county at all. */
export function isNearZone(division: string): boolean {
  return division.slice(0, 4) in BLOCKS;
}

/** Park and plant of an industry in the zone's block of a county's city. */
export function placeOf(division: string, industry: string, random: SeededRandom): SeededPlace {
  const block = BLOCKS[division.slice(0, 4)];
  const position = PARKS.findIndex(({ industries }) => industries.test(industry));
  return {
    blockCode: `ZG${block?.number ?? 0}${String(position + 1).padStart(2, '0')}`,
    park: `${block?.name ?? ''}${PARKS[position]?.name ?? ''}（测试）`,
    plant: plantOf(industry, random),
  };
}

function plantOf(industry: string, random: SeededRandom): string {
  const number = random.int(1, 24);
  if (!industry.startsWith('C')) return `${number}号研发楼（测试）`;
  return random.chance(0.6) ? `${number}号标准厂房（测试）` : `自建厂房${number}号地块（测试）`;
}
