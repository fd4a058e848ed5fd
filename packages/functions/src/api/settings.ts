// settings: GET, PUT and DELETE /v1/settings, what an owner decides about a dataset
import { Refresh } from "@mainstay/core/periods/refresh";
import { Dataset } from "@mainstay/core/dataset/dataset";
import { Settings } from "@mainstay/core/settings/settings";
import * as z from "zod";
import { Route } from "./route";

export const settings = Route.router();

const Shown = z.object({
  config: z.unknown().describe("In force; null where it is made from the data"),
  own: z.boolean().describe("Whether the owner said it"),
});
const path = "/{dataset}/{noun}";
const one = {
  params: Route.Dataset.extend({ noun: Settings.Noun }),
  answers: { 200: Route.json(Shown, "Settings") },
};

Route.get(settings, path, {
  name: "getSettings",
  ...one,
  scope: "read",
  summary:
    "What is set of metrics, health, segments, lifetime, playbooks or alerts",
  run: async ({ params: { dataset, noun } }) => {
    await Dataset.get(dataset);
    return Settings.show(dataset, noun);
  },
});

Route.put(settings, path, {
  name: "setSettings",
  ...one,
  scope: "admin",
  summary: "Set it; the newest figures follow",
  body: z.record(z.string(), z.unknown()),
  run: async ({ params: { dataset, noun }, body }) => {
    await Dataset.get(dataset);
    await Settings.put(dataset, noun, body);
    await Refresh.after(dataset, new Date());
    return Settings.show(dataset, noun);
  },
});

Route.delete(settings, path, {
  name: "resetSettings",
  ...one,
  scope: "admin",
  summary: "Back to what is usual",
  run: async ({ params: { dataset, noun } }) => {
    await Dataset.get(dataset);
    await Settings.remove(dataset, noun);
    await Refresh.after(dataset, new Date());
    return Settings.show(dataset, noun);
  },
});
