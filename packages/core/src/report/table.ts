// table: a report as one CSV — a row per metric, then a row per customer at risk
import { names } from "../metric";
import type { Info } from "../report";
import { cell } from "./paper";

const header = [
  "kind",
  "month",
  "key",
  "name",
  "value",
  "n",
  "low",
  "high",
  "band",
  "revenue",
];
const reasons = ["reason1", "reason2", "reason3"];

export function table({ month, metrics, definitions, atRisk }: Info): string {
  const measured = names.map((key) => {
    const value = metrics[key];
    const figures =
      value.value === null
        ? [null, 0]
        : [value.value, value.n, value.low, value.high];
    return ["metric", month, key, definitions[key]?.name, ...figures];
  });
  const customers = atRisk.map(
    ({ id, name, probability, band, revenue, reasons }) => [
      ...[
        "customer",
        month,
        id,
        name,
        probability,
        null,
        null,
        null,
        band,
        revenue,
      ],
      ...reasons
        .slice(0, 3)
        .map(({ column, value }) => `${column} = ${cell(value)}`),
    ],
  );
  const columns = [...header, ...reasons];
  const line = (cells: unknown[]) =>
    columns.map((_, k) => quote(cells[k])).join(",") + "\r\n";
  return [columns, ...measured, ...customers].map(line).join("");
}

// A text that a spreadsheet would run as a formula gets an apostrophe in front (OWASP, CSV injection).
function quote(value: unknown): string {
  if (value === null || value === undefined) return "";
  const text = String(value);
  const safe =
    /^[=+\-@\t\r]/.test(text) && Number.isNaN(Number(text)) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
