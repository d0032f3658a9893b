import type { DecidedField } from '../../src/policy/prune';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Caller } from '../../src/kit/caller';
import type { ChangePolicy, FieldPolicy } from '../../src/kit/share';
import { consumerByCode } from '../../src/kit/unit-directory';
import type { Agreement } from '../../src/policy/agreement';
import { bundleOf, bundleText, compileBundle } from '../../src/policy/bundle';
import { keepBundle } from '../../src/policy/bundle-file';
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
    days: ['2026-03-01'],
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
      { days: ['2026-07-01'], fields: [{ ...told, outcome: 'DENIED_NO_GRANT', agreement: null }] },
    ],
    ['what was told before midnight and recorded after it', { days: ['2026-07-01', '2026-06-30'] }],
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
    ['a day after the agreement', { days: ['2026-07-01'] }, /应为 DENIED_NO_GRANT/],
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
});
