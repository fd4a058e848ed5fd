import { beforeAll, expect, test } from "vitest";
import { random } from "@mainstay/core/base/random";
import { LogOdds } from "@mainstay/core/stats/log-odds";
import { type Column, Frame } from "@mainstay/core/tabular/frame";
import { FitModel } from "@mainstay/training/fit/fit-model";
import type { TrainingTable } from "@mainstay/training/fit/training-table";

function made(rows: number, seed: number): TrainingTable.Info {
  const draw = random(seed);
  const number = (name: string): Column => ({
    ...{ name, type: "number" },
    values: Float64Array.from({ length: rows }, draw.normal),
  });
  const [uses, seats] = [number("uses"), number("seats")];
  const codes = Int32Array.from({ length: rows }, () => draw.integer(3));
  const plan: Column = {
    ...{ name: "plan", type: "category", codes },
    levels: ["free", "pro", "max"],
  };
  const of = (column: Column, row: number) =>
    "values" in column ? Number(column.values[row]) : column.codes[row];
  return {
    frame: { rows, columns: [uses, seats, plan] },
    at: new Float64Array(rows),
    group: Int32Array.from({ length: rows }, (_, row) => row),
    label: Float32Array.from({ length: rows }, (_, row) => {
      const z = of(uses, row) * (of(plan, row) - 0.5) - of(seats, row);
      return +(draw.uniform() < LogOdds.sigmoid(z));
    }),
  };
}

const table = made(600, 1);
const fresh = made(2000, 2);
type Change = (columns: Column[]) => Column[];
const as: Change = (columns) => columns;

/** Log-odds of fresh rows by a model of the table, both changed alike. */
async function scores(change: Change, rows = table) {
  const changed = (table: TrainingTable.Info): TrainingTable.Info => ({
    ...table,
    frame: { ...table.frame, columns: change(table.frame.columns) },
  });
  const [own, asked] = [changed(rows), changed(fresh)];
  const { predict } = await FitModel.fit(own, {
    columns: own.frame.columns.map(({ name }) => name),
    members: ["plr", "l6"],
  });
  return Float64Array.from(await predict(asked.frame, asked.at));
}
const loss = (z: Float64Array) => LogOdds.judge(z, fresh.label, {}).loss;

let plain: Float64Array;
beforeAll(async () => {
  plain = await scores(as);
});

test("columns of other names give the same scores", async () => {
  const renamed = await scores((columns) =>
    columns.map((one, k) => ({ ...one, name: `${3 - k} column` })),
  );
  for (const [row, z] of renamed.entries())
    expect(Math.abs(z - plain[row])).toBeLessThan(1e-6);
});

// What is drawn at random falls on other rows and columns then, as with another seed.
test.each<[string, () => Promise<Float64Array>]>([
  ["columns in another order", () => scores((all) => all.toReversed())],
  [
    "a column that stands there twice",
    () => scores((all) => [...all, { ...all[0], name: "again" }]),
  ],
  [
    "rows in another order",
    () => {
      const order = random(3).permutation(table.frame.rows);
      return scores(as, {
        ...table,
        frame: Frame.select(table.frame, order),
        label: Float32Array.from(order, (row) => table.label[row]),
      });
    },
  ],
])(
  "%s changes the loss of fresh rows by less than 2 in 100",
  async (_, ask) => {
    const ratio = loss(await ask()) / loss(plain);
    expect(Math.abs(ratio - 1)).toBeLessThan(0.02);
  },
);
