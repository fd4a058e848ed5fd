// bernoulli-sum: the distribution of a sum of independent losses, each of its own size and probability
import { Normal } from "./normal";

export type Info = { mean: number; sd: number; low: number; high: number };

const gridCells = 1_000;
// With more losses their sum is close enough to normal.
const maxExact = 2_000;

/**
 * Mean, standard deviation and 95 % interval of Σ size·Bernoulli(probability), a Poisson binomial weighted by size. The
 * interval is that of the distribution on a grid of thousandths of the whole, where a size between two cells is split so that
 * the mean stays; of very many losses it is the normal one.
 */
export function interval(
  probability: ArrayLike<number>,
  size: ArrayLike<number>,
): Info {
  const n = probability.length;
  let [mean, variance, total] = [0, 0, 0];
  for (let i = 0; i < n; i++) {
    mean += probability[i] * size[i];
    variance += size[i] ** 2 * probability[i] * (1 - probability[i]);
    total += size[i];
  }
  const sd = Math.sqrt(variance);
  const clipped = (value: number) => Math.min(total, Math.max(0, value));
  if (n > maxExact || total === 0)
    return {
      ...{ mean, sd },
      low: clipped(mean - Normal.z975 * sd),
      high: clipped(mean + Normal.z975 * sd),
    };
  const chance = distribution(probability, size, total / gridCells);
  return {
    ...{ mean, sd },
    low: Math.min(mean, clipped(quantile(chance, 0.025) * (total / gridCells))),
    high: Math.max(
      mean,
      clipped(quantile(chance, 0.975) * (total / gridCells)),
    ),
  };
}

// [cell], the chance that the sum falls on it.
function distribution(
  probability: ArrayLike<number>,
  size: ArrayLike<number>,
  unit: number,
): Float64Array {
  // Splitting rounds each size up by less than one cell.
  const cells = gridCells + probability.length + 1;
  const chance = new Float64Array(cells);
  chance[0] = 1;
  let top = 0;
  for (let i = 0; i < probability.length; i++) {
    const steps = Math.floor(size[i] / unit);
    const up = probability[i] * (size[i] / unit - steps);
    const down = probability[i] - up;
    top = Math.min(cells - 1, top + steps + 1);
    for (let k = top; k >= 0; k--)
      chance[k] =
        chance[k] * (1 - probability[i]) +
        (k >= steps ? chance[k - steps] * down : 0) +
        (k > steps ? chance[k - steps - 1] * up : 0);
  }
  return chance;
}

// Rounding of the sums of chances must not step over a cell that holds just this share.
const slack = 1e-12;

function quantile(chance: Float64Array, share: number) {
  let sum = 0;
  for (let k = 0; k < chance.length; k++)
    if ((sum += chance[k]) >= share - slack) return k;
  return chance.length - 1;
}

export * as BernoulliSum from "./bernoulli-sum";
