// period-state: how each customer of a period stands, worked out from its row, its feedback and its events; one object in S3
import { Bucket } from "../aws/bucket";
import { Health } from "../health/health";
import type { Card } from "../model/card";
import type { Segment } from "../segments/segment";

type Numbers = (number | null)[];

/**
 * Columns in the order of `id`; null or NaN where nothing can be said. What is there for every component of health is
 * packed: plain arrays of a million numbers and nulls take six times as much.
 */
export type Info = {
  period: string;
  of: string; // digest of all it was worked out from
  id: string[];
  name: (string | null)[];
  band: (Card.Band | null)[];
  config: Health.Config | null;
  health: Numbers;
  coverage: Numbers;
  status: (Health.Status | null)[];
  points: Float32Array[]; // [component][customer]
  values: (Float32Array | null)[]; // [component][customer]
  branch: (Int8Array | null)[]; // [component][customer]
  segments: Record<string, string[]>;
  primary: Segment.Scheme;
  revenue: Numbers;
  probability: Numbers;
  sentiment: Numbers;
  comments: number[];
  lifetime: Numbers;
  alive: Numbers;
  // Whether the label is positive in the very row; null while unknown.
  positive: (boolean | null)[];
  kept: Record<string, Float64Array>; // by role, for later periods
};

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
  return Health.infoAt(config, assessment(standing, row), 0);
}

const one = (list: ArrayLike<number> | null, row: number, digits: number) =>
  Float64Array.of(list ? Number(list[row].toPrecision(digits)) : NaN);

// One customer as it was assessed; seven digits are what a packed number holds.
const assessment = (standing: Info, row: number): Health.Assessment => ({
  score: Float64Array.of(standing.health[row] ?? NaN),
  status: [standing.status[row]],
  coverage: Float64Array.of(standing.coverage[row] ?? NaN),
  points: standing.points.map((list) => one(list, row, 6)),
  values: standing.values.map((list) => list && one(list, row, 6)),
  branch: standing.branch.map((list) => list && Int8Array.of(list[row])),
});

const packed = ({ buffer, byteOffset, byteLength }: ArrayBufferView) =>
  Buffer.from(buffer as ArrayBuffer, byteOffset, byteLength).toString("base64");

function unpacked(text: string): ArrayBuffer {
  const bytes = Buffer.from(text, "base64");
  return bytes.buffer.slice(
    bytes.byteOffset,
    bytes.byteOffset + bytes.byteLength,
  ) as ArrayBuffer;
}

const lists = <T extends ArrayBufferView>(list: (T | null)[]) =>
  list.map((one) => one && packed(one));

const encode = (standing: Info) =>
  JSON.stringify({
    ...standing,
    points: lists(standing.points),
    values: lists(standing.values),
    branch: lists(standing.branch),
    kept: Object.fromEntries(
      Object.entries(standing.kept).map(([role, list]) => [role, packed(list)]),
    ),
  });

function decode(text: string): Info {
  const stored = JSON.parse(text);
  const of = <T>(list: (string | null)[], make: (bytes: ArrayBuffer) => T) =>
    list.map((one) => (one === null ? null : make(unpacked(one))));
  const floats = (bytes: ArrayBuffer) => new Float32Array(bytes);
  return {
    ...stored,
    points: of(stored.points, floats),
    values: of(stored.values, floats),
    branch: of(stored.branch, (bytes) => new Int8Array(bytes)),
    kept: Object.fromEntries(
      Object.entries<string>(stored.kept).map(([role, list]) => [
        role,
        new Float64Array(unpacked(list)),
      ]),
    ),
  };
}

export async function read(dataset: string, period: string) {
  const found = await Bucket.text(Bucket.keys.standing(dataset, period));
  return found === null ? null : decode(found);
}

const held = new Map<string, { etag: string; value: Info }>();
const capacity = 24;

/** Remembered while the object stays as it is. */
export async function current(dataset: string, period: string) {
  const key = Bucket.keys.standing(dataset, period);
  const known = held.get(key);
  const found = await Bucket.changed(key, known?.etag);
  if (found === "same") return known!.value;
  if (!found) return null;
  const value = decode(found.text);
  held.delete(key);
  held.set(key, { etag: found.etag, value });
  if (held.size > capacity) held.delete(held.keys().next().value!);
  return value;
}

/** What the period after looks back at; the parts of health it does not. */
export const slim = (standing: Info): Info => ({
  ...standing,
  points: [],
  values: [],
  branch: [],
});

export const write = (dataset: string, standing: Info) =>
  Bucket.put(Bucket.keys.standing(dataset, standing.period), encode(standing), {
    type: "application/json",
  });

export * as PeriodState from "./period-state";
