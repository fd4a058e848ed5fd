// pen: how a report writes figures, money, months, changes and reasons in one language
import { Cell } from "../tabular/cell";
import { type Key, Message, type Values } from "../text/message";
import { Why } from "../text/why";
import type { Wording } from "../text/wording";
import type { Bilingual } from "../text/bilingual";
import type { Definition, Movement, Value } from "../metrics/estimate";
import { ColumnTitle } from "../model/column-title";
import { MetricWords } from "../metrics/metric-words";
import type { Span } from "../document/block";
import type { Info } from "./report";

type Unit = Definition["unit"];

// Ratios that the field reads as percentages.
const asShare = ["nrr", "nrr12", "tokensSlope", "requestsSlope"];

export type Pen = ReturnType<typeof of>;

export function of(
  lang: Wording.Lang,
  info: Pick<
    Info,
    "currency" | "definitions" | "labels" | "metrics" | "movements" | "since"
  >,
) {
  const locale = Message.locale[lang];
  const t = (key: Key, values?: Values) => Message.text(lang, key, values);
  const parts = (key: Key, values?: Values): Span[] =>
    Message.parts(lang, key, values);
  const number = (value: number, options: Intl.NumberFormatOptions) =>
    value.toLocaleString(locale, options);
  const whole = (value: number) => number(value, { maximumFractionDigits: 0 });
  const fixed = (value: number, digits = 2) =>
    number(value, {
      ...{ minimumFractionDigits: digits, maximumFractionDigits: digits },
    });
  const percent = (share: number, digits = 1) =>
    t("unit.percent", { number: fixed(share * 100, digits) });

  // Whole numbers are written in full, from ten million on in words; small fractions keep two significant digits.
  const digits = (size: number) => {
    if (size >= 1e7)
      return number(size, {
        ...{ notation: "compact", compactDisplay: "long" },
        maximumSignificantDigits: 4,
      });
    if (size >= 1000 || Number.isInteger(size)) return whole(size);
    if (size >= 10) return fixed(size, 1);
    return size > 0 && size < 0.01
      ? number(size, { maximumSignificantDigits: 2 })
      : fixed(size);
  };
  const sign = coin(info.currency, locale);
  const positive = (size: number, unit: Unit) => {
    if (unit === "share")
      return percent(size, size !== 0 && size < 0.01 ? 2 : 1);
    if (unit === "days")
      return t("unit.days", { n: size, number: digits(size) });
    if (unit === "ms") return t("unit.ms", { number: digits(size) });
    return unit === "money" ? sign(digits(size)) : digits(size);
  };
  const written = (value: number, unit: Unit) =>
    `${value < 0 ? "−" : ""}${positive(Math.abs(value), unit)}`;
  /** Money in whole units. */
  const money = (value: number) =>
    `${value < 0 ? "−" : ""}${sign(digits(Math.abs(Math.round(value))))}`;
  /** Short, for the axis of a chart. */
  const tick = (value: number, unit: Unit) => {
    const short = (value: number) =>
      number(value, { notation: "compact", maximumSignificantDigits: 4 });
    return unit === "share"
      ? t("unit.percent", { number: short(value * 100) })
      : short(value);
  };
  const between = (low: string, high: string) => t("range", { low, high });
  /** Null where there is no interval. */
  const range = (value: Value, unit: Unit) => {
    if (value.value === null || value.low === undefined) return null;
    if (value.high === undefined) return null;
    return between(written(value.low, unit), written(value.high, unit));
  };
  /** The size of a change; that of a share is in percentage points. */
  const change = (size: number, unit: Unit) =>
    unit === "share"
      ? t("unit.points", { number: fixed(Math.abs(size) * 100, 1) })
      : written(Math.abs(size), unit);
  const signed = (by: number, unit: Unit) =>
    `${by < 0 ? "−" : "+"}${change(by, unit)}`;
  /** A difference with its sign and interval; a dash where it is not known. */
  const difference = (value: Value, unit: Unit) => {
    if (value.value === null) return { size: "—", between: null };
    const { low, high } = value;
    const bounded = low !== undefined && high !== undefined;
    return {
      size: signed(value.value, unit),
      between: bounded ? between(signed(low, unit), signed(high, unit)) : null,
    };
  };
  const unitOf = (name: string): Unit => {
    const { unit } = info.definitions[name] ?? { unit: "ratio" };
    return unit === "ratio" && asShare.includes(name) ? "share" : unit;
  };
  /** A change too small to show in the figure itself reads as unchanged; `sure` where its interval leaves out 0. */
  const moved = (
    movement: Movement | null | undefined,
    unit: Unit,
    now?: number,
  ) => {
    if (!movement) return null;
    const { change: by, low, high } = movement;
    const size = change(by, unit);
    const hidden =
      now !== undefined && written(now, unit) === written(now - by, unit);
    if (hidden || !/[1-9]/.test(size))
      return { by: 0, size, text: t("change.none"), sure: true };
    const bounded = low !== undefined && high !== undefined;
    return {
      ...{ by, size },
      text: t(by > 0 ? "change.up" : "change.down", { size }),
      sure: !bounded || low > 0 || high < 0,
    };
  };
  /** A metric's change against the month before; null where there is none. */
  const movement = (name: string) => {
    const value = info.metrics[name]?.value ?? null;
    return info.since && value !== null
      ? moved(info.movements[name], unitOf(name), value)
      : null;
  };
  const month = (of: string) =>
    new Date(`${of}-01T00:00:00Z`).toLocaleDateString(locale, {
      ...{ month: "long", year: "numeric", timeZone: "UTC" },
    });
  const day = (of: string) =>
    new Date(`${of.slice(0, 10)}T00:00:00Z`).toLocaleDateString(
      lang === "en" ? "en-GB" : locale,
      { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" },
    );
  /** A change stands in brackets where chance alone may have made it. */
  const trend = (found: ReturnType<typeof moved>): Span[] => {
    if (!found) return [];
    return [
      found.sure
        ? found.text
        : { quiet: t("change.unsure", { change: found.text }) },
    ];
  };
  const why = (reason: string) => Why.text(reason, lang);
  return {
    ...{ lang, t, parts, whole, fixed, percent, written, money, tick, range },
    ...{ between, change, signed, difference, unitOf, moved, movement, month },
    ...{ day, trend, why },
    /** A reason without its capital and its full stop, to end a sentence. */
    clause: (reason: string) => clause(why(reason)),
    both: (text: Bilingual.Text) => text[lang] || text.en,
    metric: (name: string) =>
      MetricWords.of(name, lang, info.definitions[name]),
    column: (name: string) => ColumnTitle.title(name, lang, info.labels),
    list: (items: string[]) =>
      new Intl.ListFormat(locale, { type: "conjunction" }).format(items),
    cell: (value: string | number | boolean | null) => {
      if (value === null || value === "") return t("cell.missing");
      const truth = typeof value === "number" ? NaN : Cell.boolean(`${value}`);
      if (!Number.isNaN(truth) && !/\d/.test(`${value}`))
        return t(truth ? "cell.yes" : "cell.no");
      return typeof value === "number"
        ? number(value, { maximumSignificantDigits: 4 })
        : String(value);
    },
  };
}

/** A sentence without its capital and its full stop, to end another one. */
export const clause = (sentence: string) =>
  sentence
    .replace(/^[A-Z](?=[a-z]* )/, (letter) => letter.toLowerCase())
    .replace(/[.。]$/, "");

// The sign of a currency stands where the locale puts it, around digits written by the report's own rule.
function coin(currency: string | null, locale: string) {
  if (!currency) return (digits: string) => digits;
  try {
    const format = new Intl.NumberFormat(locale, {
      ...{ style: "currency", currency, currencyDisplay: "narrowSymbol" },
      maximumFractionDigits: 0,
    });
    const pieces = format.formatToParts(1);
    return (digits: string) =>
      pieces
        .map(({ type, value }) => (type === "integer" ? digits : value))
        .join("");
  } catch {
    // Not a code of ISO 4217, such as the name of a unit of credit.
    return (digits: string) => `${digits} ${currency}`;
  }
}

export * as Pen from "./pen";
