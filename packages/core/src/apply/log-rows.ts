// log-rows: what the rows of events, feedback and knowledge leave in the table besides the lake
import { Dataset } from "../dataset/dataset";
import { Manifest } from "../dataset/manifest";
import { Feedback } from "../feedback/feedback";
import { Sentiment } from "../feedback/sentiment/sentiment";
import { RecentEvents } from "../offers/recent-events";
import { Parquet } from "../tabular/parquet";
import { StoredRows } from "../tabular/stored-rows";

async function rowsOf(
  dataset: string,
  files: Manifest.LakeFile[],
  version: number,
) {
  const definition = await Dataset.at(dataset, version);
  const lists: StoredRows.Info[] = [];
  for (const { key } of files) {
    const lake = await Parquet.read(await Manifest.bytes(key));
    lists.push(StoredRows.read(lake, definition));
  }
  return { definition, lists };
}

/** Same part, same items, however often it is delivered. */
export async function write(
  dataset: string,
  entry: Manifest.Entry,
  part: number,
) {
  if (dataset === "knowledge") return;
  const files = Manifest.filesOf(dataset, entry).filter(
    (file) => file.part === part,
  );
  const { definition, lists } = await rowsOf(dataset, files, entry.definition);
  if (dataset === "events") {
    for (const rows of lists)
      await RecentEvents.write(dataset, rows, part, definition);
    return;
  }
  const judge = await Sentiment.judge(dataset);
  for (const rows of lists) {
    const said = Feedback.fromRows(rows, definition);
    await Feedback.write(dataset, await Feedback.judged(said, judge));
  }
}

/** Takes back what a part that is no longer in force left; the same answer in another upload in force stays. */
export async function forget(dataset: string, files: Manifest.LakeFile[]) {
  if (dataset === "events")
    for (const { key, upload, part } of files) {
      const { id } = await Parquet.read(await Manifest.bytes(key));
      await RecentEvents.forget(dataset, id, `#${upload}-${part}`);
    }
  if (dataset !== "feedback") return;
  const { version } = await Dataset.get(dataset);
  const answers = async (list: Manifest.LakeFile[], at: number) => {
    const { definition, lists } = await rowsOf(dataset, list, at);
    return lists.flatMap((rows) => Feedback.fromRows(rows, definition));
  };
  const periods = new Set(files.map(({ period }) => period));
  const { uploads, leaving } = await Manifest.read(dataset);
  const kept = new Set<string>();
  for (const entry of uploads) {
    const near = Manifest.filesOf(dataset, entry).filter(({ period }) =>
      periods.has(period),
    );
    for (const { customer, id } of await answers(near, entry.definition))
      kept.add(`${customer} ${id}`);
  }
  const entry = leaving.find(({ id }) => id === files[0].upload);
  const gone = await answers(files, entry?.definition ?? version);
  await Feedback.remove(
    dataset,
    gone.filter(({ customer, id }) => !kept.has(`${customer} ${id}`)),
  );
}

/** Whether a period has anything that came by another way than a file. */
export const remain = async (dataset: string, period: string) =>
  dataset === "feedback" &&
  (await Feedback.inMonth(dataset, period)).length > 0;

export * as LogRows from "./log-rows";
