// period-sources: the files a period's rows came from, and what was decided while they were read
import * as z from "zod";
import { Manifest } from "../dataset/manifest";
import { Table } from "../aws/table";
import { Calendar } from "../reading/calendar";
import { Period } from "../tabular/period";
import { Warning } from "../reading/warning";

export const Info = Warning.Info.extend({ file: z.string() });
export type Info = z.infer<typeof Info>;

/** Warnings of every upload in force that brought rows of the period, in the order they were dropped. */
export async function warnings(
  dataset: string,
  period: string,
): Promise<Info[]> {
  const [uploads, manifest] = await Promise.all([
    Table.all(`upload#${dataset}`),
    Manifest.read(dataset),
  ]);
  const inForce = new Set(manifest.uploads.map(({ id }) => id));
  return uploads
    .filter(({ id, periods }) => inForce.has(id) && periods.includes(period))
    .sort((a, b) => (a.order < b.order ? -1 : 1))
    .flatMap(({ key, warnings }) =>
      (warnings as Warning.Info[]).map((warning) => ({
        ...warning,
        file: key.split("/").slice(2).join("/"),
      })),
    );
}

/** The first day that the period's rows say nothing of: its end, or the day of its newest file where that came before. */
export async function asOf(dataset: string, period: string): Promise<number> {
  const { uploads } = await Manifest.read(dataset);
  const [start, end] = [Period.start(period), Period.end(period)];
  const days = uploads
    .filter(({ files }) => files.some((file) => file.period === period))
    .map(({ order }) => Date.parse(order.split("#")[0]) / Calendar.dayMs);
  const newest = Math.floor(Math.max(...days));
  return newest > start ? Math.min(newest, end) : end;
}

export * as PeriodSources from "./period-sources";
