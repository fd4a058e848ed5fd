// class-scaling: vector scaling (Guo et al. 2017) of classes' log shares: a slope and an offset for each class before the softmax
import { LeastSquares } from "@mainstay/core/stats/least-squares";
import { Outcome } from "@mainstay/core/outcome/outcome";

export type ClassScaling = { slope: number[]; offset: number[] };

// Added to the summed loss: it decides among hundreds of rows and vanishes among thousands.
const ridge = 10;
const maxSteps = 50;
const bounds = [0.1, 3];

/**
 * Slopes and offsets that minimise the log loss of softmax(slope · log share + offset), with slopes drawn to 1 and offsets to
 * 0, by damped Newton steps; the problem is convex. `logs` is [rows, classes].
 */
export function fit(
  logs: Float64Array,
  label: ArrayLike<number>,
  classes: number,
): ClassScaling {
  let at = new Float64Array(2 * classes).fill(1, 0, classes);
  const read = (x: Float64Array): ClassScaling => ({
    slope: Array.from(x.subarray(0, classes)),
    offset: Array.from(x.subarray(classes)),
  });
  const objective = (x: Float64Array) => {
    const shares = Outcome.normalise(read(x), logs.slice());
    let sum = 0;
    for (let row = 0; row < label.length; row++)
      sum -= Math.log(Math.max(shares[row * classes + label[row]], 1e-300));
    for (let k = 0; k < classes; k++)
      sum += (ridge / 2) * ((x[k] - 1) ** 2 + x[classes + k] ** 2);
    return { shares, sum };
  };
  let now = objective(at);
  for (let turn = 0; turn < maxSteps; turn++) {
    const step = newton(logs, label, now.shares, at, classes);
    let moved = false;
    for (let size = 1; size > 1e-6; size /= 2) {
      const tried = at.map((x, i) =>
        i < classes
          ? Math.min(Math.max(x - size * step[i], bounds[0]), bounds[1])
          : x - size * step[i],
      );
      const next = objective(tried);
      if (!(next.sum < now.sum)) continue;
      moved = now.sum - next.sum > 1e-9 * now.sum;
      [at, now] = [tried, next];
      break;
    }
    if (!moved) break;
  }
  return read(at);
}

function newton(
  logs: Float64Array,
  label: ArrayLike<number>,
  shares: Float64Array,
  at: Float64Array,
  classes: number,
) {
  const size = 2 * classes;
  const slope = new Float64Array(size);
  const curve = new Float64Array(size * size);
  for (let k = 0; k < classes; k++) {
    slope[k] = ridge * (at[k] - 1);
    slope[classes + k] = ridge * at[classes + k];
    for (const i of [k, classes + k]) curve[i * size + i] = ridge;
  }
  for (let row = 0; row < label.length; row++) {
    const from = row * classes;
    for (let k = 0; k < classes; k++) {
      const p = shares[from + k];
      const error = p - +(label[row] === k);
      slope[k] += error * logs[from + k];
      slope[classes + k] += error;
      for (let j = 0; j <= k; j++) {
        const bend = p * (+(j === k) - shares[from + j]);
        const [u, v] = [logs[from + k], logs[from + j]];
        curve[k * size + j] += bend * u * v;
        curve[(classes + k) * size + j] += bend * v;
        if (j < k) curve[(classes + j) * size + k] += bend * u;
        curve[(classes + k) * size + classes + j] += bend;
      }
    }
  }
  return LeastSquares.solve(curve, slope);
}

export * as ClassScaling from "./class-scaling";
