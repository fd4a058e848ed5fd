// problem: something that failed for good and waits for somebody to look at it
import * as z from "zod";
import { sha256 } from "../base/digest";
import { Table } from "./table";

export const Info = z.object({
  id: z.string(),
  kind: z.enum(["upload", "job", "work", "message", "file"]),
  dataset: z.string().nullable(),
  subject: z.string(), // the file, job or work
  code: z.string(),
  message: z.string(),
  at: z.string(),
  mayRetry: z.boolean(),
});
export type Info = z.infer<typeof Info>;
/** With what is needed to try again. */
export type Kept = Omit<Info, "id" | "mayRetry"> & { again: unknown };

/** One problem for one subject, however often it comes. */
export const idOf = ({
  kind,
  dataset,
  subject,
}: Pick<Kept, "kind" | "dataset" | "subject">) =>
  `${kind}-${sha256(JSON.stringify([dataset, subject])).slice(0, 16)}`;

export const put = (problem: Kept) =>
  Table.put({ ...Table.keys.problem(idOf(problem)), ...problem });

type Subject = Pick<Kept, "kind" | "dataset" | "subject">;

/** It has gone well since. */
export const clear = (of: Subject) =>
  Table.remove(Table.keys.problem(idOf(of)));

/** Somebody tried this one again; one that came since stays. */
export const tried = ({ at, ...of }: Subject & Pick<Kept, "at">) =>
  Table.remove(Table.keys.problem(idOf(of)), {
    when: "#at = :at",
    values: { at },
  });

const show = (item: Table.Item): Info & { again: unknown } => ({
  ...(item as unknown as Kept),
  id: item.sk,
  mayRetry: true,
});

export async function find(id: string) {
  const item = await Table.get(Table.keys.problem(id));
  return item && show(item);
}

export const list = async () =>
  (await Table.all(Table.keys.problem("").pk)).map(show);

export * as Problem from "./problem";
