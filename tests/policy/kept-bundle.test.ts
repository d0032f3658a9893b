import {
  appendFileSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Caller } from '../../src/kit/caller';
import type { ChangePolicy, FieldPolicy } from '../../src/kit/share';
import { consumerByCode } from '../../src/kit/unit-directory';
import type { Agreement } from '../../src/policy/agreement';
import { bundleOf, bundleText, compileBundle } from '../../src/policy/bundle';
import { keepBundle } from '../../src/policy/bundle-file';
import { noteInForce } from '../../src/policy/in-force-log';
import type { DecidedField } from '../../src/policy/prune';
import { decisionReplay, type ReplayedEntry } from '../../src/policy/replay';

const rating: FieldPolicy = {
  coordinate: 'Tax.creditRating',
  unit: 'TAX',
  zh: '纳税信用级别',
  level: 2,
  attr: 'CONDITIONAL',
  basis: '税收征管法 第8条',
  readers: '',
  self: true,
  update: undefined,
  thresholds: undefined,
  maskable: true,
};
const grantAward: ChangePolicy = {
  coordinate: 'Mutation.grantAward',
  unit: 'CITY',
  zh: '奖励',
  basis: '方案 第8条',
  makers: ['OWNER'],
  byDivision: true,
};
const agreement: Agreement = {
  id: 'EXCH-TAX-1',
  consumer: 'EXCH',
  provider: 'TAX',
  purposes: ['M10'],
  fields: ['Tax.creditRating'],
  thresholds: {},
  outcome: 'masked',
  scope: null,
  limits: null,
  validFrom: '2026-01-01',
  validUntil: '2026-06-30',
};
const bundle = compileBundle(
  [agreement],
  new Map([[rating.coordinate, rating]]),
  consumerByCode,
  new Map([[grantAward.coordinate, grantAward]]),
);
const exchange: Caller = {
  kind: 'unit',
  unit: 'EXCH',
  system: 'main',
  purpose: 'M10',
  official: 'o',
  expiresAt: 0,
};
const city: Caller = { ...exchange, unit: 'CITY', purpose: 'M08' };
const told: DecidedField = { field: 'Tax.creditRating', outcome: 'masked', agreement: 'EXCH-TAX-1' };

const at = (local: string): number => Date.parse(`${local}:00+08:00`);

let dataDir: string;

beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'srdi-bundles-'));
  keepBundle(dataDir, bundle);
});

afterEach(() => rmSync(dataDir, { recursive: true }));

const replay = (entry: Partial<ReplayedEntry>): string | undefined =>
  decisionReplay(dataDir)({
    bundle: bundle.hash,
    caller: exchange,
    time: at('2026-03-01T09:00'),
    fields: [told],
    ...entry,
  });

