// sql: one SELECT over all that is known, asked of a server, or of a copy of the bucket without any
import { Command } from "commander";
import { stat } from "node:fs/promises";
import type { Query } from "@mainstay/core/sql/query";
import type { Call } from "./client";

type Options = {
  limit: string;
  json?: boolean;
  csv?: boolean;
  folder?: string;
  bucket?: string;
};

export const sql = (call: () => Call, say: (answer: unknown) => void) =>
  new Command("sql")
    .description(
      "one SELECT over datasets, periods, predictions and metrics; SHOW TABLES tells which there are",
    )
    .argument("<statement>")
    .option("--limit <n>", "so many rows at most", "1000")
    .option("--json", "as the API answers")
    .option("--csv", "for a spreadsheet")
    .option("--folder <path>", "a copy of the bucket (aws s3 sync), no server")
    .option("--bucket <name>", "a bucket of your AWS account, no server")
    .action(async (statement: string, { json, csv, ...options }: Options) => {
      const asked = { sql: statement, limit: Number(options.limit) };
      const found = await answer(call, asked, options);
      if (json || (!csv && !process.stdout.isTTY)) return say(found);
      const { Csv } = await import("@mainstay/core/tabular/csv");
      say(
        csv ? lines(found).map(Csv.sheetLine).join("").trimEnd() : table(found),
      );
      if (found.truncated)
        console.error(`only the first ${found.rows.length} rows; --limit`);
    });

// A machine that answers only its own caller may take longer than a gateway waits.
const timeMs = 120_000;

async function answer(
  call: () => Call,
  asked: Query.Input,
  { folder, bucket }: Options,
): Promise<Query.Info> {
  if (!folder && !bucket) return call()("POST", "/v1/query", asked);
  const { Query } = await import("@mainstay/core/sql/query");
  const input = Query.Input.parse(asked);
  process.env.SST_RESOURCE_App ??= JSON.stringify({ name: "", stage: "" });
  process.env.SST_RESOURCE_Bucket = JSON.stringify({ name: bucket ?? "copy" });
  if (bucket) return Query.run(input, { timeMs });
  if (!(await stat(folder!).catch(() => null))?.isDirectory())
    throw new Error(`Expected --folder to be a folder, got ${folder}`);
  const { FolderBucket } = await import("@mainstay/local/aws/folder-bucket");
  const served = await FolderBucket.serve(folder!);
  Object.assign(process.env, {
    AWS_ENDPOINT_URL_S3: served.endpoint,
    AWS_REGION: "us-east-1",
    AWS_ACCESS_KEY_ID: "local",
    AWS_SECRET_ACCESS_KEY: "local",
  });
  try {
    return await Query.run(input, { timeMs });
  } finally {
    await served.stop();
  }
}

const written = (cell: unknown) =>
  cell === null || ["string", "number"].includes(typeof cell)
    ? (cell as string | number | null)
    : JSON.stringify(cell);

const lines = ({ columns, rows }: Query.Info) => [
  columns.map(({ name }) => name),
  ...rows.map((row) => row.map(written)),
];

function table(found: Query.Info) {
  const rows = lines(found).map((row) => row.map((cell) => String(cell ?? "")));
  const widths = found.columns.map((_, k) =>
    rows.reduce((width, row) => Math.max(width, row[k].length), 0),
  );
  return rows
    .map((row) =>
      row
        .map((cell, k) => cell.padEnd(widths[k]))
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}
