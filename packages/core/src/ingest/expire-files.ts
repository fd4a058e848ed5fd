// expire-files: files of the inbox, rejects and predictions without the rows that are older than their owner keeps
import { isDeepStrictEqual } from "node:util";
import { Bucket } from "../aws/bucket";
import { Table } from "../aws/table";
import { Dataset } from "../dataset/dataset";
import { EraseObjects } from "../erasure/erase-objects";
import { ExpiredRows } from "../erasure/expired-rows";
import type { ExpireItems } from "./expire-items";
import { Csv } from "../tabular/csv";
import { Predictions } from "./predictions";
import { TakeBack } from "./take-back";
import { Upload } from "./upload";

type Item = Upload.Item & Table.Item;

/** A file without newer rows goes as a whole, and its line in the list of uploads says that it was removed. */
export async function run(asked: ExpireItems.Asked, rows: ExpiredRows.Info) {
  const { dataset, before, tally } = asked;
  for (const name of ["files", "inboxFiles", "droppedFiles", "rejects"])
    await tally.note(name, "", 0);
  const { pk } = Table.keys.upload(dataset, "");
  for (const item of await Table.all(pk)) {
    const upload = item as Item;
    const { id, state, periods, droppedAt } = upload;
    if (state === "planned" || state === "ingesting") continue;
    const refused = await ExpiredRows.rejected(dataset, upload, before);
    const isOldDrop = droppedAt.slice(0, 10) < before;
    const isOld = (period: string) => ExpiredRows.isExpired(period, before);
    const old = {
      lines: new Set([
        ...(rows.lines.get(id) ?? []),
        ...refused.flatMap(({ isOld, line }) => (isOld ? [line] : [])),
      ]),
      periods: periods.filter(isOld),
    };
    if (!old.lines.size && !old.periods.length && !isOldDrop) continue;
    const isWhole =
      periods.length === old.periods.length &&
      refused.every(({ isOld, line }) => isOld || line === 0);
    if (!isWhole) await rewrite(asked, upload, { ...old, refused });
    else if (state !== "removed") await TakeBack.forget(id, tally);
    const kept = periods.filter((period) => !isOld(period));
    await unsay(upload, kept, isWhole);
  }
}

async function rewrite(
  { dataset, tally }: ExpireItems.Asked,
  upload: Item,
  old: {
    lines: Set<number>;
    periods: string[];
    refused: ExpiredRows.Rejected[];
  },
) {
  const { id, state } = upload;
  const known = await Dataset.get(dataset);
  const asked = { dataset, known, gone: old.lines, tally };
  if (state !== "removed" && old.lines.size)
    await EraseObjects.original(asked, upload, (key) =>
      Upload.look(dataset, key),
    );
  const kept = old.refused.filter(({ isOld }) => !isOld);
  const gone = old.refused.length - kept.length;
  const rejects = Bucket.keys.rejects(id);
  await tally.note("rejects", rejects, gone);
  if (gone)
    await Bucket.put(rejects, Buffer.concat(kept.map(({ bytes }) => bytes)), {
      type: "text/csv",
    });
  const predictions = Bucket.keys.predictions(id);
  if (!old.periods.length || !(await Bucket.etag(predictions))) return;
  const left = await Predictions.except(id, new Set(old.periods), []);
  const columns = left.rows ? left.columns : Predictions.columns();
  await Bucket.put(predictions, Csv.line(columns) + left.text, {
    type: "text/csv",
  });
}

/** Examples are cells of rows, and nobody knows of which. */
async function unsay(
  { id, warnings, periods, error }: Item,
  kept: string[],
  isWhole: boolean,
) {
  const said = warnings.map(({ example: _, ...warning }) => warning);
  const isSaid = isDeepStrictEqual([said, kept], [warnings, periods]);
  if (isSaid && !(isWhole && error)) return;
  await Upload.update(
    id,
    {
      set: { warnings: said, periods: kept },
      remove: ["announced", ...(isWhole ? ["error"] : [])],
    },
    { when: "attribute_exists(pk)" },
  );
}

export * as ExpireFiles from "./expire-files";
