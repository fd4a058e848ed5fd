// plan-upload: one reading of an uploaded object: its encoding, its columns' types, and parts that end between two rows
import { createHash } from "node:crypto";
import { Bucket } from "../aws/bucket";
import { Dataset } from "../dataset/dataset";
import { Manifest } from "../dataset/manifest";
import { ByteWindow } from "../reading/byte-window";
import type { TextEncoding } from "../reading/text-encoding";
import { TextSource } from "../tabular/text-source";
import { Utf8Stream } from "../reading/utf8-stream";
import { FileKind } from "../intake/file-kind";
import { Failure } from "../base/error";
import type { PartRows } from "../dataset/part-rows";
import type { TableLayout } from "../lines/table-layout";
import { Inspect } from "../dataset/inspect";
import { Reshape } from "../dataset/reshape";
import type { Warning } from "../reading/warning";
import { Markdown } from "../knowledge/markdown";
import { Registry } from "../model/registry";
import { CsvParts } from "../tabular/csv-parts";
import type { Seen } from "../tabular/column-type";
import { RestEvidence } from "./rest-evidence";
import { PartBytes } from "./part-bytes";
import { EndLines } from "../lines/end-lines";
import { Upload } from "./upload";

// Everything a part needs besides its own bytes; written once and never changed.
export type Info = PartRows.Plan & {
  dataset: string;
  // It comes into force with the upload.
  definition: Dataset.Info;
  base: number; // version it was found from, 0 for none
  firstPart: number; // of the lake: those before are of the time before the upload was driven again
  // Whether earlier files read otherwise by what this one shows.
  rereads?: boolean;
  parts: CsvParts.Part[];
  // Parts of anything but plain UTF-8 are objects of their own.
  staged: boolean;
  model: string | null;
  // What was decided of the file as a whole.
  warnings?: Warning.Info[];
};

export async function read(upload: string): Promise<Info | null> {
  const key = Bucket.keys.staging(upload, "plan.json");
  const found = await Bucket.json<Info>(key);
  return (
    found && { ...found, definition: Dataset.Info.parse(found.definition) }
  );
}

export async function get(upload: string): Promise<Info> {
  const found = await read(upload);
  if (found) return found;
  throw new Error(`the plan of ${upload} is not there`);
}

/** Leaves no plan where the bytes turn out to be those of the upload before. */
export async function make(upload: Upload.Item) {
  try {
    await attempt(upload);
  } catch (error) {
    if (!(error instanceof Utf8Stream.Late)) throw error;
    await attempt(upload, await TextSource.encodingOf(await bytesOf(upload)));
  }
}

async function attempt(upload: Upload.Item, late?: TextEncoding.Found) {
  const hash = createHash("sha256");
  const source = await open(upload, hash, late?.encoding);
  if (late) source.warnings = late.warnings;
  const sampled = await define(upload, source);
  const { layout } = sampled.seen;
  const parts = await cut(upload, source, layout);
  if (!parts.length)
    throw new Failure(
      "upload.csv.rows",
      "Expected rows below the header, found none",
    );
  if (await repeated(upload, hash.digest("hex"))) return;
  const staged = source.converted;
  const where = { upload: upload.id, staged, parts };
  const load = (part: number) => PartBytes.load(where, upload, part);
  const end = source.sample.length + source.mark;
  const { definition, base, seen } = source.whole
    ? sampled
    : await define(
        upload,
        source,
        await RestEvidence.read(parts, end, load, sampled.seen),
      );
  const { found } = seen;
  const idAt = layout.header.cells[found.names.indexOf(definition.id ?? "")];
  const { totals: atEnd, notes = [] } = source.whole
    ? { totals: [] }
    : await EndLines.atEnd(parts, load, layout.dialect, idAt);
  const plan: Info = {
    ...Inspect.rowsPlan(seen),
    upload: upload.id,
    dataset: upload.dataset,
    ...{ definition, base },
    firstPart: await firstPart(upload),
    rereads: found.rereads,
    parts,
    staged,
    totals: [...seen.aside.totals, ...atEnd],
    notes: [...(seen.aside.notes ?? []), ...notes],
    dropped: upload.droppedAt,
    order: Upload.orderOf(upload),
    warnings: [...(upload.announced ?? []), ...seen.warnings],
    model: (await Registry.serving(upload.dataset)).current?.version ?? null,
  };
  await Bucket.put(
    Bucket.keys.staging(upload.id, "plan.json"),
    JSON.stringify(plan),
  );
}

