// datasets: the calls that list definitions of datasets and change one
import { Dataset } from "@mainstay/core/dataset/dataset";
import { Paging } from "@mainstay/core/base/paging";
import { Redefine } from "@mainstay/core/ingest/redefine";
import { Route } from "./route";

export const datasets = Route.router();

Route.get(
  datasets,
  {
    path: "/",
    scope: "read",
    summary: "Every dataset with the definition in force",
    query: Paging.Query,
    answers: { 200: Route.json(Paging.schema(Dataset.Listed), "Datasets") },
  },
  ({ query }) => Dataset.list(query),
);

Route.get(
  datasets,
  {
    path: "/{dataset}",
    scope: "read",
    summary: "The definition in force",
    params: Route.Dataset,
    answers: { 200: Route.json(Dataset.Info, "Definition") },
  },
  ({ params: { dataset } }) => Dataset.get(dataset),
);

Route.put(
  datasets,
  {
    path: "/{dataset}",
    scope: "write",
    summary: "Change the definition; what is unsaid stays as it is",
    description:
      "Changing id, time, period, dates or column types reads the uploads of the inbox again. An equal definition keeps its version.",
    params: Route.Dataset,
    body: Redefine.Input,
    answers: { 200: Route.json(Dataset.Info, "Definition") },
  },
  ({ params: { dataset }, body }) => Redefine.put(dataset, body, new Date()),
);
