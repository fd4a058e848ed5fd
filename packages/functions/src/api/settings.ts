// settings: GET, PUT and DELETE /v1/settings, what an owner decides about a dataset
import { createRoute } from "@hono/zod-openapi";
import { Refresh } from "@mainstay/core/periods/refresh";
import { Dataset } from "@mainstay/core/dataset/dataset";
import { Settings } from "@mainstay/core/settings/settings";
import * as z from "zod";
import * as Route from "./route";

export const settings = Route.router();

const params = Route.Dataset.extend({ noun: Settings.Noun });
const Shown = z.object({
  config: z.unknown().describe("In force; null where it is made from the data"),
  own: z.boolean().describe("Whether the owner said it"),
});

settings.openapi(
  createRoute({
    ...Route.needs("read"),
    method: "get",
    path: "/{dataset}/{noun}",
    summary:
      "What is set of metrics, health, segments, lifetime, playbooks or alerts",
    request: { params },
    responses: { 200: Route.json(Shown, "Settings") },
  }),
  async (c) => {
    const { dataset, noun } = c.req.valid("param");
    await Dataset.get(dataset);
    return c.json(await Settings.show(dataset, noun), 200);
  },
);

settings.openapi(
  createRoute({
    ...Route.needs("admin"),
    method: "put",
    path: "/{dataset}/{noun}",
    summary: "Set it; the newest figures follow",
    request: { params, body: Route.takes(z.record(z.string(), z.unknown())) },
    responses: { 200: Route.json(Shown, "Settings") },
  }),
  async (c) => {
    const { dataset, noun } = c.req.valid("param");
    await Dataset.get(dataset);
    await Settings.put(dataset, noun, c.req.valid("json"));
    await Refresh.after(dataset, new Date());
    return c.json(await Settings.show(dataset, noun), 200);
  },
);

settings.openapi(
  createRoute({
    ...Route.needs("admin"),
    method: "delete",
    path: "/{dataset}/{noun}",
    summary: "Back to what is usual",
    request: { params },
    responses: { 200: Route.json(Shown, "Settings") },
  }),
  async (c) => {
    const { dataset, noun } = c.req.valid("param");
    await Dataset.get(dataset);
    await Settings.remove(dataset, noun);
    await Refresh.after(dataset, new Date());
    return c.json(await Settings.show(dataset, noun), 200);
  },
);
