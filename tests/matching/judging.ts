import { demands, type SampleDemand } from './sample';

/** Keys of supplies, best first. */
export type Ranking = (demand: SampleDemand) => Promise<readonly string[]> | readonly string[];

export interface Judgement {
  readonly ndcg: number;
  readonly recall: number;
}

const DEPTH = 5;
/** A demand is answered by what solves it or largely fits; grade 1 is only of its field. */
const RELEVANT = 2;

/** nDCG@5 with gains of 2^grade − 1, and recall@5 of what is relevant, each the mean over all demands of the sample. */
export async function judge(rank: Ranking): Promise<Judgement> {
  const each = await Promise.all(
    demands.map(async (demand) => {
      const found = (await rank(demand)).slice(0, DEPTH);
      const ideal = Object.values(demand.grades)
        .sort((a, b) => b - a)
        .slice(0, DEPTH);
      const relevant = Object.keys(demand.grades).filter((key) => (demand.grades[key] ?? 0) >= RELEVANT);
      return {
        ndcg: gain(found.map((key) => demand.grades[key] ?? 0)) / gain(ideal),
        recall: relevant.filter((key) => found.includes(key)).length / relevant.length,
      };
    }),
  );
  const mean = (of: keyof Judgement): number =>
    each.reduce((sum, one) => sum + one[of], 0) / Math.max(1, each.length);
  return { ndcg: mean('ndcg'), recall: mean('recall') };
}

function gain(grades: readonly number[]): number {
  return grades.reduce((sum, grade, position) => sum + (2 ** grade - 1) / Math.log2(position + 2), 0);
}