async function open(
  upload: Upload.Item,
  hash: ReturnType<typeof createHash>,
  encoding?: string,
): Promise<TextSource.Info> {
  const name = upload.key.split("/").at(-1)!;
  const kind = FileKind.check(upload.dataset, name);
  const known = (await Dataset.find(upload.dataset)) ?? undefined;
  return TextSource.open(hashed(await bytesOf(upload), hash), {
    workbook: kind === "workbook",
    encoding: encoding ?? known?.encoding,
    reshape: Reshape.of(upload.dataset, known),
    change:
      kind === "article"
        ? (chunks) => Markdown.asCsv(chunks, name, known)
        : undefined,
  });
}

async function bytesOf({ key, etag }: Upload.Item) {
  const body = await Bucket.unlessReplaced(Bucket.stream(key, etag));
  if (body) return body;
  throw new Failure(
    "upload.object.replaced",
    `${key} was replaced or removed before it was read`,
  );
}

async function* hashed(
  chunks: AsyncIterable<Uint8Array>,
  hash: ReturnType<typeof createHash>,
) {
  for await (const chunk of chunks) {
    hash.update(chunk);
    yield chunk;
  }
}

// The definition in force, completed by what this file shows.
async function define(
  upload: Upload.Item,
  source: TextSource.Info,
  more?: Map<string, Seen>,
): Promise<{ definition: Dataset.Info; base: number; seen: Inspect.Info }> {
  const { dataset, key, period, droppedAt } = upload;
  const known = (await Dataset.find(dataset)) ?? undefined;
  const path = key.slice(Bucket.keys.inbox(dataset).length);
  const dropped = new Date(droppedAt);
  const seen = Inspect.inspect(
    { dataset, path, source, stated: period, dropped, more },
    known,
  );
  const found = seen.found.definition;
  const base = known?.version ?? 0;
  if (known && Dataset.isEqual(found, known))
    return { definition: known, base, seen };
  return { definition: { ...found, version: base + 1 }, base, seen };
}

async function firstPart({ dataset, id }: Upload.Item) {
  const { uploads, leaving } = await Manifest.read(dataset);
  const before = [...uploads, ...leaving].filter((entry) => entry.id === id);
  const parts = before.flatMap(({ files }) => files.map(({ part }) => part));
  return parts.length ? Math.max(...parts) + 1 : 0;
}

async function cut(
  upload: Upload.Item,
  source: TextSource.Info,
  { dialect, from }: TableLayout.Info,
) {
  const parts: CsvParts.Part[] = [];
  const kept = ByteWindow.open(source.chunks, source.converted);
  for await (const part of CsvParts.split(kept.chunks, dialect, { from })) {
    if (source.converted)
      await Bucket.put(
        Bucket.keys.staging(upload.id, `part-${parts.length}`),
        kept.take(part.start, part.end),
      );
    parts.push({
      ...part,
      start: part.start + source.mark,
      end: part.end + source.mark,
    });
  }
  return parts;
}

async function repeated(upload: Upload.Item, digest: string) {
  await Upload.update(upload.id, { set: { digest } });
  const before = upload.before ? await Upload.find(upload.before) : null;
  if (before?.digest !== digest || before.state !== "done") return false;
  if (upload.period && upload.period !== before.period) return false;
  await Upload.merge(upload, before.id);
  return true;
}

export * as PlanUpload from "./plan-upload";
