import { expect, test } from "vitest";
import { random } from "@mainstay/core/base/random";
import { ChiSquare } from "@mainstay/core/stats/chi-square";
import { Hypergeometric } from "@mainstay/core/stats/hypergeometric";

test("Fisher's exact test gives the published probability of the lady tasting tea, and of his twins", () => {
  expect(Hypergeometric.fisher(3, 4, 1, 4)).toBeCloseTo(34 / 70, 12);
  // Convictions of like-sex twins (Fisher 1935): two-sided 0.000537.
  expect(Hypergeometric.fisher(10, 13, 2, 17)).toBeCloseTo(0.000537, 6);
});

test("draws have the probabilities of the distribution", () => {
  const draw = random(4);
  for (const one of [
    { total: 12, kind: 5, drawn: 4 },
    { total: 900, kind: 30, drawn: 500 },
  ]) {
    const runs = 20_000;
    const counts = new Map<number, number>();
    for (let run = 0; run < runs; run++) {
      const k = Hypergeometric.draw(draw, one);
      counts.set(k, (counts.get(k) ?? 0) + 1);
    }
    let spread = 0;
    let bins = 0;
    for (let k = 0; k <= one.kind; k++) {
      const expected = runs * Math.exp(Hypergeometric.logProbability(k, one));
      if (!(expected > 5)) continue;
      spread += ((counts.get(k) ?? 0) - expected) ** 2 / expected;
      bins++;
    }
    expect(ChiSquare.survival(spread, bins - 1)).toBeGreaterThan(0.001);
  }
});

test("a deal keeps every row: of no bin more than there are, and as many as are drawn", () => {
  const draw = random(5);
  const out = new Float64Array(4);
  for (let run = 0; run < 500; run++) {
    const counts = Array.from({ length: 4 }, () => draw.integer(50));
    const total = counts.reduce((a, b) => a + b, 0);
    const drawn = draw.integer(total + 1);
    Hypergeometric.deal(draw, counts, drawn, out);
    expect(out.reduce((a, b) => a + b, 0)).toBe(drawn);
    out.forEach((k, bin) => expect(k).toBeLessThanOrEqual(counts[bin]));
  }
});
