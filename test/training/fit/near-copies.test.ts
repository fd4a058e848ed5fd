import { expect, test } from "vitest";
import type { Column } from "@mainstay/core/tabular/frame";
import { random } from "@mainstay/core/base/random";
import { LogOdds } from "@mainstay/core/stats/log-odds";
import { FitModel } from "@mainstay/training/fit/fit-model";
import { CopyEvidence } from "@mainstay/training/fit/copy-evidence";
import { NearCopies } from "@mainstay/training/fit/near-copies";

const width = 20;
const names = Array.from({ length: width }, (_, j) => `x${j}`);
const alone = (n: number) => Int32Array.from({ length: n }, (_, i) => i);

/** Customers of twenty numbers, half of them a little later again: `changed` columns moved, the outcome the same. */
function made(seed: number, customers: number, changed: number | null) {
  const draw = random(seed);
  const rows = changed === null ? customers : 2 * customers;
  const x = names.map(() => new Float64Array(rows));
  const label = new Float32Array(rows);
  for (let i = 0; i < rows; i++) {
    if (i < customers) {
      for (const values of x) values[i] = draw.normal();
      const z = 1.2 * x[0][i] - x[1][i] + x[2][i] * x[3][i] - 0.5;
      label[i] = +(draw.uniform() < LogOdds.sigmoid(z));
      continue;
    }
    const from = i - customers;
    label[i] = label[from];
    for (const values of x) values[i] = values[from];
    // Columns that the outcome does not depend on, so that copies say no more and no less of it.
    for (const j of draw.permutation(width - 4).slice(0, changed!))
      x[j + 4][i] = 0.6 * x[j + 4][i] + 0.8 * draw.normal();
  }
  const columns: Column[] = x.map((values, j) => ({
    ...{ name: names[j], type: "number" as const, values },
  }));
  return {
    frame: { rows, columns },
    label,
    at: new Float64Array(rows),
    group: alone(rows),
  };
}
const find = ({ frame, at, group }: ReturnType<typeof made>) =>
  NearCopies.find(frame, names, at, group);

test.each([0, 1, 8, 14])(
  "rows with %i of 20 columns changed are found beside the rows they come from, and no others",
  (changed) => {
    const customers = 1000;
    const { group } = find(made(changed, customers, changed));
    let found = 0;
    for (let i = 0; i < customers; i++)
      found += +(group[i] === group[i + customers]);
    expect(found / customers).toBeGreaterThan(0.95);
    expect(new Set(group).size).toBeGreaterThan(0.97 * customers);
  },
);

test("customers that are all different are no copies", () => {
  expect(find(made(1, 3000, null)).share).toBeLessThan(0.01);
});

test("rows of few columns with few levels merely repeat, and are no group even where they are equal", () => {
  const draw = random(4);
  const columns: Column[] = ["a", "b", "c"].map((name) => ({
    ...{ name, type: "category" as const, levels: ["p", "q", "r", "s"] },
    codes: Int32Array.from({ length: 2000 }, () => draw.integer(4)),
  }));
  const [a, b, c] = columns.map(
    (each) => (each as { codes: Int32Array }).codes,
  );
  const equal = a.map((code, i) => 16 * code + 4 * b[i] + c[i]);
  const at = new Float64Array(2000);
  const frame = { rows: 2000, columns };
  const found = NearCopies.find(frame, ["a", "b", "c"], at, equal);
  expect(found.share).toBe(0);
  expect(new Set(found.group).size).toBe(2000);
});

test("periods of one person stay together whatever they say", () => {
  const table = made(2, 500, null);
  const person = table.group.map((row) => row >> 2);
  const { group } = NearCopies.find(table.frame, names, table.at, person);
  for (let row = 0; row < 500; row++)
    expect(group[row]).toBe(group[4 * (row >> 2)]);
});

test.each([6])(
  "with %i of 20 columns changed in copies, log-odds of customers never seen are neither too large nor too small",
  async (changed) => {
    const table = made(7, 1500, changed);
    const model = await FitModel.fit(table, {
      columns: names,
      learner: "boost",
      seed: 1,
    });
    const fresh = made(8, 6000, null);
    const logits = await model.predict(fresh.frame, fresh.at);
    // Slope of logistic regression of the outcome on the log-odds, by Newton steps.
    let [b, slope] = [0, 1];
    for (let step = 0; step < 20; step++) {
      let [g0, g1, h00, h01, h11] = [0, 0, 0, 0, 0];
      for (let i = 0; i < logits.length; i++) {
        const p = LogOdds.sigmoid(b + slope * logits[i]);
        const v = p * (1 - p);
        g0 += p - fresh.label[i];
        g1 += (p - fresh.label[i]) * logits[i];
        h00 += v;
        h01 += v * logits[i];
        h11 += v * logits[i] ** 2;
      }
      const det = h00 * h11 - h01 ** 2;
      b -= (h11 * g0 - h01 * g1) / det;
      slope -= (h00 * g1 - h01 * g0) / det;
    }
    expect(slope).toBeGreaterThan(0.9);
    expect(slope).toBeLessThan(1.1);
    const { copies } = model.blended!;
    expect(copies!.share).toBeGreaterThan(0.9);
    expect(copies!.loss.random).toBeLessThan(copies!.loss.grouped);
    expect(CopyEvidence.warning(copies!).code).toBe("copies.near");
  },
  300_000,
);

test("a table without copies is dealt, weighed and calibrated as ever", async () => {
  const table = made(3, 400, null);
  const options = { columns: names, learner: "boost" as const, seed: 1 };
  const model = await FitModel.fit(table, options);
  expect(model.blended!.copies).toBeUndefined();
  const told = { ...table, group: find(table).group };
  const again = await FitModel.fit(told, options);
  expect(again.blended!.outOfFold).toEqual(model.blended!.outOfFold);
}, 300_000);
