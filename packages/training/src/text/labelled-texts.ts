// labelled-texts: the texts and labels of a file, every row kept in its place
import { readFile } from "node:fs/promises";
import { Csv } from "@mainstay/core/tabular/csv";
import { Dialect } from "@mainstay/core/tabular/dialect";
import { TextSource } from "@mainstay/core/tabular/text-source";
import { Failure } from "@mainstay/core/base/error";
import { read as headerOf } from "@mainstay/core/tabular/header-row";

export type Options = {
  text: string;
  label: string;
  header: boolean;
  quotes?: boolean; // told from the file unless said
  separator?: Csv.Separator;
};

export type LabelledTexts = { texts: string[]; labels: (string | null)[] };

export async function read(
  file: string,
  options: Options,
): Promise<LabelledTexts> {
  const { separator, quotes } = options;
  const { text: bytes } = await TextSource.read(await readFile(file));
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
