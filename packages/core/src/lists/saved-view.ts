// saved-view: a list of customers under a name, with its filters, columns and order, for one person or for all
import { randomUUID } from "node:crypto";
import * as z from "zod";
import { Failure } from "../base/error";
import { Table } from "../aws/table";

export const Input = z.strictObject({
  name: z.string().trim().min(1).max(80),
  query: z.string().max(4000).describe("What follows ? in the list's address"),
  shared: z.boolean().default(false),
});
export type Input = z.infer<typeof Input>;
export const Info = z.object({
  ...Input.shape,
  id: z.string(),
  by: z.string(),
  at: z.string(),
});
export type Info = z.infer<typeof Info>;

/** A person's own views and those that are shared, by name. */
export async function list(dataset: string, person: string): Promise<Info[]> {
  const items = await Table.all(Table.keys.view(dataset).pk);
  return items
    .map((item) => Info.parse({ ...item, id: item.sk }))
    .filter(({ by, shared }) => shared || by === person)
    .sort((a, b) => a.name.localeCompare(b.name) || (a.id < b.id ? -1 : 1));
}

/** Saves a view; one of the same person and name is replaced. */
export async function save(
  dataset: string,
  input: unknown,
  { by, at }: { by: string; at: Date },
): Promise<Info> {
  const read = Input.safeParse(input);
  if (!read.success)
    throw new Failure(
      "view.invalid",
      "Expected a name of 1 to 80 letters and the filters of a list",
    );
  const known = (await list(dataset, by)).find(
    (one) => one.by === by && one.name === read.data.name,
  );
  const view = { ...read.data, by, at: at.toISOString() };
  const id = known?.id ?? (randomUUID() as string);
  await Table.put({ ...Table.keys.view(dataset, id), ...view });
  return { ...view, id };
}

/** Forgets a view of the person's own; who `may` forget those of others says so. */
export async function remove(
  dataset: string,
  id: string,
  { by, may }: { by: string; may: boolean },
) {
  const found = (await list(dataset, by)).find((one) => one.id === id);
  if (!found || (found.by !== by && !may))
    throw new Failure("view.unknown", `There is no view "${id}" of yours`, 404);
  await Table.remove(Table.keys.view(dataset, id));
}

export * as SavedView from "./saved-view";
