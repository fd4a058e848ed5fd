// build-report: a month's report as JSON, page and CSV; it imports the chart library, so load it only when needed
import type * as z from "zod";
import { moves } from "../metrics/estimate";
import { Info, Input, type Past } from "./report";
import { page } from "./report-page";
import { table } from "./report-csv";

/** The same input gives the same bytes: neither the clock nor the machine is read. */
export function build(input: Input): {
  html: string;
  json: string;
  csv: string;
} {
  const { previous, ...given } = Input.parse(input);
  const before = previous && previous.month < given.month ? previous : null;
  const atRisk = given.atRisk.toSorted(
    (a, b) =>
      (b.moneyAtRisk ?? -1) - (a.moneyAtRisk ?? -1) ||
      b.probability - a.probability ||
      (a.id < b.id ? -1 : 1),
  );
  const now: z.infer<typeof Past> = {
    month: given.month,
    metrics: given.metrics,
    customers: given.counts.customers,
    high: given.risk ? given.risk.bands.high : null,
    health: given.health && {
      mean: given.health.mean,
      status: given.health.status,
    },
  };
  const info = Info.parse({
    ...given,
    atRisk,
    since: before ? before.month : null,
    movements: moves(given.metrics, before ? before.metrics : null),
    history: [...(before ? before.history : []), now].slice(-12),
  });
  return {
    html: render(info),
    json: JSON.stringify(info, null, 2) + "\n",
    csv: table(info),
  };
}

/** The page, from the stored JSON alone. */
export const render = (info: Info): string => page(info);
