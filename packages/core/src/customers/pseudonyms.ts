// pseudonyms: which cells of a dataset are kept under pseudonyms only, whichever way they come in
import { Failure } from "../base/error";
import { Pseudonym } from "../aws/pseudonym";
import type { Definition } from "../tabular/definition";
import { Dataset } from "../dataset/dataset";

// They speak of customers, so that what holds of customers' ids holds of theirs.
export const logs = ["events", "feedback", "subscriptions"];

const hidesId = ({ pseudonymise, id }: Definition.Info) =>
  pseudonymise === true || !!pseudonymise?.includes(id ?? "");

async function current(dataset: string): Promise<Definition.Info | null> {
  try {
    return await Dataset.current(dataset);
  } catch (error) {
    if (error instanceof Failure && error.code === "dataset.unknown")
      return null;
    throw error;
  }
}

async function isOfHidden(dataset: string) {
  if (!logs.includes(dataset)) return false;
  const customers = await current(Dataset.customers);
  return customers !== null && hidesId(customers);
}

/** Whether the ids of a dataset are hidden, and which other columns; null where everything is kept as it comes. */
export async function hidden(
  dataset: string,
): Promise<{ id: boolean; columns: string[] } | null> {
  const known = await current(dataset);
  const said = known?.pseudonymise;
  const id = (known && hidesId(known)) || (await isOfHidden(dataset));
  if (!id && !said) return null;
  return { id, columns: Array.isArray(said) ? said : [] };
}

/** An id as the dataset keeps it. */
export async function told(dataset: string, id: string): Promise<string> {
  const found = await hidden(dataset);
  return found?.id ? (await Pseudonym.ours())(id) : id;
}

type Row = Record<string, unknown>;

/** Rows of objects as the dataset keeps them; they themselves stay as they are. */
export async function rows(
  { pseudonymise, id }: Definition.Info,
  rows: Row[],
): Promise<Row[]> {
  if (!pseudonymise) return rows;
  const name = await Pseudonym.ours();
  const columns = pseudonymise === true ? (id ? [id] : []) : pseudonymise;
  const cell = (value: unknown) =>
    value === null || value === undefined || String(value).trim() === ""
      ? value
      : name(String(value).trim());
  return rows.map((row) => {
    const own = columns.filter((column) => Object.hasOwn(row, column));
    const hidden = own.map((column) => [column, cell(row[column])]);
    return { ...row, ...Object.fromEntries(hidden) };
  });
}

export * as Pseudonyms from "./pseudonyms";
