// models: GET /v1/models and POST to train, promote or roll back a version
import { createRoute } from "@hono/zod-openapi";
import { Dataset } from "@mainstay/core/dataset/dataset";
import { Card } from "@mainstay/core/model/card";
import { Registry } from "@mainstay/core/model/registry";
import { Paging } from "@mainstay/core/base/paging";
import { StartTraining } from "@mainstay/core/ingest/start-training";
import { VersionList } from "@mainstay/core/model/version-list";
import * as z from "zod";
import * as Route from "./route";

export const models = Route.router();

models.openapi(
  createRoute({
    ...Route.needs("read"),
    method: "get",
    path: "/",
    summary: "Model versions of every dataset",
    request: { query: Paging.Query },
    responses: { 200: Route.json(Paging.schema(VersionList.Info), "Versions") },
  }),
  async (c) => c.json(await VersionList.all(c.req.valid("query")), 200),
);

models.openapi(
  createRoute({
    ...Route.needs("read"),
    method: "get",
    path: "/{dataset}",
    summary: "Model versions of a dataset, newest first",
    request: { params: Route.Dataset, query: Paging.Query },
    responses: { 200: Route.json(Paging.schema(VersionList.Info), "Versions") },
  }),
  async (c) => {
    const { dataset } = c.req.valid("param");
    const versions = await VersionList.list(dataset, c.req.valid("query"));
    // A dataset that nobody knows is an error; one without a model yet is not.
    if (!versions.items.length) await Dataset.get(dataset);
    return c.json(versions, 200);
  },
);

models.openapi(
  createRoute({
    ...Route.needs("read"),
    method: "get",
    path: "/{dataset}/{version}",
    summary: "The card of a version",
    request: { params: Route.Dataset.extend({ version: z.string() }) },
    responses: {
      200: Route.json(z.union([Card.Info, Registry.Described]), "Card"),
    },
  }),
  async (c) => {
    const { dataset, version } = c.req.valid("param");
    return c.json(await Registry.described(dataset, version), 200);
  },
);

models.openapi(
  createRoute({
    ...Route.needs("train"),
    method: "post",
    path: "/{dataset}/train",
    summary: "Train a model",
    request: {
      params: Route.Dataset,
      body: {
        content: {
          "application/json": { schema: StartTraining.Input },
        },
      },
    },
    responses: { 202: Route.json(Route.JobId, "The job to follow") },
  }),
  async (c) => {
    const { dataset } = c.req.valid("param");
    const { seed } = StartTraining.Input.parse(c.req.valid("json"));
    const now = new Date();
    return c.json(await StartTraining.start(dataset, { seed, now }), 202);
  },
);

models.openapi(
  createRoute({
    ...Route.needs("train"),
    method: "post",
    path: "/{dataset}/promote",
    summary: "Let a version serve",
    request: {
      params: Route.Dataset,
      body: Route.takes(z.object({ version: z.string() })),
    },
    responses: { 200: Route.json(Registry.Current, "Which version serves") },
  }),
  async (c) => {
    const { version } = c.req.valid("json");
    const { dataset } = c.req.valid("param");
    return c.json(await Registry.promote(dataset, version, new Date()), 200);
  },
);

models.openapi(
  createRoute({
    ...Route.needs("train"),
    method: "post",
    path: "/{dataset}/rollback",
    summary: "Let the version before serve again",
    request: { params: Route.Dataset },
    responses: { 200: Route.json(Registry.Current, "Which version serves") },
  }),
  async (c) =>
    c.json(
      await Registry.rollback(c.req.valid("param").dataset, new Date()),
      200,
    ),
);