describe('a kept bundle', () => {
  it('is the bundle: the same hash, the same decisions', () => {
    expect(bundleOf(bundleText(bundle))).toEqual(bundle);
    const [file = ''] = readdirSync(join(dataDir, 'bundles'));
    expect(file).toBe(`${bundle.hash}.json`);
    expect(statSync(join(dataDir, 'bundles', file)).mode & 0o777).toBe(0o600);
    keepBundle(dataDir, bundle);
    expect(readdirSync(join(dataDir, 'bundles'))).toEqual([file]);
  });

  it('has another hash for any other agreement, policy or change', () => {
    const others = [
      compileBundle(
        [{ ...agreement, validUntil: '2026-07-01' }],
        bundle.policies,
        consumerByCode,
        bundle.changes,
      ),
      compileBundle(
        [agreement],
        new Map([[rating.coordinate, { ...rating, level: 3 }]]),
        consumerByCode,
        bundle.changes,
      ),
      compileBundle([agreement], new Map(bundle.policies), consumerByCode),
    ];
    expect(new Set([bundle, ...others].map(({ hash }) => hash)).size).toBe(4);
  });

  it.each<[string, Partial<ReplayedEntry>]>([
    ['what it told', {}],
    [
      'what it refused by day',
      { time: at('2026-07-01T09:00'), fields: [{ ...told, outcome: 'DENIED_NO_GRANT', agreement: null }] },
    ],
    ['what was told before midnight and recorded after it', { time: at('2026-07-01T00:01') }],
    [
      'an enterprise that read about itself',
      {
        caller: { kind: 'enterprise', uscc: '', purpose: 'SELF', official: 'o', expiresAt: 0 },
        fields: [{ ...told, outcome: 'clear', agreement: null }],
      },
    ],
    [
      'a stranger’s refusal',
      { caller: { kind: 'stranger' }, fields: [{ ...told, outcome: 'UNAUTHENTICATED', agreement: null }] },
    ],
    [
      'a change by a city for its division',
      {
        caller: { ...city, division: '1401' },
        fields: [{ field: 'Mutation.grantAward', outcome: 'change', agreement: null }],
      },
    ],
    [
      'a change refused without a division',
      { caller: city, fields: [{ field: 'Mutation.grantAward', outcome: 'DENIED_SCOPE', agreement: null }] },
    ],
  ])('justifies %s', (_what, entry) => {
    expect(replay(entry)).toBeUndefined();
  });

  it.each<[string, Partial<ReplayedEntry>, RegExp]>([
    [
      'a value told clear that is masked',
      { fields: [{ ...told, outcome: 'clear' }] },
      /Tax\.creditRating 记为 clear（EXCH-TAX-1），按授权包 \w+ 应为 masked/,
    ],
    ['an agreement that it does not have', { fields: [{ ...told, agreement: 'EXCH-TAX-2' }] }, /EXCH-TAX-2/],
    ['a day after the agreement', { time: at('2026-07-01T09:00') }, /应为 DENIED_NO_GRANT/],
    ['another purpose', { caller: { ...exchange, purpose: 'M09' } }, /应为 DENIED_PURPOSE/],
    ['a field that it does not know', { fields: [{ ...told, field: 'Tax.other' }] }, /应为 DENIED_WITHHELD/],
    ['a bundle that nobody kept', { bundle: 'f'.repeat(32) }, /没有授权包 f{32}/],
  ])('does not justify %s', (_what, entry, reason) => {
    expect(replay(entry)).toMatch(reason);
  });

  it.each<[string, (text: string) => string]>([
    ['is not what its hash is of', (text) => text.replace('2026-06-30', '2026-12-31')],
    ['is no bundle', () => '{}'],
    ['is broken off', (text) => text.slice(0, -10)],
  ])('is not believed where its text %s', (_what, edit) => {
    const path = join(dataDir, 'bundles', `${bundle.hash}.json`);
    writeFileSync(path, edit(readFileSync(path, 'utf8')));
    expect(replay({})).toMatch(/的内容与其散列不符/);
  });

  describe('that was in force for a while', () => {
    const other = 'e'.repeat(32);
    beforeEach(() => {
      noteInForce(dataDir, bundle.hash, at('2026-02-01T09:00'));
      noteInForce(dataDir, other, at('2026-03-01T09:00'));
      noteInForce(dataDir, bundle.hash, at('2026-04-01T09:00'));
    });

    it.each([
      ['before anything was noted', '2026-01-31T09:00', true],
      ['while it was', '2026-02-15T09:00', true],
      ['where the request had begun before it ended', '2026-03-01T09:01', true],
      ['after it had ended', '2026-03-01T09:03', false],
      ['the moment before it was again', '2026-04-01T08:59', false],
      ['since it is again', '2026-05-01T09:00', true],
    ])('justifies what was decided %s: %s, %s', (_when, time, isJustified) => {
      expect(replay({ time: at(time) })).toBe(isJustified ? undefined : `授权包 ${bundle.hash} 当时不在生效`);
    });

    it('is not mistaken where a loss of power cut a note short', () => {
      appendFileSync(join(dataDir, 'bundles', 'in-force.log'), '\n2026-05-01T01:00:00.000Z eee');
      noteInForce(dataDir, other, at('2026-06-01T09:00'));
      expect(replay({ time: at('2026-05-15T09:00') })).toBeUndefined();
      expect(replay({ time: at('2026-06-15T09:00') })).toMatch('当时不在生效');
    });
  });
});
