// customers: GET /v1/customers, lists of customers and everything known of one
import { AccountBrief } from "@mainstay/core/accounts/account-brief";
import { OpenActions } from "@mainstay/core/accounts/open-actions";
import { Action } from "@mainstay/core/playbooks/action/action";
import { Lineage } from "@mainstay/core/accounts/lineage";
import { Brief } from "@mainstay/core/accounts/brief/brief";
import { Customer } from "@mainstay/core/accounts/customer";
import { HealthOverride } from "@mainstay/core/accounts/health-override";
import { Pseudonyms } from "@mainstay/core/customers/pseudonyms";
import { Dataset } from "@mainstay/core/dataset/dataset";
import * as z from "zod";
import { Reason } from "@mainstay/core/model/reason";
import { RecommendTo } from "@mainstay/core/offers/recommend-to";
import { Paging } from "@mainstay/core/base/paging";
import { CustomerCsv } from "@mainstay/core/lists/customer-csv";
import { CustomerList } from "@mainstay/core/lists/customer-list";
import { Erasure } from "@mainstay/core/ingest/erasure";
import { Route } from "./route";

export const customers = Route.router();

// A customer may be asked for by the id of its files, though its dataset keeps pseudonyms only.
const named = Pseudonyms.told;

const one = {
  scope: "read",
  params: Route.Id,
  query: Route.Customers,
} as const;
const inLanguage = {
  ...one,
  query: Route.Customers.extend({
    lang: Reason.Lang.default("en").describe(
      "The language of `text`; en unless told",
    ),
  }),
};

Route.get(customers, "/", {
  name: "listCustomers",
  scope: "read",
  summary: "Customers of a period, or each with its newest snapshot",
  description:
    "The highest probability first unless told. `total` and `sums` are of all that the filters leave; `format=csv` answers all of it for a spreadsheet, by a redirect where it is long.",
  query: CustomerList.Query.extend({
    ...Route.Customers.shape,
    format: z.enum(["json", "csv"]).default("json"),
  }),
  answers: { 200: Route.json(CustomerList.Info, "Customers") },
  run: async ({ query: { dataset, format, ...query }, c }) => {
    if (format === "json") return CustomerList.list(dataset, query);
    const file = await CustomerCsv.write(dataset, query, new Date());
    if ("url" in file) return c.redirect(file.url, 303);
    return c.body(file.text, 200, {
      "content-type": "text/csv; charset=utf-8",
      "content-disposition": `attachment; filename="${dataset}.csv"`,
    });
  },
});

Route.get(customers, "/{id}", {
  name: "getCustomer",
  ...inLanguage,
  summary:
    "A customer's newest snapshot, its score, all reasons, and what changed since the one before",
  answers: { 200: Route.json(Customer.Info, "Customer") },
  run: async ({ params: { id }, query: { dataset, lang } }) =>
    Customer.get(dataset, await named(dataset, id), { lang }),
});

Route.delete(customers, "/{id}", {
  name: "eraseCustomer",
  scope: "admin",
  summary: "Erase a customer from everywhere",
  description:
    "The job's result says what was removed where, and which model versions had learned from the customer.",
  params: Route.Id,
  query: Route.Customers,
  datasets: ({ query: { dataset } }) =>
    dataset === Dataset.customers ? Pseudonyms.logs : [],
  answers: { 202: Route.json(Route.JobId, "The job to follow") },
  run: async ({ params: { id }, query: { dataset } }) =>
    Erasure.start(dataset, await named(dataset, id), new Date()),
});

Route.get(customers, "/{id}/lineage", {
  name: "getLineage",
  ...one,
  summary: "Where a customer's score comes from, and the same score again",
  query: Route.CustomersPeriod,
  answers: { 200: Route.json(Lineage.Info, "Lineage") },
  run: async ({ params: { id }, query: { dataset, period } }) =>
    Lineage.of(dataset, await named(dataset, id), period),
});

Route.get(customers, "/{id}/history", {
  name: "listCustomerMoments",
  ...one,
  summary: "A customer in every period, oldest first",
  answers: { 200: Route.json(Paging.schema(Customer.Moment), "Snapshots") },
  run: async ({ params: { id }, query: { dataset } }) => ({
    items: await Customer.history(dataset, await named(dataset, id)),
    cursor: null,
  }),
});

Route.get(customers, "/{id}/actions", {
  name: "listCustomerActions",
  ...one,
  summary: "Steps of playbooks for a customer, the newest period first",
  answers: { 200: Route.json(Paging.schema(Action.Info), "Actions") },
  run: async ({ params: { id }, query: { dataset } }) => ({
    items: await OpenActions.render(
      dataset,
      await Action.byCustomer(dataset, await named(dataset, id)),
      new Date(),
    ),
    cursor: null,
  }),
});

Route.get(customers, "/{id}/brief", {
  name: "getBrief",
  ...inLanguage,
  summary: "A page about one customer from its own numbers",
  answers: { 200: Route.json(Brief.Page, "Brief") },
  run: async ({ params: { id }, query: { dataset, lang } }) =>
    (await AccountBrief.brief(dataset, await named(dataset, id), new Date()))[
      lang
    ],
});

Route.put(customers, "/{id}/override", {
  name: "overrideHealth",
  scope: "write",
  summary: "Put a status in place of the computed health until a day",
  params: Route.Id,
  query: Route.Customers,
  body: HealthOverride.Input,
  example: {
    status: "red",
    reason: "The sponsor left",
    author: "Ana",
    until: "2027-01-31",
  },
  answers: { 200: Route.json(HealthOverride.Info, "The override") },
  run: async ({ params, query: { dataset }, body }) => {
    const id = await named(dataset, params.id);
    await Customer.history(dataset, id);
    return HealthOverride.set(dataset, id, body, new Date());
  },
});

Route.delete(customers, "/{id}/override", {
  name: "endHealthOverride",
  scope: "write",
  summary: "Let the computed health stand again",
  params: Route.Id,
  query: Route.Customers,
  answers: {
    200: Route.json(z.array(HealthOverride.Info), "All overrides there were"),
  },
  run: async ({ params, query: { dataset } }) => {
    const id = await named(dataset, params.id);
    await HealthOverride.end(dataset, id, new Date());
    return HealthOverride.history(dataset, id);
  },
});

Route.get(customers, "/{id}/recommendations", {
  name: "getRecommendations",
  scope: "read",
  datasets: () => ["events"],
  summary: "Products for a customer by what it did last, each with the reason",
  description:
    "A customer nobody knows gets what is popular, in its segment where it has one. What is answered counts as shown: clicks and purchases after it are reported.",
  params: Route.Id,
  query: RecommendTo.Query,
  answers: { 200: Route.json(RecommendTo.Info, "Recommendations") },
  run: async ({ params: { id }, query }) =>
    RecommendTo.forCustomer(await named("events", id), query, new Date()),
});
