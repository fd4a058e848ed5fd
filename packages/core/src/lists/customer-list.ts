// customer-list: the customers of one period, or each customer's newest row, filtered, sorted, summed and paged by DuckDB over the periods' shards
import type { DuckDBConnection } from "@duckdb/node-api";
import * as z from "zod";
import { Paging } from "../base/paging";
import { Dataset } from "../dataset/dataset";
import { Pseudonyms } from "../customers/pseudonyms";
import { Health } from "../health/health";
import type { AnswerColumns } from "../customers/answer-columns";
import { Answer } from "../model/answer";
import { Card } from "../model/card";
import { PeriodShards } from "../customers/period-shards";
import { Refresh } from "../periods/refresh";
import { Duckdb } from "../query/duckdb";
import { Scratch } from "../query/scratch";
import { Where } from "../query/where";
import { CustomerItem } from "./customer-item";
import { ListColumns } from "./list-columns";

const byRisk = "-probability";

export const Filters = z.object({
  period: z
    .string()
    .optional()
    .describe("Only this period; without it each customer's newest row"),
  band: Card.Band.optional(),
  status: Health.Status.optional(),
  segment: z.string().optional().describe("Of the primary scheme"),
  owner: z.string().optional().describe("Only this owner's customers"),
  renewal: z
    .string()
    .regex(/^\d{4}-\d{2}$/, "a month such as 2026-04")
    .optional()
    .describe("Only contracts that end in this month"),
  left: z
    .stringbool()
    .or(z.boolean())
    .optional()
    .describe("Only those who have left, or only those who have not"),
  q: z
    .string()
    .optional()
    .describe("Whose id begins with this or whose name contains it"),
  where: z
    .string()
    .optional()
    .describe(
      "Conditions joined by `and`, each `column op value` with = != < <= > >= in like, on any column of the dataset or the period",
    ),
  columns: z
    .string()
    .optional()
    .describe("Columns to show besides, with commas between them"),
  sort: z
    .string()
    .default(byRisk)
    .describe(
      "Any column; a leading - is descending. Missing values come last",
    ),
});
export type Filters = z.infer<typeof Filters>;
export const Query = Paging.Query.extend(Filters.shape);
export type Query = z.infer<typeof Query>;

/** With the columns that were asked for, by the names they were asked by. */
export const Item = CustomerItem.Info.catchall(z.unknown());
export type Item = z.infer<typeof Item>;
export const Info = Paging.schema(Item).extend({
  total: z.int().min(0).describe("Customers that the filters leave"),
  sums: z
    .record(z.string(), z.number().nullable())
    .describe(
      "Of all of them: the revenue, and every number among the columns",
    ),
});
export type Info = z.infer<typeof Info>;

type Value = string | number | boolean;
type Asked = {
  from: string;
  where: string;
  values: Value[];
  columns: ListColumns.Columns;
  chosen: { name: string; column: ListColumns.Column }[];
  sort: { column: ListColumns.Column; descends: boolean };
  unsummed: boolean; // amounts of several currencies
  answers: AnswerColumns.Column[];
};
type Rest = {
  schemes: string[];
  incomplete: string | null;
  unsummed: string | null;
  answers?: AnswerColumns.Column[];
  spend?: true;
};

// Newest rows are found by ids alone before any other column is read.
const newest = (rows: string) =>
  `${rows} SEMI JOIN (SELECT id, max(period) AS period FROM ${rows} GROUP BY id) USING (id, period)`;

async function prepare(
  dataset: string,
  { period, ...filters }: Filters,
  lease: Scratch.Lease,
): Promise<Asked | null> {
  if (period !== undefined) await Dataset.period(dataset, period);
  const periods = await Dataset.periods(dataset);
  if (!periods.length) await Dataset.get(dataset);
  const shown = period === undefined ? periods : [period];
  await Refresh.shards(dataset, shown);
  const found = await Promise.all(
    shown.map((one) => PeriodShards.head<Rest>(dataset, one)),
  );
  const heads = found.flatMap((one) => one?.head ?? []);
  const files = await PeriodShards.files(dataset, lease, (one) =>
    shown.includes(one),
  );
  const columns = ListColumns.of(heads);
  const chosen = names(filters.columns).map((name) => ({
    name,
    column: ListColumns.find(columns, name, "columns"),
  }));
  const answers = answersOf(heads);
  const order = orderOf(filters.sort, answers);
  const sort = {
    column: ListColumns.find(columns, order.replace(/^-/, ""), "sort"),
    descends: order.startsWith("-"),
  };
  if (!files.length) return null;
  const whole = heads.findLast(({ incomplete }) => incomplete === null);
  // Who is missing from the newest complete period has left.
  const left = `(has_left OR period < ${Duckdb.literal(whole?.period ?? "")})`;
  const id = filters.q && (await Pseudonyms.told(dataset, filters.q));
  const rows = Duckdb.parquet(files);
  const from = `(SELECT *, ${left} AS "left" FROM ${period === undefined ? newest(rows) : rows})`;
  return {
    ...{ from, columns, chosen, sort, answers },
    ...conditions({ ...filters, id }, columns),
    unsummed: heads.some(({ unsummed }) => unsummed !== null),
  };
}

