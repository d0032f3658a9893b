import { commitBeat } from '../../src/audit/commit-beat';

/** Whether the next beat comes within this turn of the event loop. */
async function isAtOnce(next: Promise<void>): Promise<boolean> {
  const turn = new Promise<'later'>((resolve) => setImmediate(() => setImmediate(() => resolve('later'))));
  return (await Promise.race([next, turn])) !== 'later';
}

it('holds nobody up while there is little to do, then comes no more often than it should', async () => {
  let time = 0;
  const beat = commitBeat(100, 3, () => time);
  for (let burst = 0; burst < 3; burst += 1) expect(await isAtOnce(beat.next())).toBe(true);
  expect(await isAtOnce(beat.next())).toBe(false);
  await beat.next();
  time += 20;
  expect(await isAtOnce(beat.next())).toBe(true);
});

it('is never late for whoever asks slower than it beats', async () => {
  let time = 0;
  const beat = commitBeat(100, 2, () => time);
  for (let asked = 0; asked < 20; asked += 1) {
    time += 10;
    expect(await isAtOnce(beat.next())).toBe(true);
  }
});

it('is one beat for all that wait for it', async () => {
  const beat = commitBeat(100, 1, () => 0);
  expect(beat.next()).toBe(beat.next());
  await beat.next();
  const [one, two] = [beat.next(), beat.next()];
  expect(one).toBe(two);
  await one;
});
