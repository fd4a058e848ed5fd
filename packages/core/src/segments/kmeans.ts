// kmeans: groups of similar customers by k-means, as many as have the best mean silhouette (Rousseeuw 1987)
import * as z from "zod";
import type { Role } from "../tabular/definition";
import { Bilingual } from "../text/bilingual";
import { ValueSource } from "../health/value-source";
import { random, sample } from "../base/random";
import type { CustomerTable } from "../customers/customer-table";
import { Lloyd } from "../stats/lloyd";

export const Config = z
  .strictObject({
    features: z
      .array(ValueSource.Info)
      .min(2)
      .optional()
      .describe("unsaid: money, usage, answers and tickets the table has"),
    least: z.int().min(2).max(8).default(2).describe("groups tried"),
    most: z.int().min(2).max(8).default(8),
    restarts: z.int().min(1).max(50).default(4),
    seed: z.int().default(42),
  })
  .refine(({ least, most }) => least <= most, "expected least ≤ most");
export type Config = z.infer<typeof Config>;

export const Model = z.object({
  features: z.array(
    z.object({
      source: ValueSource.Info,
      logarithm: z.boolean().describe("ln(1 + x), of a long-tailed column"),
      median: z.number().describe("stands for a missing value"),
      mean: z.number(),
      deviation: z.number(),
    }),
  ),
  groups: z.array(
    z.object({
      name: z.string(),
      label: Bilingual.Text,
      centre: z.array(z.number()).describe("in standard deviations"),
    }),
  ),
  silhouette: z.number(),
});
export type Model = z.infer<typeof Model>;

const roles: Role[] = [
  "revenue",
  "spend",
  "seats",
  "activeSeats",
  "usage",
  "tokens",
  "requests",
  "features",
  "errorRate",
  "tickets",
  "satisfaction",
  "loyalty",
];
const computedColumns = ["events.count", "feedback.sentiment", "tenure.days"];

// Rows drawn to fit the centres and to judge k; every customer then goes to the nearest centre.
const sampleRows = { fit: 5_000, silhouette: 2_000 };
const maxFeatures = 12;

/** The groups; null when fewer than two features vary or there are too few customers. `columns` apply where the roles give fewer than two features. */
export function fit(
  table: CustomerTable,
  config: Config,
  columns: string[] = [],
): Model | null {
  const features = usableFeatures(table, config, columns);
  if (features.length < 2 || table.id.length <= config.least) return null;
  const draw = random(config.seed);
  const chosen = sample(draw, table.id.length, sampleRows.fit);
  const points = standardised(table, features, chosen);
  const judged = {
    ...points,
    rows: Math.min(points.rows, sampleRows.silhouette),
  };
  const tries = Array.from(
    { length: Math.min(config.most, points.rows - 1) - config.least + 1 },
    (_, step) => {
      const k = config.least + step;
      const { restarts } = config;
      const parted = Lloyd.fit(points, k, { random: draw, restarts });
      const silhouette = Lloyd.silhouette(judged, parted.label, k);
      return { k, silhouette, ...parted };
    },
  );
  const best = tries.reduce((best, one) =>
    one.silhouette > best.silhouette ? one : best,
  );
  const centres = bySize(best, features.length);
  const names = named(features, centres);
  return {
    features,
    groups: centres.map((centre, c) => ({ ...names[c], centre })),
    silhouette: best.silhouette,
  };
}

/** Each customer's group, the one whose centre is nearest. */
export function assign(
  table: CustomerTable,
  { features, groups }: Model,
): string[] {
  const rows = Uint32Array.from(table.id.keys());
  const points = standardised(table, features, rows);
  const centres = Float64Array.from(groups.flatMap(({ centre }) => centre));
  return table.id.map(
    (_, row) => groups[Lloyd.nearest(points, row, centres)].name,
  );
}

