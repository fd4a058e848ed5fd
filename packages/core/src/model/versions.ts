// versions: the lists of what was trained, newest first
import * as z from "zod";
import { Dataset } from "../dataset";
import { Page } from "../page";
import { Registry } from "./registry";

export const Info = z.object({
  dataset: z.string(),
  version: z.string(),
  current: z.boolean(),
  createdAt: z.string(),
});
export type Info = z.infer<typeof Info>;

const of = async (dataset: string): Promise<Info[]> =>
  (await Registry.versions(dataset)).map((one) => ({ dataset, ...one }));
const key = ({ dataset, version }: Info) => `${dataset}/${version}`;

export async function list(dataset: string, page: Page.Query) {
  const items = await of(dataset);
  if (!items.length) await Dataset.get(dataset);
  return Page.slice(items, key, page);
}

export async function all(page: Page.Query) {
  const lists = await Promise.all((await Registry.datasets()).map(of));
  return Page.slice(lists.flat(), key, page);
}

export * as Versions from "./versions";
