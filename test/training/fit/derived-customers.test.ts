import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { CustomersFromEvents } from "@mainstay/core/lifetime/customers-from-events";
import { EventCsv } from "../../core/events/event-csv";
import type { Frame } from "@mainstay/core/tabular/frame";
import { Evaluate } from "@mainstay/training/judge/evaluate";
import { sigmoid } from "@mainstay/core/stats/log-odds";
import { FitModel } from "@mainstay/training/fit/fit-model";
import { TrainingTable } from "@mainstay/training/fit/training-table";

const real = process.env.REAL_DATA;
const features = Object.keys(CustomersFromEvents.columns);

// All months of a customer share a fold: their windows overlap, so one would give another's outcome away.
function table(csv: string, months: string[]): TrainingTable.Info {
  const [header, ...lines] = csv
    .trim()
    .split("\n")
    .map((line) => line.split(","));
  const rows = lines.filter(([, month]) => months.includes(month));
  const values = (name: string) => {
    const k = header.indexOf(name);
    return Float64Array.from(rows, (row) => (row[k] ? Number(row[k]) : NaN));
  };
  const customers = new Map<string, number>();
  for (const [id] of rows)
    if (!customers.has(id)) customers.set(id, customers.size);
  const frame: Frame = {
    rows: rows.length,
    columns: features.map((name) => ({
      name,
      type: "number",
      values: values(name),
    })),
  };
  return {
    frame,
    at: new Float64Array(rows.length),
    label: values("lapsed"),
    group: Int32Array.from(rows, ([id]) => customers.get(id)!),
  };
}

test.skipIf(!real)(
  "every column and the usual learner, nothing chosen, foretell who lapses in autumn from spring better than a logistic regression on eight columns (needs REAL_DATA)",
  async () => {
    const { log } = await EventCsv.ofCsv(
      await readFile(join(real!, "retail/online_retail.csv.gz")),
      {
        ...{ user: "CustomerID", time: "InvoiceDate", product: "StockCode" },
        ...{ quantity: "Quantity", price: "UnitPrice", order: "InvoiceNo" },
      },
    );
    const csv = CustomersFromEvents.derive(log);
    const spring = table(csv, ["2011-02", "2011-03", "2011-04", "2011-05"]);
    const autumn = table(csv, ["2011-08"]);
    expect([spring.frame.rows, autumn.frame.rows]).toEqual([8968, 3317]);
    const model = await FitModel.fit(spring, { columns: features });
    const logits = await model.predict(autumn.frame, autumn.at);
    const { auc, logLoss } = Evaluate.measure(
      Float64Array.from(autumn.label),
      logits.map(sigmoid),
    );
    expect(auc).toBeGreaterThanOrEqual(0.7416);
    // The figure of a logistic regression on logarithms, the best of six references.
    expect(logLoss).toBeLessThan(0.589);
  },
  600_000,
);
