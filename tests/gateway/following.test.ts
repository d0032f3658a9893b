import type { FieldPolicy } from '../../src/kit/share';
import type { Caller } from '../../src/kit/caller';
import { consumerByCode } from '../../src/kit/unit-directory';
import { followBundles, type BundleSource, type Following } from '../../src/gateway/following';
import { LEASE_MS, rightsStore, type RightsStore } from '../../src/gateway/rights-store';
import { compileBundle, type Bundle } from '../../src/policy/bundle';
import { agreementOf } from '../support/agreements';

const policy = (name: string, attr: FieldPolicy['attr']): [string, FieldPolicy] => [
  `Tax.${name}`,
  {
    coordinate: `Tax.${name}`,
    unit: 'TAX',
    zh: name,
    level: 2,
    attr,
    basis: '',
    readers: '',
    self: true,
    update: undefined,
    thresholds: undefined,
    maskable: true,
  },
];
const policies = new Map([policy('sizeClass', 'CONDITIONAL'), policy('open', 'OPEN')]);
const bundleOf = (...ids: string[]): Bundle =>
  compileBundle(
    ids.map((id) => agreementOf({ id })),
    policies,
    consumerByCode,
  );
const unit = (code: string, purpose: string): Caller => ({
  kind: 'unit',
  unit: code,
  system: 's',
  purpose,
  official: 'o',
  expiresAt: 0,
});
const reader = unit('EXCH', 'M10');

/** A clock that the test moves, and publications that it makes. */
class Service implements BundleSource {
  at = 0;
  day = Date.parse('2026-06-01T15:59:00Z');
  number = 1;
  bundle = bundleOf('A');
  trouble: Error | undefined;
  waiting: Promise<void> | undefined;
  onLoad: () => void = () => undefined;
  readonly faults: unknown[] = [];
  readonly rights: RightsStore = rightsStore(
    this.bundle,
    () => this.day,
    () => this.at,
  );
  readonly following: Following;
  #notice: () => void = () => undefined;

  constructor() {
    this.following = followBundles({
      rights: this.rights,
      source: this,
      notices: {
        hear: (_feed, onNotice) => {
          this.#notice = onNotice;
          return () => undefined;
        },
      },
      elapsed: () => this.at,
      onTrouble: (error) => this.faults.push(error),
    });
  }

  newest(): Promise<number> {
    return this.trouble === undefined ? Promise.resolve(this.number) : Promise.reject(this.trouble);
  }

  async load(): Promise<{ number: number; bundle: Bundle }> {
    const { number, bundle } = this;
    this.onLoad();
    await this.waiting;
    return { number, bundle };
  }

  publish(bundle: Bundle, isAnnounced = true): void {
    this.number += 1;
    this.bundle = bundle;
    if (isAnnounced) this.#notice();
  }

  codeOf(caller: Caller, field = 'Tax.sizeClass'): string {
    const decision = this.rights.rightsFor(caller).decide(field);
    return decision.allowed ? 'told' : decision.code;
  }

  changed(): Promise<void> {
    return new Promise((resolve) => this.following.hear(resolve));
  }
}

let service: Service;
beforeEach(() => {
  service = new Service();
});
afterEach(() => service.following.stop());

it('goes by a new bundle as soon as it is announced', async () => {
  await service.following.check();
  expect(service.codeOf(reader)).toBe('told');
  const changed = service.changed();
  service.publish(bundleOf());
  await changed;
  expect(service.codeOf(reader)).toBe('DENIED_NO_GRANT');
});

it('finds one that nobody announced', async () => {
  await service.following.check();
  const changed = service.changed();
  service.publish(bundleOf(), false);
  await changed;
  expect(service.codeOf(reader)).toBe('DENIED_NO_GRANT');
});

it('refuses what rests on an agreement from the moment at which its lease ends, and nothing else', async () => {
  await service.following.check();
  service.trouble = new Error('cut off');
  await expect(service.following.check()).rejects.toThrow('cut off');
  service.at = LEASE_MS - 1;
  expect(service.codeOf(reader)).toBe('told');
  service.at = LEASE_MS;
  expect(service.codeOf(reader)).toBe('OWNER_UNAVAILABLE');
  expect(service.codeOf(reader, 'Tax.open')).toBe('told');
  expect(service.codeOf(unit('TAX', 'M07'))).toBe('told');
  expect(
    service.codeOf({ kind: 'enterprise', uscc: 'E', purpose: 'SELF', official: 'o', expiresAt: 0 }),
  ).toBe('told');
  expect(service.codeOf(unit('FIN', 'M05'))).toBe('DENIED_NO_GRANT');
  service.trouble = undefined;
  await service.following.check();
  expect(service.codeOf(reader)).toBe('told');
});

it('counts the lease from when it asked, not from when it was answered', async () => {
  await service.following.check();
  let answer: () => void = () => undefined;
  service.waiting = new Promise((resolve) => (answer = resolve));
  const asked = new Promise<void>((resolve) => (service.onLoad = resolve));
  service.publish(bundleOf('A', 'B'), false);
  const checked = service.following.check();
  await asked;
  service.at = LEASE_MS - 1;
  answer();
  await checked;
  service.trouble = new Error('cut off');
  service.at = LEASE_MS;
  expect(service.codeOf(reader)).toBe('OWNER_UNAVAILABLE');
});

it('tells whoever listens that the day has ended', async () => {
  await service.following.check();
  const changed = service.changed();
  const before = service.rights.today();
  service.day += 60_000;
  await changed;
  expect([before, service.rights.today()]).toEqual(['2026-06-01', '2026-06-02']);
});
