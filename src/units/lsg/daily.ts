import type { DailyTask, DailyWork } from '../../kit/define-unit';
import { at, listAt } from './asking';
import { figureRules } from './figures';
import { ScorecardFigureState } from './scorecard-figure';
import { keepSnapshot, type KeptFigure } from './snapshot';

/** The plan's first day. */
const FIRST_DAY = '2022-03-18';

/** Keeps today's scorecard and, the first time, what dated recognitions tell of the ends of past months. */
export const dailySnapshot: DailyTask = {
  purpose: 'G3',
  async run(work) {
    const figures = keptFigures(
      await work.ask('{ planScorecard { figures { code value state reason reading } } }'),
    );
    await keepSnapshot(work.pool, { day: work.day, takenAt: work.time, isReconstructed: false, figures });
    await reconstructPast(work);
    return figures.length > 0 && figures.every(({ state }) => state !== ScorecardFigureState.UNAVAILABLE);
  },
};

function keptFigures(data: unknown): KeptFigure[] {
  return listAt(data, 'planScorecard', 'figures') as KeptFigure[];
}

/** Only titles bear the days from and until which they hold; no other figure of the past can be worked out. */
async function reconstructPast({ pool, day, time, ask }: DailyWork): Promise<void> {
  const { rows } = await pool.query('SELECT 1 FROM scorecard_snapshot WHERE is_reconstructed LIMIT 1');
  if (rows.length > 0) return;
  for (const monthEnd of monthEnds(FIRST_DAY, day)) {
    const told = await ask('query ($asOf: Date) { tierCounts(asOf: $asOf) { tier enterprises } }', {
      asOf: monthEnd,
    });
    if (at(told, 'tierCounts') === undefined || at(told, 'tierCounts') === null) return;
    await keepSnapshot(pool, {
      day: monthEnd,
      takenAt: time,
      isReconstructed: true,
      figures: titleFigures(told),
    });
  }
}

function titleFigures(told: Readonly<Record<string, unknown>>): KeptFigure[] {
  return figureRules
    .filter(({ questions }) => questions.every(({ query }) => query.includes('tierCounts')))
    .map((rule) => ({
      code: rule.code,
      value: rule.value([told]),
      state: ScorecardFigureState.TOLD,
      reason: null,
      reading: `${rule.reading ?? ''}；按现存认定记录的有效期推算，已注销的记录不在其中 [I]`,
    }));
}

/** The last days of the months from `first` on that lie before `day`. */
function monthEnds(first: string, day: string): string[] {
  const ends: string[] = [];
  const [year = 0, month = 0] = first.split('-').map(Number);
  for (let ahead = 0; ; ahead += 1) {
    const end = new Date(Date.UTC(year, month + ahead, 0)).toISOString().slice(0, 10);
    if (end >= day) return ends;
    ends.push(end);
  }
}
