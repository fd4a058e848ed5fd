// log-rows: what the rows of events, feedback and knowledge leave in the table besides the lake
import { Bucket } from "../aws/bucket";
import type { Definition } from "../tabular/definition";
import { Feedback } from "../feedback/feedback";
import { Parquet } from "../tabular/parquet";
import type { StoredRows } from "../tabular/stored-rows";
import { Sentiment } from "../feedback/sentiment/sentiment";
import { RecentEvents } from "../offers/recent-events";

type Write = (
  dataset: string,
  rows: StoredRows.Info,
  part: number,
  definition: Definition.Info,
) => Promise<void>;

const kinds: Record<string, Write | undefined> = {
  events: RecentEvents.write,
  feedback: async (dataset, rows, _, definition) => {
    const said = Feedback.fromRows(rows, definition);
    const judge = await Sentiment.judge(dataset);
    await Feedback.write(dataset, await Feedback.judged(said, judge));
  },
};

/** Same part, same items, however often it is delivered. */
export const write: Write = async (dataset, rows, part, definition) =>
  kinds[dataset]?.(dataset, rows, part, definition);

/** Takes back what a period's rows left, while the lake still says whose they were; answers whether anything else stays. */
export async function forget(dataset: string, period: string) {
  if (dataset === "feedback") return Feedback.forget(dataset, period);
  if (dataset !== "events") return false;
  for await (const { key } of Bucket.list(Bucket.keys.lake(dataset, period))) {
    const { id } = await Parquet.read((await Bucket.bytes(key))!);
    await RecentEvents.forget(dataset, id);
  }
  return false;
}

export * as LogRows from "./log-rows";