/** The columns that the lists of a period may be filtered, sorted and shown by. */
export async function columns(dataset: string, period: string) {
  const found = await PeriodShards.head<Rest>(dataset, period);
  const all = ListColumns.of(found ? [found.head] : []);
  return [...new Map([...all.values()].map((one) => [one.name, one])).values()];
}

const answersOf = (heads: Rest[]) => [
  ...new Map(
    heads
      .flatMap(({ answers = [] }) => answers)
      .map((column) => [column.stored, column]),
  ).values(),
];

// Where there are no probabilities the largest amount or level comes first, the soonest time, or the first class.
function orderOf(asked: string, answers: AnswerColumns.Column[]) {
  if (asked !== byRisk) return asked;
  const has = (name: string) => answers.some((one) => one.stored === name);
  if (has("expected")) return "period.expected";
  if (has("value")) return "-period.value";
  return has("class") ? "period.class" : asked;
}

/** Commas part names, but not within quotes. */
export const names = (columns = "") =>
  Array.from(
    columns.matchAll(/"((?:[^"]|"")*)"|([^,]+)/g),
    ([, quoted, bare]) =>
      quoted === undefined ? bare.trim() : quoted.replaceAll('""', '"'),
  ).filter((name) => name !== "");

function conditions(
  filters: Omit<Filters, "period"> & { id?: string }, // as `q` would be kept if it is one
  columns: ListColumns.Columns,
) {
  const parts: { sql: string; values: Value[] }[] = [];
  for (const name of ["band", "status", "segment", "owner"] as const)
    if (filters[name] !== undefined)
      parts.push({ sql: `"${name}" = ?`, values: [filters[name]] });
  if (filters.renewal !== undefined)
    parts.push({
      sql: "strftime(renewal, '%Y-%m') = ?",
      values: [filters.renewal],
    });
  if (filters.left !== undefined)
    parts.push({ sql: '"left" = ?', values: [filters.left] });
  if (filters.q)
    parts.push({
      sql: "(id = ? OR starts_with(lower(id), lower(?)) OR contains(lower(name), lower(?)))",
      values: [filters.id ?? filters.q, filters.q, filters.q],
    });
  if (filters.where?.trim())
    for (const one of Where.parse(filters.where))
      parts.push(ListColumns.condition(columns, one));
  return {
    where: parts.map(({ sql }) => sql).join(" AND ") || "true",
    values: parts.flatMap(({ values }) => values),
  };
}

const standard = Object.keys(CustomerItem.Plain.shape);

const dateText = ({ sql, kind }: ListColumns.Column) =>
  kind === "date" ? `CAST(${sql} AS VARCHAR)` : sql;

const ordered = ({ sort: { column, descends } }: Asked) =>
  `${column.sql} ${descends ? "DESC" : "ASC"} NULLS LAST, id`;

// Ids break ties, so that every order is total and a cursor always finds its place.
function after(
  { sort: { column, descends } }: Asked,
  last: [Value | null, string] | undefined,
): { sql: string; values: Value[] } {
  if (!last) return { sql: "true", values: [] };
  const [value, id] = last;
  const { sql, kind } = column;
  if (value === null) return { sql: `${sql} IS NULL AND id > ?`, values: [id] };
  const at = `CAST(? AS ${ListColumns.castOf(kind)})`;
  const beyond = `${sql} ${descends ? "<" : ">"} ${at}`;
  return {
    sql: `(${sql} IS NULL OR ${beyond} OR (${sql} = ${at} AND id > ?))`,
    values: [value, value, id],
  };
}

