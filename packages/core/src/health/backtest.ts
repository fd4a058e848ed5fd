// backtest: how well past health predicted who left, beside the model's probability and the base rate
import * as z from "zod";
import { Group } from "../base/group";
import type { Status } from "./health";
import { Estimate } from "../metrics/estimate";
import { ClusteredAuc } from "./clustered-auc";

/** A past period: columns are [customer], points [component][customer]. */
export type Month = {
  period: string;
  id: string[];
  score: Float64Array;
  status: (Status | null)[];
  points: Floats[];
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

type Options = { components: string[]; green?: number; maxMissed?: number };

/** `components` names the rows of points; `green` is the least points of a green component; `maxMissed` bounds the list. */
export function backtest(months: Month[], options: Options): Info {
  const whole = begin(options);
  whole.add(months);
  return whole.end();
}

/** The same of customers that come some at a time, each with all its months; of those before nothing but columns is held. */
export function begin({ components, green = 75, maxMissed = 200 }: Options) {
  const parts: Part[] = [];
  const missed: Info["missed"] = { green: 0, left: 0, list: [] };
  let customers = 0;
  return {
    add(months: Month[]) {
      const codes = new Map<string, number>();
      for (const month of months) {
        const rows = judgeableRows(month);
        parts.push(partOf(month, rows, codes, customers));
        note(missed, { month, rows, components, green });
      }
      customers += codes.size;
      missed.list = missed.list.sort(byHealth).slice(0, maxMissed);
    },
    end(): Info {
      const byPeriod = Group.by(parts, ({ period }) => period);
      return {
        months: Array.from(byPeriod, ([period, some]) => ({
          period,
          ...judge(some, components),
        })),
        pooled: judge(parts, components),
        missed,
      };
    },
  };
}

type Floats = Float64Array | Float32Array;

// Rows with a health and a known outcome; `customer` holds each row's customer, by the same code in every period.
type Part = {
  period: string;
  score: Float64Array;
  outcome: Int8Array;
  points: Floats[];
  probability: Float64Array | null;
  customer: Int32Array;
};

function judgeableRows({ score, outcome }: Month): Int32Array {
  const rows = new Int32Array(score.length);
  let size = 0;
  for (let i = 0; i < score.length; i++)
    if (outcome[i] >= 0 && !Number.isNaN(score[i])) rows[size++] = i;
  return rows.slice(0, size);
}

function partOf(
  { period, id, score, outcome, points, probability }: Month,
  rows: Int32Array,
  codes: Map<string, number>,
  first: number,
): Part {
  const pick = <T extends Floats | Int8Array>(values: T) => {
    const Own = values.constructor as new (size: number) => T;
    const picked = new Own(rows.length);
    for (let j = 0; j < rows.length; j++) picked[j] = values[rows[j]];
    return picked;
  };
  return {
    period,
    ...{ score: pick(score), outcome: pick(outcome), points: points.map(pick) },
    probability: probability ? pick(probability) : null,
    customer: rows.map((row) => {
      const code = codes.get(id[row]) ?? codes.size;
      codes.set(id[row], code);
      return first + code;
    }),
  };
}

function judge(parts: Part[], components: string[]): Judged {
  const outcome = gather(parts, ({ outcome }) => outcome);
  const health = gather(parts, ({ score }) => score);
  const cluster = new Int32Array(outcome.length);
  let filled = 0;
  for (const { customer } of parts) {
    cluster.set(customer, filled);
    filled += customer.length;
  }
  const n = outcome.length;
  let positives = 0;
  for (let i = 0; i < n; i++) positives += outcome[i];
  const auc = (risk: Float64Array) =>
    ClusteredAuc.auc({ risk, outcome, cluster });
  // Low points mean high risk.
  const aucOfPoints = (column: (part: Part) => ArrayLike<number>) =>
    auc(gather(parts, column, -1));
  return {
    ...{ n, positives },
    base: n
      ? Estimate.share(outcome)
      : Estimate.none("No customer has a health and a known outcome."),
    health: aucOfPoints(({ score }) => score),
    probability: parts.some(({ probability }) => probability)
      ? auc(gather(parts, ({ probability }) => probability))
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

// A column of all rows of the parts, NaN where a part lacks it.
function gather(
  parts: Part[],
  column: (part: Part) => ArrayLike<number> | null | undefined,
  sign: 1 | -1 = 1,
): Float64Array {
  const size = parts.reduce((sum, { score }) => sum + score.length, 0);
  const all = new Float64Array(size).fill(NaN);
  let at = 0;
  for (const part of parts) {
    const values = column(part);
    const { length } = part.score;
    for (let j = 0; values && j < length; j++) all[at + j] = sign * values[j];
    at += length;
  }
  return all;
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

const byHealth = (a: Missed, b: Missed) =>
  Number(a.period < b.period) - Number(a.period > b.period) ||
  b.health - a.health ||
  Number(a.id > b.id) - Number(a.id < b.id);

type Seen = {
  month: Month;
  rows: Int32Array;
  components: string[];
  green: number;
};

// Green customers, and those of them that left.
function note(
  missed: Info["missed"],
  { month, rows, components, green }: Seen,
) {
  const { id, period, score, status, outcome, points } = month;
  for (const row of rows) {
    if (status[row] !== "green") continue;
    missed.green++;
    if (outcome[row] !== 1) continue;
    missed.left++;
    missed.list.push({
      ...{ id: id[row], period, health: score[row] },
      on: components
        .map((name, k) => ({ name, points: points[k][row] }))
        .filter(({ points }) => points >= green)
        .sort((a, b) => b.points - a.points),
    });
  }
}

export * as Backtest from "./backtest";
