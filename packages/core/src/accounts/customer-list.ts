// customer-list: the customers of one period, or each customer's newest row, filtered, sorted and paged
import * as z from "zod";
import { LRUCache } from "lru-cache";
import { Bucket } from "../aws/bucket";
import { Dataset } from "../dataset/dataset";
import { Health } from "../health/health";
import { Card } from "../model/card";
import { LogOdds } from "../stats/log-odds";
import { Paging } from "../base/paging";
import { PeriodState } from "../periods/period-state";
import { PeriodIndex } from "../customers/period-index";

export const Item = z.object({
  id: z.string(),
  period: z.string(),
  probability: z.number().nullable(),
  band: Card.Band.nullable(),
  health: z.number().nullable().describe("0 to 100"),
  status: Health.Status.nullable(),
  segment: z.string().nullable().describe("Of the primary scheme"),
  revenue: z.number().nullable(),
  lifetime: z.number().nullable().describe("Value expected to come"),
  name: z.string().nullable(),
});
export type Item = z.infer<typeof Item>;

// `-` reverses an order; missing values come last either way.
const orders = {
  probability: { value: (row) => row.logit, descending: true },
  revenue: { value: (row) => row.revenue, descending: true },
  health: { value: (row) => row.health, descending: false },
  lifetime: { value: (row) => row.lifetime, descending: true },
  period: { value: (row) => row.period, descending: true },
  id: { value: (row) => row.id, descending: false },
  name: { value: (row) => row.name, descending: false },
} satisfies Record<
  string,
  { value: (row: Row) => number | string | null; descending: boolean }
>;
type Order = keyof typeof orders;
const sorts = Object.keys(orders) as Order[];
export const Sort = z.enum([
  ...sorts,
  ...sorts.map((sort) => `-${sort}` as const),
]);
export type Sort = z.infer<typeof Sort>;

export const Query = Paging.Query.extend({
  period: z.string().optional(),
  band: Card.Band.optional(),
  status: Health.Status.optional(),
  segment: z.string().optional().describe("Of the primary scheme"),
  sort: Sort.default("probability"),
});
export type Query = z.infer<typeof Query>;

type Row = PeriodIndex.Row &
  Pick<Item, "health" | "status" | "segment" | "lifetime">;

type Key = [value: number | string | null, id: string];

const orderOf = (sort: Sort) => orders[sort.replace("-", "") as Order];

const keyOf = (sort: Sort) => {
  const { value } = orderOf(sort);
  return (row: Row): Key => [value(row), row.id];
};

// Ids break ties, so that every order is total and a cursor always finds its place.
function comparison(sort: Sort) {
  const { descending } = orderOf(sort);
  const sign = descending === sort.startsWith("-") ? 1 : -1;
  return ([a, idA]: Key, [b, idB]: Key) => {
    if (a === null || b === null) {
      if (a !== b) return a === null ? 1 : -1;
    } else if (a !== b) return a < b ? -sign : sign;
    return idA < idB ? -1 : idA > idB ? 1 : 0;
  };
}

export async function list(
  dataset: string,
  { period, band, status, segment, sort, limit, cursor }: Query,
): Promise<Paging.Info<Item>> {
  const Position = z.tuple([
    z.literal(sort),
    z.union([z.number(), z.string(), z.null()]),
    z.string(),
  ]);
  const last = Paging.position(Position, cursor);
  const rows = await sorted(dataset, period, sort);
  const key = keyOf(sort);
  const compare = comparison(sort);
  const after = (row: Row) =>
    !last || compare(key(row), [last[1], last[2]]) > 0;
  const found: Row[] = [];
  for (const row of rows) {
    if (found.length > limit) break;
    if (band && row.band !== band) continue;
    if (status && row.status !== status) continue;
    if (segment !== undefined && row.segment !== segment) continue;
    if (after(row)) found.push(row);
  }
  const items = found.slice(0, limit);
  return {
    items: items.map(itemOf),
    cursor:
      found.length > limit
        ? Paging.cursor([sort, ...key(items.at(-1)!)])
        : null,
  };
}

export const itemOf = ({
  logit,
  upload: _,
  line: __,
  model: ___,
  ...row
}: Row): Item => ({
  ...row,
  probability: logit === null ? null : LogOdds.sigmoid(logit),
});

const unknown = { health: null, status: null, segment: null, lifetime: null };

/** The row with its customer's state, which may be a little older than the row. */
export function withState(
  row: PeriodIndex.Row,
  state: PeriodState.Info | null,
): Row {
  const stateRow = state ? PeriodState.rowOf(state, row.id) : -1;
  if (!state || stateRow < 0) return { ...row, ...unknown };
  return {
    ...row,
    health: state.health[stateRow],
    status: state.status[stateRow],
    segment: state.segments[state.primary]?.[stateRow] ?? null,
    lifetime: state.lifetime[stateRow],
  };
}

type Held<T> = { etag: string; value: T };
// A few dozen periods of a few datasets.
const views = new LRUCache<string, Held<Row[]>>({ max: 64 });
const lists = new LRUCache<string, Held<Row[]>>({ max: 64 });

async function rowsOf(dataset: string, period: string) {
  const key = Bucket.keys.view(dataset, period);
  const known = views.get(key);
  const [found, state] = await Promise.all([
    Bucket.changed(key, known?.etag.split(" ")[0]),
    PeriodState.current(dataset, period),
  ]);
  if (!found) return { etag: "", value: [] };
  const digest = state?.inputDigest ?? "";
  if (found === "same" && known!.etag.endsWith(` ${digest}`)) return known!;
  const rows =
    found === "same" ? known!.value : PeriodIndex.rows(JSON.parse(found.text));
  const first = found === "same" ? known!.etag.split(" ")[0] : found.etag;
  const value = rows.map((row) => withState(row, state));
  const read = { etag: `${first} ${digest}`, value };
  views.set(key, read);
  return read;
}

// The rows of one period, or each customer's newest row.
async function sorted(dataset: string, period: string | undefined, sort: Sort) {
  if (period !== undefined) await Dataset.period(dataset, period);
  const periods = period ? [period] : await Dataset.periods(dataset);
  if (!periods.length) await Dataset.get(dataset);
  const held = await Promise.all(periods.map((p) => rowsOf(dataset, p)));
  const name = [dataset, period ?? "", sort].join(" ");
  const etag = held.map((one) => one.etag).join(" ");
  const known = lists.get(name);
  if (known?.etag === etag) return known.value;
  const newest = new Map<string, Row>();
  for (const { value } of held)
    for (const row of value) newest.set(row.id, row);
  const key = keyOf(sort);
  const compare = comparison(sort);
  const value = [...newest.values()].sort((a, b) => compare(key(a), key(b)));
  lists.set(name, { etag, value });
  return value;
}

export * as CustomerList from "./customer-list";