/** A page of the list, with the count and the sums of all of it. */
export async function list(dataset: string, query: Query): Promise<Info> {
  const { limit, cursor, ...filters } = query;
  const Position = z.tuple([
    z.literal(filters.sort),
    z.union([z.number(), z.string(), z.boolean(), z.null()]),
    z.string(),
  ]);
  const last = Paging.position(Position, cursor);
  const lease = Scratch.lease();
  try {
    const asked = await prepare(dataset, filters, lease);
    if (!asked) return { items: [], cursor: null, total: 0, sums: {} };
    return await Duckdb.use(async (connection) => {
      const items = await page(
        connection,
        asked,
        limit,
        last?.slice(1) as never,
      );
      const counted = await count(connection, asked);
      const shown = items.slice(0, limit);
      const end = shown.at(-1);
      return {
        items: shown.map(({ item }) => item),
        cursor:
          items.length > limit
            ? Paging.cursor([filters.sort, end!.key, end!.item.id])
            : null,
        ...counted,
      };
    });
  } finally {
    await lease.end();
  }
}

async function page(
  connection: DuckDBConnection,
  asked: Asked,
  limit: number,
  last: [Value | null, string] | undefined,
) {
  const { from, where, values, chosen, sort, answers } = asked;
  const next = after(asked, last);
  const cells = [
    ...standard.map(Duckdb.identifier),
    dateText(sort.column),
    ...chosen.map(({ column }) => dateText(column)),
    ...answers.map(({ stored }) => Duckdb.identifier(stored)),
  ];
  const { rows } = await Duckdb.read(
    connection,
    `SELECT ${cells.join(", ")} FROM ${from} WHERE (${where}) AND ${next.sql} ORDER BY ${ordered(asked)} LIMIT ${limit + 1}`,
    limit + 1,
    [...values, ...next.values],
  );
  const behind = standard.length + 1 + chosen.length;
  return rows.map((row) => ({
    item: Object.fromEntries([
      ...standard.map((name, k) => [name, row[k]]),
      ...Object.entries(
        Answer.fromCells(
          answers,
          answers.map((_, k) => row[behind + k] as string | number | null),
        ),
      ),
      ...chosen.map(({ name }, k) => [name, row[standard.length + 1 + k]]),
    ]) as Item,
    key: row[standard.length],
  }));
}

async function count(
  connection: DuckDBConnection,
  { from, where, values, columns, chosen, unsummed }: Asked,
) {
  const own = chosen.length
    ? chosen
    : Array.from(columns.values(), (column) => ({ name: column.name, column }));
  const summed = new Map(
    own
      .filter(({ column }) => column.kind === "number" && isOwn(column))
      .map(({ name, column }) => [name, column.sql]),
  );
  summed.set("revenue", "revenue");
  // Compensated, so that the order in which rows come does not show.
  const sums = Array.from(summed.values(), (sql) => `fsum(${sql})`);
  const { rows } = await Duckdb.read(
    connection,
    `SELECT count(*), ${sums.join(", ")} FROM ${from} WHERE ${where}`,
    1,
    values,
  );
  const [total, ...found] = rows[0] as (number | null)[];
  const said = [...summed.keys()].map((name, k): [string, number | null] => [
    name,
    name === "revenue" && unsummed ? null : rounded(found[k]),
  ]);
  return { total: total!, sums: Object.fromEntries(said) };
}

const isOwn = ({ sql }: ListColumns.Column) => sql.startsWith('"own.');

const rounded = (value: number | null) =>
  value === null ? null : Number(value.toFixed(6));

/** Every row that the filters leave, the names of the columns first. */
export async function* lines(
  dataset: string,
  filters: Filters,
): AsyncGenerator<Duckdb.Plain[]> {
  const lease = Scratch.lease();
  try {
    const asked = await prepare(dataset, filters, lease);
    const chosen = asked?.chosen.length
      ? asked.chosen
      : [
          ...[...standard, "owner", "renewal"].map((name) => ({
            name,
            stored: name,
          })),
          ...(asked?.answers ?? []),
        ].map(({ name, stored }) => ({
          name,
          column: {
            ...{ name, kind: "text" as const },
            sql: Duckdb.identifier(stored),
          },
        }));
    const id = {
      name: "id",
      column: { name: "id", sql: "id", kind: "text" as const },
    };
    const all = chosen.some(({ name }) => name === "id")
      ? chosen
      : [id, ...chosen];
    yield all.map(({ name }) => name);
    if (!asked) return;
    const { from, where, values } = asked;
    const cells = all.map(({ name, column }) =>
      name === "renewal" ? "CAST(renewal AS VARCHAR)" : dateText(column),
    );
    yield* Duckdb.stream(
      `SELECT ${cells.join(", ")} FROM ${from} WHERE ${where} ORDER BY ${ordered(asked)}`,
      values,
    );
  } finally {
    await lease.end();
  }
}

export * as CustomerList from "./customer-list";
