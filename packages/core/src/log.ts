// log: what the rows of events, feedback and knowledge leave in the table besides the lake
import { Bucket } from "./bucket";
import type { Definition } from "./definition";
import { Feedback } from "./feedback";
import { Lake } from "./lake";
import type { Rows } from "./rows";
import { Sentiment } from "./sentiment";
import { Trail } from "./trail";

type Write = (
  dataset: string,
  rows: Rows.Stored,
  part: number,
  definition: Definition.Info,
) => Promise<void>;

const kinds: Record<string, Write | undefined> = {
  events: Trail.write,
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
    const { id } = await Lake.read((await Bucket.bytes(key))!);
    await Trail.forget(dataset, id);
  }
  return false;
}

export * as Log from "./log";
