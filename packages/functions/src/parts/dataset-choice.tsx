// dataset-choice: which dataset and period a page is about, by its address
import { Dataset } from "@mainstay/core/dataset/dataset";
import { Refresh } from "@mainstay/core/periods/refresh";
import type { Request } from "./session";
import { Tabs } from "./tabs";
import { t } from "./words";

/** Names of the datasets whose rows get scores; logs and articles are none. */
export async function scored() {
  const names = await Dataset.names();
  return names.filter((name) => Dataset.kind(name) === "snapshots");
}

export async function chosen(c: Request) {
  const names = await scored();
  const asked = c.req.query("dataset");
  if (asked !== undefined && !names.includes(asked)) await Dataset.get(asked);
  const first = names.includes("customers") ? "customers" : names[0];
  return { names, dataset: asked ?? first ?? "customers" };
}

/** The summary of the period asked for, else of the newest; null while there is no period. */
export async function summary(c: Request, dataset: string) {
  if (!(await Dataset.periods(dataset)).length) return null;
  const asked = c.req.query("period") || undefined;
  return Refresh.summary(dataset, await Dataset.period(dataset, asked));
}

export const Choice = ({
  names,
  dataset,
  path,
}: {
  names: string[];
  dataset: string;
  path: string;
}) =>
  names.length > 1 ? (
    <Tabs
      label={t("datasetChoice.datasets")}
      chosen={dataset}
      tabs={names.map((name) => ({
        name,
        href: `${path}?dataset=${encodeURIComponent(name)}`,
      }))}
    />
  ) : null;

export * as DatasetChoice from "./dataset-choice";
