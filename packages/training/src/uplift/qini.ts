// qini: whether acting on those ranked first gains more than acting on as many drawn at random (Radcliffe 2007; its interval as of the rank-weighted average effects of Yadlowsky et al. 2021)
import { Estimate } from "@mainstay/core/metrics/estimate";
import { Moments } from "@mainstay/core/stats/moments";
import { Normal } from "@mainstay/core/stats/normal";
import type { Uplift } from "@mainstay/core/playbooks/uplift";

/** Where each value stands among all, in (0, 1), the largest first; equal values share their mean place. */
export function ranks(values: ArrayLike<number>): Float64Array {
  const n = values.length;
  const order = Array.from({ length: n }, (_, i) => i).sort(
    (a, b) => values[b] - values[a],
  );
  const share = new Float64Array(n);
  for (let i = 0, end; i < n; i = end) {
    for (end = i; end < n && values[order[end]] === values[order[i]];) end++;
    for (let k = i; k < end; k++) share[order[k]] = (i + end) / 2 / n;
  }
  return share;
}

/** Customers ranked by one model that had not seen them. */
export type Ranked = {
  rank: Float64Array; // [n] in (0, 1)
  score: Float64Array; // [n] whose expectation is the customer's uplift
};
export type Info = Pick<Uplift.Info, "effect" | "qini" | "curve">;

const points = 20;

/**
 * The area between the Qini curve and the line of a random order, per customer: E[(½ − rank) score] of each ranking, weighted
 * by how surely each is known.
 */
export function measure(rankings: readonly Ranked[]): Info {
  const rank = rankings.flatMap(({ rank }) => [...rank]);
  const score = rankings.flatMap(({ score }) => [...score]);
  const effect = Estimate.mean(score);
  return {
    effect,
    qini: pooled(rankings.map(area)),
    curve: Array.from({ length: points + 1 }, (_, k) => {
      const share = k / points;
      const { mean, error2 } = Moments.measure(
        score.map((one, i) => (rank[i] <= share ? one : 0)),
      );
      const half = Normal.z975 * Math.sqrt(error2);
      return {
        ...{ share, gain: mean, low: mean - half, high: mean + half },
        random: share * (effect.value ?? 0),
      };
    }),
  };
}

function area({ rank, score }: Ranked): Moments.Info {
  // Comparing with the mean costs nothing, as ranks are ½ on average, and takes its noise away.
  const { mean } = Moments.measure(score);
  return Moments.measure(score.map((one, i) => (0.5 - rank[i]) * (one - mean)));
}

function pooled(parts: Moments.Info[]): Estimate.Value {
  const told = parts.filter(({ error2 }) => error2 > 0);
  if (!told.length) return Estimate.none("Nothing ranks one before another.");
  const precision = told.reduce((sum, { error2 }) => sum + 1 / error2, 0);
  const value =
    told.reduce((sum, { mean, error2 }) => sum + mean / error2, 0) / precision;
  const half = Normal.z975 / Math.sqrt(precision);
  const n = told.reduce((sum, part) => sum + part.n, 0);
  return { value, n, low: value - half, high: value + half };
}

export * as Qini from "./qini";
