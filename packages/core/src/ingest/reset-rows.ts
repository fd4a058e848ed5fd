// reset-rows: rows stored under ids and periods that a changed definition no longer gives them
import { Dataset } from "../dataset/dataset";
import { Manifest } from "../dataset/manifest";
import { Table } from "../aws/table";
import { ApplyRows } from "../apply/apply-rows";
import { LogRows } from "../apply/log-rows";
import { Upload } from "./upload";

/**
 * Every upload whose object is still in the inbox is read again after this, in the order in which they were dropped. May
 * be run again after it died anywhere.
 */
export async function run(dataset: string, at: Date) {
  const objects = await Table.all(`object#${dataset}`);
  const ids = [...new Set(objects.map((object) => object.upload as string))];
  const uploads = (await Promise.all(ids.map(Upload.find)))
    .filter((upload) => upload !== null)
    .sort((a, b) => (Upload.orderOf(a) < Upload.orderOf(b) ? -1 : 1));
  // The last one first, so that a repeat finds those that are left in the places they had.
  for (const [k, upload] of [...uploads.entries()].reverse())
    if (upload.state === "done" || upload.state === "failed")
      await Upload.redrive(upload.id, new Date(at.getTime() + 1 + k));
  await rows(dataset);
}

/** Takes all rows of a dataset out of the table and the lake. */
export async function rows(dataset: string) {
  const { leaving } = await Manifest.change(dataset, (manifest) =>
    Manifest.take(manifest, () => true),
  );
  if (Dataset.kind(dataset) === "log")
    for (const entry of leaving)
      for (const file of Manifest.filesOf(dataset, entry))
        await LogRows.forget(dataset, [file]);
  for (const period of await Dataset.periods(dataset)) {
    await Promise.all(
      Array.from({ length: Table.shards }, (_, n) =>
        Table.empty(Table.keys.shard(dataset, period, n)),
      ),
    );
    if (!(await LogRows.remain(dataset, period)))
      await ApplyRows.forgetPeriod(dataset, period);
  }
  await ApplyRows.sweep(dataset);
}

export * as ResetRows from "./reset-rows";
