import { followDisputed, type Disputed } from '../../src/gateway/disputed';

let open: string[];
let isAway: boolean;
let clock: number;
let announce: () => void;
let loads: number;
let loading: (() => Promise<string[]>) | undefined;
let disputed: Disputed;

beforeEach(async () => {
  open = [];
  isAway = false;
  clock = 0;
  loads = 0;
  loading = undefined;
  disputed = followDisputed({
    load: async () => {
      loads += 1;
      if (isAway) throw new Error('away');
      return loading === undefined ? open : loading();
    },
    notices: {
      hear: (_feed, onNotice) => {
        announce = onNotice;
        return () => undefined;
      },
    },
    elapsed: () => clock,
    onTrouble: () => undefined,
  });
  await disputed.check();
});

afterEach(() => {
  loading = undefined;
  return disputed.stop();
});

describe('which enterprises may be disputed', () => {
  it('none while none is, and that one from the check on', async () => {
    expect([disputed.mayBe(['A', 'B']), disputed.mayBe()]).toEqual([false, false]);
    open = ['B'];
    await disputed.check();
    expect([disputed.mayBe(['A', 'B']), disputed.mayBe(['A']), disputed.mayBe()]).toEqual([
      true,
      false,
      true,
    ]);
  });

  it('is loaded anew when it is announced', async () => {
    const before = loads;
    open = ['A'];
    announce();
    await new Promise((done) => setImmediate(done));
    await disputed.check();
    expect(loads).toBeGreaterThanOrEqual(before + 2);
    expect(disputed.mayBe(['A'])).toBe(true);
  });

  it('everyone, once nothing was heard for longer than the lease', async () => {
    isAway = true;
    clock = 5_000;
    await expect(disputed.check()).rejects.toThrow('away');
    expect(disputed.mayBe(['A'])).toBe(false);
    clock = 5_001;
    expect(disputed.mayBe(['A'])).toBe(true);
    isAway = false;
    await disputed.check();
    expect(disputed.mayBe(['A'])).toBe(false);
  });

  it('counts a load from when it began: what was committed meanwhile may not be in it', async () => {
    let answer: (usccs: string[]) => void = () => undefined;
    const begun = new Promise<void>((done) => {
      loading = () => {
        done();
        return new Promise((tell) => (answer = tell));
      };
    });
    const check = disputed.check();
    await begun;
    clock = 5_001;
    answer([]);
    await check;
    expect(disputed.mayBe(['A'])).toBe(true);
  });
});
