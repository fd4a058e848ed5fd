// format: numbers in the English of pages, reports and cards
export const whole = (value: number) =>
  value.toLocaleString("en-US", { maximumFractionDigits: 0 });

/** A number of things; one of them without its s. */
export const count = (n: number, noun: string) =>
  `${whole(n)} ${noun}${n === 1 ? "" : "s"}`;

export const fixed = (value: number, digits = 2) =>
  value.toLocaleString("en-US", {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });

/** A share as a percentage. */
export const percent = (value: number, digits = 1) =>
  `${fixed(value * 100, digits)} %`;

/** With its sign; what rounds to zero has none. */
export function signed(value: number, digits = 2) {
  const size = fixed(Math.abs(value), digits);
  if (!/[1-9]/.test(size)) return size;
  return `${value < 0 ? "−" : "+"}${size}`;
}

/** Four significant digits of a cell, whatever its type. */
export function cell(value: string | number | boolean | null): string {
  if (value === null || value === "") return "missing";
  if (typeof value === "number")
    return value.toLocaleString("en-US", { maximumSignificantDigits: 4 });
  return String(value);
}

export * as Format from "./format";
