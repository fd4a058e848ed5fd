// erase-objects: what the bucket holds of one customer of a dataset: original files, the lake, rejects, predictions, given
// predictions and recommendations
import { createHash } from "node:crypto";
import { isDeepStrictEqual } from "node:util";
import { Bucket } from "../aws/bucket";
import { Table } from "../aws/table";
import type { Tally } from "../aws/tally";
import { Dataset } from "../dataset/dataset";
import { Manifest } from "../dataset/manifest";
import { Csv } from "../tabular/csv";
import type { Definition } from "../tabular/definition";
import { Dialect } from "../tabular/dialect";
import { Parquet } from "../tabular/parquet";
import { ErasedLines } from "./erased-lines";

const uploads = (dataset: string) =>
  Table.query(Table.keys.upload(dataset, "").pk);

type Asked = { dataset: string; customer: string; tally: Tally.Info };

/** Files of the inbox are rewritten and go on being the same uploads; `look` is told of each. */
export async function inbox(
  { dataset, customer, tally }: Asked,
  look: (key: string) => Promise<void>,
) {
  const known = await Dataset.get(dataset);
  for (const name of ["inboxFiles", "droppedFiles"])
    await tally.note(name, "", 0);
  for await (const upload of uploads(dataset)) {
    if (upload.state === "removed") continue;
    await original({ dataset, known, gone: customer, tally }, upload, look);
  }
}

type Original = {
  dataset: string;
  known: Definition.Info;
  gone: ErasedLines.Asked["gone"];
  tally: Tally.Info;
};

/** One file of the inbox without some of its rows, as far as it is still this upload's. */
export async function original(
  { dataset, known, gone, tally }: Original,
  { id, key, etag }: Table.Item,
  look: (key: string) => Promise<void>,
) {
  const pointer = Table.keys.object(dataset, key);
  const found = await Table.get(pointer);
  if (!found || found.upload !== id) return;
  const bytes = await Bucket.unlessReplaced(Bucket.bytes(key, { etag }));
  if (!bytes) {
    // Rewritten by an attempt that died before it was looked at.
    if (found.rewritten) await look(key);
    return;
  }
  const name = key.split("/").at(-1)!;
  const asked = { gone, upload: id, dataset, name, known };
  const left = await ErasedLines.without(bytes, asked).catch(() => null);
  if (!left) return;
  if (left === "whole") {
    await tally.note("droppedFiles", key, 1);
    await Bucket.remove(key);
    return;
  }
  const md5 = createHash("md5").update(left).digest("hex");
  const rewritten = `"${md5}"`;
  await tally.note("inboxFiles", key, 1);
  // Whoever finds the new object knows it for this upload's.
  await Table.update(pointer, { set: { rewritten } });
  await Bucket.put(key, left, { etag });
  await look(key);
}

async function* lakeFiles(dataset: string) {
  const { uploads, leaving } = await Manifest.read(dataset);
  for (const entry of [...uploads, ...leaving])
    for (const file of Manifest.filesOf(dataset, entry)) {
      const bytes = await Bucket.bytes(file.key);
      if (bytes) yield { ...file, bytes };
    }
}

/** Where in the lake the customer's rows lie, and the names that they give. */
export async function sought(dataset: string, customer: string) {
  const { roles } = await Dataset.get(dataset);
  const names = new Set<string>();
  const held: { upload: string; period: string }[] = [];
  for await (const { upload, period, bytes } of lakeFiles(dataset)) {
    const lake = await Parquet.read(bytes);
    if (!lake.id.includes(customer)) continue;
    held.push({ upload, period });
    const name = lake.cells[lake.columns.indexOf(roles.name ?? "")];
    lake.id.forEach((id, row) => {
      if (id === customer && name?.[row]) names.add(name[row]);
    });
  }
  return { held, names: [...names] };
}

