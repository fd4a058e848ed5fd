// metric-table: a table of those of the month's metrics that were measured
import type { Info } from "../report";
import { grid, html, type Html } from "../print-layout";
import { monthName, whole } from "../../text/format";
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
        // A line may break between the bounds only.
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
    { key: "figure", name: "Figure" },
    { key: "value", name: "#Value" },
    { key: "interval", name: "#95 % interval" },
    {
      key: "change",
      name: `#Since ${info.since ? monthName(info.since) : ""}`,
    },
    { key: "n", name: "#n" },
  ] as const;
  const filled = columns.filter(({ key }) => rows.some((row) => row[key]));
  return grid(
    filled.map(({ name }) => name),
    rows.map((row) => filled.map(({ key }) => row[key])),
    "measures",
  );
}

/** A change stands in brackets where chance alone may have made it. */
export const trend = (found: ReturnType<typeof moved>): Html | string => {
  if (!found) return "";
  return found.sure
    ? found.text
    : html`<span class="id">(${found.text})</span>`;
};
