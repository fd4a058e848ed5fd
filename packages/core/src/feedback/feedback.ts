// feedback: answers and comments of customers, from CSV and from HTTP alike, each with its sentiment
import * as z from "zod";
import { date, number } from "../tabular/cell";
import { Dataset } from "../dataset/dataset";
import type { Definition } from "../tabular/definition";
import { sha256 } from "../base/digest";
import { Failure } from "../base/error";
import { Period } from "../tabular/period";
import type { StoredRows } from "../tabular/stored-rows";
import { Table } from "../aws/table";

export const Input = z
  .object({
    customerId: z.string().min(1).max(500),
    time: z.iso.datetime({ offset: true }).optional(),
    channel: z.string().max(100).optional(),
    rating: z.number().optional(),
    scale: z.number().positive().optional(),
    text: z.string().max(20_000).optional(),
  })
  .strict()
  .refine(
    ({ rating, text }) => rating !== undefined || text?.trim(),
    "expected a rating, a text, or both",
  );
export type Input = z.infer<typeof Input>;

export const Mood = z.object({
  label: z.string(),
  probability: z.number(),
  score: z.number().min(-1).max(1).nullable(), // null where the labels are no poles
  words: z.array(z.object({ text: z.string(), contribution: z.number() })),
  model: z.string(),
});
export type Mood = z.infer<typeof Mood>;

export const Info = z.object({
  id: z.string(),
  customer: z.string(),
  time: z.string(),
  channel: z.string().nullable(),
  rating: z.number().nullable(),
  scale: z.number().nullable(),
  text: z.string().nullable(),
  sentiment: Mood.nullable(),
});
export type Info = z.infer<typeof Info>;

export type Judge = (texts: string[]) => Promise<Mood[]>;

export const month = (time: string) => time.slice(0, 7);

/** Known by its content, so that the same answer in two overlapping exports is one. */
export function withId(said: Omit<Info, "id" | "sentiment">): Info {
  const { customer, time, channel, rating, scale, text } = said;
  const content = JSON.stringify([channel, rating, scale, text]);
  const id = `${time}-${sha256(customer, "\n", content).slice(0, 12)}`;
  return { id, ...said, sentiment: null };
}

export async function judged(list: Info[], judge: Judge): Promise<Info[]> {
  const spoken = list.filter(({ text }) => text?.trim());
  const moods = spoken.length
    ? await judge(spoken.map(({ text }) => text!))
    : [];
  const byId = new Map(spoken.map((info, k) => [info, moods[k]]));
  return list.map((info) => ({
    ...info,
    sentiment: byId.get(info) ?? null,
  }));
}

type Way = "csv" | "http";

export const write = (dataset: string, list: Info[], way: Way = "csv") =>
  Table.write(
    [...new Map(list.map((one) => [one.customer + one.id, one])).values()].map(
      (info) => {
        const { pk, sk } = place(dataset, info);
        return Table.putRequest({
          pk: { S: pk },
          sk: { S: sk },
          way: { S: way },
          info: { S: JSON.stringify(info) },
        });
      },
    ),
  );

/** By another model; which way each came stays as it was. */
export async function judgeAgain(dataset: string, list: Info[], judge: Judge) {
  for (const info of await judged(list, judge))
    await Table.update(
      place(dataset, info),
      { set: { info: JSON.stringify(info) } },
      { when: "attribute_exists(pk)" },
    );
}

const place = (dataset: string, { customer, id, time }: Info) =>
  Table.keys.feedback(dataset, month(time), customer, id);

const read = (item: Table.Item): Info => JSON.parse(item.info);

/** Of one month, in the order of time. */
export async function inMonth(dataset: string, period: string) {
  const lists = await Promise.all(
    Array.from({ length: Table.shards }, (_, n) =>
      Table.all(Table.keys.feedbackShard(dataset, period, n)),
    ),
  );
  return lists
    .flat()
    .map(read)
    .sort((a, b) => (a.time + a.customer < b.time + b.customer ? -1 : 1));
}

/** What came by CSV is dropped anew; what came by HTTP is nowhere else and stays. Answers whether there is any. */
export async function forget(dataset: string, period: string) {
  const left = await Promise.all(
    Array.from({ length: Table.shards }, async (_, n) => {
      const pk = Table.keys.feedbackShard(dataset, period, n);
      const items = await Table.all(pk, { attributes: ["sk", "way"] });
      const own = items.filter(({ way }) => way === "csv");
      for (const { sk } of own) await Table.remove({ pk, sk });
      return items.length > own.length;
    }),
  );
  return left.includes(true);
}

/** Of one customer in the months given, newest first. */
export async function byCustomer(
  dataset: string,
  customer: string,
  months: string[],
) {
  const lists = await Promise.all(
    months.map((one) => {
      const { pk } = Table.keys.feedback(dataset, one, customer, "");
      return Table.all(pk, { prefix: `${customer}#` });
    }),
  );
  return (
    lists
      .flat()
      .map(read)
      // An id may go on with what ends another's prefix.
      .filter((info) => info.customer === customer)
      .sort((a, b) => (a.time < b.time ? 1 : -1))
  );
}

/** The rows of a part, as answers; a row without a time stands at its period's start. */
export function fromRows(
  { id, period, columns, cells }: StoredRows.Info,
  { roles, time, dates }: Definition.Info,
): Info[] {
  const at = (name: string | undefined) =>
    name === undefined ? undefined : cells[columns.indexOf(name)];
  const [times, channels, ratings, scales, texts] = [
    at(time),
    at(roles.channel),
    at(roles.rating),
    at(roles.scale),
    at(roles.text),
  ];
  const value = (cell: string | null | undefined) => {
    const read = cell == null ? NaN : number(cell);
    return Number.isNaN(read) ? null : read;
  };
  const order = time ? dates[time] : undefined;
  return id.map((customer, row) => {
    const cell = times?.[row];
    const days = cell == null ? NaN : date(cell, order);
    return withId({
      customer,
      time: Number.isNaN(days)
        ? new Date(Period.start(period[row]) * 86_400_000).toISOString()
        : new Date(Math.round(days * 86_400_000)).toISOString(),
      channel: channels?.[row] ?? null,
      rating: value(ratings?.[row]),
      scale: value(scales?.[row]),
      text: texts?.[row] ?? null,
    });
  });
}

/** One answer by HTTP. */
export async function add(
  dataset: string,
  { customerId, time, ...said }: Input,
  { judge, now }: { judge: Judge; now: Date },
): Promise<Info> {
  const at = time ? new Date(time) : now;
  if (at.getTime() > now.getTime() + 86_400_000)
    throw new Failure(
      "feedback.time",
      `Expected a time that is past, got ${time}`,
    );
  const [info] = await judged(
    [
      withId({
        customer: customerId,
        time: at.toISOString(),
        channel: said.channel ?? null,
        rating: said.rating ?? null,
        scale: said.scale ?? null,
        text: said.text ?? null,
      }),
    ],
    judge,
  );
  await write(dataset, [info], "http");
  await Dataset.setPeriod(dataset, month(info.time), null);
  return info;
}

export * as Feedback from "./feedback";
