import fc from "fast-check";
import { expect, test } from "vitest";
import { Theta } from "@mainstay/core/forecast/theta";

const series = fc
  .array(fc.integer({ min: -50, max: 50 }), { minLength: 6, maxLength: 30 })
  .filter((list) => new Set(list).size > 3)
  .map((list) => Float64Array.from(list));

/** Least squares of y on 1 … n by the textbook's sums of products. */
function line(y: ArrayLike<number>) {
  const n = y.length;
  const list = Array.from(y);
  const meanX = (n + 1) / 2;
  const meanY = list.reduce((a, b) => a + b) / n;
  let [xy, xx] = [0, 0];
  list.forEach((value, i) => {
    xy += (i + 1 - meanX) * (value - meanY);
    xx += (i + 1 - meanX) ** 2;
  });
  const slope = n > 1 ? xy / xx : 0;
  return { slope, intercept: meanY - slope * meanX };
}

/** Squared one-step errors of simple smoothing from a first level, and the level after the last value. */
function smoothed(values: ArrayLike<number>, alpha: number, first: number) {
  let [level, squares] = [first, 0];
  for (const value of Array.from(values)) {
    squares += (value - level) ** 2;
    level += alpha * (value - level);
  }
  return { level, squares };
}

test("the line through the first values is that of least squares, at every value", () => {
  fc.assert(
    fc.property(series, (values) => {
      const { intercept, slope } = Theta.lines(values);
      values.forEach((_, t) => {
        const expected = line(values.subarray(0, t + 1));
        expect(slope[t]).toBeCloseTo(expected.slope, 8);
        expect(intercept[t]).toBeCloseTo(expected.intercept, 8);
      });
    }),
  );
});

test("smoothing reports the errors and the level of its α, and neither another first level nor an α it starts from errs less", () => {
  fc.assert(
    fc.property(series, (values) => {
      const { alpha, level, errors } = Theta.smooth(values);
      // The first level is quadratic in the errors, so three points give its best value.
      const best = (alpha: number) => {
        const at = (first: number) => smoothed(values, alpha, first).squares;
        const bend = (at(1) + at(-1)) / 2 - at(0);
        return (at(-1) - at(1)) / (4 * bend);
      };
      const own = smoothed(values, alpha, best(alpha));
      expect(errors).toBeCloseTo(own.squares, 5);
      expect(level).toBeCloseTo(own.level, 6);
      // The search begins at the best of these.
      for (const start of [0.1, 0.3, 0.5, 0.7, 0.9]) {
        const other = 0.01 + start * 0.9899;
        expect(errors).toBeLessThanOrEqual(
          smoothed(values, other, best(other)).squares + 1e-6,
        );
      }
    }),
    { numRuns: 40 },
  );
});

test("the forecast of Theta rises by half the line's slope a period (Hyndman & Billah 2003)", () => {
  fc.assert(
    fc.property(series, (values) => {
      const { value } = Theta.theta(values, 5);
      const { slope } = line(values);
      for (let h = 1; h < 5; h++)
        expect(value[h] - value[h - 1]).toBeCloseTo(slope / 2, 8);
    }),
  );
});

test("the variance of a forecast grows by α² of the first period's with every period", () => {
  fc.assert(
    fc.property(series, (values) => {
      const n = values.length;
      const { alpha, errors } = Theta.smooth(values);
      const { sd } = Theta.theta(values, 8);
      const variance = errors / (n - 2);
      sd.forEach((sd, h) =>
        expect(sd ** 2).toBeCloseTo(variance * (1 + h * alpha ** 2), 6),
      );
      const drift = Theta.drifting(values, 8);
      drift.forEach((sd, h) =>
        expect(sd).toBeCloseTo(
          2 * (h + 1) * alpha * Math.sqrt(variance / n),
          6,
        ),
      );
      const squares = Theta.dynamic(values, 8).sd.map((sd) => sd ** 2);
      const growth = squares[1] - squares[0];
      expect(growth).toBeLessThanOrEqual(squares[0]);
      squares.forEach((square, h) =>
        expect(square).toBeCloseTo(squares[0] + h * growth, 6),
      );
    }),
  );
});

test("a series in another unit or from another zero has the same forecast in that unit", () => {
  fc.assert(
    fc.property(
      series,
      fc.integer({ min: 1, max: 9 }),
      fc.integer({ min: -99, max: 99 }),
      (values, unit, zero) => {
        const other = values.map((value) => unit * value + zero);
        const from = Theta.theta(values, 4);
        const to = Theta.theta(other, 4);
        from.value.forEach((value, h) =>
          expect(to.value[h]).toBeCloseTo(unit * value + zero, 0),
        );
      },
    ),
  );
});

/**
 * The dynamic optimised theta model as published (Fiorucci et al. 2016): one-step errors over `values`, and forecasts of
 * `horizon` values that take the place of those to come.
 */
function published(
  values: ArrayLike<number>,
  { alpha, omega, first }: { alpha: number; omega: number; first: number },
  horizon: number,
) {
  const all = Array.from(values);
  let [level, squares] = [first, 0];
  for (let t = 1; t <= values.length + horizon; t++) {
    const { slope, intercept } =
      t > 1 ? line(all.slice(0, t - 1)) : { slope: 0, intercept: 0 };
    const kept = (1 - alpha) ** (t - 1);
    const ramp = (1 - (1 - alpha) ** t) / alpha;
    const foretold = level + omega * (kept * intercept + ramp * slope);
    if (t > values.length) all.push(foretold);
    // The level follows the values themselves, and in the future the forecasts.
    squares += (all[t - 1] - foretold) ** 2;
    level += alpha * (all[t - 1] - level);
  }
  return { squares, ahead: all.slice(values.length) };
}

test("the dynamic model foretells as its published recursion does, from the ω and the first level that err least", () => {
  fc.assert(
    fc.property(series, (values) => {
      const { value, sd } = Theta.dynamic(values, 4);
      const alpha = Math.sqrt(sd[1] ** 2 / sd[0] ** 2 - 1);
      // Errors are quadratic in ω and the first level: six values give the minimum.
      const at = (omega: number, first: number) =>
        published(values, { alpha, omega, first }, 0).squares;
      const none = at(0, 0);
      const dd = (at(0, 1) + at(0, -1)) / 2 - none;
      const pp = (at(1, 0) + at(-1, 0)) / 2 - none;
      const ed = (at(0, -1) - at(0, 1)) / 4;
      const ep = (at(-1, 0) - at(1, 0)) / 4;
      const dp = (at(1, 1) - at(1, 0) - at(0, 1) + none) / 2;
      fc.pre(dd * pp - dp * dp > 1e-6 * dd * pp);
      const free = (ep * dd - ed * dp) / (dd * pp - dp * dp);
      const omega = Math.min(1, Math.max(0, free));
      const first = (ed - omega * dp) / dd;
      const best = published(values, { alpha, omega, first }, 4);
      best.ahead.forEach((expected, h) =>
        expect(value[h]).toBeCloseTo(expected, 4),
      );
      expect(sd[0] ** 2 * (values.length - 3)).toBeCloseTo(at(omega, first), 4);
    }),
  );
});
