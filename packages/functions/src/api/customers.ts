// customers: GET /v1/customers, lists of customers and everything known of one
import { createRoute } from "@hono/zod-openapi";
import { AccountBrief } from "@mainstay/core/accounts/account-brief";
import { Action } from "@mainstay/core/playbooks/action/action";
import { Brief } from "@mainstay/core/accounts/brief/brief";
import { Customer } from "@mainstay/core/accounts/customer";
import { Reason } from "@mainstay/core/model/reason";
import { RecommendTo } from "@mainstay/core/offers/recommend-to";
import { Paging } from "@mainstay/core/base/paging";
import { CustomerList } from "@mainstay/core/accounts/customer-list";
import * as z from "zod";
import * as Route from "./route";

export const customers = Route.router();

const one = {
  params: z.object({ id: z.string() }),
  query: z.object(Route.ofCustomers),
};
const lang = Reason.Lang.default("en").describe(
  "The language of `text`; en unless told",
);

customers.openapi(
  createRoute({
    ...Route.needs("read"),
    method: "get",
    path: "/",
    summary: "Customers of a period, or each with its newest snapshot",
    description:
      "Sorted by probability (highest first) unless told; revenue and period run downwards too, id and name upwards, and a leading `-` turns an order round.",
    request: { query: CustomerList.Query.extend(Route.ofCustomers) },
    responses: {
      200: Route.json(Paging.schema(CustomerList.Item), "Customers"),
    },
  }),
  async (c) => {
    const { dataset, ...query } = c.req.valid("query");
    return c.json(await CustomerList.list(dataset, query), 200);
  },
);

customers.openapi(
  createRoute({
    ...Route.needs("read"),
    method: "get",
    path: "/{id}",
    summary:
      "A customer's newest snapshot, its score, all reasons, and what changed since the one before",
    request: { ...one, query: one.query.extend({ lang }) },
    responses: { 200: Route.json(Customer.Info, "Customer") },
  }),
  async (c) => {
    const { dataset, lang } = c.req.valid("query");
    const { id } = c.req.valid("param");
    return c.json(await Customer.get(dataset, id, { lang }), 200);
  },
);

customers.openapi(
  createRoute({
    ...Route.needs("read"),
    method: "get",
    path: "/{id}/history",
    summary: "A customer in every period, oldest first",
    request: one,
    responses: { 200: Route.json(Paging.schema(Customer.Moment), "Snapshots") },
  }),
  async (c) => {
    const { dataset } = c.req.valid("query");
    const items = await Customer.history(dataset, c.req.valid("param").id);
    return c.json({ items, cursor: null }, 200);
  },
);

customers.openapi(
  createRoute({
    ...Route.needs("read"),
    method: "get",
    path: "/{id}/actions",
    summary: "Steps of playbooks for a customer, the newest period first",
    request: one,
    responses: { 200: Route.json(Paging.schema(Action.Info), "Actions") },
  }),
  async (c) => {
    const { dataset } = c.req.valid("query");
    const items = await Action.byCustomer(dataset, c.req.valid("param").id);
    return c.json({ items, cursor: null }, 200);
  },
);

customers.openapi(
  createRoute({
    ...Route.needs("read"),
    method: "get",
    path: "/{id}/brief",
    summary: "A page about one customer from its own numbers",
    request: { ...one, query: one.query.extend({ lang }) },
    responses: { 200: Route.json(Brief.Page, "Brief") },
  }),
  async (c) => {
    const { dataset, lang } = c.req.valid("query");
    const { id } = c.req.valid("param");
    return c.json(
      (await AccountBrief.brief(dataset, id, new Date()))[lang],
      200,
    );
  },
);

customers.openapi(
  createRoute({
    ...Route.needs("read"),
    method: "get",
    path: "/{id}/recommendations",
    summary:
      "Products for a customer by what it did last, each with the reason",
    description:
      "A customer nobody knows gets what is popular, in its segment where it has one. What is answered counts as shown: clicks and purchases after it are reported.",
    request: { params: one.params, query: RecommendTo.Query },
    responses: { 200: Route.json(RecommendTo.Info, "Recommendations") },
  }),
  async (c) => {
    const { id } = c.req.valid("param");
    return c.json(
      await RecommendTo.forCustomer(id, c.req.valid("query"), new Date()),
      200,
    );
  },
);
