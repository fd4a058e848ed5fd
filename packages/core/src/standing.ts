// standing: how each customer of a period stands, worked out from its row, its feedback and its events; one object in S3
import * as z from "zod";
import { Bucket } from "./bucket";
import { Health } from "./health";
import { Card } from "./model/card";
import { Segment } from "./segment";

const numbers = z.array(z.number().nullable());

/** Columns in the order of `id`; null where nothing can be said. */
export const Info = z.object({
  period: z.string(),
  of: z.string().describe("Digest of all it was worked out from"),
  id: z.array(z.string()),
  name: z.array(z.string().nullable()),
  band: z.array(Card.Band.nullable()),
  config: Health.Config.nullable(),
  health: numbers,
  coverage: numbers,
  status: z.array(Health.Status.nullable()),
  points: z.array(numbers).describe("[component][customer]"),
  values: z.array(numbers.nullable()).describe("[component][customer]"),
  segments: z.record(z.string(), z.array(z.string())),
  primary: Segment.Scheme,
  revenue: numbers,
  probability: numbers,
  sentiment: numbers,
  comments: z.array(z.int()),
  lifetime: numbers,
  alive: numbers,
  // Whether the label is positive in the very row; null while unknown.
  positive: z.array(z.boolean().nullable()),
  kept: z.record(z.string(), numbers).describe("By role, for later periods"),
});
export type Info = z.infer<typeof Info>;

export const at = (standing: Info, id: string) => {
  let [low, high] = [0, standing.id.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (standing.id[middle] < id) low = middle + 1;
    else high = middle;
  }
  return standing.id[low] === id ? low : -1;
};

/** A customer's health with its components; null where the dataset has none configured. */
export function health(standing: Info, row: number): Health.Info | null {
  const { config } = standing;
  if (!config) return null;
  return Health.one(config, assessment(standing, config), row);
}

const filled = (list: (number | null)[]) =>
  Float64Array.from(list, (value) => value ?? NaN);

// The stored columns as they were assessed; branches are found again from weights alone being kept.
export const assessment = (
  standing: Info,
  config: Health.Config,
): Health.Assessment => ({
  score: filled(standing.health),
  status: standing.status,
  coverage: filled(standing.coverage),
  points: standing.points.map(filled),
  values: standing.values.map((list) => list && filled(list)),
  branch: config.components.map(() => null),
});

export const read = (dataset: string, period: string) =>
  Bucket.json<Info>(Bucket.keys.standing(dataset, period));

const held = new Map<string, { etag: string; value: Info }>();
const capacity = 24;

/** Remembered while the object stays as it is. */
export async function current(dataset: string, period: string) {
  const key = Bucket.keys.standing(dataset, period);
  const known = held.get(key);
  const found = await Bucket.changed(key, known?.etag);
  if (found === "same") return known!.value;
  if (!found) return null;
  const value: Info = JSON.parse(found.text);
  held.delete(key);
  held.set(key, { etag: found.etag, value });
  if (held.size > capacity) held.delete(held.keys().next().value!);
  return value;
}

export const write = (dataset: string, standing: Info) =>
  Bucket.put(
    Bucket.keys.standing(dataset, standing.period),
    JSON.stringify(standing),
    { type: "application/json" },
  );

export * as Standing from "./standing";
