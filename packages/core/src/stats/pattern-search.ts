// pattern-search: minimum of a function over a box by steps along each axis that halve when none helps (Hooke & Jeeves 1961)
export type Minimum = { at: number[]; value: number };

/** Begins at the best of `starts`; every coordinate stays within 0 and 1. */
export function search(
  f: (x: number[]) => number,
  starts: number[][],
  { step = 0.2, minStep = 0.002 } = {},
): Minimum {
  const of = (at: number[]): Minimum => ({ at, value: f(at) });
  let best = starts.map(of).reduce((a, b) => (b.value < a.value ? b : a));
  for (let size = step; size >= minStep; size /= 2) {
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
      // One more step in the direction that helped.
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
