// priorities: whom to see first, as a table, JSON or CSV
import { Command } from "commander";
import type { Priorities } from "@mainstay/core/accounts/priorities";
import { PriorityCsv } from "@mainstay/core/accounts/priority-csv";
import type { Call } from "./client";

type Options = {
  dataset: string;
  owner?: string;
  segment?: string;
  renewal?: string;
  soon?: boolean;
  limit: string;
  json?: boolean;
  csv?: boolean;
};

export const priorities = (call: () => Call, say: (answer: unknown) => void) =>
  new Command("priorities")
    .description("whom to see first, by the money at risk")
    .option("--dataset <name>", "dataset", "customers")
    .option("--owner <name>", "only this owner's customers")
    .option("--segment <name>", "only customers of this segment")
    .option("--renewal <month>", "only contracts that end in YYYY-MM")
    .option("--soon", "only who can leave within 90 days")
    .option("--limit <n>", "so many customers", "20")
    .option("--json", "as the API answers")
    .option("--csv", "for a spreadsheet")
    .action(async ({ json, csv, soon, ...query }: Options) => {
      const search = new URLSearchParams({
        ...query,
        ...(soon && { soon: "true" }),
      });
      const found = await call()<Priorities.Info>(
        "GET",
        `/v1/priorities?${search}`,
      );
      if (json) return say(found);
      say(csv ? PriorityCsv.csv(found.items, "en").trimEnd() : table(found));
    });

const money = (value: number | null) =>
  value === null ? "—" : Math.round(value).toLocaleString("en-US");

function distance(days: number | null) {
  if (days === null) return "";
  return days < 0 ? `passed ${-days} d ago` : `in ${days} d`;
}

function table({ items, total, moneyAtRisk }: Priorities.Info) {
  const rows = items.map((item) => [
    item.name ?? item.id,
    item.owner ?? "",
    money(item.moneyAtRisk),
    item.probability === null
      ? "—"
      : `${(100 * item.probability).toFixed(1)} %`,
    distance(item.daysToRenewal),
    item.playbooks.map(({ title }) => title.en).join("; "),
  ]);
  const head = ["customer", "owner", "at risk", "risk", "renewal", "to do"];
  const widths = head.map((title, k) =>
    Math.max(title.length, ...rows.map((row) => row[k].length)),
  );
  const line = (cells: string[]) =>
    cells
      .map((cell, k) => cell.padEnd(widths[k]))
      .join("  ")
      .trimEnd();
  return [
    line(head),
    ...rows.map(line),
    `${total} customers, ${money(moneyAtRisk)} at risk`,
  ].join("\n");
}
