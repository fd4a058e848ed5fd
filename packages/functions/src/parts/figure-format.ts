// figure-format: figures, moments and movements as pages write them, in the reader's language
import type { Estimate } from "@mainstay/core/metrics/estimate";
import { fixed } from "@mainstay/core/text/format";
import { Message } from "@mainstay/core/text/message";
import { Wording } from "@mainstay/core/text/wording";
import { Words, t } from "./words";

// Digits are grouped alike in English and Chinese.
export { fixed, signed, whole } from "@mainstay/core/text/format";

const dayMs = 86_400_000;

export const percent = (value: number, digits = 1) =>
  t("unit.percent", { number: fixed(value * 100, digits) });

/** Four significant digits of a cell, whatever its type. */
export function cell(value: string | number | boolean | null): string {
  if (value === null || value === "") return t("cell.missing");
  if (typeof value === "number")
    return value.toLocaleString("en-US", { maximumSignificantDigits: 4 });
  const text = String(value);
  // A number as a file writes it; 007 is a name.
  return /^-?(0|[1-9]\d*)(\.\d+)?$/.test(text)
    ? Wording.plain(Number(text), "number", Words.lang())
    : Wording.brief(text, {});
}

export const day = (iso: string) =>
  Wording.plain(Math.floor(Date.parse(iso) / dayMs), "date", Words.lang());
export const moment = (iso: string) => `${day(iso)} ${iso.slice(11, 16)} UTC`;

/** The month's name and year, of YYYY-MM. */
export const month = (of: string) =>
  new Date(`${of}-01T00:00:00Z`).toLocaleDateString(
    Message.locale[Words.lang()],
    { month: "long", year: "numeric", timeZone: "UTC" },
  );

type Unit = Estimate.Definition["unit"];

const digits = { money: 0, count: 0, ms: 0, days: 1, points: 2, ratio: 2 };

export const figure = (value: number, unit: Unit) =>
  unit === "share" ? percent(value) : fixed(value, digits[unit]);

export function interval(
  { low, high }: { low?: number; high?: number },
  unit: Unit,
) {
  if (low === undefined || high === undefined) return null;
  const [least, most] = [figure(low, unit), figure(high, unit)];
  return t("figure.interval", { low: least, high: most });
}

export function movement(
  { change, low, high }: Estimate.Movement,
  since: string,
  unit: Unit,
) {
  const size =
    unit === "share"
      ? t("unit.points", { number: fixed(Math.abs(change) * 100, 1) })
      : figure(Math.abs(change), unit);
  if (!/[1-9]/.test(size)) return t("figure.unchanged", { since });
  // A sum over all customers is no sample and has no interval.
  const unsure =
    low !== undefined && high !== undefined && low <= 0 && high >= 0;
  const direction = change > 0 ? "up" : "down";
  return t("figure.moved", { direction, size, since, unsure: String(unsure) });
}

/** What a score is the probability of. */
export const event = (
  {
    column,
    positive,
    horizon,
  }: { column: string; positive: string; horizon: number },
  period: string,
) => t("figure.event", { column, positive, horizon, period });

export const title = (name: string) => name[0].toUpperCase() + name.slice(1);

export * as FigureFormat from "./figure-format";
