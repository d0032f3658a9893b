import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FieldOutcome } from '../../src/kit/refusal';
import { consumerByCode } from '../../src/kit/unit-directory';
import { compileBundle } from '../../src/policy/bundle';
import { keepBundle } from '../../src/policy/bundle-file';
import { decisionReplay } from '../../src/policy/replay';
import { agreementOf } from '../support/agreements';
import type { FieldPolicy } from '../../src/kit/share';

const policy: FieldPolicy = {
  coordinate: 'Tax.sizeClass',
  unit: 'TAX',
  zh: '企业规模类型',
  level: 2,
  attr: 'CONDITIONAL',
  basis: '',
  readers: '',
  self: false,
  update: undefined,
  thresholds: undefined,
  maskable: true,
};
const limits = { per: 'DAY', calls: 1 } as const;
const bundle = compileBundle(
  [
    agreementOf({ id: 'free', scope: { divisions: ['1401'] } }),
    agreementOf({ id: 'limited', limits }),
    agreementOf({ id: 'narrow', scope: { divisions: ['1402'] } }),
    agreementOf({ id: 'only-limited', consumer: 'CITY', purposes: ['M05'], limits }),
  ],
  new Map([[policy.coordinate, policy]]),
  consumerByCode,
);

let dataDir: string;
beforeAll(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'srdi-replay-'));
  keepBundle(dataDir, bundle);
});
afterAll(() => rmSync(dataDir, { recursive: true }));

it.each<[how: string, unit: string, outcome: FieldOutcome, agreement: string | null, isRight: boolean]>([
  ['by the agreement that tells most', 'EXCH', 'clear', 'limited', true],
  ['by another, where that one was used up', 'EXCH', 'clear', 'free', true],
  ['by a third, where the second cannot be used up', 'EXCH', 'clear', 'narrow', false],
  ['by none, where all was used up', 'CITY', 'LIMIT_EXCEEDED', null, true],
  ['by none, where not all can be used up', 'EXCH', 'LIMIT_EXCEEDED', null, false],
  ['by none, where nothing was heard', 'EXCH', 'OWNER_UNAVAILABLE', null, true],
  ['by one that is not there', 'EXCH', 'clear', 'invented', false],
  ['in another form', 'EXCH', 'masked', 'free', false],
  ['to nobody who has none', 'FIN', 'DENIED_NO_GRANT', null, true],
  ['to somebody who has none', 'FIN', 'clear', 'free', false],
  ['as used up by somebody who has none', 'FIN', 'LIMIT_EXCEEDED', null, false],
])('finds a field told %s', (_how, unit, outcome, agreement, isRight) => {
  const fault = decisionReplay(dataDir)({
    bundle: bundle.hash,
    caller: {
      kind: 'unit',
      unit,
      system: 's',
      purpose: unit === 'EXCH' ? 'M10' : 'M05',
      official: 'o',
      expiresAt: 0,
    },
    time: Date.parse('2026-06-01T09:00:00+08:00'),
    fields: [{ field: 'Tax.sizeClass', outcome, agreement }],
  });
  expect(fault === undefined).toBe(isRight);
});
