// gauss-legendre: points and weights that integrate polynomials over the unit interval exactly
export type Rule = { t: number[]; w: number[] };

/** Points and weights on [0, 1] that integrate polynomials up to degree 2 · count − 1. */
export function legendre(count: number): Rule {
  const t: number[] = [];
  const w: number[] = [];
  for (let i = 0; i < count; i++) {
    let x = Math.cos((Math.PI * (i + 0.75)) / (count + 0.5));
    let slope = 1;
    for (let turn = 0; turn < 100; turn++) {
      let [low, high] = [1, x];
      for (let k = 2; k <= count; k++)
        [low, high] = [high, ((2 * k - 1) * x * high - (k - 1) * low) / k];
      slope = (count * (low - x * high)) / (1 - x * x);
      const move = high / slope;
      x -= move;
      if (Math.abs(move) < 1e-16) break;
    }
    t.push((1 - x) / 2);
    w.push(1 / ((1 - x * x) * slope * slope));
  }
  return { t, w };
}

const known: Rule[] = [];

/** The same rule, worked out once. */
export const quadrature = (points: number) =>
  (known[points] ??= legendre(points));

export * as GaussLegendre from "./gauss-legendre";
