// erase-objects: what the bucket holds of one customer of a dataset: original files, the lake, rejects, predictions, given
// predictions and recommendations
import { createHash } from "node:crypto";
import { Bucket } from "../aws/bucket";
import { Table } from "../aws/table";
import { Dataset } from "../dataset/dataset";
import { Manifest } from "../dataset/manifest";
import { Csv } from "../tabular/csv";
import { Dialect } from "../tabular/dialect";
import { Parquet } from "../tabular/parquet";
import { ErasedLines } from "./erased-lines";

type Removed = Record<string, number>;

const uploads = (dataset: string) =>
  Table.query(Table.keys.upload(dataset, "").pk);

/** Files of the inbox are rewritten and go on being the same uploads; `look` is told of each. */
export async function inbox(
  dataset: string,
  customer: string,
  look: (key: string) => Promise<void>,
) {
  const known = await Dataset.get(dataset);
  const removed: Removed = { inboxFiles: 0, droppedFiles: 0 };
  for await (const upload of uploads(dataset)) {
    const { id, key, etag, state } = upload;
    const pointer = Table.keys.object(dataset, key);
    const found = (await Table.get(pointer))?.upload === id;
    if (!found || state === "removed") continue;
    const bytes = await Bucket.unlessReplaced(Bucket.bytes(key, { etag }));
    if (!bytes) continue;
    const name = key.split("/").at(-1)!;
    const asked = { customer, upload: id, dataset, name, known };
    const left = await ErasedLines.without(bytes, asked).catch(() => null);
    if (!left) continue;
    if (left === "whole") {
      await Bucket.remove(key);
      removed.droppedFiles++;
      continue;
    }
    const md5 = createHash("md5").update(left).digest("hex");
    const rewritten = `"${md5}"`;
    // Whoever finds the new object knows it for this upload's.
    await Table.update(pointer, { set: { rewritten } });
    await Bucket.put(key, left, { etag });
    await look(key);
    removed.inboxFiles++;
  }
  return removed;
}

/** Files of the lake without the customer's rows, under their names; answers the names that the rows gave. */
export async function lake(dataset: string, customer: string) {
  const { roles } = await Dataset.get(dataset);
  const { uploads, leaving } = await Manifest.read(dataset);
  const names = new Set<string>();
  const bytesOf = new Map<string, { rows: number; digest: string }>();
  let lakeRows = 0;
  for (const entry of [...uploads, ...leaving])
    for (const { key } of Manifest.filesOf(dataset, entry)) {
      const before = await Bucket.bytes(key);
      if (!before) continue;
      const lake = await Parquet.read(before);
      const name = lake.cells[lake.columns.indexOf(roles.name ?? "")];
      lake.id.forEach((id, row) => {
        if (id === customer && name?.[row]) names.add(name[row]);
      });
      const kept = rowsBut(lake, customer);
      const gone = lake.id.length - kept.id.length;
      const bytes = gone ? Parquet.write(kept) : before;
      if (gone) await Bucket.put(key, bytes);
      lakeRows += gone;
      const digest = Manifest.digestOf(bytes);
      bytesOf.set(key, { rows: kept.id.length, digest });
    }
  if (lakeRows) await recount(dataset, bytesOf);
  return { removed: { lakeRows }, names: [...names] };
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
  await Manifest.change(dataset, ({ uploads, leaving }) => ({
    uploads: uploads.map(edit),
    leaving: leaving.map(edit),
  }));
}

/** Rows of our own CSVs that name the customer in a cell of theirs. */
export async function tables(dataset: string, customer: string) {
  const removed: Removed = { rejects: 0, predictions: 0 };
  for await (const { id } of uploads(dataset)) {
    removed.rejects += await rewrite(Bucket.keys.rejects(id), customer);
    removed.predictions += await rewrite(Bucket.keys.predictions(id), customer);
  }
  return removed;
}

async function rewrite(key: string, customer: string) {
  const bytes = await Bucket.bytes(key);
  if (!bytes) return 0;
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
  if (gone) await Bucket.put(key, Buffer.concat(kept), { type: "text/csv" });
  return gone;
}

/** What was said of them on the day. */
export async function given(dataset: string, customer: string) {
  let given = 0;
  for await (const { key } of Bucket.list(`given/${dataset}/`)) {
    const bytes = await Bucket.bytes(key);
    if (!bytes) continue;
    const rows = await Parquet.read(bytes);
    const kept = rowsBut(rows, customer);
    const gone = rows.id.length - kept.id.length;
    if (gone && kept.id.length) await Bucket.put(key, Parquet.write(kept));
    if (gone && !kept.id.length) await Bucket.remove(key);
    given += gone;
  }
  return { given };
}

export async function recommendations(customer: string) {
  let count = 0;
  for await (const { key } of Bucket.list("reports/"))
    if (key.endsWith("/recommendations.csv"))
      count += await rewrite(key, customer);
  return { recommendations: count };
}

export * as EraseObjects from "./erase-objects";
