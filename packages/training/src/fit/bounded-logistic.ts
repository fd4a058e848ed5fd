// bounded-logistic: logistic regression, or that of another family, on a few inputs, each coefficient within bounds and drawn to a prior
import { bernoulli, type Family } from "@mainstay/core/stats/family";

export type Coefficient = {
  low: number;
  high: number;
  prior: number;
  ridge: number; // weight of (w − prior)²/2 beside the summed loss
};

export type Options = {
  weight?: ArrayLike<number>; // [n], 1 by default
  family?: Family;
};

type Rows = {
  inputs: ArrayLike<number>[];
  label: ArrayLike<number>;
  coefficients: Coefficient[];
  weight: Options["weight"];
  family: Family;
};

const maxSteps = 200;
const tolerance = 1e-10; // share of the loss that the last step lowers it by

/**
 * Minimises Σ weight · loss(y, X·w) + Σ ridge/2 (w − prior)² within the bounds, by Newton steps on the coefficients that are
 * free to move (Bertsekas 1982, projected Newton). `inputs` holds a column [n] per coefficient. The problem is
 * convex, so the answer does not depend on where it starts.
 */
export function fit(
  inputs: ArrayLike<number>[],
  label: ArrayLike<number>,
  coefficients: Coefficient[],
  { weight, family = bernoulli }: Options = {},
): number[] {
  const rows = { inputs, label, coefficients, weight, family };
  const clamp = (value: number, k: number) =>
    Math.min(Math.max(value, coefficients[k].low), coefficients[k].high);
  let w = coefficients.map(({ prior }, k) => clamp(prior, k));
  let loss = objective(rows, w);
  for (let turn = 0; turn < maxSteps; turn++) {
    const { slope, curve } = derivatives(rows, w);
    const free = [...w.keys()].filter((k) => {
      const { low, high } = coefficients[k];
      return !((w[k] <= low && slope[k] > 0) || (w[k] >= high && slope[k] < 0));
    });
    if (!free.length) break;
    const step = solve(
      free.map((i) => free.map((j) => curve[i][j])),
      free.map((k) => slope[k]),
    );
    let moved = false;
    for (let size = 1; size > 1e-8; size /= 2) {
      const tried = [...w];
      free.forEach((k, i) => (tried[k] = clamp(w[k] - size * step[i], k)));
      const after = objective(rows, tried);
      if (!(after < loss)) continue;
      moved = loss - after > tolerance * Math.abs(loss);
      [w, loss] = [tried, after];
      break;
    }
    if (!moved) break;
  }
  return w;
}

function objective(
  { inputs, label, coefficients, weight, family }: Rows,
  w: number[],
) {
  let sum = 0;
  for (let row = 0; row < label.length; row++) {
    const z = logit(inputs, w, row);
    sum += (weight?.[row] ?? 1) * family.loss(z, label[row]);
  }
  coefficients.forEach(({ prior, ridge }, k) => {
    sum += (ridge / 2) * (w[k] - prior) ** 2;
  });
  return sum;
}

function logit(inputs: ArrayLike<number>[], w: number[], row: number) {
  let z = 0;
  for (let k = 0; k < w.length; k++) z += w[k] * inputs[k][row];
  return z;
}

function derivatives(
  { inputs, label, coefficients, weight, family }: Rows,
  w: number[],
) {
  const slope = coefficients.map(
    ({ prior, ridge }, k) => ridge * (w[k] - prior),
  );
  // A tiny ridge keeps the system solvable where two inputs are equal.
  const curve = coefficients.map(({ ridge }, i) =>
    coefficients.map((_, j) => (i === j ? ridge + 1e-9 : 0)),
  );
  for (let row = 0; row < label.length; row++) {
    const p = family.mean(logit(inputs, w, row));
    const times = weight?.[row] ?? 1;
    const residual = times * (p - label[row]);
    const bend = times * family.variance(p);
    for (let i = 0; i < w.length; i++) {
      slope[i] += residual * inputs[i][row];
      for (let j = 0; j <= i; j++)
        curve[i][j] += bend * inputs[i][row] * inputs[j][row];
    }
  }
  for (let i = 0; i < w.length; i++)
    for (let j = 0; j < i; j++) curve[j][i] = curve[i][j];
  return { slope, curve };
}

// Gaussian elimination with partial pivoting suffices for a handful of unknowns.
function solve(matrix: number[][], right: number[]): number[] {
  const n = right.length;
  const rows = matrix.map((row, i) => [...row, right[i]]);
  for (let i = 0; i < n; i++) {
    let pivot = i;
    for (let r = i + 1; r < n; r++)
      if (Math.abs(rows[r][i]) > Math.abs(rows[pivot][i])) pivot = r;
    [rows[i], rows[pivot]] = [rows[pivot], rows[i]];
    for (let r = 0; r < n; r++) {
      if (r === i) continue;
      const factor = rows[r][i] / rows[i][i];
      for (let c = i; c <= n; c++) rows[r][c] -= factor * rows[i][c];
    }
  }
  return rows.map((row, i) => row[n] / row[i]);
}

export * as BoundedLogistic from "./bounded-logistic";
