import { ruleSets } from '../../src/units/smeb/rules';
import { FEN, RATIO, NOTHING, pointsAt } from './support/figures';
import { judged, type Sheet } from './support/sheet';

describe('what is scored by more than a figure', () => {
  it.each([
    ['SRDI_2022', 'N1', { class1: 0, class2: 0 }, [0, 0]],
    ['SRDI_2022', 'N1', { class1: 0, class2: 1 }, [2, 2]],
    ['SRDI_2022', 'N1', { class1: 1, class2: 0 }, [6, 10]],
    ['INNOVATIVE', 'C1', { class1: 0, class2: 0 }, [0, 0]],
    ['INNOVATIVE', 'C1', { class1: 0, class2: 1 }, [5, 5]],
    ['INNOVATIVE', 'C1', { class1: 1, class2: 0 }, [10, 20]],
    ['SRDI_2022', 'R2', { qualityAwards: 0, standards: 0 }, [0, 5]],
    ['SRDI_2022', 'R2', { qualityAwards: 1, standards: 0 }, [3, 5]],
    ['SRDI_2022', 'R2', { qualityAwards: 1, standards: 1 }, [5, 5]],
  ] as const)('%s %s of %o', (set, code, sheet, range) => {
    expect(pointsAt(set, code, { ...NOTHING, ...sheet })).toEqual(range);
  });

  it('gives 100 points at most, in the dimensions of the standard', () => {
    for (const [set, dimensions] of [
      ['SRDI_2022', { 专业化: 25, 精细化: 25, 特色化: 15, 创新能力: 35 }],
      ['INNOVATIVE', { 创新能力: 40, 成长性: 30, 专业化: 30 }],
    ] as const) {
      const most: Record<string, number> = {};
      for (const indicator of ruleSets[set].indicators ?? [])
        most[indicator.dimension] = (most[indicator.dimension] ?? 0) + indicator.most;
      expect(most).toEqual(dimensions);
    }
  });

  it('asks of a little giant of 2022 research by its revenue', () => {
    const stateOf = (sheet: Sheet): string | undefined =>
      judged(ruleSets.LITTLE_GIANT_2022, { ...NOTHING, ...sheet }).criteria.find(({ code }) => code === 'B11')
        ?.state;
    const each = (ratio: number): Sheet => ({ rdRatio: ratio, rdRatioBefore: ratio });
    expect(stateOf({ revenue: 1e8, ...each(0.03) })).toBe('MET');
    expect(stateOf({ revenue: 1e8, ...each(0.03 - RATIO) })).toBe('NOT_MET');
    expect(stateOf({ revenue: 1e8 - FEN, ...each(0.03) })).toBe('NOT_MET');
    expect(stateOf({ revenue: 1e8 - FEN, ...each(0.06) })).toBe('MET');
    expect(stateOf({ revenue: 5e7, ...each(0.06) })).toBe('MET');
    expect(stateOf({ revenue: 5e7, ...each(0.06 - RATIO) })).toBe('NOT_MET');
    expect(stateOf({ revenue: 5e7 - FEN, ...each(0.06) })).toBe('NOT_MET');
    expect(stateOf({ revenue: 5e7 - FEN, rdExpense: 3e7, rdStaff: 0.5 })).toBe('MANUAL');
    expect(stateOf({ revenue: 5e7 - FEN, rdExpense: 3e7 - FEN, rdStaff: 0.5 })).toBe('NOT_MET');
    expect(stateOf({ revenue: 5e7 - FEN, rdExpense: 3e7, rdStaff: 0.5 - RATIO })).toBe('NOT_MET');
  });

  it('of a renewal does not look at growth, and takes either of two scores', () => {
    const giant = judged(ruleSets.LITTLE_GIANT_2026, NOTHING, true);
    expect(giant.criteria.some(({ code }) => code === 'G4')).toBe(false);
    const score = (sheet: Sheet, isRenewal: boolean): string | undefined =>
      judged(ruleSets.SRDI_2026, { ...NOTHING, ...sheet }, isRenewal).criteria.find(
        ({ code }) => code === 'S8',
      )?.state;
    expect(score({ score: 49.9, formerScore: 50 }, true)).toBe('MET');
    expect(score({ score: 49.9, formerScore: 49.9 }, true)).toBe('NOT_MET');
    expect(score({ score: 49.9, formerScore: 50 }, false)).toBe('NOT_MET');
  });

  it('concludes of a score only what holds over its whole range', () => {
    const verdict = (sheet: Sheet): string | undefined =>
      judged(ruleSets.INNOVATIVE, sheet).criteria.find(({ code }) => code === 'I1')?.state;
    const good: Sheet = {
      ...NOTHING,
      class1: 1,
      rdRatio: 0.05,
      mainGrowth: 0.15,
      debtRatio: 0.55,
      mainShare: 0.7,
    };
    expect(verdict(good)).toBe('MET');
    expect(verdict({ ...good, rdRatio: 0.02, class1: 0, class2: 1 })).toBe('NOT_MET');
    // Whether the right is of high value decides, and that only a person sees.
    expect(verdict({ ...good, rdRatio: 0.01 })).toBe('MANUAL');
    const { rdRatio: _rdRatio, ...unknown } = good;
    expect(verdict({ ...unknown, class1: 0, class2: 1 })).toBe('UNKNOWN');
  });
});
