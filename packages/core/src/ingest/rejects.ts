// rejects: refused rows on their way to a file that can be mended and dropped again
import { Bucket } from "../aws/bucket";
import { Csv } from "../tabular/csv";
import type { PlanUpload } from "./plan-upload";
import type { PartRows } from "../dataset/part-rows";

// One JSON array a line: only the whole file knows how many surplus columns it needs.
export const lines = (refused: PartRows.Refused[]) =>
  refused
    .map(({ line, column, code, message, period, cells }) =>
      JSON.stringify([line, column, code, message, period, ...cells]),
    )
    .join("\n");

/** What most of the refused rows were refused for, and the first of them. */
export async function commonest(upload: string, parts: number[]) {
  const reasons = new Map<
    string,
    { count: number; line: number; message: string }
  >();
  for (const part of parts) {
    const key = Bucket.keys.staging(upload, `rejects-${part}`);
    for (const text of (await Bucket.existing(key)).split("\n")) {
      const [line, column, code, message] = JSON.parse(text);
      const name = JSON.stringify([column, code]);
      const known = reasons.get(name) ?? { count: 0, line, message };
      known.count++;
      reasons.set(name, known);
    }
  }
  return [...reasons.values()].reduce((a, b) => (b.count > a.count ? b : a));
}

const own = ["_line", "_column", "_code", "_message", "_period"];

export async function assemble(
  { upload, header }: PlanUpload.Info,
  parts: number[], // that refused any
) {
  const columns = header.names;
  const width = own.length + columns.length;
  const pieces = async function* () {
    for (const part of parts) {
      const text = await Bucket.existing(
        Bucket.keys.staging(upload, `rejects-${part}`),
      );
      yield text
        .split("\n")
        .map((line) => JSON.parse(line) as (string | number | null)[]);
    }
  };
  let widest = width;
  for await (const rows of pieces())
    for (const row of rows) widest = Math.max(widest, row.length);
  const extra = Array.from(
    { length: widest - width },
    (_, k) => `_extra${k + 1}`,
  );
  const file = async function* () {
    yield Buffer.from(Csv.line([...own, ...columns, ...extra]));
    for await (const rows of pieces())
      yield Buffer.from(
        rows
          .map((row) =>
            Csv.line([...row, ...Array(widest - row.length).fill(null)]),
          )
          .join(""),
      );
  };
  await Bucket.assemble(Bucket.keys.rejects(upload), file(), "text/csv");
}

export * as Rejects from "./rejects";
