// threshold-curves: how good probabilities are, threshold by threshold
import { contacted } from "./capacity";
import { bins, cuts, rank, type Values } from "./rank";

const capacities = [0.01, 0.02, 0.05, 0.1, 0.2, 0.3, 0.5];

/** Mean prediction against observed share, in 15 bins of equal mass cut as numpy.array_split cuts. */
export function reliability(y: Values, p: Values, count = bins) {
  const ranked = rank(y, p);
  const sizes = cuts(ranked.y.length, count);
  let row = 0;
  return sizes.map((size) => {
    let predicted = 0;
    let observed = 0;
    for (const end = row + size; row < end; row++) {
      predicted += ranked.p[row];
      observed += ranked.y[row];
    }
    return {
      predicted: Math.min(1, predicted / size),
      observed: observed / size,
      count: size,
    };
  });
}

export function roc(y: Values, p: Values, points = 200) {
  const { steps, positives, negatives } = descend(y, p);
  const curve = [{ falsePositiveRate: 0, truePositiveRate: 0 }];
  for (const { truePositive, falsePositive } of steps)
    curve.push({
      falsePositiveRate: falsePositive / negatives,
      truePositiveRate: truePositive / positives,
    });
  return thin(curve, points, (point) => [
    point.falsePositiveRate,
    point.truePositiveRate,
  ]);
}

export function precisionRecall(y: Values, p: Values, points = 200) {
  const { steps, positives } = descend(y, p);
  const curve = steps.map(({ truePositive, falsePositive }) => ({
    recall: truePositive / positives,
    precision: truePositive / (truePositive + falsePositive),
  }));
  return thin(curve, points, (point) => [point.recall, point.precision]);
}

/** Positives found if only a share of all can be contacted, most probable first; equal probabilities share the last places. */
export function lift(y: Values, p: Values, shares = capacities) {
  const ranked = rank(y, p);
  return shares.map((capacity) => {
    const rows = Math.max(1, Math.round(capacity * y.length));
    return { capacity, rows, ...contacted(ranked, rows) };
  });
}

/** Share of all positives found against the share of rows contacted, most probable first. */
export function gain(y: Values, p: Values, points = 100) {
  const { steps, positives } = descend(y, p);
  const curve = [{ share: 0, recall: 0 }];
  for (const { truePositive, falsePositive } of steps)
    curve.push({
      share: (truePositive + falsePositive) / y.length,
      recall: truePositive / positives,
    });
  return thin(curve, points, ({ share, recall }) => [share, recall]);
}

// Counts at or above each distinct probability, highest first.
function descend(y: Values, p: Values) {
  const ranked = rank(y, p);
  const steps: { truePositive: number; falsePositive: number }[] = [];
  let truePositive = 0;
  let falsePositive = 0;
  for (let i = y.length - 1; i >= 0; i--) {
    truePositive += ranked.y[i];
    falsePositive += 1 - ranked.y[i];
    if (i === 0 || ranked.p[i - 1] !== ranked.p[i])
      steps.push({ truePositive, falsePositive });
  }
  return { steps, positives: truePositive, negatives: falsePositive };
}

// Keeps both ends, and between them points that moved at least 1 / points on either axis.
function thin<T>(
  curve: T[],
  points: number,
  at: (point: T) => [number, number],
): T[] {
  let [x, y] = [Infinity, Infinity];
  return curve.filter((point, i) => {
    const [u, v] = at(point);
    if (
      i > 0 &&
      i < curve.length - 1 &&
      Math.abs(u - x) < 1 / points &&
      Math.abs(v - y) < 1 / points
    )
      return false;
    [x, y] = [u, v];
    return true;
  });
}
