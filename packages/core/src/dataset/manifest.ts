// manifest: which uploads of a dataset are in force, and the files of the lake that hold their rows
import { Bucket } from "../aws/bucket";
import { sha256 } from "../base/digest";
import { Table } from "../aws/table";

export type File = {
  period: string;
  part: number;
  rows: number;
  digest: string; // of the bytes
};
export type Entry = {
  id: string;
  key: string;
  etag: string;
  order: string; // a later one's rows stand for their ids and periods
  definition: number;
  rows: number;
  files: File[];
};
/** No longer in force, and not yet out of the table. */
export type Leaving = Entry & {
  by?: string; // the upload that took its place
  isTorn?: true; // only some of its rows may have come into the table
};
export type Info = {
  uploads: Entry[];
  leaving: Leaving[];
};

type Held = Info & { etag: string | null };

async function hold(dataset: string): Promise<Held> {
  const found = await Bucket.changed(Bucket.keys.manifest(dataset));
  if (found && found !== "same")
    return { ...(JSON.parse(found.text) as Info), etag: found.etag };
  return { uploads: await adopted(dataset), leaving: [], etag: null };
}

/** Nobody sees less or more than whole uploads. */
export async function read(dataset: string): Promise<Info> {
  const { etag: _, ...manifest } = await hold(dataset);
  return manifest;
}

/** Puts what `edit` gives in force at once, if nobody else changed it meanwhile; null leaves it as it is. */
export async function change(
  dataset: string,
  edit: (before: Info) => Info | null,
): Promise<Info> {
  for (;;) {
    const { etag, ...before } = await hold(dataset);
    const after = edit(before);
    if (!after) return before;
    const won = await Bucket.put(
      Bucket.keys.manifest(dataset),
      JSON.stringify(after),
      { type: "application/json", ...(etag ? { etag } : { absent: true }) },
    );
    if (won) return after;
  }
}

/** The upload takes the place of itself and of the older one under its key. */
export function put({ uploads, leaving }: Info, entry: Entry): Info | null {
  if (uploads.some(({ id, order }) => id === entry.id && order === entry.order))
    return null;
  const gives = ({ id, key }: Entry) => id === entry.id || key === entry.key;
  const given = uploads.filter(gives).map((e) => ({ ...e, by: entry.id }));
  return {
    uploads: [...uploads.filter((e) => !gives(e)), entry].sort(byOrder),
    leaving: [...leaving, ...given],
  };
}

/** Takes uploads out of force. */
export function take(
  { uploads, leaving }: Info,
  isTaken: (entry: Entry) => boolean,
): Info | null {
  const taken = uploads.filter(isTaken);
  if (!taken.length) return null;
  return {
    uploads: uploads.filter((e) => !isTaken(e)),
    leaving: [...leaving, ...taken],
  };
}

/** Takes some files of uploads out of force; an upload that keeps none goes with them. */
export function part(
  { uploads, leaving }: Info,
  isTaken: (file: File) => boolean,
): Info | null {
  const some = (entry: Entry, isKept: boolean): Entry[] => {
    const files = entry.files.filter((file) => isTaken(file) !== isKept);
    const rows = files.reduce((sum, file) => sum + file.rows, 0);
    return files.length ? [{ ...entry, files, rows }] : [];
  };
  const taken = uploads.flatMap((entry) => some(entry, false));
  if (!taken.length) return null;
  return {
    uploads: uploads.flatMap((entry) => some(entry, true)),
    leaving: [...leaving, ...taken],
  };
}

/** As if the upload had never been put: what gave way to it is back. */
export function revert({ uploads, leaving }: Info, id: string): Info | null {
  const wrong = uploads.find((entry) => entry.id === id);
  if (!wrong) return null;
  const back = leaving.filter(({ by }) => by === id);
  return {
    uploads: [
      ...uploads.filter((entry) => entry !== wrong),
      ...back.map(({ by: _, ...entry }) => entry),
    ].sort(byOrder),
    leaving: [
      ...leaving.filter(({ by }) => by !== id),
      { ...wrong, isTorn: true },
    ],
  };
}

const byOrder = (a: Entry, b: Entry) => (a.order < b.order ? -1 : 1);

export type LakeFile = File & { key: string; upload: string; order: string };

export const filesOf = (
  dataset: string,
  { id, order, files }: Entry,
): LakeFile[] =>
  files.map((file) => ({
    ...file,
    key: Bucket.keys.lakeFile(dataset, file.period, id, file.part),
    upload: id,
    order,
  }));

/** The files of the uploads in force, the uploads in the order in which they took effect. */
export async function files(
  dataset: string,
  isIncluded: (period: string) => boolean = () => true,
): Promise<LakeFile[]> {
  const { uploads } = await read(dataset);
  return uploads
    .flatMap((entry) => filesOf(dataset, entry))
    .filter(({ period }) => isIncluded(period));
}

/** The bytes of a file that is named here: that it is missing is an error. */
export async function bytes(key: string): Promise<Uint8Array> {
  const found = await Bucket.bytes(key);
  if (found) return found;
  throw new Error(`${key} is in force and is not there`);
}

export const digestOf = (bytes: Uint8Array) => sha256(bytes).slice(0, 16);

// A lake without a manifest is of before there was one: uploads that are done are in force.
async function adopted(dataset: string): Promise<Entry[]> {
  const entries = new Map<string, Entry>();
  const items = await Table.all(`upload#${dataset}`);
  const done = new Map(
    items
      .filter(({ state }) => state === "done")
      .map((item) => [item.id, item]),
  );
  for await (const { key, etag } of Bucket.list(Bucket.keys.lake(dataset))) {
    const [, period, id, part] =
      /\/period=([^/]+)\/([^/]+)-(\d+)\.parquet$/.exec(key) ?? [];
    const upload = done.get(id);
    if (!upload) continue;
    const entry: Entry = entries.get(id) ?? {
      ...{ id, key: upload.key, etag: upload.etag },
      order: `${upload.order}#${id}`,
      definition: upload.definition,
      rows: upload.accepted,
      files: [],
    };
    entries.set(id, entry);
    const rows = 0; // not known
    entry.files.push({ period, part: Number(part), rows, digest: etag });
  }
  return [...entries.values()].sort(byOrder);
}

export * as Manifest from "./manifest";
