import fc from "fast-check";
import { expect, test } from "vitest";
import { random } from "@mainstay/core/base/random";
import { PairedLoss } from "@mainstay/core/upkeep/paired-loss";

const probability = fc.double({ min: 0.01, max: 0.99, noNaN: true });
const rows = fc.array(
  fc.record({
    period: fc.constantFrom("2026-01", "2026-02", "2026-03"),
    happened: fc.boolean(),
    incumbent: probability,
    challenger: probability,
  }),
  { maxLength: 200 },
);

test("changing places turns the difference round, and whoever would be promoted would be sent away", () => {
  fc.assert(
    fc.property(rows, (list) => {
      const there = PairedLoss.compare(list);
      const back = PairedLoss.compare(
        list.map(({ incumbent, challenger, ...row }) => ({
          ...row,
          ...{ incumbent: challenger, challenger: incumbent },
        })),
      );
      if (there.difference.mean !== null)
        expect(back.difference.mean).toBeCloseTo(-there.difference.mean, 9);
      const [a, b] = [there, back].map((c) => PairedLoss.decide(c).verdict);
      const turned = {
        promote: "drop",
        drop: "promote",
        wait: "wait",
      } as const;
      if (there.difference.mean !== 0) expect(b).toBe(turned[a]);
    }),
  );
});

// Outcomes drawn with the challenger's probability, the incumbent `off` log-odds away from it.
function month(n: number, off: number, seed: number): PairedLoss.Row[] {
  const draw = random(seed);
  return Array.from({ length: n }, () => {
    const logit = draw.normal() - 1;
    const of = (z: number) => 1 / (1 + Math.exp(-z));
    return {
      ...{
        period: "2026-01",
        challenger: of(logit),
        incumbent: of(logit + off),
      },
      happened: draw.uniform() < of(logit),
    };
  });
}

test("of versions that are equally good one month's outcomes hardly ever decide wrongly; a much better one is told by 800", () => {
  let sent = 0;
  let served = 0;
  for (let seed = 0; seed < 200; seed++) {
    // A version half as far off is as likely to be luckier as not.
    const same = PairedLoss.compare(month(800, 0.02, seed));
    if (PairedLoss.decide(same).verdict === "drop") sent++;
    const better = PairedLoss.compare(month(800, 1, seed));
    if (PairedLoss.decide(better).verdict === "promote") served++;
  }
  expect(sent).toBeLessThanOrEqual(20);
  expect(served).toBeGreaterThanOrEqual(198);
});

test("it waits for fifty outcomes and five of either kind", () => {
  const few = month(49, 3, 1);
  expect(PairedLoss.decide(PairedLoss.compare(few)).verdict).toBe("wait");
  const calm = month(500, 3, 1).map((row) => ({ ...row, happened: false }));
  expect(PairedLoss.decide(PairedLoss.compare(calm)).verdict).toBe("wait");
});
