// models: GET /v1/models and POST to train, promote or roll back a version
import { Dataset } from "@mainstay/core/dataset/dataset";
import { Card } from "@mainstay/core/model/card";
import { Registry } from "@mainstay/core/model/registry";
import { Paging } from "@mainstay/core/base/paging";
import { StartTraining } from "@mainstay/core/ingest/start-training";
import { VersionList } from "@mainstay/core/model/version-list";
import * as z from "zod";
import { Route } from "./route";

export const models = Route.router();

const versions = {
  200: Route.json(Paging.schema(VersionList.Info), "Versions"),
};
const serving = { 200: Route.json(Registry.Current, "Which version serves") };

Route.get(models, "/", {
  scope: "read",
  summary: "Model versions of every dataset",
  query: Paging.Query,
  answers: versions,
  run: ({ query }) => VersionList.all(query),
});

Route.get(models, "/{dataset}", {
  scope: "read",
  summary: "Model versions of a dataset, newest first",
  params: Route.Dataset,
  query: Paging.Query,
  answers: versions,
  run: async ({ params: { dataset }, query }) => {
    const versions = await VersionList.list(dataset, query);
    // A dataset that nobody knows is an error; one without a model yet is not.
    if (!versions.items.length) await Dataset.get(dataset);
    return versions;
  },
});

Route.get(models, "/{dataset}/{version}", {
  scope: "read",
  summary: "The card of a version",
  params: Route.Dataset.extend({ version: z.string() }),
  answers: {
    200: Route.json(z.union([Card.Info, Registry.Described]), "Card"),
  },
  run: ({ params: { dataset, version } }) =>
    Registry.described(dataset, version),
});

Route.post(models, "/{dataset}/train", {
  scope: "train",
  summary: "Train a model",
  params: Route.Dataset,
  optionalBody: StartTraining.Input,
  answers: { 202: Route.json(Route.JobId, "The job to follow") },
  run: ({ params: { dataset }, body }) => {
    const { seed } = StartTraining.Input.parse(body);
    return StartTraining.start(dataset, { seed, now: new Date() });
  },
});

Route.post(models, "/{dataset}/promote", {
  scope: "train",
  summary: "Let a version serve",
  params: Route.Dataset,
  body: z.object({ version: z.string() }),
  answers: serving,
  run: ({ params: { dataset }, body: { version } }) =>
    Registry.promote(dataset, version, new Date()),
});

Route.post(models, "/{dataset}/rollback", {
  scope: "train",
  summary: "Let the version before serve again",
  params: Route.Dataset,
  answers: serving,
  run: ({ params: { dataset } }) => Registry.rollback(dataset, new Date()),
});
