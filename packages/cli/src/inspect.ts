// inspect: `mainstay inspect`, what ingest would decide of a file; no server is needed
import { open } from "node:fs/promises";
import { basename } from "node:path";
import { Command } from "commander";
import { Preview } from "@mainstay/core/intake/preview";
import { Label } from "@mainstay/core/learning/label";
import { Warning } from "@mainstay/core/reading/warning";

// A workbook has to be there as a whole.
const maxWorkbookBytes = 256 << 20;

async function head(path: string) {
  const file = await open(path);
  try {
    const { size } = await file.stat();
    const most = /\.xlsx$/i.test(path) ? maxWorkbookBytes : Preview.maxBytes;
    const bytes = Buffer.alloc(Math.min(size, most));
    await file.read(bytes, 0, bytes.length, 0);
    if (size < bytes.length + Preview.tailBytes || /\.(xlsx|gz)$/i.test(path))
      return { bytes, isCut: bytes.length < size };
    const tail = Buffer.alloc(Preview.tailBytes);
    await file.read(tail, 0, tail.length, size - tail.length);
    return { bytes, isCut: true, tail };
  } finally {
    await file.close();
  }
}

async function read(path: string, asked?: string, period?: string) {
  const file = { name: basename(path), period, ...(await head(path)) };
  const of = (dataset: string) =>
    Preview.read({ ...file, dataset }, new Date());
  const found = await of(asked ?? "customers");
  const { kind } = found;
  const isOther = !asked && kind !== "own" && kind !== "customers";
  return isOther ? of(kind) : found;
}

const shown: Record<string, string> = { "\t": "tab", ",": "comma" };

function text(found: Preview.Info): string {
  const { dataset, kind, encoding, separator, line, skipped, periods } = found;
  const part = found.whole ? "" : ` of the first ${found.rows} rows`;
  const fact = (name: string, value: unknown) =>
    `${name.padEnd(10)} ${value ?? "—"}`;
  const columns = found.columns.map(
    ({ name, type, role, filled, missing, examples }) =>
      [
        `  ${name}`,
        [type ?? "no type yet", role].filter(Boolean).join(", "),
        `${filled} of ${filled + missing} filled`,
        examples.slice(0, 3).join(" | "),
      ].join("  ·  "),
  );
  return [
    fact(
      "dataset",
      dataset === kind ? dataset : `${dataset} (looks like ${kind})`,
    ),
    fact("encoding", encoding),
    fact("separator", shown[separator] ?? separator),
    fact("header", line === null ? "none" : `line ${line}`),
    ...(skipped ? [fact("skipped", `${skipped} above the header`)] : []),
    fact("id", found.id),
    fact("time", found.time),
    fact(
      "periods",
      `${periods.slice(0, 12).join(", ")}${periods.length > 12 ? ", …" : ""}`,
    ),
    fact("label", found.label && Label.phrase(found.label)),
    fact(
      "rows",
      `${found.accepted} of ${found.rows} would be taken in${found.whole ? "" : "; more follow"}`,
    ),
    "columns",
    ...columns,
    ...(found.refused.length ? [`refused${part}`] : []),
    ...found.refused.map(
      ({ code, count, line, message }) =>
        `  ${count} ${count === 1 ? "row" : "rows"}, as on line ${line}: ${message} (${code})`,
    ),
    ...(found.warnings.length ? [`warnings${part}`] : []),
    ...found.warnings.map(
      (warning) => `  ${Warning.sentence(warning)} (${warning.code})`,
    ),
  ].join("\n");
}

export const inspect = new Command("inspect")
  .description("what would be decided of a file; no server needed")
  .argument("<file>")
  .option("--dataset <name>", "read it as one of this dataset; else guessed")
  .option("--period <period>", "the period of its rows, such as 2026-04")
  .option("--json", "as JSON")
  .action(async (path, { dataset, period, json }) => {
    const found = await read(path, dataset, period);
    console.log(json ? JSON.stringify(found, null, 2) : text(found));
  });
