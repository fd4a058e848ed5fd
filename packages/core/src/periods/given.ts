// given: predictions as they were said on the day, never rewritten; newer scores of the same rows are hindsight
import * as z from "zod";
import { LRUCache } from "lru-cache";
import { Bucket } from "../aws/bucket";
import { sha256 } from "../base/digest";
import { PeriodIndex } from "../customers/period-index";
import { Dataset } from "../dataset/dataset";
import { Answer } from "../model/answer";
import { Card } from "../model/card";
import { Registry } from "../model/registry";
import { LogOdds } from "../stats/log-odds";
import { Parquet } from "../tabular/parquet";

export const Info = z.object({
  probability: z.number().nullable(),
  answer: Answer.Told.optional().describe(
    "Where the label is no question of yes and no",
  ),
  band: Card.Band.nullable(),
  version: z.string(),
  at: z.string(),
});
export type Info = z.infer<typeof Info>;

const columns = ["probability", "band", "version", "at", "answer"];

/**
 * Keeps what has been said since of the newest period, and of older ones by versions that had not seen what came of them. Who
 * has a prediction of a period already keeps that one.
 */
export async function freeze(dataset: string, now: Date) {
  const periods = await Dataset.periods(dataset);
  const seen = new Map<string, Promise<string[] | null>>();
  // Null for a version that does not say what it learned from.
  const learnedFrom = (version: string) => {
    const known =
      seen.get(version) ??
      Registry.described(dataset, version).then(
        (card) => Learned.parse(card).data.periods,
        () => null,
      );
    seen.set(version, known);
    return known;
  };
  for (const period of periods.slice(-maxPeriods)) {
    const known = await inPeriod(dataset, period);
    let fresh: PeriodIndex.Row[] = [];
    const keep = async () => {
      const rows = fresh;
      fresh = [];
      if (rows.length)
        await write(Bucket.keys.given(dataset, period), rows, now);
    };
    for await (const { rows } of PeriodIndex.parts(dataset, period)) {
      for (const row of rows) {
        const isSaid = row.logit !== null || row.answer;
        if (!isSaid || !row.model || known.has(row.id)) continue;
        const isAhead =
          period === periods.at(-1) ||
          (await learnedFrom(row.model))?.every((one) => one < period);
        if (isAhead) fresh.push(row);
      }
      if (fresh.length >= rowsPerFile) await keep();
    }
    await keep();
  }
}

const rowsPerFile = 50_000;

const Learned = z.looseObject({
  data: z.looseObject({ periods: z.array(z.string()) }),
});

// Files of older periods that came late are hindsight, whoever scored them.
const maxPeriods = 3;

type Said = Pick<
  PeriodIndex.Row,
  "id" | "period" | "logit" | "band" | "answer" | "model" | "upload" | "line"
>;

/** One more file in a folder of predictions as given; all rows are of one period. */
export async function write(folder: string, rows: Said[], now: Date) {
  const at = now.toISOString();
  const same = <T>(value: T) => rows.map(() => value);
  const bytes = Parquet.write({
    columns,
    cells: [
      rows.map(({ logit }) =>
        logit === null ? null : String(LogOdds.sigmoid(logit)),
      ),
      rows.map(({ band }) => band),
      rows.map(({ model }) => model!),
      same(at),
      rows.map(({ answer }) => (answer ? JSON.stringify(answer) : null)),
    ],
    upload: rows.map(({ upload }) => upload),
    line: Int32Array.from(rows, ({ line }) => line),
    order: same(at),
    id: rows.map(({ id }) => id),
    period: rows.map(({ period }) => period),
  });
  const name = `${at.replace(/\D/g, "")}-${sha256(bytes).slice(0, 8)}.parquet`;
  await Bucket.put(`${folder}${name}`, bytes);
}

const cache = new LRUCache<string, { files: string; rows: Map<string, Info> }>({
  max: 32,
});

/** What was said of each customer of a period, by id; the first word counts. */
export const inPeriod = (dataset: string, period: string) =>
  inFolder(Bucket.keys.given(dataset, period));

export async function inFolder(
  folder: string,
): Promise<ReadonlyMap<string, Info>> {
  const keys: string[] = [];
  for await (const { key } of Bucket.list(folder)) keys.push(key);
  const files = keys.sort().join();
  const known = cache.get(folder);
  if (known?.files === files) return known.rows;
  const rows = new Map<string, Info>();
  for (const key of keys) {
    const bytes = await Bucket.bytes(key);
    if (!bytes) continue;
    const { id, cells } = await Parquet.read(bytes);
    // Files of earlier releases have no answers.
    const [probability, band, version, at, answer] = cells;
    id.forEach((one, row) => {
      if (rows.has(one)) return;
      rows.set(one, {
        probability:
          probability[row] === null ? null : Number(probability[row]),
        ...(answer?.[row] && { answer: JSON.parse(answer[row]) }),
        band: band[row] as Info["band"],
        version: version[row]!,
        at: at[row]!,
      });
    });
  }
  cache.set(folder, { files, rows });
  return rows;
}

export const find = async (dataset: string, period: string, id: string) =>
  (await inPeriod(dataset, period)).get(id) ?? null;

export * as Given from "./given";
