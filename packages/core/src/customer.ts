// customer: one customer over the periods, and lists of them sorted by anything
import * as z from "zod";
import { Bucket } from "./bucket";
import { Dataset } from "./dataset";
import { Failure } from "./error";
import { Card } from "./model/card";
import { Reason } from "./model/reason";
import { Registry } from "./model/registry";
import { Scorer } from "./model/scorer";
import { Page } from "./page";
import { Scoring } from "./score";
import { Score, Snapshot } from "./snapshot";
import { View } from "./view";
import { Why } from "./why";

export const Item = z.object({
  id: z.string(),
  period: z.string(),
  probability: z.number().nullable(),
  band: Card.Band.nullable(),
  health: z.null(),
  segment: z.null(),
  revenue: z.number().nullable(),
  name: z.string().nullable(),
});
export type Item = z.infer<typeof Item>;

const cells = z.record(z.string(), z.string());
export const Moment = Item.extend({ cells, score: Score.nullable() });
export type Moment = z.infer<typeof Moment>;
export const Info = Moment.extend({
  reasons: z.array(Reason.Worded),
  // What moved the score since the customer's snapshot before, by the same model.
  changes: z.array(Reason.WordedChange),
  since: z.string().nullable(),
  actions: z.array(z.unknown()),
});
export type Info = z.infer<typeof Info>;

// The way a list runs unless `-` turns it round; what is missing stands last either way.
const orders = {
  probability: { of: (row) => row.logit, descending: true },
  revenue: { of: (row) => row.revenue, descending: true },
  period: { of: (row) => row.period, descending: true },
  id: { of: (row) => row.id, descending: false },
  name: { of: (row) => row.name, descending: false },
} satisfies Record<
  string,
  { of: (row: View.Row) => number | string | null; descending: boolean }
>;
type Order = keyof typeof orders;
const sorts = Object.keys(orders) as Order[];
export const Sort = z.enum([
  ...sorts,
  ...sorts.map((sort) => `-${sort}` as const),
]);
export type Sort = z.infer<typeof Sort>;

export const Query = Page.Query.extend({
  period: z.string().optional(),
  band: Card.Band.optional(),
  segment: z.string().optional(),
  sort: Sort.default("probability"),
});
export type Query = z.infer<typeof Query>;

type Key = [value: number | string | null, id: string];

const keyOf = (sort: Sort) => {
  const { of } = orders[sort.replace("-", "") as Order];
  return (row: View.Row): Key => [of(row), row.id];
};

// Ids break ties, so that every order is total and a cursor always finds its place.
function comparing(sort: Sort) {
  const turned = sort.startsWith("-");
  const { descending } = orders[sort.replace("-", "") as Order];
  const sign = descending === turned ? 1 : -1;
  return ([a, i]: Key, [b, j]: Key) => {
    if (a === null || b === null) {
      if (a !== b) return a === null ? 1 : -1;
    } else if (a !== b) return a < b ? -sign : sign;
    return i < j ? -1 : i > j ? 1 : 0;
  };
}

export async function list(
  dataset: string,
  { period, band, segment, sort, limit, cursor }: Query,
): Promise<Page.Info<Item>> {
  const Position = z.tuple([
    z.literal(sort),
    z.union([z.number(), z.string(), z.null()]),
    z.string(),
  ]);
  const last = Page.position(Position, cursor);
  const rows = await sorted(dataset, period, sort);
  const key = keyOf(sort);
  const compare = comparing(sort);
  const after = (row: View.Row) =>
    !last || compare(key(row), [last[1], last[2]]) > 0;
  const found: View.Row[] = [];
  for (const row of segment === undefined ? rows : []) {
    if (found.length > limit) break;
    if ((!band || row.band === band) && after(row)) found.push(row);
  }
  const items = found.slice(0, limit);
  return {
    items: items.map(item),
    cursor:
      found.length > limit ? Page.cursor([sort, ...key(items.at(-1)!)]) : null,
  };
}

const item = ({ id, period, logit, band, revenue, name }: View.Row): Item => ({
  id,
  period,
  probability: logit === null ? null : Scorer.probability(logit),
  band,
  health: null,
  segment: null,
  revenue,
  name,
});

