// renewals: GET /v1/renewals, what is expected to be lost month by month
import { Renewals } from "@mainstay/core/accounts/renewals";
import { Paging } from "@mainstay/core/base/paging";
import { Refresh } from "@mainstay/core/periods/refresh";
import { Route } from "./route";

export const renewals = Route.router();

Route.get(renewals, "/", {
  name: "listRenewalMonths",
  scope: "read",
  summary:
    "Renewals by month with the loss to expect, and what came of past ones",
  description:
    "`expectedLoss` is Σ probability × twelve months of revenue, `low` to `high` the 95 % interval of that loss. Past months say what was expected at their beginning and how much renewed, contracted and left.",
  query: Paging.Query.extend(Route.Customers.shape),
  answers: { 200: Route.json(Renewals.Info, "Months") },
  run: async ({ query: { dataset, ...query } }) => {
    const now = new Date();
    await Refresh.newest(dataset, now);
    return Renewals.list(dataset, query, now);
  },
});
