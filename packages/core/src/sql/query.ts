// query: a SELECT of somebody's own over datasets, periods, predictions and metrics
import * as z from "zod";
import { Bucket } from "../aws/bucket";
import { Dataset } from "../dataset/dataset";
import { QueryProcess } from "../query/query-process";
import { Scratch } from "../query/scratch";
import { DatasetTable } from "./dataset-table";
import { PeriodTables } from "./period-tables";

export const maxRows = 10_000;

export const Input = z.object({
  sql: z.string().min(1).max(100_000),
  limit: z.int().min(1).max(maxRows).default(1000),
});
export type Input = z.infer<typeof Input>;

export const Info = z.object({
  columns: z.array(z.object({ name: z.string(), type: z.string() })),
  rows: z.array(z.array(z.unknown())).describe("Cells in the order of columns"),
  truncated: z.boolean().describe("Whether there are more rows than these"),
});
export type Info = z.infer<typeof Info>;

export type Options = {
  /** Datasets that the caller may read; of others there is no table. */
  isReadable?: (dataset: string) => boolean;
  /** Brings a dataset's periods up to date before they are read; a copy of a bucket is read as it is. */
  refresh?: (dataset: string) => Promise<void>;
  timeMs?: number;
};

const folders = async (prefix: string) => {
  const found: string[] = [];
  for await (const name of Bucket.folders(prefix)) found.push(name);
  return found;
};

// Told from the bucket alone, so that a copy of the bucket answers as the bucket does.
const periodsOf = async (dataset: string, refresh: Options["refresh"]) => {
  await refresh?.(dataset);
  return (await folders(Bucket.keys.allPeriods(dataset))).map((period) => ({
    dataset,
    period,
  }));
};

/** Only what the statement's text names is fetched. */
export async function run(
  { sql, limit }: Input,
  {
    isReadable = () => true,
    refresh = async () => {},
    timeMs = 10_000,
  }: Options = {},
): Promise<Info> {
  const datasets = (await folders(Bucket.keys.allDefinitions)).filter(
    isReadable,
  );
  const words = sql.toLowerCase();
  const isNamed = (name: string) => words.includes(name.toLowerCase());
  const lease = Scratch.lease();
  try {
    const definitions = await Promise.all(
      datasets.map((dataset) => Dataset.get(dataset)),
    );
    const places = PeriodTables.names.some(isNamed)
      ? (
          await Promise.all(
            datasets
              .filter((name) => Dataset.kind(name) === "snapshots")
              .map((dataset) => periodsOf(dataset, refresh)),
          )
        ).flat()
      : [];
    const tables = await Promise.all([
      ...PeriodTables.names.map((name) =>
        isNamed(name)
          ? PeriodTables.table(name, places, lease)
          : PeriodTables.empty(name),
      ),
      ...datasets.map((dataset, k) =>
        isNamed(dataset)
          ? DatasetTable.table(dataset, definitions[k], lease)
          : DatasetTable.empty(dataset, definitions[k]),
      ),
    ]);
    return await QueryProcess.run({ tables, sql, limit }, timeMs);
  } finally {
    await lease.end();
  }
}

export * as Query from "./query";
