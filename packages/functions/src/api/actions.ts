// actions: GET and POST /v1/actions, the steps of playbooks and what came of them
import { createRoute } from "@hono/zod-openapi";
import { Action } from "@mainstay/core/playbooks/action/action";
import { ActionCsv } from "@mainstay/core/playbooks/action/action-csv";
import { Transition } from "@mainstay/core/playbooks/action/transition";
import { Dataset } from "@mainstay/core/dataset/dataset";
import { PlaybookEffects } from "@mainstay/core/periods/playbook-effects";
import { Reason } from "@mainstay/core/model/reason";
import { Paging } from "@mainstay/core/base/paging";
import * as z from "zod";
import * as Route from "./route";

export const actions = Route.router();

const lang = Reason.Lang.default("en");
const asked = { ...Route.ofCustomers, period: z.string().optional() };

actions.openapi(
  createRoute({
    ...Route.needs("read"),
    method: "get",
    path: "/",
    summary: "Steps of playbooks proposed in a period, the most urgent first",
    request: { query: Action.Query.extend(asked) },
    responses: { 200: Route.json(Paging.schema(Action.Info), "Actions") },
  }),
  async (c) => {
    const { dataset, period, ...query } = c.req.valid("query");
    const of = await Dataset.period(dataset, period);
    return c.json(await Action.byPeriod(dataset, of, query), 200);
  },
);

actions.openapi(
  createRoute({
    ...Route.needs("read"),
    method: "get",
    path: "/csv",
    summary: "The same as a CSV for spreadsheets",
    request: { query: z.object({ ...asked, lang }) },
    responses: {
      200: {
        description: "Actions",
        content: { "text/csv": { schema: z.string() } },
      },
    },
  }),
  async (c) => {
    const { dataset, period, lang } = c.req.valid("query");
    const of = await Dataset.period(dataset, period);
    const all = await Action.all(dataset, [of]);
    const shown = all.filter(({ heldOut }) => !heldOut);
    return c.body(ActionCsv.csv(shown, lang), 200, {
      "content-type": "text/csv; charset=utf-8",
      "content-disposition": `attachment; filename="actions-${of}.csv"`,
    });
  },
);

actions.openapi(
  createRoute({
    ...Route.needs("read"),
    method: "get",
    path: "/effects",
    summary: "What each playbook changed, against the customers it held out",
    request: { query: z.object(Route.ofCustomers) },
    responses: {
      200: Route.json(Paging.schema(PlaybookEffects.Info), "Effects"),
    },
  }),
  async (c) => {
    const items = await PlaybookEffects.all(c.req.valid("query").dataset);
    return c.json({ items, cursor: null }, 200);
  },
);

actions.openapi(
  createRoute({
    ...Route.needs("write"),
    method: "post",
    path: "/{id}",
    summary: "Accept, dismiss or finish a step, and say what came of it",
    request: {
      params: z.object({ id: z.string() }),
      query: z.object(Route.ofCustomers),
      body: Route.takes(Action.Change),
    },
    responses: { 200: Route.json(Action.Info, "The action as it is now") },
  }),
  async (c) => {
    const { dataset } = c.req.valid("query");
    const { id } = c.req.valid("param");
    const change = c.req.valid("json");
    return c.json(await Transition.set(dataset, id, change, new Date()), 200);
  },
);
