/** What the rounds come to: medians, and ratios that were taken within one round. */

export function summarise(samples) {
  const perSecond = spread(samples.map((sample) => sample.perSecond));
  const p50 = spread(samples.map((sample) => sample.p50));
  const p99 = spread(samples.map((sample) => sample.p99));
  return { perSecond, p50, p99 };
}

/** Only neighbours in time are compared: the machine is not equally busy in every round. */
export function ratio(ours, theirs) {
  return spread(ours.map((sample, round) => sample.perSecond / theirs[round].perSecond));
}

/** Median, least and most. */
export function spread(values) {
  const ordered = [...values].sort((a, b) => a - b);
  const middle = Math.floor(ordered.length / 2);
  const median = ordered.length % 2 === 1 ? ordered[middle] : (ordered[middle - 1] + ordered[middle]) / 2;
  return { median, min: ordered[0], max: ordered.at(-1) };
}

/** One workload as a table; `rows` are `{ name, perSecond, p50, p99, ratio? }`. */
export function table(title, rows) {
  const lines = rows.map(({ name, perSecond, p50, p99, ratio: times }) => [
    name,
    figures(perSecond, 0),
    `${p50.median.toFixed(0)} / ${p99.median.toFixed(0)}`,
    times === undefined
      ? '—'
      : `${times.median.toFixed(2)} × (${times.min.toFixed(2)}–${times.max.toFixed(2)})`,
  ]);
  const header = ['对象', '次/秒 中位（最小–最大）', 'p50 / p99 毫秒', '枢纽是它的'];
  const ruled = [header, header.map(() => '---'), ...lines];
  return `\n## ${title}\n\n${ruled.map((cells) => `| ${cells.join(' | ')} |`).join('\n')}\n`;
}

function figures({ median, min, max }, digits) {
  return `${median.toFixed(digits)} (${min.toFixed(digits)}–${max.toFixed(digits)})`;
}
