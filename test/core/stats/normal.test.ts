import { Normal } from "@mainstay/core/stats/normal";
import { expect, test } from "vitest";

test("quantiles of the normal distribution are those of its tables", () => {
  for (const [p, z] of [
    [0.5, 0],
    [0.8, 0.8416212335729143],
    [0.95, 1.6448536269514722],
    [0.975, 1.959963984540054],
    [0.999, 3.090232306167813],
    [0.0001, -3.719016485455709],
    [1e-12, -7.034483825301131],
  ])
    expect(Math.abs(Normal.quantile(p) - z)).toBeLessThan(1e-5);
});

test("the inverse of the normal distribution has its tabled values", () => {
  // Abramowitz & Stegun, table 26.5 and the usual critical values.
  for (const [p, z] of [
    [0.5, 0],
    [0.75, 0.6744897502],
    [0.9, 1.2815515655],
    [0.975, 1.9599639845],
    [0.99, 2.326347874],
    [0.999, 3.0902323062],
    [0.001, -3.0902323062],
  ])
    expect(Normal.quantile(p)).toBeCloseTo(z, 8);
});
