// announced: what is known of a file before it is put at its key: its period, and what was decided when it was made
import { Dataset } from "../dataset/dataset";
import { Failure } from "../base/error";
import { Period } from "../tabular/period";
import type { Warning } from "../reading/warning";
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

export type Info = { period?: string; warnings?: Warning.Info[] };

/** Takes the place of what was announced before for the same key. */
export async function put(dataset: string, key: string, info: Info) {
  const at = Table.keys.announced(dataset, key);
  const { period, warnings } = info;
  if (period === undefined && !warnings?.length) return Table.remove(at);
  const checked =
    period === undefined ? undefined : await check(dataset, period);
  await Table.put({ ...at, period: checked, warnings });
}

export async function find(dataset: string, key: string): Promise<Info> {
  const found = await Table.get(Table.keys.announced(dataset, key));
  return { period: found?.period, warnings: found?.warnings };
}

export const forget = (dataset: string, key: string) =>
  Table.remove(Table.keys.announced(dataset, key));

export * as Announced from "./announced";
