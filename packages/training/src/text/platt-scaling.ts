// platt-scaling: margins to probabilities by a logistic curve, fitted by Newton's method (Lin, Lin & Weng 2007)
import { sigmoid, softplus } from "@mainstay/core/stats/log-odds";

export type PlattScaling = { slope: number; offset: number };

export const probability = ({ slope, offset }: PlattScaling, margin: number) =>
  sigmoid(slope * margin + offset);

/** Targets stay inside (0, 1), so that separable margins give a finite curve. */
export function fit(
  margins: ArrayLike<number>,
  positive: ArrayLike<number>,
): PlattScaling {
  const n = margins.length;
  let positives = 0;
  for (let i = 0; i < n; i++) positives += positive[i];
  const high = (positives + 1) / (positives + 2);
  const low = 1 / (n - positives + 2);
  const target = (i: number) => (positive[i] ? high : low);
  const loss = ({ slope, offset }: PlattScaling) => {
    let sum = 0;
    for (let i = 0; i < n; i++) {
      const z = slope * margins[i] + offset;
      sum += softplus(z) - target(i) * z;
    }
    return sum;
  };
  let at: PlattScaling = {
    slope: 0,
    offset: Math.log((positives + 1) / (n - positives + 1)),
  };
  let now = loss(at);
  for (let turn = 0; turn < 100; turn++) {
    let [g1, g0, h11, h10, h00] = [0, 0, 1e-12, 0, 1e-12];
    for (let i = 0; i < n; i++) {
      const p = probability(at, margins[i]);
      const g = p - target(i);
      const h = p * (1 - p);
      g1 += g * margins[i];
      g0 += g;
      h11 += h * margins[i] ** 2;
      h10 += h * margins[i];
      h00 += h;
    }
    if (Math.abs(g1) < 1e-6 && Math.abs(g0) < 1e-6) break;
    const det = h11 * h00 - h10 ** 2;
    const step = {
      slope: (h00 * g1 - h10 * g0) / det,
      offset: (h11 * g0 - h10 * g1) / det,
    };
    let moved = false;
    for (let size = 1; size > 1e-10 && !moved; size /= 2) {
      const next = {
        slope: at.slope - size * step.slope,
        offset: at.offset - size * step.offset,
      };
      const then = loss(next);
      if (then >= now) continue;
      [at, now, moved] = [next, then, true];
    }
    if (!moved) break;
  }
  return at;
}

export * as PlattScaling from "./platt-scaling";
