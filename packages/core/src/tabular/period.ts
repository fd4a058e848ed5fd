// period: the stretch of time a row speaks of, written so that text order is time order
import { civil, epochDay, isoWeek, weekStart } from "../reading/calendar";
import { date, number, type DateOrder } from "./cell";
import type { Definition } from "./definition";

export type Kind = Definition.Period;

const pad = (value: number, digits: number) =>
  String(value).padStart(digits, "0");
const maxStep = 9_999_999_999;

function written(days: number, kind: Kind): string {
  if (kind === "step") return pad(days, 10);
  if (kind === "week") {
    const { year, week } = isoWeek(days);
    return `${pad(year, 4)}-W${pad(week, 2)}`;
  }
  const { year, month, day } = civil(days);
  const start = `${pad(year, 4)}-${pad(month, 2)}`;
  return kind === "month" ? start : `${start}-${pad(day, 2)}`;
}

// The period of epoch days (of the number itself for step), or of a date's or period's text; null where it is none.
export function parse(
  value: number | string,
  kind: Kind,
  order?: DateOrder,
  timezone?: string,
): string | null {
  if (kind === "step") {
    const step = typeof value === "string" ? number(value.trim()) : value;
    return Number.isInteger(step) && step >= 0 && step <= maxStep
      ? written(step, kind)
      : null;
  }
  const days =
    typeof value === "string" ? date(value.trim(), order, timezone) : value;
  return Number.isFinite(days) ? written(days, kind) : null;
}

export function kindOf(period: string): Kind {
  if (/^\d{10}$/.test(period)) return "step";
  if (/^\d{4}-W\d{2}$/.test(period)) return "week";
  if (/^\d{4}-\d{2}-\d{2}$/.test(period)) return "day";
  if (/^\d{4}-\d{2}$/.test(period)) return "month";
  throw new Error(`${period} is no period`);
}

// First day, in days since 1970-01-01; a step is its own number.
export function start(period: string): number {
  const kind = kindOf(period);
  if (kind === "step") return Number(period);
  const [year, unit, day = "1"] = period.split(/-W?/);
  return kind === "week"
    ? weekStart(+year, +unit)
    : epochDay(+year, +unit, +day);
}

// First day after it.
export function end(period: string): number {
  return start(next(period));
}

// A whole number that grows by one from each period to the next of its kind.
function ordinal(period: string): number {
  const kind = kindOf(period);
  if (kind === "week") return Math.floor((start(period) + 3) / 7);
  if (kind !== "month") return start(period);
  const [year, month] = period.split("-");
  return +year * 12 + +month - 1;
}

function shift(period: string, by: number): string {
  const kind = kindOf(period);
  const to = ordinal(period) + by;
  if (kind === "week") return written(to * 7 - 3, kind);
  if (kind === "month")
    return `${pad(Math.floor(to / 12), 4)}-${pad((to % 12) + 1, 2)}`;
  return written(to, kind);
}

export const next = (period: string) => shift(period, 1);
export const previous = (period: string) => shift(period, -1);

// Periods from one to another; negative when `to` is earlier.
export function distance(from: string, to: string): number {
  return ordinal(to) - ordinal(from);
}

export * as Period from "./period";
