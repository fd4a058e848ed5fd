// period-tables: customers of every period, their predictions and the metrics, of all datasets, as tables for statements
import { sha256 } from "../base/digest";
import { Bucket } from "../aws/bucket";
import { AnswerColumns } from "../customers/answer-columns";
import { PeriodIndex } from "../customers/period-index";
import { Given } from "../periods/given";
import { PeriodShards } from "../customers/period-shards";
import { PeriodSummary } from "../periods/period-summary";
import { Duckdb } from "../query/duckdb";
import type { Scratch } from "../query/scratch";
import { TypedColumns } from "../query/typed-columns";
import { LogOdds } from "../stats/log-odds";

export const schema = "main";

type Columns = TypedColumns.Column[];
type Period = { dataset: string; period: string };
type Source = {
  /** A file's worth of rows each, with the objects that it is made of. */
  parts: (place: Period) => AsyncGenerator<Part>;
  /** The columns that are there without a row as well. */
  none: () => Columns;
};
type Part = { version: string; columns: () => Promise<Columns> | Columns };

const { text, number } = TypedColumns;

const predictions: Source = {
  async *parts({ dataset, period }) {
    const files: string[] = [];
    let given: ReturnType<typeof Given.inPeriod> | undefined;
    for await (const { key } of Bucket.list(Bucket.keys.given(dataset, period)))
      files.push(key);
    for await (const part of PeriodIndex.parts(dataset, period)) {
      const rows = part.rows.filter(
        ({ logit, answer }) => logit !== null || answer,
      );
      if (!rows.length) continue;
      yield {
        version: [part.digest, ...files].join(),
        columns: async () =>
          saidOf(rows, await (given ??= Given.inPeriod(dataset, period))),
      };
    }
  },
  none: () => saidOf([], new Map()),
};

function saidOf(
  rows: PeriodIndex.Row[],
  given: ReadonlyMap<string, Given.Info>,
): Columns {
  const id = rows.map((row) => row.id);
  const said = rows.map(({ id }) => given.get(id));
  return [
    text("id", id),
    number("probability", rows.map(({ logit }) => logit === null ? null : LogOdds.sigmoid(logit))), // prettier-ignore
    ...(AnswerColumns.of(id, rows)?.values ?? []),
    text("band", rows.map(({ band }) => band)), // prettier-ignore
    text("model", rows.map(({ model }) => model ?? null)), // prettier-ignore
    number("given_probability", said.map((one) => one?.probability ?? null)), // prettier-ignore
    text("given_band", said.map((one) => one?.band ?? null)), // prettier-ignore
    text("given_model", said.map((one) => one?.version ?? null)), // prettier-ignore
    text("given_at", said.map((one) => one?.at ?? null)), // prettier-ignore
  ];
}

const metrics: Source = {
  async *parts({ dataset, period }) {
    const version = await Bucket.etag(Bucket.keys.summary(dataset, period));
    if (version === null) return;
    yield {
      version,
      columns: async () => saidBy(await PeriodSummary.read(dataset, period)),
    };
  },
  none: () => saidBy(null),
};

function saidBy(summary: PeriodSummary.Info | null): Columns {
  const rows = Object.entries(summary?.metrics ?? {});
  const values = rows.map(([, value]) => value);
  const known = values.map((one) => (one.value === null ? null : one));
  return [
    text("metric", rows.map(([name]) => name)), // prettier-ignore
    text("unit", rows.map(([name]) => summary!.definitions[name]?.unit ?? null)), // prettier-ignore
    number("value", known.map((one) => one?.value ?? null)), // prettier-ignore
    number("n", known.map((one) => one?.n ?? null)), // prettier-ignore
    number("low", known.map((one) => one?.low ?? null)), // prettier-ignore
    number("high", known.map((one) => one?.high ?? null)), // prettier-ignore
    text("why", values.map((one) => ("why" in one ? one.why : null))), // prettier-ignore
  ];
}

const sources = { predictions, metrics };
export type Name = "periods" | keyof typeof sources;
export const names: Name[] = ["periods", "predictions", "metrics"];

const keyed = ({ dataset, period }: Period, columns: Columns): Columns => {
  const rows = columns[0]?.values.length ?? 0;
  const same = (value: string) => new Array<string>(rows).fill(value);
  return [
    text("dataset", same(dataset)),
    text("period", same(period)),
    ...columns,
  ];
};

/** `places` are the periods of all datasets that may be read. */
export async function table(
  name: Name,
  places: Period[],
  lease: Scratch.Lease,
): Promise<Duckdb.Table> {
  if (name === "periods") return periods(places, lease);
  const source = sources[name];
  const files: string[] = [];
  for (const place of places) {
    for await (const { version, columns } of source.parts(place)) {
      const file = sha256(
        name,
        JSON.stringify([place.dataset, place.period, version]),
      ).slice(0, 32);
      files.push(
        await lease.file(`${file}.parquet`, async () =>
          TypedColumns.parquet(keyed(place, await columns())),
        ),
      );
    }
  }
  return files.length
    ? { schema, name, files, sql: `SELECT * FROM ${Duckdb.parquet(files)}` }
    : empty(name);
}

// The shards as they lie, each dataset's with its name.
async function periods(
  places: Period[],
  lease: Scratch.Lease,
): Promise<Duckdb.Table> {
  const parts: string[] = [];
  const all: string[] = [];
  for (const dataset of new Set(places.map((place) => place.dataset))) {
    const files = await PeriodShards.files(dataset, lease);
    if (!files.length) continue;
    all.push(...files);
    parts.push(
      `SELECT ${Duckdb.literal(dataset)} AS dataset, COLUMNS(${PeriodShards.isPublic}) FROM ${Duckdb.parquet(files)}`,
    );
  }
  const sql = parts.join(" UNION ALL BY NAME ");
  return parts.length
    ? { schema, name: "periods", sql, files: all }
    : empty("periods");
}

/** The table without rows, for statements that do not speak of it. */
export function empty(name: Name): Duckdb.Table {
  const own = name === "periods" ? [text("id", [])] : sources[name].none();
  const columns = keyed({ dataset: "", period: "" }, own).map(
    ({ name, type }) =>
      `NULL::${type === "number" ? "DOUBLE" : "VARCHAR"} AS ${name}`,
  );
  const sql = `SELECT ${columns.join(", ")} WHERE false`;
  return { schema, name, sql, files: [] };
}

export * as PeriodTables from "./period-tables";
