// segment: the base parted by several schemes; every customer is in exactly one segment of each
import * as z from "zod";
import { Words } from "./health/config";
import * as Kmeans from "./segment/kmeans";
import * as Rfm from "./segment/rfm";
import * as Rules from "./segment/rule";
import * as Value from "./segment/value";
import type { Sheet } from "./sheet";

export const Scheme = z.enum(["value", "rfm", "kmeans", "rules"]);
export type Scheme = z.infer<typeof Scheme>;
export const Config = z
  .strictObject({
    primary: Scheme.default("value").describe("the one shown in lists"),
    value: Value.Config.nullable().prefault({}),
    rfm: Rfm.Config.nullable().prefault({}),
    kmeans: Kmeans.Config.nullable().prefault({}),
    rules: Rules.Config.default([]),
  })
  .describe("null leaves a scheme out");
export type Config = z.infer<typeof Config>;
export const usual: Config = Config.parse({});

/** What was learned once and must stay, so that segments of two periods can be compared; kept beside the settings. */
export const Fitted = z.object({ kmeans: Kmeans.Model.nullable() });
export type Fitted = z.infer<typeof Fitted>;

export const Size = z.object({
  segment: z.string(),
  n: z.int(),
  share: z.number(),
});
export type Size = z.infer<typeof Size>;
export const Movements = z.object({
  before: z.array(z.string()),
  now: z.array(z.string()),
  moved: z.array(z.array(z.int())).describe("[before][now]"),
  joined: z.array(z.int()).describe("[now]"),
  left: z.array(z.int()).describe("[before]"),
});
export type Movements = z.infer<typeof Movements>;
export const Trait = z.object({
  column: z.string(),
  level: z.string().nullable().describe("of a text column; null of a number"),
  effect: z
    .number()
    .describe("Cohen's d of a mean, Cohen's h of a level's share"),
  inside: z.number().describe("mean, or share of the level"),
  outside: z.number(),
  text: Words,
});
export type Trait = z.infer<typeof Trait>;

export type Labels = Partial<Record<Scheme, string[]>>;

export function fit(config: Config, sheet: Sheet): Fitted {
  throw new Error("todo");
}

/** One label per customer under each scheme the sheet's columns allow. */
export function assign(
  config: Config,
  sheet: Sheet,
  fitted: Fitted = fit(config, sheet),
): Labels {
  throw new Error("todo");
}

/** Largest first. */
export function sizes(labels: string[]): Size[] {
  throw new Error("todo");
}

export type Labelled = { id: string[]; labels: string[] };
export function movements(before: Labelled, now: Labelled): Movements {
  throw new Error("todo");
}

/** What sets each segment apart from the rest, the clearest first. */
export function distinguish(
  sheet: Sheet,
  labels: string[],
  options?: { columns?: string[]; top?: number },
): Record<string, Trait[]> {
  throw new Error("todo");
}

/** A segment's name for people; the owner's and k-means' own names are shown as they are. */
export function label(
  config: Config,
  scheme: Scheme,
  segment: string,
  fitted?: Fitted,
): Words {
  throw new Error("todo");
}

export * as Segment from "./segment";