type Held<T> = { etag: string; value: T };
const views = new Map<string, Held<View.Row[]>>();
const lists = new Map<string, Held<View.Row[]>>();
// A few dozen months of a few datasets; what is older is read again.
const capacity = 64;

function hold<T>(held: Map<string, T>, key: string, value: T) {
  held.delete(key);
  held.set(key, value);
  if (held.size > capacity) held.delete(held.keys().next().value!);
  return value;
}

async function view(dataset: string, period: string) {
  const key = Bucket.keys.view(dataset, period);
  const known = views.get(key);
  const found = await Bucket.changed(key, known?.etag);
  if (found === "same") return known!;
  if (!found) return { etag: "", value: [] };
  const value = View.rows(JSON.parse(found.text));
  return hold(views, key, { etag: found.etag, value });
}

// Of one period, or each customer's newest row of all.
async function sorted(dataset: string, period: string | undefined, sort: Sort) {
  if (period !== undefined) await Dataset.period(dataset, period);
  const periods = period ? [period] : await Dataset.periods(dataset);
  if (!periods.length) await Dataset.get(dataset);
  const held = await Promise.all(periods.map((p) => view(dataset, p)));
  const name = [dataset, period ?? "", sort].join(" ");
  const etag = held.map((one) => one.etag).join(" ");
  const known = lists.get(name);
  if (known?.etag === etag) return known.value;
  const newest = new Map<string, View.Row>();
  for (const { value } of held)
    for (const row of value) newest.set(row.id, row);
  const key = keyOf(sort);
  const compare = comparing(sort);
  const value = [...newest.values()].sort((a, b) => compare(key(a), key(b)));
  return hold(lists, name, { etag, value }).value;
}

// Every period, oldest first.
export async function history(dataset: string, id: string): Promise<Moment[]> {
  const snapshots = await Snapshot.history(dataset, id);
  if (!snapshots.length)
    throw new Failure(
      "customer.unknown",
      `There is no customer "${id}" in "${dataset}"`,
      404,
    );
  const { roles } = await Dataset.current(dataset);
  return snapshots.map((snapshot) => ({
    ...item(View.rowOf(snapshot, roles)),
    cells: snapshot.cells,
    score: snapshot.score,
  }));
}

// The newest snapshot, its score with the reasons of every column, and what changed since the one before.
export async function get(
  dataset: string,
  id: string,
  { lang = "en" }: { lang?: Reason.Lang } = {},
): Promise<Info> {
  const moments = await history(dataset, id);
  const [moment, before] = [moments.at(-1)!, moments.at(-2)];
  const version =
    moment.score?.modelVersion ?? (await Registry.current(dataset))?.version;
  const [scorer, definition] = await Promise.all([
    version ? Scorer.open(dataset, version) : null,
    Dataset.current(dataset),
  ]);
  const anew = scorer && (await Why.of(scorer, definition, moment));
  const old = anew && before && (await Why.of(scorer, definition, before));
  const score = anew ?? moment.score;
  const form = scorer ? forms(scorer.card, definition, lang) : () => ({ lang });
  const changes = old ? Reason.changes(old.reasons, anew.reasons) : [];
  return {
    ...moment,
    probability: score?.probability ?? null,
    band: score?.band ?? null,
    score,
    reasons: (score?.reasons ?? []).map((reason) => ({
      ...reason,
      text: Reason.sentence(reason, form(reason.column)),
    })),
    changes: changes.map((change) => ({
      ...change,
      text: Reason.changed(change, form(change.column)),
    })),
    since: old ? before.period : null,
    actions: [],
  };
}

// How each column's cells are written for a person.
function forms(card: Card.Info, definition: Dataset.Info, lang: Reason.Lang) {
  const { columns, dates } = Scoring.types(card, definition);
  const typical = new Map(card.columns.map((c) => [c.name, c.typical]));
  return (column: string) => ({
    lang,
    type: columns[column],
    order: dates[column],
    typical: typical.get(column),
  });
}

export * as Customer from "./customer";
