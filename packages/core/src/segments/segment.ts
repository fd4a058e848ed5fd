// segment: customers divided by several schemes; every customer is in exactly one segment of each scheme
import * as z from "zod";
import { Bilingual } from "../text/bilingual";
import { Kmeans } from "./kmeans";
import { Rfm } from "./rfm";
import { SegmentRules } from "./segment-rules";
import { ValueRisk } from "./value-risk";
import type { CustomerTable } from "../customers/customer-table";

export const Scheme = z.enum(["value", "rfm", "kmeans", "rules"]);
export type Scheme = z.infer<typeof Scheme>;
export const Config = z
  .strictObject({
    primary: Scheme.default("value").describe("the one shown in lists"),
    value: ValueRisk.Config.nullable().prefault({}),
    rfm: Rfm.Config.nullable().prefault({}),
    kmeans: Kmeans.Config.nullable().prefault({}),
    rules: SegmentRules.Config.default([]),
  })
  .refine(
    ({ primary, rules, ...schemes }) =>
      primary === "rules" ? rules.length > 0 : schemes[primary] !== null,
    "expected the primary scheme not to be left out",
  )
  .describe("null, or no rules, leaves a scheme out");
export type Config = z.infer<typeof Config>;
export const defaults: Config = Config.parse({});

/** The part that is learned once and stays, so that segments of two periods can be compared; stored beside the settings. */
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
export { distinguish, Info as Trait } from "./segment-traits";

export type Labels = Partial<Record<Scheme, string[]>>;

/** `columns` are numbers to group by where too few roles are set. */
export const fit = (
  config: Config,
  table: CustomerTable,
  columns?: string[],
): Fitted => ({
  kmeans: config.kmeans && Kmeans.fit(table, config.kmeans, columns),
});

/** One label per customer under each scheme the table's columns allow. */
export function assign(
  config: Config,
  table: CustomerTable,
  fitted: Fitted = fit(config, table),
): Labels {
  const { value, rfm, rules } = config;
  const { kmeans } = fitted;
  const found: Record<Scheme, string[] | null | undefined> = {
    value: value && ValueRisk.assign(table, value),
    rfm: rfm && Rfm.ranks(table, rfm)?.segment,
    kmeans: config.kmeans && kmeans && Kmeans.assign(table, kmeans),
    rules: rules.length ? SegmentRules.assign(table, rules) : null,
  };
  return Object.fromEntries(
    Object.entries(found).filter(([, labels]) => labels),
  );
}

/** Size of each segment, the largest first. */
export function sizes(labels: string[]): Size[] {
  const counts = new Map<string, number>();
  for (const label of labels) counts.set(label, (counts.get(label) ?? 0) + 1);
  return [...counts]
    .map(([segment, n]) => ({ segment, n, share: n / labels.length }))
    .sort((a, b) => b.n - a.n || (a.segment < b.segment ? -1 : 1));
}

export type Labelled = { id: string[]; labels: string[] };

/** Customers by segment before and now. A row and its `left` sum to the size before, a column and its `joined` to the size now. */
export function movements(before: Labelled, now: Labelled): Movements {
  const names = ({ labels }: Labelled) =>
    sizes(labels).map(({ segment }) => segment);
  const [from, to] = [names(before), names(now)];
  const row = new Map(from.map((segment, k) => [segment, k]));
  const column = new Map(to.map((segment, k) => [segment, k]));
  const was = new Map(
    before.id.map((id, i) => [id, row.get(before.labels[i])!]),
  );
  const moved = from.map(() => to.map(() => 0));
  const joined = to.map(() => 0);
  now.id.forEach((id, i) => {
    const target = column.get(now.labels[i])!;
    const origin = was.get(id);
    if (origin === undefined) return joined[target]++;
    was.delete(id);
    moved[origin][target]++;
  });
  const left = from.map(() => 0);
  for (const origin of was.values()) left[origin]++;
  return { before: from, now: to, moved, joined, left };
}

/** A segment's name as people read it. */
export function label(
  config: Config,
  scheme: Scheme,
  segment: string,
  fitted?: Fitted,
): Bilingual.Text {
  const known: Record<string, Bilingual.Text> = {
    value: ValueRisk.labels,
    rfm: Rfm.labels,
    kmeans: Object.fromEntries(
      fitted?.kmeans?.groups.map(({ name, label }) => [name, label]) ?? [],
    ),
    rules: {
      [SegmentRules.other]: { en: "Other", zh: "其他" },
      ...Object.fromEntries(
        config.rules.map(({ name, label }) => [
          name,
          label ?? { en: name, zh: name },
        ]),
      ),
    },
  }[scheme];
  return known[segment] ?? { en: segment, zh: segment };
}

export * as Segment from "./segment";
