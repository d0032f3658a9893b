import { Field, Float, Int, ObjectType } from 'type-graphql';
import { cityOf, divisionByCode } from '../kit/codes/divisions';
import { DateScalar, DivisionCode } from '../kit/scalars';
import { BOARD_COVERAGE_AT_LEAST } from '../measures/plan-figures';
import type { HubContext } from './hub-context';

@ObjectType({ description: '一个市的挂牌展示覆盖' })
export class CityCoverage {
  @Field(() => DivisionCode, { description: '市' })
  division!: string;

  @Field(() => String, { description: '市名' })
  name!: string;

  @Field(() => Int, { description: '专精特新企业数' })
  srdi!: number;

  @Field(() => Int, { description: '其中展示或挂牌户数' })
  covered!: number;

  @Field(() => Float, { description: '覆盖率' })
  ratio!: number;
}

@ObjectType({ description: '专精特新企业挂牌展示覆盖率（方案 第10条：三年突破 80%）' })
export class CoverageReport {
  @Field(() => DateScalar, { description: '截至' })
  asOf!: string;

  @Field(() => Int, { description: '专精特新企业数' })
  srdi!: number;

  @Field(() => Int, { description: '其中展示或挂牌户数，每户计一次' })
  covered!: number;

  @Field(() => Float, { description: '覆盖率' })
  ratio!: number;

  @Field(() => Float, { description: '目标' })
  goal!: number;

  @Field(() => Boolean, { description: '是否达到目标' })
  isReached!: boolean;

  @Field(() => String, { description: '目标出处与标记' })
  provenance!: string;

  @Field(() => String, { description: '口径' })
  reading!: string;

  @Field(() => [CityCoverage], { description: '按市' })
  byCity!: readonly CityCoverage[];
}

/** R10: |SRDI ∩ (displayed ∪ listed)| / |SRDI|, asked live of SMEB and EXCH, whose lists are open; neither is kept. */
export async function boardCoverage(hub: HubContext, asOf: string): Promise<CoverageReport> {
  const { srdiRoster } = await hub.askOwner('smeb', '{ srdiRoster { uscc division } }', {});
  const roster = rosterOf(srdiRoster);
  const { presentOnBoard } = await hub.askOwner(
    'exch',
    'query ($usccs: [USCC!]!) { presentOnBoard(usccs: $usccs) }',
    {
      usccs: roster.map((entry) => entry.uscc),
    },
  );
  const present = new Set(Array.isArray(presentOnBoard) ? presentOnBoard.map(String) : []);
  const cities = new Map<string, { srdi: number; covered: number }>();
  for (const { uscc, division } of roster) {
    const code = cityOf(division)?.code ?? '14';
    const city = cities.get(code) ?? { srdi: 0, covered: 0 };
    cities.set(code, { srdi: city.srdi + 1, covered: city.covered + (present.has(uscc) ? 1 : 0) });
  }
  const covered = roster.filter((entry) => present.has(entry.uscc)).length;
  const ratio = roster.length === 0 ? 0 : round(covered / roster.length);
  return {
    asOf,
    srdi: roster.length,
    covered,
    ratio,
    goal: BOARD_COVERAGE_AT_LEAST,
    isReached: ratio >= BOARD_COVERAGE_AT_LEAST,
    provenance: '方案 第10条 [S]',
    reading: '展示与挂牌合并去重计算；省级小巨人、国家级小巨人计入专精特新 [I]',
    byCity: [...cities]
      .sort(([a], [b]) => a.localeCompare(b))
      .map(([code, { srdi, covered: own }]) => ({
        division: code,
        name: divisionByCode(code)?.name ?? code,
        srdi,
        covered: own,
        ratio: round(own / srdi),
      })),
  };
}

const round = (ratio: number): number => Math.round(ratio * 10_000) / 10_000;

function rosterOf(answer: unknown): { uscc: string; division: string }[] {
  if (!Array.isArray(answer)) return [];
  return answer.map((entry: { uscc: unknown; division: unknown }) => ({
    uscc: String(entry.uscc),
    division: String(entry.division),
  }));
}
