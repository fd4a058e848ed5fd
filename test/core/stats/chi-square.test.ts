import { expect, test } from "vitest";
import { ChiSquare } from "@mainstay/core/stats/chi-square";

test("the points of printed tables have their probabilities", () => {
  for (const [x, k, p] of [
    [3.841459, 1, 0.05],
    [6.634897, 1, 0.01],
    [18.307038, 10, 0.05],
    [29.588298, 10, 0.001],
    [124.342113, 100, 0.05],
  ]) {
    expect(ChiSquare.survival(x, k)).toBeCloseTo(p, 6);
    expect(ChiSquare.upperQuantile(p, k)).toBeCloseTo(x, 5);
  }
});

test("with two degrees of freedom it is exponential, far into the tail", () => {
  for (const x of [0.01, 1, 5, 40, 300])
    expect(ChiSquare.survival(x, 2) / Math.exp(-x / 2)).toBeCloseTo(1, 10);
});
