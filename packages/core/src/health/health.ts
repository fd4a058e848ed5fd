// health: a score from 0 to 100 for each customer, the weighted mean of the points of its components
import * as z from "zod";
import {
  type Bounds,
  type Component,
  type Config,
  type Cuts,
} from "./health-config";
import { Bilingual } from "../text/bilingual";
import { ValueSource } from "./value-source";
import type { CustomerTable } from "../customers/customer-table";

export { Config } from "./health-config";
export { defaults } from "./default-components";

export const Status = z.enum(["red", "amber", "green"]);
export type Status = z.infer<typeof Status>;

export const Part = z.object({
  name: z.string(),
  label: Bilingual.Text,
  weight: z.number().describe("of this customer, before re-weighting"),
  points: z.number().nullable().describe("null where left out"),
  value: z.number().nullable(),
});
export type Part = z.infer<typeof Part>;
const coverage = z.number().min(0).max(1);
export const Info = z.union([
  z.object({
    score: z.number().min(0).max(100),
    status: Status,
    coverage,
    components: z.array(Part),
  }),
  z.object({
    score: z.null(),
    status: z.null(),
    coverage,
    components: z.array(Part),
    why: Bilingual.Text,
  }),
]);
export type Info = z.infer<typeof Info>;

/** Health of a table's customers as columns; lists of columns are in the order of the configured components. */
export type Assessment = {
  score: Float64Array; // [customer], NaN where coverage is too small
  status: (Status | null)[];
  coverage: Float64Array; // share of the weight that had a value
  points: Float64Array[]; // [component][customer] 0–100, NaN where left out
  values: (Float64Array | null)[]; // [component][customer] values behind the points
  branch: (Int8Array | null)[]; // [component][customer] index into `when`, -1 none
};

/** Points from 0 to 100: linear between the cuts, flat beyond them; NaN for NaN. */
export function points(value: number, { poor, concerning, healthy }: Cuts) {
  return half(value, poor, concerning) + half(value, concerning, healthy);
}

const half = (value: number, from: number, to: number) =>
  50 * Math.min(1, Math.max(0, (value - from) / (to - from)));

const pointsWithoutValue = { skip: NaN, neutral: 50, poor: 0 } satisfies Record<
  Component["missing"],
  number
>;

/** Health of every customer: the mean of the points by weight, without the components that are left out. */
export function assess(config: Config, table: CustomerTable): Assessment {
  const rows = table.id.length;
  const columns = config.components.map((component) => {
    const values = ValueSource.read(table, component.source);
    const branch = branches(table, component);
    const forms = [component, ...component.when].map(
      ({ cuts = component.cuts }) => cuts,
    );
    const missing = pointsWithoutValue[component.missing];
    const pointsOf = new Float64Array(rows);
    for (let i = 0; i < rows; i++) {
      const absent = !values || Number.isNaN(values[i]);
      pointsOf[i] = absent
        ? missing
        : points(values[i], forms[branch ? branch[i] + 1 : 0]);
    }
    return { points: pointsOf, values, branch };
  });
  const parts = {
    points: columns.map(({ points }) => points),
    values: columns.map(({ values }) => values),
    branch: columns.map(({ branch }) => branch),
  };
  return { ...parts, ...combine(config, parts, rows) };
}

type Parts = {
  points: ArrayLike<number>[];
  values: (ArrayLike<number> | null)[];
  branch: (ArrayLike<number> | null)[];
};

/** Scores from the points of components that are known already: what other weights or bounds would make of them. */
export function combine(
  config: Config,
  { points, values, branch }: Parts,
  rows: number,
): Pick<Assessment, "score" | "status" | "coverage"> {
  const sum = new Float64Array(rows);
  const counted = new Float64Array(rows);
  const covered = new Float64Array(rows);
  const total = new Float64Array(rows);
  config.components.forEach((component, c) => {
    const weights = [component, ...component.when].map(
      ({ weight = component.weight }) => weight,
    );
    for (let i = 0; i < rows; i++) {
      const weight = weights[branch[c] ? branch[c][i] + 1 : 0];
      total[i] += weight;
      if (values[c] && !Number.isNaN(values[c][i])) covered[i] += weight;
      if (Number.isNaN(points[c][i])) continue;
      counted[i] += weight;
      sum[i] += weight * points[c][i];
    }
  });
  const coverage = covered.map((weight, i) =>
    total[i] > 0 ? Math.min(1, weight / total[i]) : 0,
  );
  const score = sum.map((points, i) =>
    counted[i] > 0 && coverage[i] >= config.minCoverage - 1e-9
      ? Math.min(100, points / counted[i])
      : NaN,
  );
  return {
    score,
    status: Array.from(score, (value) => statusOf(value, config.status)),
    coverage,
  };
}

export function statusOf(score: number, { amber, green }: Bounds) {
  if (Number.isNaN(score)) return null;
  if (score < amber) return "red";
  return score < green ? "amber" : "green";
}

function branches(table: CustomerTable, { when }: Component): Int8Array | null {
  if (when.length === 0) return null;
  const chosen = new Int8Array(table.id.length).fill(-1);
  when.forEach(({ column, is }, k) =>
    table.text(column)?.forEach((text, i) => {
      if (chosen[i] < 0 && text === is) chosen[i] = k;
    }),
  );
  return chosen;
}

/** The health of the customer in one row of an assessment, with its components. */
export function infoAt(
  config: Config,
  assessed: Assessment,
  row: number,
): Info {
  const shown = (value: number | undefined) =>
    value === undefined || Number.isNaN(value) ? null : value;
  const components = config.components.map(
    ({ name, label, weight, when }, k): Part => ({
      name,
      label,
      weight: when[assessed.branch[k]?.[row] ?? -1]?.weight ?? weight,
      points: shown(assessed.points[k][row]),
      value: shown(assessed.values[k]?.[row]),
    }),
  );
  const coverage = assessed.coverage[row];
  const score = assessed.score[row];
  const status = assessed.status[row];
  if (status !== null) return { score, status, coverage, components };
  const share = Math.floor(coverage * 100);
  const needed = Math.round(config.minCoverage * 100);
  const why = {
    en: `Only ${share} % of the weight has a value; health needs ${needed} %.`,
    zh: `仅有 ${share}% 的权重有数据；健康度至少需要 ${needed}%。`,
  };
  return { score: null, status, coverage, components, why };
}

export * as Health from "./health";