/** Files of the lake without the customer's rows, under their names. */
export async function lake({ dataset, customer, tally }: Asked) {
  const bytesOf = new Map<string, { rows: number; digest: string }>();
  await tally.note("lakeRows", "", 0);
  for await (const { key, bytes: before } of lakeFiles(dataset)) {
    const lake = await Parquet.read(before);
    const kept = rowsBut(lake, customer);
    const gone = lake.id.length - kept.id.length;
    const bytes = gone ? Parquet.write(kept) : before;
    await tally.note("lakeRows", key, gone);
    if (gone) await Bucket.put(key, bytes);
    const digest = Manifest.digestOf(bytes);
    bytesOf.set(key, { rows: kept.id.length, digest });
  }
  await recount(dataset, bytesOf);
}

function rowsBut(lake: Parquet.Rows, customer: string): Parquet.Rows {
  const rows = [...lake.id.keys()].filter((row) => lake.id[row] !== customer);
  const pick = <T>(list: ArrayLike<T>) => rows.map((row) => list[row]);
  return {
    columns: lake.columns,
    cells: lake.cells.map(pick),
    upload: pick(lake.upload),
    line: Int32Array.from(pick(lake.line)),
    order: pick(lake.order),
    id: pick(lake.id),
    period: pick(lake.period),
  };
}

async function recount(
  dataset: string,
  counted: Map<string, { rows: number; digest: string }>,
) {
  const edit = <E extends Manifest.Entry>(entry: E): E => {
    const files = Manifest.filesOf(dataset, entry).map(
      ({ key, period, part, rows, digest }) => ({
        ...{ period, part, rows, digest },
        ...counted.get(key),
      }),
    );
    return {
      ...entry,
      files,
      rows: files.reduce((sum, file) => sum + file.rows, 0),
    };
  };
  await Manifest.change(dataset, (before) => {
    const { uploads, leaving } = before;
    const after = { uploads: uploads.map(edit), leaving: leaving.map(edit) };
    return isDeepStrictEqual(after, before) ? null : after;
  });
}

/** Rows of our own CSVs that name the customer in a cell of theirs. */
export async function tables({ dataset, customer, tally }: Asked) {
  for await (const { id } of uploads(dataset)) {
    const rewritten = (name: string, key: string) =>
      rewrite(key, customer, (gone) => tally.note(name, key, gone));
    await rewritten("rejects", Bucket.keys.rejects(id));
    await rewritten("predictions", Bucket.keys.predictions(id));
  }
}

async function rewrite(
  key: string,
  customer: string,
  tell: (gone: number) => Promise<void>,
) {
  const bytes = await Bucket.bytes(key);
  if (!bytes) return tell(0);
  const dialect = Dialect.detect(bytes, { separator: "," });
  const scan = Csv.scan(bytes, dialect);
  const mark = [customer, Csv.spreadsheetSafe(customer)];
  const kept: Uint8Array[] = [];
  let gone = 0;
  for (let row = 0; row < scan.rows; row++) {
    let isTheirs = false;
    for (let cell = scan.first[row]; cell < scan.first[row + 1]; cell++)
      isTheirs ||= mark.includes(Csv.text(scan, cell)!);
    if (isTheirs && row > 0) gone++;
    else kept.push(bytes.subarray(scan.offset[row], scan.offset[row + 1]));
  }
  await tell(gone);
  if (gone) await Bucket.put(key, Buffer.concat(kept), { type: "text/csv" });
}

/** What was said of them on the day. */
export async function given({ dataset, customer, tally }: Asked) {
  await tally.note("given", "", 0);
  for await (const { key } of Bucket.list(Bucket.keys.allGiven(dataset))) {
    const bytes = await Bucket.bytes(key);
    if (!bytes) continue;
    const rows = await Parquet.read(bytes);
    const kept = rowsBut(rows, customer);
    const gone = rows.id.length - kept.id.length;
    await tally.note("given", key, gone);
    if (gone && kept.id.length) await Bucket.put(key, Parquet.write(kept));
    if (gone && !kept.id.length) await Bucket.remove(key);
  }
}

export async function recommendations(customer: string, tally: Tally.Info) {
  const name = "recommendations";
  await tally.note(name, "", 0);
  for await (const { key } of Bucket.list("reports/"))
    if (key.endsWith("/recommendations.csv"))
      await rewrite(key, customer, (gone) => tally.note(name, key, gone));
}

export * as EraseObjects from "./erase-objects";
