// survival-quality: how well times to an event are ordered, and how far curves of survival are from what happened
import { quantile } from "@mainstay/core/stats/sample-quantile";

type Times = { time: ArrayLike<number>; event: ArrayLike<number> };

/** The share left after each of the ascending `ends` by Kaplan & Meier (1958), of times and who of them had the event. */
export function kaplanMeier(
  { time, event }: Times,
  ends: readonly number[],
): Float64Array {
  const order = Int32Array.from({ length: time.length }, (_, i) => i).sort(
    (a, b) => time[a] - time[b],
  );
  const out = new Float64Array(ends.length);
  let [left, place] = [1, 0];
  ends.forEach((end, k) => {
    while (place < order.length && time[order[place]] <= end) {
      const now = time[order[place]];
      const risk = order.length - place;
      let happened = 0;
      for (; place < order.length && time[order[place]] === now; place++)
        happened += +(event[order[place]] === 1);
      left *= 1 - happened / risk;
    }
    out[k] = left;
  });
  return out;
}

/**
 * Harrell's concordance: of all pairs whose order is known, the share that the foretold times put in the same order, ties as
 * halves. A pair is known where the earlier time is that of an event. Counted by a Fenwick tree in n log n.
 */
export function concordance(
  { time, event }: Times,
  foretold: ArrayLike<number>,
): number {
  const levels = Float64Array.from(new Set(Array.from(foretold))).sort();
  const rank = new Map(Array.from(levels, (value, k) => [value, k + 1]));
  const tree = new Int32Array(levels.length + 1);
  const add = (at: number) => {
    for (let i = at; i < tree.length; i += i & -i) tree[i]++;
  };
  const upTo = (at: number) => {
    let sum = 0;
    for (let i = at; i > 0; i -= i & -i) sum += tree[i];
    return sum;
  };
  // From the latest on, so that the tree holds whoever was known to be left after the time at hand.
  const order = Int32Array.from({ length: time.length }, (_, i) => i).sort(
    (a, b) => time[b] - time[a] || event[a] - event[b],
  );
  let [right, pairs, held] = [0, 0, 0];
  for (let from = 0, to; from < order.length; from = to) {
    to = from;
    while (to < order.length && time[order[to]] === time[order[from]]) to++;
    const tied = order.subarray(from, to);
    // Censored at the very time of an event: left after it.
    const put = (rows: Int32Array) => {
      for (const row of rows) add(rank.get(foretold[row])!);
      held += rows.length;
    };
    put(tied.filter((row) => event[row] !== 1));
    const events = tied.filter((row) => event[row] === 1);
    for (const row of events) {
      const own = rank.get(foretold[row])!;
      const ties = upTo(own) - upTo(own - 1);
      right += held - upTo(own) + ties / 2;
      pairs += held;
    }
    put(events);
  }
  return pairs > 0 ? right / pairs : 0.5;
}

const gridPoints = 100;

/** Times at which curves are judged: evenly from the 5th to the 95th percentile of all times. */
export function grid({ time }: Times): number[] {
  const sorted = Float64Array.from(time).sort();
  const [low, high] = [quantile(sorted, 0.05), quantile(sorted, 0.95)];
  return Array.from(
    { length: gridPoints },
    (_, k) => low + ((high - low) * k) / (gridPoints - 1),
  );
}

/**
 * The Brier score of foretold shares [rows, times], weighed by the inverse probability of being seen (Graf et al. 1999) and
 * averaged over `times` by their distance. `seen` are the rows whose censoring tells that probability.
 */
export function integratedBrier(
  { time, event }: Times,
  survival: Float64Array,
  { times, seen }: { times: readonly number[]; seen: Times },
): number {
  const censored = {
    time: seen.time,
    event: Array.from(seen.event, (one) => +(one !== 1)),
  };
  const points = [...new Set([...Array.from(time), ...times])].sort(
    (a, b) => a - b,
  );
  const curve = kaplanMeier(censored, points);
  const place = new Map(points.map((point, k) => [point, k]));
  const left = (point: number) => Math.max(curve[place.get(point)!], 1e-3);
  const before = (point: number) => {
    const k = place.get(point)! - 1;
    return k < 0 ? 1 : Math.max(curve[k], 1e-3);
  };
  const scores = times.map((t, k) => {
    let sum = 0;
    for (let row = 0; row < time.length; row++) {
      const p = survival[row * times.length + k];
      if (time[row] <= t && event[row] === 1) sum += p ** 2 / before(time[row]);
      if (time[row] > t) sum += (1 - p) ** 2 / left(t);
    }
    return sum / time.length;
  });
  let [area, width] = [0, 0];
  for (let k = 1; k < times.length; k++) {
    const step = times[k] - times[k - 1];
    area += (step * (scores[k] + scores[k - 1])) / 2;
    width += step;
  }
  return width > 0 ? area / width : scores[0];
}

export type Curves = { ends: number[]; left: Float64Array };

/** Shares left [rows, periods] at the given times, [rows, times]. */
export function curvesAt({ ends, left }: Curves, times: readonly number[]) {
  const place = times.map((t) => {
    const after = ends.findIndex((end) => end > t);
    return (after < 0 ? ends.length : after) - 1;
  });
  const rows = left.length / ends.length;
  return Float64Array.from({ length: rows * times.length }, (_, i) => {
    const k = place[i % times.length];
    return k < 0 ? 1 : left[Math.floor(i / times.length) * ends.length + k];
  });
}

export * as SurvivalQuality from "./survival-quality";
