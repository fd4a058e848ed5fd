// erased-lines: a file of the inbox without one customer or without some lines; every other byte and line stays where it is
import { gunzipSync, gzipSync } from "node:zlib";
import { Failure } from "../base/error";
import { Inspect } from "../dataset/inspect";
import { Reshape } from "../dataset/reshape";
import { TextEncoding } from "../reading/text-encoding";
import { Csv } from "../tabular/csv";
import type { Definition } from "../tabular/definition";
import { TextSource } from "../tabular/text-source";
import { Mark } from "./mark";

export type Asked = {
  gone: string | ReadonlySet<number>; // a customer's id, or the lines where rows begin
  upload: string;
  dataset: string;
  name: string; // of the file
  known: Definition.Info;
};

/** The file without those rows; null where it has none of them, "whole" where it can only go as a whole. */
export async function without(
  bytes: Uint8Array,
  asked: Asked,
): Promise<Uint8Array | "whole" | null> {
  const workbook = /\.xlsx$/i.test(asked.name);
  const { encoding } = asked.known;
  const { text, info } = await TextSource.read(bytes, {
    ...{ workbook, encoding },
    reshape: Reshape.of(asked.dataset, asked.known),
  });
  const lines = linesOf(text, info, asked);
  if (!lines.size) return null;
  if (workbook || info.moved) return "whole";
  const zipped = TextEncoding.isGzip(bytes);
  const raw = zipped ? gunzipSync(bytes) : bytes;
  const emptied = empty(raw, lines, info.encoding);
  return zipped ? gzipSync(emptied) : emptied;
}

// Physical lines of the rows whose id is the customer's.
function linesOf(text: Buffer, source: TextSource.Info, asked: Asked) {
  const { gone, upload, dataset, name, known } = asked;
  const lines = new Set<number>();
  let seen: Inspect.Info;
  try {
    const file = { dataset, path: name, source, dropped: new Date() };
    seen = Inspect.inspect(file, known);
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    if (typeof gone !== "string") return lines;
    // No column of it is known to be the id.
    const mark = Mark.of([gone]);
    const all = text.toString("utf8").split(/\r\n|\n|\r/);
    all.forEach((line, k) => mark.test(line) && lines.add(k + 1));
    return lines;
  }
  const { header, dialect, from } = seen.layout;
  const { byte, line } = from;
  const scan = Csv.scan(text.subarray(byte), dialect, { line });
  const at =
    known.id === undefined
      ? -1
      : header.cells[seen.found.names.indexOf(known.id)];
  for (let row = 0; row < scan.rows; row++) {
    const first = scan.line[row];
    const id = () =>
      at < 0
        ? `${upload}:${first}`
        : scan.first[row] + at < scan.first[row + 1]
          ? Csv.text(scan, scan.first[row] + at)
          : null;
    const isGone = typeof gone === "string" ? id() === gone : gone.has(first);
    if (!isGone) continue;
    const next = row + 1 < scan.rows ? scan.line[row + 1] : scan.next;
    for (let n = first; n < Math.max(next, first + 1); n++) lines.add(n);
  }
  return lines;
}

// Leaves the ends of the lines, so that all others keep their numbers.
function empty(raw: Uint8Array, lines: Set<number>, encoding: string) {
  const width = /^utf-16/.test(encoding) ? 2 : 1;
  const low = encoding === "utf-16be" ? 1 : 0;
  const unit = (at: number) =>
    width === 1
      ? raw[at]
      : at + 1 < raw.length && raw[at + 1 - low] === 0
        ? raw[at + low]
        : -1;
  const kept: Uint8Array[] = [];
  let line = 1;
  let from = 0;
  for (let at = 0; at <= raw.length; at += width) {
    const sign = at < raw.length ? unit(at) : 0x0a;
    const isEnd = sign === 0x0a || (sign === 0x0d && unit(at + width) !== 0x0a);
    if (!isEnd) continue;
    const crlf = sign === 0x0a && at > from && unit(at - width) === 0x0d;
    const end = crlf ? at - width : at;
    if (!lines.has(line)) kept.push(raw.subarray(from, end));
    kept.push(raw.subarray(end, Math.min(at + width, raw.length)));
    from = at + width;
    line++;
  }
  return Buffer.concat(kept);
}

export * as ErasedLines from "./erased-lines";
