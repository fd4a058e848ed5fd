// local-level: a level that wanders, by exponential smoothing at every likely speed, and the sum of the next values with its spread (Snyder, Koehler & Ord 1999)

/** y_t = w_t z_t with z_t = ℓ + ε_t; ℓ ← ℓ + αε_t. */
export type Level = {
  alpha: number;
  level: number;
  sigma: number; // of ε; NaN of fewer than three values
  doubt: number; // variance of the level, in units of sigma²
  share: number; // how likely this speed is among all
};
export type Fit = { levels: Level[]; values: number };

const alphas = [0, 0.02, 0.05, 0.1, 0.2, 0.35, 0.5, 0.75, 1];
// A speed that is less likely changes nothing.
const leastShare = 1e-3;

/** Values of weight 0 say nothing. Null where none is left. */
export function fit(amounts: Float64Array, weights: Float64Array): Fit | null {
  const z = amounts
    .map((y, t) => y / weights[t])
    .filter((_, t) => weights[t] > 0);
  const n = z.length;
  if (n === 0) return null;
  const mean = z.reduce((total, value) => total + value, 0) / n;
  const all = alphas.map((alpha) => filter(z, alpha, mean));
  const exact = all.find(({ isExact }) => isExact);
  const certain = n < 3 ? all[0] : exact;
  if (certain) return { levels: [{ ...certain, share: 1 }], values: n };
  // The likelihood of each speed once level and scale are integrated out.
  const logs = all.map(
    ({ error, squares }) =>
      -((n - 1) * Math.log(error) + Math.log(squares)) / 2,
  );
  const top = Math.max(...logs);
  const likely = all
    .map((one, k) => ({ ...one, share: Math.exp(logs[k] - top) }))
    .filter(({ share }) => share > leastShare);
  const sum = likely.reduce((total, { share }) => total + share, 0);
  return {
    levels: likely.map((one) => ({ ...one, share: one.share / sum })),
    values: n,
  };
}

// Errors are linear in the first level, which is therefore found by least squares.
function filter(z: Float64Array, alpha: number, mean: number) {
  const n = z.length;
  let [level, kept] = [0, 1]; // of a first level of 0, and what is left of one of 1
  let [cross, squares, plain] = [0, 0, 0];
  for (let t = 0; t < n; t++) {
    const error = z[t] - level;
    cross += kept * error;
    squares += kept * kept;
    plain += error * error;
    level += alpha * error;
    kept *= 1 - alpha;
  }
  const first = cross / squares;
  const error = plain - cross * first;
  // Differences of sums leave crumbs where there is no error at all.
  const isExact = error <= 1e-13 * plain;
  level += kept * first;
  // Noise grows with the level: what was measured on the whole past is too little for one that has risen.
  const grown = mean > 0 ? Math.min(3, Math.max(1, level / mean)) : 1;
  return {
    ...{ alpha, level, error, squares, isExact },
    sigma: n < 3 ? NaN : isExact ? 0 : grown * Math.sqrt(error / (n - 2)),
    doubt: (kept * kept) / squares,
  };
}

/** The sum of the values to come, one more with each call: its mean and the standard deviation of its error. */
export function ahead({ levels }: Fit) {
  const sums = levels.map((one) => ({ share: one.share, next: sum(one) }));
  return (weight: number) => {
    const each = sums.map(({ share, next }) => ({ share, ...next(weight) }));
    const mean = each.reduce((all, one) => all + one.share * one.mean, 0);
    // A mixture's variance is that within its parts and that between them.
    const variance = each.reduce(
      (all, one) => all + one.share * (one.variance + (one.mean - mean) ** 2),
      0,
    );
    return { mean, spread: Math.sqrt(Math.max(0, variance)) };
  };
}

function sum({ alpha, level, sigma, doubt }: Level) {
  let [total, own, square, count] = [0, 0, 0, 0];
  return (weight: number) => {
    total += weight;
    count++;
    // ε_i moves its own value and, by α, all after it: w_i + α (W − W_i).
    const a = weight - alpha * total;
    own += a;
    square += a * a;
    const drift = alpha * total;
    const moves = square + 2 * drift * own + count * drift * drift;
    return {
      mean: level * total,
      variance: sigma * sigma * (moves + doubt * total * total),
    };
  };
}

/** The sum of `weight` values that come as one step, as long as those before. */
export function step({ levels }: Fit, weight: number) {
  const mean =
    weight * levels.reduce((all, one) => all + one.share * one.level, 0);
  const variance = levels.reduce(
    (all, { share, level, sigma, doubt }) =>
      all +
      share *
        ((weight * sigma) ** 2 * (1 + doubt) + (weight * level - mean) ** 2),
    0,
  );
  return { mean, spread: Math.sqrt(variance) };
}

export * as LocalLevel from "./local-level";
