// nelder-mead: minimum of a function of a few numbers without derivatives (Nelder & Mead 1965), restarted until it stays
export type Minimum = { at: number[]; value: number };

/** Starts from a simplex of side `step` around `start`; `tolerance` is relative to the value. */
export function minimise(
  f: (x: number[]) => number,
  start: number[],
  { step = 0.5, tolerance = 1e-10, maxEvaluations = 4000 } = {},
): Minimum {
  let best = descend(f, start, { step, tolerance, maxEvaluations });
  // A simplex may collapse before it reaches the minimum; a new one around its result shows whether it did.
  for (let turn = 0; turn < 4; turn++) {
    const again = descend(f, best.at, {
      step: step / 2,
      tolerance,
      maxEvaluations,
    });
    const gained = best.value - again.value;
    if (gained > 0) best = again;
    if (gained <= 1e-9 * (1 + Math.abs(best.value))) break;
  }
  return best;
}

function descend(
  f: (x: number[]) => number,
  start: number[],
  {
    step,
    tolerance,
    maxEvaluations,
  }: { step: number; tolerance: number; maxEvaluations: number },
): Minimum {
  const n = start.length;
  const of = (at: number[]): Minimum => {
    const value = f(at);
    return { at, value: Number.isNaN(value) ? Infinity : value };
  };
  const corner = (k: number) => start.map((x, i) => (i === k ? x + step : x));
  const simplex = [of(start), ...start.map((_, k) => of(corner(k)))];
  for (let evaluated = n + 1; evaluated < maxEvaluations;) {
    simplex.sort((a, b) => a.value - b.value);
    const [best, worst] = [simplex[0], simplex[n]];
    const spread = Math.max(
      ...best.at.map((x, i) => Math.abs(x - worst.at[i])),
    );
    const flat = worst.value - best.value <= tolerance * Math.abs(best.value);
    if (flat && spread <= 1e-7) break;
    const centre = best.at.map(
      (_, i) => simplex.slice(0, n).reduce((sum, p) => sum + p.at[i], 0) / n,
    );
    const along = (t: number) => {
      evaluated++;
      return of(centre.map((c, i) => c + t * (worst.at[i] - c)));
    };
    const reflected = along(-1);
    if (reflected.value < best.value) {
      const expanded = along(-2);
      simplex[n] = expanded.value < reflected.value ? expanded : reflected;
      continue;
    }
    if (reflected.value < simplex[n - 1].value) {
      simplex[n] = reflected;
      continue;
    }
    const contracted = along(reflected.value < worst.value ? -0.5 : 0.5);
    if (contracted.value < Math.min(reflected.value, worst.value)) {
      simplex[n] = contracted;
      continue;
    }
    for (let k = 1; k <= n; k++)
      simplex[k] = of(simplex[k].at.map((x, i) => (x + best.at[i]) / 2));
    evaluated += n;
  }
  return simplex.reduce((a, b) => (b.value < a.value ? b : a));
}

export * as NelderMead from "./nelder-mead";
