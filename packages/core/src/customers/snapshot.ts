// snapshot: what was known of one customer for one period, with its score
import * as z from "zod";
import { Dataset } from "../dataset/dataset";
import { Table } from "../aws/table";
import { Answer } from "../model/answer";
import { Score } from "../model/score";

export const Info = z.object({
  id: z.string(),
  period: z.string(),
  upload: z.string(),
  line: z.int(),
  cells: z.record(z.string(), z.string()),
  score: Score.Info.nullable(),
  // Of a label that is no question of yes and no.
  answer: Answer.Info.nullish(),
});
export type Info = z.infer<typeof Info>;

// Cells and score are one text each: DynamoDB charges by size, and attribute names count.
export const write = (dataset: string, snapshots: Info[]) =>
  Table.write(
    snapshots.map(({ id, period, upload, line, cells, score, answer }) => {
      const { pk, sk } = Table.keys.snapshot(dataset, period, id);
      return Table.putRequest({
        pk: { S: pk },
        sk: { S: sk },
        period: { S: period },
        upload: { S: upload },
        line: { N: String(line) },
        cells: { S: JSON.stringify(cells) },
        ...(score && { score: { S: JSON.stringify(score) } }),
        ...(answer && { answer: { S: JSON.stringify(answer) } }),
      });
    }),
  );

export const remove = (dataset: string, period: string, ids: string[]) =>
  Table.removeAll(ids.map((id) => Table.keys.snapshot(dataset, period, id)));

const read = (item: Table.Item): Info => ({
  id: item.sk,
  period: item.period,
  upload: item.upload,
  line: item.line,
  cells: JSON.parse(item.cells),
  score: item.score ? JSON.parse(item.score) : null,
  ...(item.answer && { answer: JSON.parse(item.answer) }),
});

/** Every snapshot of a period, in no order; its shards are read in parallel. */
export async function inPeriod(dataset: string, period: string) {
  const lists = await Promise.all(
    Array.from({ length: Table.shards }, (_, n) =>
      Table.all(Table.keys.shard(dataset, period, n)),
    ),
  );
  return lists.flat().map(read);
}

export async function get(dataset: string, period: string, id: string) {
  const item = await Table.get(Table.keys.snapshot(dataset, period, id));
  return item && read(item);
}

/** The snapshots that exist among these, in no order. */
export async function some(
  dataset: string,
  places: Pick<Info, "id" | "period">[],
) {
  const items = await Table.getAll(
    places.map(({ id, period }) => Table.keys.snapshot(dataset, period, id)),
  );
  return items.map(read);
}

/** Their cells alone. */
export async function cells(
  dataset: string,
  places: Pick<Info, "id" | "period">[],
): Promise<Pick<Info, "id" | "period" | "cells">[]> {
  const items = await Table.getAll(
    places.map(({ id, period }) => Table.keys.snapshot(dataset, period, id)),
  );
  return items.map(({ sk, period, cells }) => {
    return { id: sk, period, cells: JSON.parse(cells) };
  });
}

/** A customer's snapshots, oldest first. */
export async function history(dataset: string, id: string) {
  const periods = await Dataset.periods(dataset);
  const found = await some(
    dataset,
    periods.map((period) => ({ id, period })),
  );
  return found.sort((a, b) =>
    a.period < b.period ? -1 : a.period > b.period ? 1 : 0,
  );
}

export * as Snapshot from "./snapshot";
