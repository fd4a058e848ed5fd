// datasets: GET and PUT /v1/datasets, what the columns of each kind of file mean
import { createRoute } from "@hono/zod-openapi";
import { Dataset } from "@mainstay/core/dataset/dataset";
import { Paging } from "@mainstay/core/base/paging";
import { Redefine } from "@mainstay/core/ingest/redefine";
import * as Route from "./route";

export const datasets = Route.router();

datasets.openapi(
  createRoute({
    ...Route.needs("read"),
    method: "get",
    path: "/",
    summary: "Every dataset with the definition in force",
    request: { query: Paging.Query },
    responses: { 200: Route.json(Paging.schema(Dataset.Listed), "Datasets") },
  }),
  async (c) => c.json(await Dataset.list(c.req.valid("query")), 200),
);

datasets.openapi(
  createRoute({
    ...Route.needs("read"),
    method: "get",
    path: "/{dataset}",
    summary: "The definition in force",
    request: { params: Route.Dataset },
    responses: { 200: Route.json(Dataset.Info, "Definition") },
  }),
  async (c) => c.json(await Dataset.get(c.req.valid("param").dataset), 200),
);

datasets.openapi(
  createRoute({
    ...Route.needs("write"),
    method: "put",
    path: "/{dataset}",
    summary: "Change the definition; what is unsaid stays as it is",
    description:
      "Changing id, time, period, dates or column types reads the uploads of the inbox again. An equal definition keeps its version.",
    request: { params: Route.Dataset, body: Route.takes(Redefine.Input) },
    responses: { 200: Route.json(Dataset.Info, "Definition") },
  }),
  async (c) =>
    c.json(
      await Redefine.put(
        c.req.valid("param").dataset,
        c.req.valid("json"),
        new Date(),
      ),
      200,
    ),
);
