// version-list: the lists of what was trained, newest first
import * as z from "zod";
import { Paging } from "../base/paging";
import { Registry } from "./registry";

export const Info = z.object({
  dataset: z.string(),
  version: z.string(),
  current: z.boolean(),
  createdAt: z.string(),
  task: z.string(), // what it is for: score, outcome, …
});
export type Info = z.infer<typeof Info>;

const of = async (dataset: string): Promise<Info[]> =>
  (await Registry.versions(dataset)).map((one) => ({ dataset, ...one }));
const key = ({ dataset, version }: Info) => `${dataset}/${version}`;

export async function list(dataset: string, page: Paging.Query) {
  return Paging.slice(await of(dataset), key, page);
}

export async function all(
  page: Paging.Query,
  isReadable = (_: string) => true,
) {
  const names = (await Registry.datasets()).filter(isReadable);
  const lists = await Promise.all(names.map(of));
  return Paging.slice(lists.flat(), key, page);
}

export * as VersionList from "./version-list";
