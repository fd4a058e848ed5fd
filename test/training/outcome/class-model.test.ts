import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Outcome } from "@mainstay/core/outcome/outcome";
import { ClassQuality } from "@mainstay/training/judge/class-quality";
import { ClassModel } from "@mainstay/training/outcome/class-model";
import { ClassScaling } from "@mainstay/training/outcome/class-scaling";
import { OutcomeRows } from "@mainstay/training/outcome/outcome-rows";
import { columns, made } from "./made-table";

const names = ["none", "some", "many"];
const rows = made(1800, 3, ({ a, b, plan }, normal) => {
  const z = 1.5 * a + 0.5 * (b || 0) + (plan - 1) + normal();
  return z < -1 ? 0 : z < 1 ? 1 : 2;
});
const order = Int32Array.from({ length: 1800 }, (_, i) => i);
const [learned, judged] = [
  OutcomeRows.pick(rows, order.subarray(600)),
  OutcomeRows.pick(rows, order.subarray(0, 600)),
];

describe.each(["classes", "ordered"] as const)("%s", (kind) => {
  test("shares add up to 1, beat the base rates, and are as sure as they should be", async () => {
    const model = await ClassModel.fit(learned, kind, names, {
      columns,
      learner: "logistic",
    });
    const shares = await ClassModel.predict(model, judged.frame, judged.at);
    for (let row = 0; row < 600; row++) {
      const own = shares.subarray(3 * row, 3 * row + 3);
      expect(own.reduce((a, b) => a + b)).toBeCloseTo(1, 10);
      expect(Math.min(...own)).toBeGreaterThan(0);
    }
    const found = ClassQuality.measure(judged.label, shares, {
      classes: 3,
      ordered: kind === "ordered",
    });
    expect(found.logLoss).toBeLessThan(0.85);
    expect(found.ece).toBeLessThan(
      1.25 * ClassQuality.eceNoise99(shares, 3, { seed: 1 }),
    );
  }, 120_000);
});

test("whoever lies above a class lies above those below it, whatever the heads say", () => {
  const score = fc.double({ min: -30, max: 30, noNaN: true });
  fc.assert(
    fc.property(fc.array(score, { minLength: 3, maxLength: 3 }), (z) => {
      const shares = Outcome.shares(
        {
          kind: "ordered",
          names: ["1", "2", "3", "4"],
          cumulative: true,
          scores: z.map((_, head) => ({ head })),
          slope: [1, 1, 1, 1],
          offset: [0, 0, 0, 0],
        },
        z.map((z) => [z]),
        1,
      );
      expect(Math.min(...shares)).toBeGreaterThan(0);
      expect(shares.reduce((a, b) => a + b)).toBeCloseTo(1, 10);
    }),
  );
});

test("scaling finds no lower loss than the one it stops at", () => {
  const draw = made(400, 7, ({ a, plan }) => (a > 0 ? plan : 0));
  const logs = Float64Array.from({ length: 1200 }, (_, i) =>
    Math.log(
      0.1 + ((i * 7919) % 13) / 13 + +(draw.label[(i / 3) | 0] === i % 3),
    ),
  );
  const best = ClassScaling.fit(logs, draw.label, 3);
  const cost = ({ slope, offset }: ClassScaling.ClassScaling) => {
    const shares = Outcome.normalise({ slope, offset }, logs.slice());
    const loss = draw.label.reduce(
      (sum, k, row) => sum - Math.log(shares[3 * row + k]),
      0,
    );
    const pull = (sum: number, x: number) => sum + 5 * x * x;
    return (
      loss + slope.map((s) => s - 1).reduce(pull, 0) + offset.reduce(pull, 0)
    );
  };
  const step = fc.array(fc.double({ min: -0.2, max: 0.2, noNaN: true }), {
    minLength: 6,
    maxLength: 6,
  });
  fc.assert(
    fc.property(step, (by) => {
      const moved = {
        slope: best.slope.map((s, k) => s + by[k]),
        offset: best.offset.map((s, k) => s + by[3 + k]),
      };
      expect(cost(moved)).toBeGreaterThanOrEqual(cost(best) - 1e-4);
    }),
  );
});
