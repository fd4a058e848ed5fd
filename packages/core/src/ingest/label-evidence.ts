// label-evidence: what the newest rows of a dataset tell of its label
import { own } from "../base/own";
import { look } from "../tabular/column-type";
import type { Definition } from "../tabular/definition";
import { Parquet } from "../tabular/parquet";
import { LabelKind } from "../dataset/label-kind";
import { Manifest } from "../dataset/manifest";

const enoughRows = 5000;

/** The definition with what its label's stored cells tell of it, where its owner left that open. */
export async function complete<D extends Definition.Info>(
  dataset: string,
  definition: D,
): Promise<D> {
  const { label, columns, roles } = definition;
  if (!label || label.positive !== "") return definition;
  const files = await Manifest.files(dataset);
  const cells: (string | null)[] = [];
  for (const { key } of files.reverse()) {
    if (cells.length >= enoughRows) break;
    const rows = await Parquet.read(await Manifest.bytes(key));
    const at = rows.columns.indexOf(label.column);
    if (at >= 0) for (const cell of rows.cells[at]) cells.push(cell);
  }
  const column = {
    name: label.column,
    seen: look(cells),
    kind: own(columns, label.column),
  };
  return { ...definition, label: LabelKind.complete(label, column, roles) };
}

export * as LabelEvidence from "./label-evidence";
