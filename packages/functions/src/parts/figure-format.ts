// figure-format: figures, moments and movements as pages write them
import type { Estimate } from "@mainstay/core/metrics/estimate";
import { fixed, percent } from "@mainstay/core/text/format";

export {
  cell,
  count,
  fixed,
  percent,
  signed,
  whole,
} from "@mainstay/core/text/format";

export const day = (iso: string) => iso.slice(0, 10);
export const moment = (iso: string) =>
  `${iso.slice(0, 10)} ${iso.slice(11, 16)} UTC`;

type Unit = Estimate.Definition["unit"];

const digits = { money: 0, count: 0, ms: 0, days: 1, points: 2, ratio: 2 };

export const figure = (value: number, unit: Unit) =>
  unit === "share" ? percent(value) : fixed(value, digits[unit]);

export function interval(
  { low, high }: { low?: number; high?: number },
  unit: Unit,
) {
  if (low === undefined || high === undefined) return null;
  return `95 % interval ${figure(low, unit)} to ${figure(high, unit)}`;
}

export function movement(
  { change, low, high }: Estimate.Movement,
  since: string,
  unit: Unit,
) {
  const size =
    unit === "share"
      ? `${fixed(Math.abs(change) * 100, 1)} points`
      : figure(Math.abs(change), unit);
  if (!/[1-9]/.test(size)) return `unchanged since ${since}`;
  // A sum over all customers is no sample and has no interval.
  const unsure =
    low !== undefined && high !== undefined && low <= 0 && high >= 0;
  const doubt = unsure ? ", within what chance does" : "";
  return `${change > 0 ? "▲ up" : "▼ down"} ${size} since ${since}${doubt}`;
}

/** What a score is the probability of. */
export function event(
  {
    column,
    positive,
    horizon,
  }: { column: string; positive: string; horizon: number },
  period: string,
) {
  if (horizon === 0) return `${column} is ${positive}`;
  const within =
    horizon === 1 ? `next ${period}` : `next ${horizon} ${period}s`;
  return `${column} becomes ${positive} within the ${within}`;
}

export const title = (name: string) => name[0].toUpperCase() + name.slice(1);

export * as FigureFormat from "./figure-format";
