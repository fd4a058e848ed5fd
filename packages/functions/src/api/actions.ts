// actions: GET and POST /v1/actions, the steps of playbooks and what came of them
import { OpenActions } from "@mainstay/core/accounts/open-actions";
import { Action } from "@mainstay/core/playbooks/action/action";
import { ActionCsv } from "@mainstay/core/playbooks/action/action-csv";
import { Transition } from "@mainstay/core/playbooks/action/transition";
import { Dataset } from "@mainstay/core/dataset/dataset";
import { PlaybookEffects } from "@mainstay/core/periods/playbook-effects";
import { StoredUplift } from "@mainstay/core/playbooks/stored-uplift";
import { Uplift } from "@mainstay/core/playbooks/uplift";
import { StartTraining } from "@mainstay/core/ingest/start-training";
import { PlaybookReach } from "@mainstay/core/playbooks/playbook-reach";
import { Reason } from "@mainstay/core/model/reason";
import { Paging } from "@mainstay/core/base/paging";
import * as z from "zod";
import { Route } from "./route";

export const actions = Route.router();

Route.get(actions, "/", {
  name: "listActions",
  scope: "read",
  summary: "Steps of playbooks proposed in a period, the most urgent first",
  query: Action.Query.extend(Route.CustomersPeriod.shape),
  answers: { 200: Route.json(Paging.schema(Action.Info), "Actions") },
  run: async ({ query: { dataset, period, ...query } }) => {
    const found = await Dataset.period(dataset, period);
    const page = await Action.byPeriod(dataset, found, query);
    const items = await OpenActions.render(dataset, page.items, new Date());
    return { ...page, items };
  },
});

Route.get(actions, "/csv", {
  name: "exportActions",
  scope: "read",
  summary: "The same as a CSV for spreadsheets",
  query: Route.CustomersPeriod.extend({ lang: Reason.Lang.default("en") }),
  answers: {
    200: {
      description: "Actions",
      content: { "text/csv": { schema: z.string() } },
    },
  },
  run: async ({ query: { dataset, lang, ...query }, c }) => {
    const period = await Dataset.period(dataset, query.period);
    const proposed = await Action.all(dataset, [period]);
    const shown = proposed.filter(({ heldOut }) => !heldOut);
    const rendered = await OpenActions.render(dataset, shown, new Date());
    return c.body(ActionCsv.csv(rendered, lang), 200, {
      "content-type": "text/csv; charset=utf-8",
      "content-disposition": `attachment; filename="actions-${period}.csv"`,
    });
  },
});

Route.get(actions, "/effects", {
  name: "listPlaybookEffects",
  scope: "read",
  summary: "What each playbook changed, against the customers it held out",
  query: Route.Customers,
  answers: {
    200: Route.json(Paging.schema(PlaybookEffects.Info), "Effects"),
  },
  run: async ({ query: { dataset } }) => ({
    items: await PlaybookEffects.all(dataset),
    cursor: null,
  }),
});

Route.get(actions, "/playbooks", {
  name: "listPlaybooks",
  scope: "read",
  summary: "How many customers each playbook fits, and why one fits nobody",
  query: Route.Customers,
  answers: {
    200: Route.json(Paging.schema(PlaybookReach.Info), "Playbooks"),
  },
  run: async ({ query: { dataset } }) => ({
    items: (await PlaybookEffects.reach(dataset))?.playbooks ?? [],
    cursor: null,
  }),
});

Route.get(actions, "/uplift", {
  name: "listUplift",
  scope: "read",
  summary:
    "Whom each playbook changes: how well customers can be ranked by it, and whether that may be used",
  query: Route.Customers,
  answers: { 200: Route.json(Paging.schema(Uplift.Info), "Uplift") },
  run: async ({ query: { dataset } }) => ({
    items: (await StoredUplift.read(dataset)).map(({ trees, ...one }) => one),
    cursor: null,
  }),
});

Route.post(actions, "/uplift", {
  name: "learnUplift",
  scope: "write",
  summary: "Learn anew whom each playbook changes",
  query: Route.Customers,
  answers: { 202: Route.json(Route.JobId, "The job to follow") },
  run: ({ query: { dataset } }) =>
    StartTraining.startUplift(dataset, { now: new Date() }),
});

Route.post(actions, "/{id}", {
  name: "changeAction",
  scope: "write",
  summary: "Accept, dismiss or finish a step, and say what came of it",
  params: Route.Id,
  query: Route.Customers,
  body: Action.Change,
  example: { state: "done", outcome: true, note: "They stay" },
  answers: { 200: Route.json(Action.Info, "The action as it is now") },
  run: ({ params: { id }, query: { dataset }, body }) =>
    Transition.set(dataset, id, body, new Date()),
});
