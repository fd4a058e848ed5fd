// forecast: what a series will likely be, how far off that may be, and how far off it was in the past
import * as z from "zod";
import { Metric } from "./metric";
import { Text } from "./playbook/text";

export const Config = z.strictObject({
  horizon: z.int().min(1).max(60).default(6).describe("Periods ahead"),
  leadTime: z
    .number()
    .gt(0)
    .max(60)
    .default(1)
    .describe("Periods from an order to its arrival"),
  serviceLevel: z
    .number()
    .min(0.5)
    .max(0.9999)
    .default(0.95)
    .describe("Probability that stock lasts until the order arrives"),
});
export type Config = z.infer<typeof Config>;
export const usual: Config = Config.parse({});

/** The values of equal periods, oldest first; NaN where nothing is known. `period`: values a season has, 1 without one. */
export type Series = { values: Float64Array; period: number };

export const Method = z.enum([
  "combination",
  "constant",
  "intermittent",
  "short",
]);
export type Method = z.infer<typeof Method>;

export const Point = z.object({
  step: z.int().min(1).describe("Periods after the newest one"),
  value: z.number(),
  low80: z.number(),
  high80: z.number(),
  low95: z.number(),
  high95: z.number(),
});
export type Point = z.infer<typeof Point>;

export const Accuracy = z.object({
  mase: z.number().nullable().describe("Null where nothing ever changed"),
  smape: z.number().describe("Percent, 0 to 200"),
});
export type Accuracy = z.infer<typeof Accuracy>;

export const PastError = Accuracy.extend({
  seasonalNaive: Accuracy.describe("The same of repeating the last season"),
  origins: z.int().min(1).describe("Times in the past it was forecast from"),
});
export type PastError = z.infer<typeof PastError>;

export const Note = z.object({ code: z.string(), text: Text });
export type Note = z.infer<typeof Note>;

export const Info = z.object({
  method: Method,
  points: z.array(Point),
  pastError: PastError.nullable().describe("Null where the past is too short"),
  notes: z.array(Note),
});
export type Info = z.infer<typeof Info>;

export type Options = { horizon: number };

export function forecast(
  { values, period }: Series,
  { horizon }: Options,
): Info {
  const m = values.length > period ? period : 1;
  const known = values.filter((value) => !Number.isNaN(value));
  const change = known.slice(m).map((value, i) => (value - known[i]) ** 2);
  const sigma = Math.sqrt(
    change.reduce((sum, square) => sum + square, 0) / (change.length || 1),
  );
  const points = Array.from({ length: horizon }, (_, h): Point => {
    const value = known[known.length - m + (h % m)];
    const sd = sigma * Math.sqrt(1 + Math.floor(h / m));
    const [half80, half95] = [1.2816 * sd, Metric.z975 * sd];
    return {
      step: h + 1,
      value,
      low80: value - half80,
      high80: value + half80,
      low95: value - half95,
      high95: value + half95,
    };
  });
  return { method: "short", points, pastError: null, notes: [] };
}

export { reorderPoint } from "./forecast/reorder";
export * as Forecast from "./forecast";
