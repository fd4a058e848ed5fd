// datasets: GET and PUT /v1/datasets, what the columns of each kind of file mean
import { Dataset } from "@mainstay/core/dataset/dataset";
import { DropDataset } from "@mainstay/core/ingest/drop-dataset";
import { Paging } from "@mainstay/core/base/paging";
import { Retention } from "@mainstay/core/ingest/retention";
import { Redefine } from "@mainstay/core/ingest/redefine";
import { Route } from "./route";

export const datasets = Route.router();

Route.get(datasets, "/", {
  name: "listDatasets",
  scope: "read",
  summary: "Every dataset with the definition in force",
  query: Paging.Query,
  datasets: "reached",
  answers: { 200: Route.json(Paging.schema(Dataset.Listed), "Datasets") },
  run: ({ query, reaches }) => Dataset.list(query, reaches),
});

Route.get(datasets, "/{dataset}", {
  name: "getDataset",
  scope: "read",
  summary: "The definition in force",
  params: Route.Dataset,
  answers: { 200: Route.json(Dataset.Shown, "Definition") },
  run: async ({ params: { dataset } }) =>
    Dataset.show(await Dataset.get(dataset)),
});

Route.delete(datasets, "/{dataset}", {
  name: "removeDataset",
  scope: "write",
  summary: "Remove a dataset with all it brought: rows, files, models, reports",
  params: Route.Dataset,
  answers: { 202: Route.json(Route.JobId, "The job to follow") },
  run: ({ params: { dataset } }) => DropDataset.start(dataset, new Date()),
});

Route.post(datasets, "/{dataset}/retention", {
  name: "applyRetention",
  scope: "write",
  summary: "Remove now what is older than the definition's `retention` keeps",
  description:
    "Happens by itself every morning. The job's result says what was removed where, and which model versions had learned from it.",
  params: Route.Dataset,
  answers: { 202: Route.json(Route.JobId, "The job to follow") },
  run: ({ params: { dataset } }) => Retention.start(dataset, new Date()),
});

Route.put(datasets, "/{dataset}", {
  name: "defineDataset",
  scope: "write",
  summary: "Change the definition; what is unsaid stays as it is",
  description:
    "Changing id, time, period, dates or column types reads the uploads of the inbox again. An equal definition keeps its version.",
  params: Route.Dataset,
  body: Redefine.Input,
  example: {
    id: "account",
    roles: { revenue: "mrr", name: "company" },
    label: { column: "churned", positive: "yes" },
  },
  answers: { 200: Route.json(Dataset.Shown, "Definition") },
  run: async ({ params: { dataset }, body }) =>
    Dataset.show(await Redefine.put(dataset, body, new Date())),
});
