// metric-table: some of the month's metrics as a table, the measured ones alone
import type { Info } from "../report";
import { grid, html, monthName, whole, type Html } from "../print-layout";
import { movement, type moved, range, unitOf, written } from "../figure-text";

/** Null when none of them is measured. */
export function measures(info: Info, names: string[]): Html | null {
  const rows = names.flatMap((name) => {
    const value = info.metrics[name];
    if (!value || value.value === null) return [];
    const unit = unitOf(info, name);
    return [
      {
        figure: info.definitions[name]?.name ?? name,
        value: html`<b>${written(value.value, unit)}</b>`,
        // Broken between the bounds alone.
        interval: (range(value, unit) ?? "").replace(
          / (?!to)(?<!to )/g,
          "\u00a0",
        ),
        change: trend(movement(info, name)),
        n: whole(value.n),
      },
    ];
  });
  if (rows.length === 0) return null;
  const columns = [
    { of: "figure", name: "Figure" },
    { of: "value", name: "#Value" },
    { of: "interval", name: "#95 % interval" },
    { of: "change", name: `#Since ${info.since ? monthName(info.since) : ""}` },
    { of: "n", name: "#n" },
  ] as const;
  const filled = columns.filter(({ of }) => rows.some((row) => row[of]));
  return grid(
    filled.map(({ name }) => name),
    rows.map((row) => filled.map(({ of }) => row[of])),
    "measures",
  );
}

/** In brackets what chance alone may have made. */
export const trend = (found: ReturnType<typeof moved>): Html | string => {
  if (!found) return "";
  return found.sure
    ? found.text
    : html`<span class="id">(${found.text})</span>`;
};
