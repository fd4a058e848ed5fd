// upload: one CSV object under inbox/, from its drop to its counts
import * as z from "zod";
import { Bucket } from "../aws/bucket";
import { sha256 } from "../base/digest";
import { Failure } from "../base/error";
import { Warning } from "../reading/warning";
import { StatedPeriod } from "./stated-period";
import { Table } from "../aws/table";
import { Line } from "../work/line";
import type { Work } from "../work/work";

export const State = z.enum(["planned", "ingesting", "done", "failed"]);
export const Info = z.object({
  id: z.string(),
  dataset: z.string(),
  key: z.string(),
  state: State,
  rows: z.int(),
  accepted: z.int(),
  rejected: z.int(),
  scored: z.int(),
  drops: z.int(),
  definition: z.int().nullable(),
  periods: z.array(z.string()),
  warnings: z.array(Warning.Info),
  droppedAt: z.string(),
  period: z.string().optional().describe("As stated by the sender"),
  error: z.object({ code: z.string(), message: z.string() }).optional(),
});
export type Info = z.infer<typeof Info>;
export const Shown = Info.extend({
  rejectsUrl: z.string().nullable(),
  predictionsUrl: z.string().nullable(),
});
// What the table holds beyond what is shown.
export type Item = Info & {
  etag: string;
  size: number;
  order: string;
  // sha256 of the object's bytes, known once it was planned.
  digest?: string;
  // The upload of the object this one replaced under its key.
  before?: string;
};

const nothing = {
  state: "planned" as const,
  rows: 0,
  accepted: 0,
  rejected: 0,
  scored: 0,
  drops: 1,
  definition: null,
  periods: [],
  warnings: [],
};

// The dataset and the time of the drop can be read off an id, and ids sort by that time.
export const idOf = (dataset: string, object: Bucket.Stored) =>
  [
    dataset,
    object.at.toISOString().replace(/[-:.Z]/g, ""),
    sha256(object.key, object.etag).slice(0, 8),
  ].join("-");
export const datasetOf = (id: string) => id.split("-").slice(0, -2).join("-");

const item = (id: string) => Table.keys.upload(datasetOf(id), id);
export const orderOf = (upload: Item) => `${upload.order}#${upload.id}`;

export async function find(id: string): Promise<Item | null> {
  const found = datasetOf(id) ? await Table.get(item(id)) : null;
  return found as (Item & Table.Item) | null;
}

export async function get(id: string): Promise<Item> {
  const found = await find(id);
  if (found) return found;
  throw new Failure("upload.unknown", `There is no upload "${id}"`, 404);
}

export const update = (id: string, change: Table.Change, when?: Table.When) =>
  Table.update(item(id), change, when) as Promise<false | (Item & Table.Item)>;

// Every object of the inbox without an upload gets one, so no event is needed for an object to be found.
export async function discover(dataset: string) {
  const known = new Map(
    (await Table.all(`object#${dataset}`)).map((o) => [o.sk, o]),
  );
  for await (const object of Bucket.list(Bucket.keys.inbox(dataset))) {
    // What a browser of buckets puts where a folder is to be.
    if (object.key.endsWith("/")) continue;
    const before = known.get(object.key);
    if (before?.at === object.at.toISOString() && before.etag === object.etag)
      continue;
    await register(dataset, object, before);
  }
}

async function register(
  dataset: string,
  object: Bucket.Stored,
  before?: Table.Item,
) {
  const at = object.at.toISOString();
  const [period, last] = await Promise.all([
    StatedPeriod.find(dataset, object.key),
    before?.etag === object.etag ? find(before.upload) : null,
  ]);
  // A drop that failed changed nothing, so the same bytes are worth another try.
  const repeats =
    last && last.state !== "failed" && (!period || period === last.period);
  const upload = repeats ? before!.upload : idOf(dataset, object);
  if (!repeats) await create(dataset, object, upload, before?.upload, period);
  // Whoever moves the pointer counts the drop; a repeated event finds it moved.
  const moved = await Table.put(
    {
      ...Table.keys.object(dataset, object.key),
      etag: object.etag,
      at,
      upload,
    },
    before ? { when: "#at = :at", values: { at: before.at } } : Table.fresh,
  );
  if (moved && period) await StatedPeriod.forget(dataset, object.key);
  if (moved && repeats) await again(upload);
}

const again = (id: string) => update(id, { add: { drops: 1 } });

async function create(
  dataset: string,
  object: Bucket.Stored,
  id: string,
  before?: string,
  period?: string,
) {
  const order = object.at.toISOString();
  const created = await Table.put(
    {
      ...item(id),
      ...nothing,
      id,
      dataset,
      key: object.key,
      etag: object.etag,
      size: object.size,
      order,
      droppedAt: order,
      before,
      period,
    },
    Table.fresh,
  );
  // A crash between the two is mended by the next look, which comes here again until the pointer moved.
  if (created || (await find(id))?.state === "planned")
    await Line.join(dataset, order, "upload", id);
}

// The bytes turned out to be those of the upload before: it takes the drop, and this one never was.
export async function merge(upload: Item, into: string) {
  await again(into);
  await Table.put({
    ...Table.keys.object(upload.dataset, upload.key),
    etag: upload.etag,
    at: upload.droppedAt,
    upload: into,
  });
  await Table.remove(item(upload.id));
}

export const begun = (id: string, definition: number) =>
  update(
    id,
    { set: { state: "ingesting", definition } },
    { when: "#state = :planned", values: { planned: "planned" } },
  );

export async function fail(upload: Item, error: Work.Reason) {
  await update(
    upload.id,
    { set: { state: "failed", error } },
    { when: "#state <> :done", values: { done: "done" } },
  );
  // Rows of the parts that were done are no more the dataset's than those that were not.
  for await (const { key } of Bucket.list(Bucket.keys.lake(upload.dataset)))
    if (key.includes(`/${upload.id}-`)) await Bucket.remove(key);
  await Bucket.empty(Bucket.keys.staging(upload.id));
}

// Counts as dropped again now: what it wrote is written anew, after everything that came since.
export async function redrive(id: string, now: Date) {
  const upload = await get(id);
  if (upload.state !== "done" && upload.state !== "failed")
    throw new Failure(
      "upload.busy",
      `Upload ${id} is ${upload.state}; only a done or failed one can be redriven`,
      409,
    );
  const order = now.toISOString();
  await Bucket.empty(Bucket.keys.staging(id));
  await update(id, {
    set: { state: "planned", order },
    add: { drops: 1 },
    remove: ["error"],
  });
  await Line.join(upload.dataset, order, "upload", id);
  await Line.look(upload.dataset);
}

export async function page(
  dataset: string,
  range: { after?: string; limit: number },
) {
  const found = await Table.page(`upload#${dataset}`, {
    ...range,
    descending: true,
  });
  return { items: found.items as unknown as Item[], after: found.after };
}

export async function show(upload: Item) {
  const { rejected, scored, id } = upload;
  return {
    ...Info.parse(upload),
    rejectsUrl: rejected
      ? await Bucket.signedGet(Bucket.keys.rejects(id))
      : null,
    predictionsUrl: scored
      ? await Bucket.signedGet(Bucket.keys.predictions(id))
      : null,
  };
}

export * as Upload from "./upload";
