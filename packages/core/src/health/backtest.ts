// backtest: how well past health predicted who left, beside the model's probability and the base rate
import * as z from "zod";
import type { Status } from "./health";
import { Estimate } from "../metrics/estimate";
import { ClusteredAuc } from "./clustered-auc";

/** A past period: columns are [customer], points [component][customer]. */
export type Month = {
  period: string;
  id: string[];
  score: Float64Array;
  status: (Status | null)[];
  points: Float64Array[];
  outcome: Int8Array; // within the horizon: 1 left, 0 stayed, -1 not yet known
  probability?: Float64Array | null;
};

export const Judged = z.object({
  n: z.int().describe("customers with a health and a known outcome"),
  positives: z.int().describe("of them, those that left"),
  base: Estimate.Value,
  health: Estimate.Value.describe("AUC of low health telling who leaves"),
  probability: Estimate.Value.describe("AUC of the model among the same"),
  components: z.record(z.string(), Estimate.Value).describe("AUC of each"),
  lift: Estimate.Value.describe(
    "leavers among the tenth of lowest health, over the base rate",
  ),
});
export type Judged = z.infer<typeof Judged>;
export const Missed = z.object({
  id: z.string(),
  period: z.string(),
  health: z.number(),
  on: z
    .array(z.object({ name: z.string(), points: z.number() }))
    .describe("the components that were green, the greenest first"),
});
export type Missed = z.infer<typeof Missed>;
export const Info = z.object({
  months: z.array(Judged.extend({ period: z.string() })),
  pooled: Judged.describe(
    "intervals know that a customer is there every month",
  ),
  missed: z.object({
    green: z.int().describe("customer periods that stood green"),
    left: z.int().describe("of them, those that left"),
    list: z.array(Missed).describe("newest first, then the greenest"),
  }),
});
export type Info = z.infer<typeof Info>;

/** `components` names the rows of points; `green` is the least points of a green component; `maxMissed` bounds the list. */
export function backtest(
  months: Month[],
  {
    components,
    green = 75,
    maxMissed = 200,
  }: { components: string[]; green?: number; maxMissed?: number },
): Info {
  const codes = new Map<string, number>();
  const judgeable = months.map((month) => {
    const rows = judgeableRows(month);
    return { month, rows, customer: customerCodes(month, rows, codes) };
  });
  return {
    months: judgeable.map((period) => ({
      period: period.month.period,
      ...judge([period], components),
    })),
    pooled: judge(judgeable, components),
    missed: missed(judgeable, { components, green, maxMissed }),
  };
}

// Rows with a health and a known outcome; `customer` holds each row's customer, by the same code in every period.
type Judgeable = { month: Month; rows: Int32Array; customer: Int32Array };

function judgeableRows({ score, outcome }: Month): Int32Array {
  const rows = new Int32Array(score.length);
  let size = 0;
  for (let i = 0; i < score.length; i++)
    if (outcome[i] >= 0 && !Number.isNaN(score[i])) rows[size++] = i;
  return rows.subarray(0, size);
}

function judge(periods: Judgeable[], components: string[]): Judged {
  const outcome = gather(periods, ({ outcome }) => outcome);
  const health = gather(periods, ({ score }) => score);
  const cluster = new Int32Array(outcome.length);
  let filled = 0;
  for (const { customer } of periods) {
    cluster.set(customer, filled);
    filled += customer.length;
  }
  const n = outcome.length;
  let positives = 0;
  for (let i = 0; i < n; i++) positives += outcome[i];
  const auc = (risk: Float64Array) =>
    ClusteredAuc.auc({ risk, outcome, cluster });
  // Low points mean high risk.
  const aucOfPoints = (column: (month: Month) => Float64Array) =>
    auc(gather(periods, column, -1));
  return {
    ...{ n, positives },
    base: n
      ? Estimate.share(outcome)
      : Estimate.none("No customer has a health and a known outcome."),
    health: aucOfPoints(({ score }) => score),
    probability: periods.some(({ month }) => month.probability)
      ? auc(gather(periods, ({ probability }) => probability))
      : Estimate.none("No model scored these periods."),
    components: Object.fromEntries(
      components.map((name, k) => [
        name,
        aucOfPoints(({ points }) => points[k]),
      ]),
    ),
    lift: lift(health, outcome, positives),
  };
}

// A column of all rows of the periods, NaN where a period lacks it.
function gather(
  periods: Judgeable[],
  column: (month: Month) => ArrayLike<number> | null | undefined,
  sign: 1 | -1 = 1,
): Float64Array {
  const size = periods.reduce((sum, { rows }) => sum + rows.length, 0);
  const all = new Float64Array(size).fill(NaN);
  let at = 0;
  for (const { month, rows } of periods) {
    const values = column(month);
    for (let j = 0; j < rows.length; j++, at++)
      if (values) all[at] = sign * values[rows[j]];
  }
  return all;
}

function customerCodes(
  { id }: Month,
  rows: Int32Array,
  codes: Map<string, number>,
): Int32Array {
  return rows.map((row) => {
    const code = codes.get(id[row]) ?? codes.size;
    codes.set(id[row], code);
    return code;
  });
}

// Customers tied at the tenth's edge count by the share of them that fits into it.
function lift(
  health: Float64Array,
  outcome: Float64Array,
  positives: number,
): Estimate.Value {
  const n = health.length;
  if (n < 10 || positives === 0)
    return Estimate.none(
      `A tenth needs at least 10 customers and one that left; got ${n} and ${positives}.`,
    );
  const tenth = Math.ceil(n / 10);
  const edge = Float64Array.from(health).sort()[tenth - 1];
  let [below, leftBelow, tied, leftTied] = [0, 0, 0, 0];
  for (let i = 0; i < n; i++) {
    if (health[i] < edge) {
      below++;
      leftBelow += outcome[i];
    }
    if (health[i] === edge) {
      tied++;
      leftTied += outcome[i];
    }
  }
  const left = leftBelow + (leftTied * (tenth - below)) / tied;
  return { value: left / tenth / (positives / n), n };
}

function missed(
  periods: Judgeable[],
  {
    components,
    green,
    maxMissed,
  }: { components: string[]; green: number; maxMissed: number },
): Info["missed"] {
  const greenRows = periods.map(({ month, rows }) => ({
    month,
    rows: rows.filter((row) => month.status[row] === "green"),
  }));
  const left = greenRows.flatMap(({ month, rows }) =>
    Array.from(
      rows.filter((row) => month.outcome[row] === 1),
      (row) => ({ month, row }),
    ),
  );
  const newest = [...left].sort(
    (a, b) =>
      (a.month.period < b.month.period ? 1 : 0) -
        (a.month.period > b.month.period ? 1 : 0) ||
      b.month.score[b.row] - a.month.score[a.row],
  );
  return {
    green: greenRows.reduce((sum, { rows }) => sum + rows.length, 0),
    left: left.length,
    list: newest.slice(0, maxMissed).map(({ month, row }) => ({
      id: month.id[row],
      period: month.period,
      health: month.score[row],
      on: components
        .map((name, k) => ({ name, points: month.points[k][row] }))
        .filter(({ points }) => points >= green)
        .sort((a, b) => b.points - a.points),
    })),
  };
}

export * as Backtest from "./backtest";
