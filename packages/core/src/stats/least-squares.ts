// least-squares: normal equations solved by Cholesky decomposition; a small ridge keeps undetermined coefficients at zero
/** x [p] of (G + ε diag G) x = right; only the lower triangle of `gram` [p, p] is read, and it is overwritten. */
export function solve(gram: Float64Array, right: Float64Array): Float64Array {
  const p = right.length;
  for (let i = 0; i < p; i++) gram[i * p + i] *= 1 + 1e-9;
  for (let i = 0; i < p; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = gram[i * p + j];
      for (let k = 0; k < j; k++) sum -= gram[i * p + k] * gram[j * p + k];
      if (i === j) gram[i * p + i] = Math.sqrt(Math.max(sum, 1e-12));
      else gram[i * p + j] = sum / gram[j * p + j];
    }
  }
  const x = right.slice();
  for (let i = 0; i < p; i++) {
    for (let k = 0; k < i; k++) x[i] -= gram[i * p + k] * x[k];
    x[i] /= gram[i * p + i];
  }
  for (let i = p - 1; i >= 0; i--) {
    for (let k = i + 1; k < p; k++) x[i] -= gram[k * p + i] * x[k];
    x[i] /= gram[i * p + i];
  }
  return x;
}

export * as LeastSquares from "./least-squares";
