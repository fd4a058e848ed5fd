// pattern-search: the least of a function over a box, by steps along each axis that halve when none helps (Hooke & Jeeves 1961)
export type Least = { at: number[]; value: number };

/** Every coordinate stays within 0 and 1. The best of `starts` is where it begins. */
export function search(
  f: (x: number[]) => number,
  starts: number[][],
  { step = 0.2, least = 0.002 } = {},
): Least {
  const of = (at: number[]): Least => ({ at, value: f(at) });
  let best = starts.map(of).reduce((a, b) => (b.value < a.value ? b : a));
  for (let size = step; size >= least; size /= 2) {
    for (let moved = true; moved;) {
      const before = best;
      for (let axis = 0; axis < best.at.length; axis++)
        for (const sign of [1, -1]) {
          const to = Math.min(1, Math.max(0, best.at[axis] + sign * size));
          if (to === best.at[axis]) continue;
          const tried = of(best.at.map((x, k) => (k === axis ? to : x)));
          if (!(tried.value < best.value)) continue;
          best = tried;
          break;
        }
      moved = best !== before;
      if (!moved || best.at.length === 1) continue;
      // On along the way that helped.
      const ahead = best.at.map((x, k) =>
        Math.min(1, Math.max(0, 2 * x - before.at[k])),
      );
      const tried = of(ahead);
      if (tried.value < best.value) best = tried;
    }
  }
  return best;
}

export * as PatternSearch from "./pattern-search";
