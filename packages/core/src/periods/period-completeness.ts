// period-completeness: which periods of a dataset look incomplete, and somebody's word that one of them is whole
import * as z from "zod";
import { Dataset } from "../dataset/dataset";
import { Paging } from "../base/paging";
import { ConfirmedPeriods } from "./confirmed-periods";
import { PeriodSummary } from "./period-summary";
import { Refresh } from "./refresh";

export const Info = z.object({
  period: z.string(),
  customers: z.int().nullable().describe("Null until it is worked out"),
  incomplete: z
    .string()
    .nullable()
    .describe("Why movements, churn and retention have no value"),
  confirmed: z.boolean().describe("Somebody said that it is whole"),
});
export type Info = z.infer<typeof Info>;

/** Newest first. */
export async function list(dataset: string, query: Paging.Query) {
  const [periods, confirmed] = await Promise.all([
    Dataset.periods(dataset),
    ConfirmedPeriods.read(dataset),
  ]);
  const page = Paging.slice(periods.reverse(), (period) => period, query);
  const items = await Promise.all(
    page.items.map(async (period) => {
      const summary = await PeriodSummary.read(dataset, period);
      return {
        period,
        customers: summary?.customers ?? null,
        incomplete: summary?.board.incomplete ?? null,
        confirmed: confirmed.has(period),
      };
    }),
  );
  return { ...page, items };
}

/** The figures that were withheld follow at once. */
export async function confirm(
  dataset: string,
  asked: string,
  now: Date,
): Promise<Info> {
  const period = await Dataset.period(dataset, asked);
  await ConfirmedPeriods.add(dataset, period, now);
  await Refresh.join(dataset, now);
  const summary = await PeriodSummary.read(dataset, period);
  return {
    period,
    customers: summary?.customers ?? null,
    incomplete: null,
    confirmed: true,
  };
}

export * as PeriodCompleteness from "./period-completeness";
