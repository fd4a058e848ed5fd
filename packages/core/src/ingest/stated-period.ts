// stated-period: the period somebody stated for a file that is about to be put at a key
import { Dataset } from "../dataset/dataset";
import { Failure } from "../base/error";
import { Period } from "../tabular/period";
import { Table } from "../aws/table";

const written = [
  /^\d{4}-(0[1-9]|1[0-2])$/,
  /^\d{4}-W(0[1-9]|[1-4]\d|5[0-3])$/,
  /^\d{4}-(0[1-9]|1[0-2])-\d{2}$/,
  /^\d{1,10}$/,
];

/** The period as it is stored; a dataset whose kind of period is known takes that kind or a finer one. */
async function check(dataset: string, period: string) {
  const definition = await Dataset.find(dataset);
  const known = definition?.candidates && definition.period;
  const found = written.some((form) => form.test(period))
    ? known
      ? Period.parse(period, known)
      : period
    : null;
  if (found !== null) return found;
  throw new Failure(
    "upload.period",
    `Expected a period of "${dataset}", such as ${examples[known || "month"]}, got "${period}"`,
  );
}

const examples: Record<Period.Kind, string> = {
  month: "2026-04",
  week: "2026-W14",
  day: "2026-04-05",
  step: "12",
};

/** Forgets what was stated before for the same key when nothing is stated now. */
export async function state(dataset: string, key: string, period?: string) {
  const at = Table.keys.stated(dataset, key);
  if (period === undefined) return Table.remove(at);
  await Table.put({ ...at, period: await check(dataset, period) });
}

export async function find(
  dataset: string,
  key: string,
): Promise<string | undefined> {
  return (await Table.get(Table.keys.stated(dataset, key)))?.period;
}

export const forget = (dataset: string, key: string) =>
  Table.remove(Table.keys.stated(dataset, key));

export * as StatedPeriod from "./stated-period";
