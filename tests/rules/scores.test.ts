import { stepsOf } from '../../src/kit/rules/rule-set';
import { ruleSets, type RuleSetId } from '../../src/units/smeb/rules';
import { FEN, RATIO, ONE, HALF, NOTHING, numberOf, pointsAt, type Quantity } from './support/figures';

type Points = readonly (readonly [threshold: number, points: number])[];
type Band = readonly [
  set: RuleSetId,
  code: string,
  quantity: Quantity,
  epsilon: number,
  points: Points,
  otherwise: number,
];

/** Highest first; an edge value belongs to the higher band. */
const bands: readonly Band[] = [
  [
    'SRDI_2022',
    'P1',
    'mainShare',
    RATIO,
    [
      [0.8, 5],
      [0.7, 3],
      [0.6, 1],
    ],
    0,
  ],
  [
    'SRDI_2022',
    'P2',
    'mainGrowth',
    RATIO,
    [
      [0.1, 10],
      [0.08, 8],
      [0.06, 6],
      [0.04, 4],
      [0, 2],
    ],
    0,
  ],
  [
    'SRDI_2022',
    'P3',
    'nicheYears',
    ONE,
    [
      [10, 5],
      [8, 4],
      [6, 3],
      [4, 2],
      [2, 1],
    ],
    0,
  ],
  [
    'SRDI_2022',
    'R1',
    'digitalLevel',
    HALF,
    [
      [3, 5],
      [2, 3],
    ],
    0,
  ],
  [
    'SRDI_2022',
    'R3',
    'profitRate',
    RATIO,
    [
      [0.1, 10],
      [0.08, 8],
      [0.06, 6],
      [0.04, 4],
      [0.02, 2],
    ],
    0,
  ],
  [
    'SRDI_2022',
    'N2',
    'rdExpense',
    FEN,
    [
      [5e6, 10],
      [4e6, 8],
      [3e6, 6],
      [2e6, 4],
      [1e6, 2],
    ],
    0,
  ],
  [
    'SRDI_2022',
    'N2',
    'rdRatio',
    RATIO,
    [
      [0.1, 10],
      [0.08, 8],
      [0.06, 6],
      [0.04, 4],
      [0.03, 2],
    ],
    0,
  ],
  [
    'SRDI_2022',
    'N3',
    'rdStaff',
    RATIO,
    [
      [0.2, 5],
      [0.1, 3],
      [0.05, 1],
    ],
    0,
  ],
  [
    'INNOVATIVE',
    'C2',
    'rdRatio',
    RATIO,
    [
      [0.05, 20],
      [0.03, 15],
      [0.02, 10],
      [0.01, 5],
    ],
    0,
  ],
  [
    'INNOVATIVE',
    'C3',
    'mainGrowth',
    RATIO,
    [
      [0.15, 20],
      [0.1, 15],
      [0.05, 10],
      [0, 5],
    ],
    0,
  ],
  [
    'INNOVATIVE',
    'C6',
    'mainShare',
    RATIO,
    [
      [0.7, 20],
      [0.6, 15],
      [0.55, 10],
      [0.5, 5],
    ],
    0,
  ],
];

/** A debt that is lower brings more. */
const debtBands: readonly (readonly [RuleSetId, string, Points])[] = [
  [
    'SRDI_2022',
    'R4',
    [
      [0.5, 5],
      [0.6, 3],
      [0.7, 1],
    ],
  ],
  [
    'INNOVATIVE',
    'C4',
    [
      [0.55, 10],
      [0.75, 5],
    ],
  ],
];

describe.each(bands)('%s %s by %s', (set, code, quantity, epsilon, points, otherwise) => {
  it.each(points.map(([threshold, brings], at) => [threshold, brings, points[at + 1]?.[1] ?? otherwise]))(
    'at %d brings %d, and below it %d',
    (threshold = NaN, brings = NaN, below = NaN) => {
      const at = (value: number): readonly [number, number] =>
        pointsAt(set, code, { ...NOTHING, [quantity]: value });
      expect([threshold - epsilon, threshold, threshold + epsilon].map(at)).toEqual([
        [below, below],
        [brings, brings],
        [brings, brings],
      ]);
    },
  );
});

describe.each(debtBands)('%s %s by debt', (set, code, points) => {
  it.each(points.map(([threshold, brings], at) => [threshold, brings, points[at + 1]?.[1] ?? 0]))(
    'at %d brings %d, and above it %d',
    (threshold = NaN, brings = NaN, above = NaN) => {
      const at = (value: number): readonly [number, number] =>
        pointsAt(set, code, { ...NOTHING, debtRatio: value });
      expect([threshold - RATIO, threshold, threshold + RATIO].map(at)).toEqual([
        [brings, brings],
        [brings, brings],
        [above, above],
      ]);
    },
  );
});

it('has every counted indicator in the table', () => {
  const withOwners = Object.values(ruleSets).flatMap(({ id, indicators = [] }) =>
    indicators
      .filter((indicator) => stepsOf(indicator).some(({ threshold }) => numberOf(threshold) !== undefined))
      .map(({ code }) => `${id} ${code}`),
  );
  const inTable = [
    ...bands.map(([set, code]) => `${set} ${code}`),
    ...debtBands.map(([set, code]) => `${set} ${code}`),
  ];
  // Rights and quality are counted by one, and tried below; research by amount or ratio is worded.
  const tried = ['SRDI_2022 N1', 'SRDI_2022 R2', 'INNOVATIVE C1'];
  expect(new Set([...inTable, ...tried])).toEqual(new Set([...withOwners, 'SRDI_2022 N2']));
});
