// priorities: GET /v1/priorities, whom to see first
import { Priorities } from "@mainstay/core/accounts/priorities";
import { PriorityCsv } from "@mainstay/core/accounts/priority-csv";
import { Refresh } from "@mainstay/core/periods/refresh";
import * as z from "zod";
import { Route } from "./route";

export const priorities = Route.router();

Route.get(priorities, "/", {
  name: "listPriorities",
  scope: "read",
  summary: "Customers by the money at risk, with drivers and open playbooks",
  description:
    "Money at risk is probability × twelve months of revenue; among equals those come first whose contract ends within 90 days or who have none. Days count from today. `format=csv` answers the same rows for a spreadsheet.",
  query: Priorities.Query.extend({
    ...Route.Customers.shape,
    format: z.enum(["json", "csv"]).default("json"),
  }),
  answers: { 200: Route.json(Priorities.Info, "Customers") },
  run: async ({ query: { dataset, format, ...query }, c }) => {
    const now = new Date();
    await Refresh.newest(dataset, now);
    const found = await Priorities.list(dataset, query, now);
    if (format === "json") return found;
    return c.body(PriorityCsv.csv(found.items, query.lang), 200, {
      "content-type": "text/csv; charset=utf-8",
      "content-disposition": 'attachment; filename="priorities.csv"',
    });
  },
});
