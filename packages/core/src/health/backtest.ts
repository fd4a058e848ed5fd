// backtest: whether past health told who would leave, beside the model's probability and the base rate
import * as z from "zod";
import type { Status } from "./health";
import { Estimate } from "../metrics/estimate";
import { auc } from "./clustered-auc";

/** A past period as columns, [customer]; points are [component][customer]. */
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

/** `components` names the points' columns. */
export function backtest(
  months: Month[],
  {
    components,
    green = 75,
    list = 200,
  }: { components: string[]; green?: number; list?: number },
): Info {
  const codes = new Map<string, number>();
  const chosen = months.map((month) => {
    const rows = known(month);
    return { month, rows, customer: coded(month, rows, codes) };
  });
  return {
    months: chosen.map((one) => ({
      period: one.month.period,
      ...judge([one], components),
    })),
    pooled: judge(chosen, components),
    missed: missed(chosen, { components, green, list }),
  };
}

// Of each row that counts, who it is: the same number in every period.
type Chosen = { month: Month; rows: Int32Array; customer: Int32Array };

function known({ score, outcome }: Month): Int32Array {
  const rows = new Int32Array(score.length);
  let size = 0;
  for (let i = 0; i < score.length; i++)
    if (outcome[i] >= 0 && !Number.isNaN(score[i])) rows[size++] = i;
  return rows.subarray(0, size);
}

function judge(chosen: Chosen[], components: string[]): Judged {
  const outcome = gather(chosen, ({ outcome }) => outcome);
  const health = gather(chosen, ({ score }) => score);
  const cluster = new Int32Array(outcome.length);
  let at = 0;
  for (const { customer } of chosen) {
    cluster.set(customer, at);
    at += customer.length;
  }
  const n = outcome.length;
  let positives = 0;
  for (let i = 0; i < n; i++) positives += outcome[i];
  const told = (risk: Float64Array) => auc({ risk, outcome, cluster });
  // Risk rises as points fall.
  const falling = (column: (month: Month) => Float64Array) =>
    told(gather(chosen, column, -1));
  return {
    ...{ n, positives },
    base: n
      ? Estimate.share(outcome)
      : { value: null, why: "No customer has a health and a known outcome." },
    health: falling(({ score }) => score),
    probability: chosen.some(({ month }) => month.probability)
      ? told(gather(chosen, ({ probability }) => probability))
      : { value: null, why: "No model scored these periods." },
    components: Object.fromEntries(
      components.map((name, k) => [name, falling(({ points }) => points[k])]),
    ),
    lift: lift(health, outcome, positives),
  };
}

/** A column of all chosen rows, NaN where a period lacks it. */
function gather(
  chosen: Chosen[],
  column: (month: Month) => ArrayLike<number> | null | undefined,
  sign: 1 | -1 = 1,
): Float64Array {
  const size = chosen.reduce((sum, { rows }) => sum + rows.length, 0);
  const all = new Float64Array(size).fill(NaN);
  let at = 0;
  for (const { month, rows } of chosen) {
    const values = column(month);
    for (let j = 0; j < rows.length; j++, at++)
      if (values) all[at] = sign * values[rows[j]];
  }
  return all;
}

function coded(
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

// Those tied at the tenth's edge count by the share of them that fits in.
function lift(
  health: Float64Array,
  outcome: Float64Array,
  positives: number,
): Estimate.Value {
  const n = health.length;
  if (n < 10 || positives === 0)
    return {
      value: null,
      why: `A tenth needs at least 10 customers and one that left; got ${n} and ${positives}.`,
    };
  const room = Math.ceil(n / 10);
  const edge = Float64Array.from(health).sort()[room - 1];
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
  const left = leftBelow + (leftTied * (room - below)) / tied;
  return { value: left / room / (positives / n), n };
}

function missed(
  chosen: Chosen[],
  {
    components,
    green,
    list,
  }: { components: string[]; green: number; list: number },
): Info["missed"] {
  const stood = chosen.map(({ month, rows }) => ({
    month,
    rows: rows.filter((row) => month.status[row] === "green"),
  }));
  const left = stood.flatMap(({ month, rows }) =>
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
    green: stood.reduce((sum, { rows }) => sum + rows.length, 0),
    left: left.length,
    list: newest.slice(0, list).map(({ month, row }) => ({
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
