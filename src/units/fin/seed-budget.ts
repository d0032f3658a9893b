import { cities } from '../../kit/codes/divisions';
import { officeCode } from '../../kit/codes/uscc';
import { FEN_PER_WAN_YUAN } from '../../kit/fen';
import type { SeededRandom } from '../../kit/synthetic';

const YEARS = [2023, 2024, 2025] as const;

interface Item {
  readonly item: string;
  readonly province: readonly [number, number];
  readonly city: readonly [number, number];
}

/** Item → budget of the province and of a city, from … to …, in 万元; amounts are invented. */
const ITEMS: readonly Item[] = [
  { item: '“专精特新”中小企业一次性奖励资金', province: [12_000, 30_000], city: [400, 3000] },
  { item: '知识产权交易补助资金', province: [3000, 6000], city: [100, 500] },
  { item: '中小企业公共服务体系建设资金', province: [4000, 9000], city: [200, 1200] },
];

/** The plan's lines in the budgets of the province and its cities. */
export function budgetLines(random: SeededRandom): Readonly<Record<string, unknown>>[] {
  const places = [{ code: '14', name: '山西省' }, ...cities];
  return places.flatMap(({ code, name }, position) =>
    YEARS.flatMap((year) =>
      ITEMS.map(({ item, province, city }) => {
        const budgeted = random.int(...(code === '14' ? province : city)) * FEN_PER_WAN_YUAN;
        return {
          uscc: officeCode(position + 1),
          year,
          division: code,
          office: `${name}${code === '14' ? '财政厅' : '财政局'}（测试）`,
          item,
          budgeted,
          released:
            Math.round((budgeted / FEN_PER_WAN_YUAN) * (year < 2025 ? 0.96 : 0.55 + random.next() * 0.35)) *
            FEN_PER_WAN_YUAN,
        };
      }),
    ),
  );
}
