// figure-text: a figure, its interval and its movement as text, each formatted by its unit
import type { Definition, Movement, Value } from "../metrics/estimate";
import type { Info } from "./report";
import { fixed, monthName, percent, whole } from "../text/format";

type Unit = Definition["unit"];

// Ratios that the field reads as percentages.
const asShare = ["nrr", "tokensSlope", "requestsSlope"];

export const unitOf = ({ definitions }: Info, name: string): Unit => {
  const { unit } = definitions[name] ?? { unit: "ratio" };
  return unit === "ratio" && asShare.includes(name) ? "share" : unit;
};

const words = new Intl.NumberFormat("en-US", {
  ...{ notation: "compact", compactDisplay: "long" },
  maximumSignificantDigits: 4,
});

export function written(value: number, unit: Unit): string {
  return `${value < 0 ? "−" : ""}${positive(Math.abs(value), unit)}`;
}

function positive(size: number, unit: Unit): string {
  if (unit === "share") return percent(size, size !== 0 && size < 0.01 ? 2 : 1);
  if (unit === "days") return `${digits(size)} ${size === 1 ? "day" : "days"}`;
  if (unit === "ms") return `${digits(size)} ms`;
  return digits(size);
}

// Whole numbers are written in full, from ten million on in words; small fractions keep two significant digits.
function digits(size: number): string {
  if (size >= 1e7) return words.format(size);
  if (size >= 1000 || Number.isInteger(size)) return whole(size);
  if (size >= 10) return fixed(size, 1);
  return size > 0 && size < 0.01
    ? size.toLocaleString("en-US", { maximumSignificantDigits: 2 })
    : fixed(size);
}

const short = new Intl.NumberFormat("en-US", {
  ...{ notation: "compact", maximumSignificantDigits: 4 },
});

/** Short, for the axis of a chart. */
export const tick = (value: number, unit: Unit) =>
  unit === "share" ? `${short.format(value * 100)} %` : short.format(value);

/** Null where there is no interval. */
export function range(value: Value, unit: Unit): string | null {
  if (value.value === null || value.low === undefined) return null;
  if (value.high === undefined) return null;
  return `${written(value.low, unit)} to ${written(value.high, unit)}`;
}

/** The size of a change; that of a share is in percentage points. */
export function change(size: number, unit: Unit): string {
  return unit === "share"
    ? `${fixed(Math.abs(size) * 100, 1)} points`
    : written(Math.abs(size), unit);
}

const signed = (by: number, unit: Unit) =>
  `${by < 0 ? "−" : "+"}${change(by, unit)}`;

/** A difference with its sign and interval; a dash where it is not known. */
export function difference(value: Value, unit: Unit) {
  if (value.value === null) return { size: "—", between: null };
  const { low, high } = value;
  const bounded = low !== undefined && high !== undefined;
  return {
    size: signed(value.value, unit),
    between: bounded ? `${signed(low, unit)} to ${signed(high, unit)}` : null,
  };
}

/** A change too small to show in the figure itself reads as unchanged; `sure` where its interval leaves out 0. */
export function moved(
  movement: Movement | null | undefined,
  unit: Unit,
  now?: number,
): { text: string; sure: boolean } | null {
  if (!movement) return null;
  const { change: by, low, high } = movement;
  const size = change(by, unit);
  const hidden =
    now !== undefined && written(now, unit) === written(now - by, unit);
  if (hidden || !/[1-9]/.test(size)) return { text: "unchanged", sure: true };
  const bounded = low !== undefined && high !== undefined;
  return {
    text: `${by > 0 ? "▲ up" : "▼ down"} ${size}`,
    sure: !bounded || low > 0 || high < 0,
  };
}

/** A metric's change against the month before; null where there is none. */
export function movement(info: Info, name: string) {
  const { value } = info.metrics[name];
  return info.since && value !== null
    ? moved(info.movements[name], unitOf(info, name), value)
    : null;
}

/** A metric's change as the end of a sentence. */
export function since(info: Info, name: string): string | null {
  const found = movement(info, name);
  if (!found || !info.since) return null;
  const doubt = found.sure ? "" : ", within what chance does";
  return `${found.text} since ${monthName(info.since)}${doubt}`;
}

/** A sentence without its capital and its full stop, to end another one. */
export const clause = (sentence: string) =>
  sentence
    .replace(/^[A-Z](?=[a-z]* )/, (letter) => letter.toLowerCase())
    .replace(/\.$/, "");
