// models: GET /v1/models, what serves and served, and POST to train, promote or roll back a version
import { Dataset } from "@mainstay/core/dataset/dataset";
import { Card } from "@mainstay/core/model/card";
import { Registry } from "@mainstay/core/model/registry";
import { Shadow } from "@mainstay/core/upkeep/shadow";
import { DriftWatch } from "@mainstay/core/upkeep/drift-watch";
import { Paging } from "@mainstay/core/base/paging";
import { StartTraining } from "@mainstay/core/ingest/start-training";
import { ServingHistory } from "@mainstay/core/model/serving-history";
import { Trainings } from "@mainstay/core/jobs/trainings";
import { VersionList } from "@mainstay/core/model/version-list";
import * as z from "zod";
import { Route } from "./route";

export const models = Route.router();

const versions = {
  200: Route.json(Paging.schema(VersionList.Info), "Versions"),
};
const History = z.object({
  items: z.array(ServingHistory.Span),
  serving: ServingHistory.Span.nullable(),
});
const Word = z.object({ why: z.string().max(500).optional() });
const serving = { 200: Route.json(Registry.Current, "Which version serves") };

Route.get(models, "/", {
  name: "listModels",
  scope: "read",
  summary: "Model versions of every dataset",
  query: Paging.Query,
  datasets: "reached",
  answers: versions,
  run: ({ query, reaches }) => VersionList.all(query, reaches),
});

Route.get(models, "/{dataset}", {
  name: "listModelVersions",
  scope: "read",
  summary: "Model versions of a dataset, and its trainings, newest first",
  description:
    "`trainings` are the last ones asked for, with the reason and the next step of those that failed or were refused. `shadow` is the version that scores beside the serving one, and how both did on the same outcomes.",
  params: Route.Dataset,
  query: Paging.Query,
  answers: {
    200: Route.json(
      Paging.schema(VersionList.Info).extend({
        trainings: z.array(Trainings.Info),
        shadow: Shadow.Shown.nullable(),
      }),
      "Versions",
    ),
  },
  run: async ({ params: { dataset }, query }) => {
    const versions = await VersionList.list(dataset, query);
    // A dataset that nobody knows is an error; one without a model yet is not.
    if (!versions.items.length) await Dataset.get(dataset);
    return {
      ...versions,
      trainings: await Trainings.list(dataset),
      shadow: await Shadow.show(dataset),
    };
  },
});

Route.get(models, "/{dataset}/drift", {
  name: "getModelDrift",
  scope: "read",
  summary: "How far the customers have moved from those the model learned",
  description:
    "Each column, the score, the outcome and what came of past scores, against the customers the serving version was made on. `threshold` is what chance passes too rarely at this sample's size, corrected for all that is looked at (Holm), so that in fewer than 8 of 100 samples anything is called drift where nothing has changed.",
  params: Route.Dataset,
  answers: { 200: Route.json(DriftWatch.Info, "Drift") },
  run: ({ params: { dataset } }) => DriftWatch.read(dataset),
});

Route.get(models, "/{dataset}/history", {
  name: "getServingHistory",
  scope: "read",
  summary: "Which version served when, by whose word and why",
  description:
    "With `at`, a day or a moment, only what served then: `serving` is the last of them.",
  params: Route.Dataset,
  query: z.object({ at: z.string().optional() }),
  answers: { 200: Route.json(History, "Oldest first") },
  run: async ({ params: { dataset }, query: { at } }) => {
    const { current } = await Registry.serving(dataset);
    if (!current) await Dataset.get(dataset);
    const history = current?.history ?? [];
    if (at !== undefined) return ServingHistory.at(history, at);
    const items = ServingHistory.spans(history);
    return { items, serving: items.at(-1) ?? null };
  },
});

Route.get(models, "/{dataset}/{version}", {
  name: "getModelCard",
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
  name: "trainModel",
  scope: "train",
  summary: "Train a model",
  params: Route.Dataset,
  optionalBody: StartTraining.Input,
  answers: { 202: Route.json(Route.JobId, "The job to follow") },
  run: ({ params: { dataset }, body, c }) => {
    const { seed } = StartTraining.Input.parse(body);
    const who = Route.who(c);
    return StartTraining.start(dataset, { seed, now: new Date(), who });
  },
});

Route.post(models, "/{dataset}/promote", {
  name: "promoteModel",
  scope: "train",
  summary: "Let a version serve",
  params: Route.Dataset,
  body: Word.extend({ version: z.string() }),
  example: { version: "f4147938da0a" },
  answers: serving,
  run: ({ params: { dataset }, body: { version, why }, c }) =>
    Registry.promote(dataset, version, new Date(), { who: Route.who(c), why }),
});

Route.post(models, "/{dataset}/rollback", {
  name: "rollBackModel",
  scope: "train",
  summary: "Let the version before serve again",
  params: Route.Dataset,
  optionalBody: Word,
  answers: serving,
  run: ({ params: { dataset }, body, c }) =>
    Registry.rollback(dataset, new Date(), {
      ...{ who: Route.who(c), why: body?.why },
    }),
});

const Version = Word.extend({ version: z.string() });

Route.post(models, "/{dataset}/approve", {
  name: "approveModelVersion",
  scope: "train",
  summary: "Let the version in the shadow serve",
  params: Route.Dataset,
  body: Version,
  example: { version: "f4147938da0a" },
  answers: serving,
  run: ({ params: { dataset }, body: { version, why }, c }) =>
    Shadow.approve(dataset, version, new Date(), { who: Route.who(c), why }),
});

Route.post(models, "/{dataset}/dismiss", {
  name: "dismissModelVersion",
  scope: "train",
  summary: "Send the version in the shadow away",
  params: Route.Dataset,
  body: Version,
  example: { version: "f4147938da0a" },
  answers: { 200: Route.json(Shadow.Info, "The shadow, now and before") },
  run: ({ params: { dataset }, body: { version, why }, c }) =>
    Shadow.dismiss(dataset, version, new Date(), { who: Route.who(c), why }),
});
