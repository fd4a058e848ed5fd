// alias-draws: draws from a discrete distribution in constant time (Walker 1977, in Vose's arrangement)
import type { Random } from "@mainstay/core/base/random";

/** Draws i with a probability in proportion to weight[i] ≥ 0, of which one at least is above 0. */
export function alias(weight: Float64Array): (random: Random) => number {
  const n = weight.length;
  const sum = weight.reduce((a, b) => a + b, 0);
  const share = weight.map((w) => (w * n) / sum);
  const other = Int32Array.from(weight, (_, i) => i);
  const small: number[] = [];
  const large: number[] = [];
  share.forEach((value, i) => (value < 1 ? small : large).push(i));
  while (small.length > 0 && large.length > 0) {
    const little = small.pop()!;
    const much = large.pop()!;
    other[little] = much;
    share[much] -= 1 - share[little];
    (share[much] < 1 ? small : large).push(much);
  }
  // Entries that rounding left over are drawn as themselves.
  for (const i of [...small, ...large]) share[i] = 1;
  return (random) => {
    const i = random.integer(n);
    return random.uniform() < share[i] ? i : other[i];
  };
}
