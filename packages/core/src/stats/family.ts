// family: exponential families with their canonical links (McCullagh & Nelder 1989): what a score says, what it costs, how steep that is
import { LogOdds } from "./log-odds";

export type Family = {
  name: "bernoulli" | "gaussian" | "poisson";
  /** Expected label of a score z. */
  mean(z: number): number;
  /** Score of an expected label; not finite where no score reaches it. */
  score(mean: number): number;
  /** d mean / dz at a mean: the second derivative of the loss by the score, whose first one is mean − label. */
  variance(mean: number): number;
  /** The second derivative that a boosted leaf's step divides by, above 0. */
  curvature(mean: number, label: number): number;
  /** Negative log-likelihood, less what depends on the label alone. */
  loss(z: number, label: number): number;
  /** A finite score to begin with, of the mean label of `rows`. */
  prior(label: ArrayLike<number>, rows: ArrayLike<number>): number;
};

/** Labels 0 … 1; scores are log-odds. */
export const bernoulli: Family = {
  name: "bernoulli",
  mean: LogOdds.sigmoid,
  score: LogOdds.logit,
  variance: (p) => p * (1 - p),
  curvature: (p) => Math.max(p * (1 - p), 1e-16),
  loss: (z, y) => LogOdds.softplus(z) - y * z,
  prior: LogOdds.prior,
};

/** Labels of unit variance; scores are their means. */
export const gaussian: Family = {
  name: "gaussian",
  mean: (z) => z,
  score: (mean) => mean,
  variance: () => 1,
  curvature: () => 1,
  loss: (z, y) => (z - y) ** 2 / 2,
  prior: meanOf,
};

// A score beyond this says nothing that a label of mean 1 could confirm, and its exponential would drown all others.
const largest = 20;

/**
 * Labels from 0 on, of mean 1; scores are logarithms of their means. As a quasi-likelihood it suits any amount whose spread
 * grows with its mean.
 */
export const poisson: Family = {
  name: "poisson",
  mean: (z) => Math.exp(Math.min(z, largest)),
  score: Math.log,
  variance: (mean) => mean,
  // (Y − M) / ((Y + M) / 2) follows ln(Y / M), the leaf's own optimum, to second order and stays within ±2.
  curvature: (mean, y) => Math.max((mean + y) / 2, 1e-6),
  loss: (z, y) => Math.exp(Math.min(z, largest)) - y * z,
  prior: (label, rows) => Math.log(meanOf(label, rows) + 1e-3),
};

function meanOf(label: ArrayLike<number>, rows: ArrayLike<number>) {
  let sum = 0;
  for (let i = 0; i < rows.length; i++) sum += label[rows[i]];
  return sum / rows.length;
}

export * as Family from "./family";
