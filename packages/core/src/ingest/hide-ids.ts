// hide-ids: a file of the inbox with pseudonyms in the place of what its dataset does not keep
import { createHash } from "node:crypto";
import { gzipSync } from "node:zlib";
import { Bucket } from "../aws/bucket";
import { Pseudonym } from "../aws/pseudonym";
import { Table } from "../aws/table";
import { Failure } from "../base/error";
import { Dataset } from "../dataset/dataset";
import { Inspect } from "../dataset/inspect";
import { Reshape } from "../dataset/reshape";
import { Pseudonyms } from "../customers/pseudonyms";
import { FileKind } from "../intake/file-kind";
import { Sentinel } from "../reading/sentinel";
import { TextEncoding } from "../reading/text-encoding";
import { AsideRow } from "../lines/aside-row";
import { Csv } from "../tabular/csv";
import { TextSource } from "../tabular/text-source";
import { TypedFrame } from "../tabular/typed-frame";
import { Upload } from "./upload";

// It is rewritten in memory.
const maxBytes = 512 * 1024 ** 2;
const byteOrderMark = Buffer.from([0xef, 0xbb, 0xbf]);

/** Before anything else is done with the file; answers the upload as it is then. A rewritten file stays the same upload. */
export async function run(upload: Upload.Item): Promise<Upload.Item> {
  const { id, dataset, key, etag, size } = upload;
  const hidden = await Pseudonyms.hidden(dataset);
  if (!hidden) return upload;
  if (size > maxBytes)
    throw new Failure(
      "upload.pseudonymise.size",
      `Expected at most ${maxBytes} bytes in a file whose ids are kept as pseudonyms, got ${size}. Split it and drop the parts`,
    );
  const bytes = await Bucket.unlessReplaced(Bucket.bytes(key, { etag }));
  const pointer = Table.keys.object(dataset, key);
  if (!bytes) {
    // Rewritten by an attempt that died before it was looked at; otherwise what follows says that it was replaced.
    if ((await Table.get(pointer))?.rewritten) await Upload.look(dataset, key);
    return Upload.get(id);
  }
  const after = await rewritten(bytes, upload, hidden);
  if (after) {
    const md5 = createHash("md5").update(after).digest("hex");
    // Whoever finds the new object knows it for this upload's.
    await Table.update(pointer, { set: { rewritten: `"${md5}"` } });
    await Bucket.put(key, after, { etag });
    await Upload.look(dataset, key);
  }
  await Upload.update(id, { set: { isHidden: true } });
  return Upload.get(id);
}

type Hidden = { id: boolean; columns: string[] };

/** The file with pseudonyms, as UTF-8 that says so; null where it holds nothing else already. */
async function rewritten(
  bytes: Uint8Array,
  { dataset, key, droppedAt }: Upload.Item,
  hidden: Hidden,
): Promise<Uint8Array | null> {
  const name = key.split("/").at(-1)!;
  if (FileKind.check(dataset, name) !== "text")
    throw new Failure(
      "upload.pseudonymise.type",
      `Expected text (.csv, .tsv, .txt, or one of these and .gz) in a dataset whose ids are kept as pseudonyms, got "${name}". Save it as one of these and drop that`,
    );
  const known = (await Dataset.find(dataset)) ?? undefined;
  const { encoding } = known ?? {};
  const { text, info } = await TextSource.read(bytes, {
    encoding,
    reshape: Reshape.of(dataset, known),
  });
  const path = key.slice(Bucket.keys.inbox(dataset).length);
  const file = { dataset, path, source: info, dropped: new Date(droppedAt) };
  const { layout, found } = Inspect.inspect(file, known);
  const { header, dialect, from } = layout;
  const { id } = found.definition;
  if (hidden.id && id === undefined)
    throw new Failure(
      "upload.pseudonymise.id",
      `Expected a column that names the rows, to be kept as pseudonyms, found none among ${found.names.slice(0, 60).join(", ")}. Say it as "id" in the definition`,
    );
  const ids = hidden.id && id !== undefined ? [id] : [];
  const wanted = [...new Set([...ids, ...hidden.columns])];
  const missing = wanted.filter((column) => !found.names.includes(column));
  if (missing.length)
    throw new Failure(
      "upload.pseudonymise.column",
      `Expected the columns that are kept as pseudonyms, ${wanted.join(", ")}, got none called ${missing.join(", ")}`,
    );
  const at = wanted.map((column) => header.cells[found.names.indexOf(column)]);
  const changed = hide(text, {
    ...{ at, dialect, from, header, ids: ids.length ? at[0] : undefined },
    name: await Pseudonym.ours(),
  });
  if (!changed) return null;
  const marked = Buffer.concat([byteOrderMark, changed]);
  return TextEncoding.isGzip(bytes) ? gzipSync(marked) : marked;
}

type Asked = {
  at: number[]; // places of the cells in a row
  ids?: number; // the one among them that names the row
  name: Pseudonym.Namer;
} & Pick<Inspect.Info["layout"], "dialect" | "from" | "header">;

// Lines that name columns or sums, and texts.
const nobodys = new Set(["row.header", "row.total", "row.note"]);

function hide(text: Buffer, asked: Asked): Buffer | null {
  const { at, ids, name, dialect, from, header } = asked;
  const table = text.subarray(from.byte);
  const scan = Csv.scan(table, dialect, { line: from.line });
  const { first, start, end } = scan;
  const lines = AsideRow.linesIn(scan, header.titles, ids);
  if (lines.other !== undefined)
    throw new Failure(
      "upload.pseudonymise.table",
      `Expected one table in a file whose ids are kept as pseudonyms, got another one that begins on line ${lines.other}. Save it as a file of its own`,
    );
  const aside = AsideRow.finder({ scan, header, lines });
  const refused = TypedFrame.refusal({ scan, header, aside });
  const places = new Set(at);
  const pieces: Uint8Array[] = [text.subarray(0, from.byte)];
  let behind = 0;
  let isChanged = false;
  for (let row = 0; row < scan.rows; row++) {
    const code = refused(row)?.code;
    if (code && nobodys.has(code)) continue;
    const count = first[row + 1] - first[row];
    for (let k = 0; k < count; k++) {
      // In a row that is refused for its form a cell may stand anywhere.
      if (!code && !places.has(k)) continue;
      const cell = first[row] + k;
      const raw = Csv.text(scan, cell);
      if (raw === null || Sentinel.is(raw)) continue;
      const hidden = name(raw);
      if (hidden === raw) continue;
      isChanged = true;
      pieces.push(table.subarray(behind, start[cell]), Buffer.from(hidden));
      behind = end[cell];
    }
  }
  if (!isChanged) return null;
  return Buffer.concat([...pieces, table.subarray(behind)]);
}

/** What failed before its ids were hidden is not kept. */
export async function dropUnhidden({
  dataset,
  key,
  etag,
  isHidden,
}: Upload.Item) {
  if (isHidden || !(await Pseudonyms.hidden(dataset))) return;
  if ((await Bucket.etag(key)) === etag) await Bucket.remove(key);
}

export * as HideIds from "./hide-ids";
