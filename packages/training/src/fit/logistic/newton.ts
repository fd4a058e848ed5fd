// newton: a generalised linear model with a ridge, logistic regression unless told, by damped Newton steps over sparse rows
import { bernoulli, type Family } from "@mainstay/core/stats/family";
import { HatBasis } from "./hat-basis";

const maxSteps = 40;
const maxHalvings = 20;
const maxConjugateTurns = 500;
// A Hessian serves the next step too while each step's decrement is below this share of the one before.
const keptHessianShare = 0.2;

export type Options = {
  strength: number; // C
  start: Float64Array; // [features]
  weight?: ArrayLike<number>; // [rows], 1 by default
  family?: Family;
  tolerance?: number; // how far, in mean loss, the solution may be from the optimum
};

/** Weights [features], the intercept last, that minimise Σ loss + |w|²/(2C) over all but the intercept. */
export function newton(
  hats: HatBasis,
  label: ArrayLike<number>, // [rows]
  { strength, start, weight, family = bernoulli, tolerance = 1e-7 }: Options,
): Float64Array {
  const rows = label.length;
  const weightOf = (i: number) => (weight ? weight[i] : 1);
  const last = hats.features - 1;
  const penalty = 1 / strength;
  const objective = (weights: Float64Array) => {
    const z = HatBasis.logits(hats, weights);
    let sum = 0;
    for (let i = 0; i < rows; i++)
      sum += weightOf(i) * family.loss(z[i], label[i]);
    for (let j = 0; j < last; j++) sum += (penalty * weights[j] ** 2) / 2;
    return { z, sum };
  };
  let weights = start;
  let now = objective(weights);
  let hessian: Curvature | null = null;
  let before = 0; // decrement of the step before
  for (let step = 0; step < maxSteps; step++) {
    const p = now.z.map(family.mean);
    const slope = HatBasis.slope(
      hats,
      p.map((p, i) => weightOf(i) * (p - label[i])),
    );
    for (let j = 0; j < last; j++) slope[j] += penalty * weights[j];
    let direction = hessian ? solve(hessian, slope) : slope;
    let decrement = dot(slope, direction);
    // The Hessian is most of the work and changes little, so it is kept while it brings the optimum nearer.
    if (!hessian || decrement > keptHessianShare * before) {
      hessian = curvature(
        hats,
        p.map((p, i) => weightOf(i) * family.variance(p)),
        penalty,
      );
      direction = solve(hessian, slope);
      decrement = dot(slope, direction);
    }
    before = decrement;
    if (decrement / 2 < tolerance * rows) break;
    const found = search(weights, direction, decrement, now.sum, objective);
    if (!found) break;
    [weights, now] = [found.weights, found];
  }
  return weights;
}

/** The longest of the halved steps that lowers the objective by its share of the promised descent (Armijo 1966). */
function search(
  weights: Float64Array,
  direction: Float64Array,
  decrement: number,
  before: number,
  objective: (weights: Float64Array) => { z: Float64Array; sum: number },
) {
  for (let k = 0, length = 1; k < maxHalvings; k++, length /= 2) {
    const tried = weights.map((w, j) => w - length * direction[j]);
    const next = objective(tried);
    if (next.sum <= before - 1e-4 * length * decrement)
      return { weights: tried, ...next };
  }
}

type Curvature = {
  diagonal: Float64Array;
  /** A·x, into `out`. */
  apply(x: Float64Array, out: Float64Array): void;
};

/** The Hessian of the penalised loss, as a matrix where that is smaller than the rows, and else applied row by row. */
function curvature(
  hats: HatBasis,
  weight: Float64Array,
  penalty: number,
): Curvature {
  const { features, value } = hats;
  const ridge = new Float64Array(features).fill(penalty, 0, features - 1);
  const diagonal = HatBasis.diagonal(hats, weight).map((d, j) => d + ridge[j]);
  if (features * features > value.length)
    return {
      diagonal,
      apply(x, out) {
        const z = HatBasis.logits(hats, x);
        for (let i = 0; i < z.length; i++) z[i] *= weight[i];
        out.set(HatBasis.slope(hats, z));
        for (let j = 0; j < features; j++) out[j] += ridge[j] * x[j];
      },
    };
  const a = HatBasis.curvature(hats, weight);
  for (let j = 0; j < features; j++) a[j * (features + 1)] += ridge[j];
  return { diagonal, apply: (x, out) => product(a, x, out) };
}

/** A·x of a symmetric matrix. Its rows serve as columns, so that no element of `out` waits for another. */
function product(a: Float64Array, x: Float64Array, out: Float64Array) {
  const size = x.length;
  out.fill(0);
  for (let i = 0; i + 1 < size; i += 2) {
    const [first, second] = [x[i], x[i + 1]];
    const [p, q] = [i * size, (i + 1) * size];
    for (let j = 0; j < size; j++)
      out[j] += first * a[p + j] + second * a[q + j];
  }
  if (size % 2)
    for (let j = 0; j < size; j++)
      out[j] += x[size - 1] * a[(size - 1) * size + j];
}

/** x with A·x = b by conjugate gradients, preconditioned by the diagonal (Hestenes & Stiefel 1952). */
function solve({ diagonal, apply }: Curvature, b: Float64Array): Float64Array {
  const size = b.length;
  const x = new Float64Array(size);
  const residual = b.slice();
  const scale = diagonal.map((d) => 1 / Math.max(d, 1e-12));
  const direction = b.map((value, j) => value * scale[j]);
  const image = new Float64Array(size);
  let power = dot(residual, direction);
  const limit = power * 1e-3;
  for (let turn = 0; turn < maxConjugateTurns && power > limit; turn++) {
    apply(direction, image);
    const step = power / dot(direction, image);
    let next = 0;
    for (let j = 0; j < size; j++) {
      x[j] += step * direction[j];
      residual[j] -= step * image[j];
      next += residual[j] * residual[j] * scale[j];
    }
    for (let j = 0; j < size; j++)
      direction[j] = residual[j] * scale[j] + (next / power) * direction[j];
    power = next;
  }
  return x;
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let j = 0; j < a.length; j++) sum += a[j] * b[j];
  return sum;
}
