// id-evidence: what is said of the column that names the rows
import type { Warning } from "../reading/warning";
import type { Definition } from "../tabular/definition";
import { ColumnNames } from "./column-names";
import type { Looked } from "./key-columns";

// 1.23457E+11, as a spreadsheet shows and then saves a long number.
const shortened = /^\d[.,]\d+E\+\d+$/i;

export function warnings(
  dataset: string,
  { id }: Definition.Info,
  known: Definition.Input,
  looked: Looked[],
): Warning.Info[] {
  if (id === undefined) {
    if (dataset !== "customers") return [];
    const message =
      "No column tells the customers apart, so that each row counts as a customer of its own and nobody is known again in another file. Say which column is the id.";
    return [{ code: "id.none", message }];
  }
  const found: Warning.Info[] = [];
  const { strong, weak } = ColumnNames.ids(looked.map(({ name }) => name));
  if (
    dataset === "customers" &&
    !known.id &&
    ![...strong, ...weak].includes(id)
  )
    found.push({
      ...{ code: "id.assumed", column: id },
      message: `No column is named as an id; ${id} tells the customers apart and was taken for it.`,
    });
  const cells = looked.find(({ name }) => name === id)?.cells ?? [];
  const short = cells.filter((cell) => cell !== null && shortened.test(cell));
  if (short.length)
    found.push({
      ...{ code: "id.shortened", column: id, count: short.length },
      example: short[0]!,
      message: `Values of ${id} were shortened by a spreadsheet, so that several customers may have become one; format the column as text and export it again.`,
    });
  return found;
}

export * as IdEvidence from "./id-evidence";
