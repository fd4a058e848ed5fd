// labelled-texts: the texts and labels of a file, every row kept in its place
import { FileTable } from "@mainstay/core/dataset/file-table";
import { Failure } from "@mainstay/core/base/error";
import type { Csv } from "@mainstay/core/tabular/csv";

export type Options = {
  text: string;
  label: string;
  header: boolean;
  quotes?: boolean; // told from the file unless said
  separator?: Csv.Separator;
};

export type LabelledTexts = { texts: string[]; labels: (string | null)[] };

const ragged = ["row.cells.few", "row.cells.many", "row.quote"];

export async function read(
  file: string,
  { text, label, ...options }: Options,
): Promise<LabelledTexts> {
  const columns = options.header ? [text, label] : [];
  const table = await FileTable.read(file, {
    ...options,
    columns,
    totals: false,
  });
  const odd = table.warnings.find(({ code }) => ragged.includes(code));
  // Where quotes are signs, such rows are many and their texts run into each other.
  if (odd)
    throw new Failure(
      "file.row.width",
      `${odd.message} (${odd.example}); with quotes as plain characters: --no-quotes`,
    );
  return {
    texts: table.cells(text).map((cell) => cell ?? ""),
    labels: table.cells(label),
  };
}

export * as LabelledTexts from "./labelled-texts";
