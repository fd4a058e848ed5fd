// hypergeometric: how many of a kind are among those drawn without putting back
import type { Random } from "../base/random";
import { ChiSquare } from "./chi-square";
import { logGamma } from "./log-gamma";

const table = Float64Array.from({ length: 256 }, (_, n) => logGamma(n + 1));
const halfLog2Pi = Math.log(2 * Math.PI) / 2;

// ln n!, by Stirling's series where it is good to 1e-15.
const logFactorial = (n: number) =>
  n < table.length
    ? table[n]
    : (n + 0.5) * Math.log(n) -
      n +
      halfLog2Pi +
      1 / (12 * n) -
      1 / (360 * n ** 3);
const logChoose = (n: number, k: number) =>
  logFactorial(n) - logFactorial(k) - logFactorial(n - k);

/** ln P(k) of `drawn` out of `total`, of which `kind` are of the kind. */
export const logProbability = (
  k: number,
  { total, kind, drawn }: { total: number; kind: number; drawn: number },
) =>
  logChoose(kind, k) +
  logChoose(total - kind, drawn - k) -
  logChoose(total, drawn);

/** One draw, by inversion outward from the mode; its time grows with the standard deviation alone. */
export function draw(
  { uniform }: Random,
  { total, kind, drawn }: { total: number; kind: number; drawn: number },
): number {
  const low = Math.max(0, drawn - (total - kind));
  const high = Math.min(kind, drawn);
  if (low === high) return low;
  const mode = Math.min(
    high,
    Math.max(low, Math.floor(((drawn + 1) * (kind + 1)) / (total + 2))),
  );
  const rest = total - kind - drawn;
  let [up, down] = [mode, mode];
  const peak = Math.exp(logProbability(mode, { total, kind, drawn }));
  let [pUp, pDown] = [peak, peak];
  let left = uniform() - peak;
  while (left > 0) {
    if (up < high) {
      pUp *= ((kind - up) * (drawn - up)) / ((up + 1) * (rest + up + 1));
      up++;
      left -= pUp;
      if (left <= 0) return up;
    }
    if (down > low) {
      pDown *=
        (down * (rest + down)) / ((kind - down + 1) * (drawn - down + 1));
      down--;
      left -= pDown;
      if (left <= 0) return down;
    }
    // What rounding leaves over belongs to no value.
    if (up === high && down === low) return mode;
    if (pUp < 1e-18 && pDown < 1e-18) return mode;
  }
  return mode;
}

/** Of counts pooled over two samples, those that a random sample of `drawn` has; into `out`, as long as `counts`. */
export function deal(
  random: Random,
  counts: ArrayLike<number>,
  drawn: number,
  out: Float64Array,
) {
  let total = 0;
  for (let k = 0; k < counts.length; k++) total += counts[k];
  for (let k = 0; k < counts.length; k++) {
    out[k] = drawn && draw(random, { total, kind: counts[k], drawn });
    total -= counts[k];
    drawn -= out[k];
  }
}

// From so many expected in every cell the exact sum is long, and the chi-square test of the table is as good.
const fewExpected = 1000;

/** Two-sided P that shares differ as much by chance: Fisher's exact test of a of n against b of m. */
export function fisher(a: number, n: number, b: number, m: number): number {
  const total = n + m;
  const share = (a + b) / total;
  const expected = Math.min(share, 1 - share) * Math.min(n, m);
  if (expected > fewExpected) {
    const spread = share * (1 - share) * (1 / n + 1 / m);
    return ChiSquare.survival((a / n - b / m) ** 2 / spread, 1);
  }
  const table = { total, kind: a + b, drawn: n };
  const low = Math.max(0, n - (total - (a + b)));
  const high = Math.min(a + b, n);
  const seen = logProbability(a, table);
  let sum = 0;
  for (let k = low; k <= high; k++) {
    const p = logProbability(k, table);
    // Equal tables differ by rounding alone.
    if (p <= seen + 1e-7) sum += Math.exp(p);
  }
  return Math.min(1, sum);
}

export * as Hypergeometric from "./hypergeometric";
