// labelled-texts: the texts and labels of a file, every row kept in its place
import { readFile } from "node:fs/promises";
import { promisify } from "node:util";
import { gunzip } from "node:zlib";
import { Csv } from "@mainstay/core/tabular/csv";
import { Dialect } from "@mainstay/core/tabular/dialect";
import { TextEncoding } from "@mainstay/core/tabular/text-encoding";
import { Failure } from "@mainstay/core/base/error";
import { read as headerOf } from "@mainstay/core/tabular/header-row";

export type Options = {
  text: string;
  label: string;
  header: boolean;
  quotes?: boolean; // told from the file unless said
  separator?: Csv.Separator;
};

async function* once(bytes: Uint8Array) {
  yield bytes;
}

async function decoded(file: string): Promise<Buffer> {
  const raw = await readFile(file);
  const bytes = TextEncoding.isGzip(raw) ? await promisify(gunzip)(raw) : raw;
  const encoding = TextEncoding.detect(bytes.subarray(0, 1 << 16));
  const chunks: Uint8Array[] = [];
  for await (const chunk of TextEncoding.decode(once(bytes), encoding))
    chunks.push(chunk);
  return Buffer.concat(chunks);
}

export type LabelledTexts = { texts: string[]; labels: (string | null)[] };

export async function read(
  file: string,
  options: Options,
): Promise<LabelledTexts> {
  const { separator, quotes } = options;
  const bytes = await decoded(file);
  const dialect = Dialect.detect(bytes.subarray(0, 1 << 20), {
    separator,
    quotes,
  });
  const scan = Csv.scan(bytes, dialect);
  const header = headerOf(scan, options);
  const find = (name: string) => {
    const at = header.names.indexOf(name);
    if (at >= 0) return header.cells[at];
    throw new Failure(
      "file.column.unknown",
      `Expected a column "${name}" in ${file}; it has ${header.names.join(", ")}`,
    );
  };
  const [text, label] = [find(options.text), find(options.label)];
  const table: LabelledTexts = { texts: [], labels: [] };
  for (let row = header.rows; row < scan.rows; row++) {
    const width = scan.first[row + 1] - scan.first[row];
    if (width !== header.width)
      throw new Failure(
        "file.row.width",
        `Expected ${header.width} cells in every row, got ${width} on line ${scan.line[row]}; with quotes as plain characters: --no-quotes`,
      );
    table.texts.push(Csv.text(scan, scan.first[row] + text) ?? "");
    table.labels.push(Csv.text(scan, scan.first[row] + label));
  }
  return table;
}

export * as LabelledTexts from "./labelled-texts";
