// priority-csv: whom to see first, as a CSV that spreadsheets open safely
import { Csv } from "../tabular/csv";
import type { Wording } from "../text/wording";
import type { Priorities } from "./priorities";

type Cell = string | number | null;
const columns = {
  id: ({ id }) => id,
  name: ({ name }) => name,
  owner: ({ owner }) => owner,
  segment: ({ segment }) => segment,
  probability: ({ probability }) => probability,
  band: ({ band }) => band,
  revenue: ({ revenue }) => revenue,
  renewal: ({ renewal }) => renewal,
  daysToRenewal: ({ daysToRenewal }) => daysToRenewal,
  moneyAtRisk: ({ moneyAtRisk }) => moneyAtRisk,
  drivers: ({ drivers }) =>
    drivers.map(({ label, value }) => `${label} = ${value ?? ""}`).join("; "),
  playbooks: ({ playbooks }, lang) =>
    playbooks.map(({ title }) => title[lang]).join("; "),
  steps: ({ playbooks }, lang) =>
    playbooks
      .flatMap(({ steps }) => steps.map(({ text }) => text[lang]))
      .join("\n"),
  left: ({ left }) => left?.period ?? null,
} satisfies Record<string, (item: Priorities.Item, lang: Wording.Lang) => Cell>;

export const csv = (items: Priorities.Item[], lang: Wording.Lang): string =>
  [
    Object.keys(columns),
    ...items.map((item) =>
      Object.values(columns).map((cell) => cell(item, lang)),
    ),
  ]
    .map(Csv.sheetLine)
    .join("");

export * as PriorityCsv from "./priority-csv";