function usableFeatures(
  table: CustomerTable,
  config: Config,
  columns: string[],
): Model["features"] {
  const describe = (sources: ValueSource.Info[]) =>
    sources.flatMap((source) => describeOne(table, source) ?? []);
  if (config.features) return describe(config.features);
  const standard = describe([
    ...roles
      .filter((role, k) => {
        const column = table.roles[role];
        return !roles
          .slice(0, k)
          .some((other) => table.roles[other] === column);
      })
      .map((role) => ({ role })),
    ...computedColumns.map((column) => ({ column })),
  ]);
  if (standard.length >= 2) return standard;
  return describe(columns.map((column) => ({ column }))).slice(0, maxFeatures);
}

// Null where more than half is missing or nothing varies. Long tails, as of money and counts, are read as logarithms.
function describeOne(table: CustomerTable, source: ValueSource.Info) {
  const values = ValueSource.read(table, source)?.filter(Number.isFinite);
  if (!values || values.length < table.id.length / 2) return null;
  const plain = moments(values);
  const logarithm = plain.least >= 0 && plain.skew > 1;
  const used = logarithm ? values.map(Math.log1p) : values;
  const { mean, deviation } = logarithm ? moments(used) : plain;
  if (!(deviation > 1e-12)) return null;
  const sorted = used.sort();
  const median = sorted[sorted.length >> 1];
  return { source, logarithm, median, mean, deviation };
}

function moments(values: Float64Array) {
  const n = values.length;
  const mean = values.reduce((sum, value) => sum + value, 0) / n;
  let [least, squares, cubes] = [Infinity, 0, 0];
  for (const value of values) {
    least = Math.min(least, value);
    squares += (value - mean) ** 2;
    cubes += (value - mean) ** 3;
  }
  const deviation = Math.sqrt(squares / n);
  return { mean, least, deviation, skew: cubes / n / deviation ** 3 };
}

// Values are cut at three deviations, so that no customer is a group of its own for one odd number.
function standardised(
  table: CustomerTable,
  features: Model["features"],
  rows: Uint32Array,
): Lloyd.Points {
  const width = features.length;
  const values = new Float64Array(rows.length * width);
  features.forEach(({ source, logarithm, median, mean, deviation }, d) => {
    const column = ValueSource.read(table, source);
    rows.forEach((row, i) => {
      const cell = column ? column[row] : NaN;
      const used = logarithm ? Math.log1p(Math.max(0, cell)) : cell;
      const known = Number.isFinite(used) ? used : median;
      const apart = (known - mean) / deviation;
      values[i * width + d] = Math.min(3, Math.max(-3, apart));
    });
  });
  return { values, rows: rows.length, width };
}

function bySize(
  { k, label, centres }: Lloyd.Clusters & { k: number },
  width: number,
) {
  const size = new Uint32Array(k);
  for (const own of label) size[own]++;
  return Array.from({ length: k }, (_, c) => c)
    .sort((a, b) => size[b] - size[a] || a - b)
    .map((c) => Array.from(centres.subarray(c * width, (c + 1) * width)));
}

// Names of the groups by the features furthest from the mean of all; centres are in standard deviations from it.
function named(features: Model["features"], centres: number[][]) {
  const taken = new Set<string>();
  return centres.map((centre) => {
    const distinctive = Array.from(centre.keys())
      .filter((d) => Math.abs(centre[d]) >= 0.3)
      .sort((a, b) => Math.abs(centre[b]) - Math.abs(centre[a]));
    const words = (count: number, number = 1): Bilingual.Text => {
      const end = number > 1 ? ` ${number}` : "";
      const used = distinctive.slice(0, count);
      if (used.length === 0) return { en: `average${end}`, zh: `平均${end}` };
      const high = (d: number) => centre[d] > 0;
      const word = (d: number) => ValueSource.name(features[d].source);
      return {
        en: `${used.map((d) => `${high(d) ? "high" : "low"} ${word(d)}`).join(", ")}${end}`,
        zh: `${used.map((d) => `${word(d)} ${high(d) ? "高" : "低"}`).join("、")}${end}`,
      };
    };
    const longer = [2, 3, 4].map((count) => words(count));
    const numbered = centres.map((_, c) => words(2, c + 2));
    const label = [...longer, ...numbered].find(({ en }) => !taken.has(en))!;
    taken.add(label.en);
    return { name: label.en, label };
  });
}

export * as Kmeans from "./kmeans";
