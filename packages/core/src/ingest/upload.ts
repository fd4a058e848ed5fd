// upload: one CSV object under inbox/, from its drop to its counts
import * as z from "zod";
import { Bucket } from "../aws/bucket";
import { sha256 } from "../base/digest";
import { Manifest } from "../dataset/manifest";
import { Failure } from "../base/error";
import { Warning } from "../reading/warning";
import { Announced } from "../intake/announced";
import { Table } from "../aws/table";
import { Line } from "../work/line";
import type { Work } from "../work/work";

// removed: its rows were taken back
export const State = z.enum([
  "planned",
  "ingesting",
  "done",
  "failed",
  "removed",
]);
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
  removedAt: z.string().optional(),
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
  // Whether the object holds pseudonyms only, where its dataset wants that.
  isHidden?: boolean;
  // What was decided when the file was made.
  announced?: Warning.Info[];
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
  if (before?.rewritten === object.etag) return adopt(dataset, object, before);
  const at = object.at.toISOString();
  const [announced, last] = await Promise.all([
    Announced.find(dataset, object.key),
    before?.etag === object.etag ? find(before.upload) : null,
  ]);
  const { period } = announced;
  // A drop that failed changed nothing, so the same bytes are worth another try.
  const repeats =
    last && last.state !== "failed" && (!period || period === last.period);
  const upload = repeats ? before!.upload : idOf(dataset, object);
  if (!repeats)
    await create(dataset, object, upload, announced, before?.upload);
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
  if (moved) await Announced.forget(dataset, object.key);
  if (moved && repeats) await again(upload);
}

/** A file that was rewritten without somebody's rows goes on being the same upload; as it was before, it is another. */
async function adopt(
  dataset: string,
  { key, etag, at, size }: Bucket.Stored,
  { at: before, upload }: Table.Item,
) {
  await update(upload, { set: { etag, size }, remove: ["digest"] });
  await Table.put(
    { ...Table.keys.object(dataset, key), etag, at: at.toISOString(), upload },
    { when: "#at = :at", values: { at: before } },
  );
}

/** Looks at one object of the inbox. */
export async function look(dataset: string, key: string) {
  const before = await Table.get(Table.keys.object(dataset, key));
  for await (const object of Bucket.list(key))
    if (object.key === key)
      await register(dataset, object, before ?? undefined);
}

const again = (id: string) => update(id, { add: { drops: 1 } });

async function create(
  dataset: string,
  object: Bucket.Stored,
  id: string,
  { period, warnings }: Announced.Info,
  before?: string,
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
      announced: warnings,
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
  const pointer = Table.keys.object(upload.dataset, upload.key);
  // A rewritten object is newer than its drop.
  const at = (await Table.get(pointer))?.at ?? upload.droppedAt;
  await Table.put({ ...pointer, etag: upload.etag, at, upload: into });
  await Table.remove(item(upload.id));
}

export const begun = (id: string) =>
  update(
    id,
    { set: { state: "ingesting" } },
    { when: "#state = :planned", values: { planned: "planned" } },
  );

/** Nothing of it stays: where it was in force already, what it replaced is again. */
export async function fail(upload: Item, error: Work.Reason) {
  const { id, dataset } = upload;
  const { leaving } = await Manifest.change(dataset, (manifest) =>
    Manifest.revert(manifest, id),
  );
  if (leaving.some((entry) => entry.id === id))
    await Line.join(dataset, "0", "mend", `mend.${id}`);
  else await sweep(upload);
  await update(
    id,
    { set: { state: "failed", error, accepted: 0, scored: 0 } },
    { when: "#state <> :done", values: { done: "done" } },
  );
}

// Files of the lake that its parts wrote and no manifest names.
async function sweep({ id, dataset }: Item) {
  const kept = new Set((await Manifest.files(dataset)).map(({ key }) => key));
  for await (const { key } of Bucket.list(Bucket.keys.lake(dataset)))
    if (key.includes(`/${id}-`) && !kept.has(key)) await Bucket.remove(key);
}

/** One for each file: a newer upload of it that is done mends it. */
export const problemOf = ({ dataset, key }: Pick<Item, "dataset" | "key">) => ({
  kind: "upload" as const,
  dataset,
  subject: key,
});

export const removed = (id: string, at: Date) =>
  update(
    id,
    { set: { state: "removed", removedAt: at.toISOString() } },
    { when: "attribute_exists(pk)" },
  );

/** Counts as dropped again now: what it wrote is written anew, after everything that came since. */
export async function redrive(id: string, now: Date) {
  const upload = await get(id);
  if (upload.state !== "done" && upload.state !== "failed")
    throw new Failure(
      "upload.busy",
      `Upload ${id} is ${upload.state}; only a done or failed one can be redriven`,
      409,
    );
  const order = now.toISOString();
  // First: a work without an upload to be planned ends by itself.
  await Line.join(upload.dataset, order, "upload", id);
  await update(id, {
    set: { state: "planned", order },
    add: { drops: 1 },
    remove: ["error"],
  });
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
  const { rejected, scored, id, state } = upload;
  const isThere = state !== "removed";
  return {
    ...Info.parse(upload),
    rejectsUrl:
      isThere && rejected
        ? await Bucket.signedGet(Bucket.keys.rejects(id))
        : null,
    predictionsUrl:
      isThere && scored
        ? await Bucket.signedGet(Bucket.keys.predictions(id))
        : null,
  };
}

export * as Upload from "./upload";
