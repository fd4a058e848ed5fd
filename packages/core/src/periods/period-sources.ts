// period-sources: the files a period's rows came from, and what was decided while they were read
import * as z from "zod";
import { Table } from "../aws/table";
import { Warning } from "../reading/warning";

export const Info = Warning.Info.extend({ file: z.string() });
export type Info = z.infer<typeof Info>;

/** Warnings of every finished upload with rows of the period, in the order they were dropped. */
export async function warnings(
  dataset: string,
  period: string,
): Promise<Info[]> {
  const uploads = await Table.all(`upload#${dataset}`);
  return uploads
    .filter(
      ({ state, periods }) => state === "done" && periods.includes(period),
    )
    .sort((a, b) => (a.order < b.order ? -1 : 1))
    .flatMap(({ key, warnings }) =>
      (warnings as Warning.Info[]).map((warning) => ({
        ...warning,
        file: key.split("/").slice(2).join("/"),
      })),
    );
}

export * as PeriodSources from "./period-sources";
