// action-csv: actions as a CSV that spreadsheets open safely (RFC 4180)
import type { Action } from "./action";
import { Csv } from "../../tabular/csv";
import type { Wording } from "../../text/wording";

const columns = {
  id: ({ id }) => id,
  customer: ({ customer }) => customer,
  name: ({ name }) => name,
  period: ({ period }) => period,
  playbook: ({ playbook }) => playbook,
  title: ({ title }, lang) => title[lang],
  why: ({ why }, lang) => why[lang],
  steps: ({ steps }, lang) => steps.map(({ text }) => text[lang]).join("\n"),
  owner: ({ owner }, lang) => owner[lang],
  state: ({ state }) => state,
  priority: ({ priority }) => priority,
  due: ({ due }) => due,
  createdAt: ({ createdAt }) => createdAt,
  outcome: ({ outcome }) => outcome?.value,
  outcomeAt: ({ outcome }) => outcome?.at,
  note: ({ history, outcome }) =>
    outcome?.note ?? history.findLast(({ note }) => note)?.note,
} satisfies Record<
  string,
  (
    action: Action.Info,
    lang: Wording.Lang,
  ) => string | number | boolean | null | undefined
>;

export function csv(actions: Action.Info[], lang: Wording.Lang): string {
  const rows = actions.map((action) =>
    Object.values(columns).map((cell) => cell(action, lang)),
  );
  return [Object.keys(columns), ...rows].map(Csv.sheetLine).join("");
}

export * as ActionCsv from "./action-csv";
