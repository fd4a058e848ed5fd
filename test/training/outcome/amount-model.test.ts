import { expect, test } from "vitest";
import { AmountQuality } from "@mainstay/training/judge/amount-quality";
import { AmountModel } from "@mainstay/training/outcome/amount-model";
import { OutcomeRows } from "@mainstay/training/outcome/outcome-rows";
import { columns, made } from "./made-table";

const share = (hits: ArrayLike<boolean>) =>
  Array.from(hits).filter(Boolean).length / hits.length;

test("intervals hold as often as they say, where noise is the same everywhere and where it is not", async () => {
  const rows = made(
    2600,
    1,
    ({ a, b, plan }, normal) =>
      5 + 2 * a + b * plan + (a > 0 ? 3 : 0.3) * normal(),
  );
  const order = Int32Array.from({ length: 2600 }, (_, i) => i);
  const test = OutcomeRows.pick(rows, order.subarray(0, 1600));
  const model = await AmountModel.fit(
    OutcomeRows.pick(rows, order.subarray(1600)),
    { columns, learner: "boost" },
  );
  const said = await AmountModel.predict(model, test.frame, test.at);
  const { coverage80, coverage95, r2 } = AmountQuality.measure(
    test.label,
    said,
  );
  // Four standard errors of a share of 1,600 rows, and as much again for the 1,000 that calibrated it.
  expect(Math.abs(coverage80 - 0.8)).toBeLessThan(0.06);
  expect(Math.abs(coverage95 - 0.95)).toBeLessThan(0.035);
  expect(r2).toBeGreaterThan(0.4);
  const loud = test.label.map((_, i) => i).filter((i) => said.value[i] > 7);
  const inside = Array.from(
    loud,
    (i) => said.low80[i] <= test.label[i] && test.label[i] <= said.high80[i],
  );
  expect(Math.abs(share(inside) - 0.8)).toBeLessThan(0.12);
}, 120_000);

test("amounts of long tails get no interval below zero, and the mean of all is right", async () => {
  const rows = made(1500, 2, ({ a, b }, normal) =>
    Math.exp(a + 0.3 * (b || 0) + 0.8 * normal()),
  );
  const model = await AmountModel.fit(rows, { columns, learner: "logistic" });
  const said = await AmountModel.predict(model, rows.frame, rows.at);
  const mean = (values: Float64Array) =>
    values.reduce((a, b) => a + b, 0) / values.length;
  expect(model.outcome.means.map(({ family }) => family)).toContain("poisson");
  expect(Math.min(...said.low95)).toBeGreaterThanOrEqual(0);
  expect(mean(said.value) / mean(rows.label)).toBeCloseTo(1, 1);
}, 120_000);
