// feedback: ratings and comments of customers, from CSV or HTTP, each comment with its sentiment
import { own } from "../base/own";
import { WrittenRating } from "../reading/written-rating";
import * as z from "zod";
import { MoodOdds } from "./sentiment/mood-odds";
import { date, number } from "../tabular/cell";
import { Profile } from "../customers/profile";
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
  probabilities: z.record(z.string(), z.number()).optional(), // by label; older ones have none
  score: z.number().min(-1).max(1).nullable(), // null where the labels are no poles
  words: z.array(z.object({ text: z.string(), contribution: z.number() })),
  model: z.string(),
});
export type Mood = z.infer<typeof Mood>;

// A score nearer to zero than this is neither; older sentiments and those of owners' models have labels of their own.
const mixedBelow = 0.25;

/** The side a comment is on; null where its sentiment has no poles. */
export function side(mood: Mood | null): MoodOdds.Label | null {
  if (mood?.score == null) return null;
  const known = MoodOdds.Label.safeParse(mood.label);
  if (mood.probabilities && known.success) return known.data;
  if (Math.abs(mood.score) < mixedBelow) return "mixed";
  return mood.score < 0 ? "negative" : "positive";
}

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

/** The id is a digest of the content, so that the same answer in two overlapping exports is one. */
export function withId(answer: Omit<Info, "id" | "sentiment">): Info {
  const { customer, time, channel, rating, scale, text } = answer;
  const content = JSON.stringify([channel, rating, scale, text]);
  const id = `${time}-${sha256(customer, "\n", content).slice(0, 12)}`;
  return { id, ...answer, sentiment: null };
}

/** The answers with the sentiment of their texts, null without a text. */
export async function judged(list: Info[], judge: Judge): Promise<Info[]> {
  const commented = list.filter(({ text }) => text?.trim());
  const moods = commented.length
    ? await judge(commented.map(({ text }) => text!))
    : [];
  const byId = new Map(commented.map((info, k) => [info, moods[k]]));
  return list.map((info) => ({
    ...info,
    sentiment: byId.get(info) ?? null,
  }));
}

type Source = "csv" | "http";

/** Stands for the upload of answers that came in no file. */
export const byHttp = "http";

/** What the customers of `Dataset.customers` said. */
export const dataset = "feedback";

/** Said after answers of these months have come, gone or been judged again. */
export const changed = (dataset: string, months: Iterable<string>) =>
  Promise.all(
    Array.from(new Set(months), (month) =>
      Table.update(Table.keys.feedbackMonth(dataset, month), {
        add: { changes: 1 },
      }),
    ),
  );

/** The months that have ever had answers; some may have none left. */
export async function months(of: string) {
  const { pk } = Table.keys.feedbackMonth(of, "");
  const [changed, periods] = await Promise.all([
    Table.all(pk),
    // Answers of older versions left no other trace of their month.
    Dataset.periods(of),
  ]);
  return [...new Set([...changed.map(({ sk }) => sk), ...periods])].sort();
}

// Runs a change of these answers, and says afterwards whom and what it has changed.
async function changing<T>(of: string, list: Info[], change: () => Promise<T>) {
  const all = async () => {
    const result = await change();
    await changed(
      of,
      list.map(({ time }) => month(time)),
    );
    return result;
  };
  if (of !== dataset || !list.length) return all();
  const customers = list.map(({ customer }) => customer);
  return Profile.changing(Dataset.customers, customers, all);
}

export const write = (dataset: string, list: Info[], source: Source = "csv") =>
  changing(dataset, list, () =>
    Table.write(
      [
        ...new Map(
          list.map((info) => [info.customer + info.id, info]),
        ).values(),
      ].map((info) => {
        const { pk, sk } = keyOf(dataset, info);
        return Table.putRequest({
          pk: { S: pk },
          sk: { S: sk },
          way: { S: source },
          info: { S: JSON.stringify(info) },
        });
      }),
    ),
  );

/** Stores the sentiment by another model; the source of each answer stays. */
export async function judgeAgain(dataset: string, list: Info[], judge: Judge) {
  const now = await judged(list, judge);
  await changing(dataset, list, async () => {
    for (const info of now)
      await Table.update(
        keyOf(dataset, info),
        { set: { info: JSON.stringify(info) } },
        { when: "attribute_exists(pk)" },
      );
  });
}

const keyOf = (dataset: string, { customer, id, time }: Info) =>
  Table.keys.feedback(dataset, month(time), customer, id);

const read = (item: Table.Item): Info => JSON.parse(item.info);

/** The answers of one month, in the order of time. */
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

/** Removes answers that came by CSV; those that came by HTTP stay. */
export const remove = (dataset: string, list: Info[]) =>
  changing(dataset, list, async () => {
    for (const info of list)
      await Table.remove(keyOf(dataset, info), {
        when: "way = :csv",
        values: { csv: "csv" },
      });
  });

/** Removes these answers, whichever way they came. */
export const erase = (dataset: string, list: Info[]) =>
  changing(dataset, list, async () => {
    for (const info of list) await Table.remove(keyOf(dataset, info));
  });

/** Removes all that anybody said. */
export async function drop(of: string) {
  const remove = async () => {
    for (const month of await months(of))
      for (let n = 0; n < Table.shards; n++)
        await Table.empty(Table.keys.feedbackShard(of, month, n));
    await Table.empty(Table.keys.feedbackMonth(of, "").pk);
  };
  await (of === dataset
    ? Profile.changingAll(Dataset.customers, remove)
    : remove());
}

/** The answers of one customer in the given months, the newest first. */
export async function byCustomer(
  dataset: string,
  customer: string,
  months: string[],
) {
  const lists = await Promise.all(
    months.map((month) => {
      const { pk } = Table.keys.feedback(dataset, month, customer, "");
      return Table.all(pk, { prefix: `${customer}#` });
    }),
  );
  return (
    lists
      .flat()
      .map(read)
      // A customer's id may contain #, so the prefix may match another customer.
      .filter((info) => info.customer === customer)
      .sort((a, b) => (a.time < b.time ? 1 : -1))
  );
}

/** The rows of a part as answers; a row without a time counts at its period's start. */
export function fromRows(
  { id, period, columns, cells }: StoredRows.Info,
  { roles, time, dates, numbers, timezone }: Definition.Info,
): Info[] {
  const column = (name: string | undefined) =>
    name === undefined ? undefined : cells[columns.indexOf(name)];
  const [times, channels, ratings, scales, texts] = [
    column(time),
    column(roles.channel),
    column(roles.rating),
    column(roles.scale),
    column(roles.text),
  ];
  const decimal = own(numbers, roles.rating ?? "")?.decimal;
  const value = (cell: string | null | undefined) => {
    const read = cell == null ? NaN : number(cell, decimal);
    return Number.isNaN(read) ? null : read;
  };
  const order = time ? own(dates, time) : undefined;
  return id.map((customer, row) => {
    const answer = ratings?.[row];
    const points = answer ? WrittenRating.read(answer, decimal) : null;
    const cell = times?.[row];
    const days = cell == null ? NaN : date(cell, order, timezone);
    return withId({
      customer,
      time: Number.isNaN(days)
        ? new Date(Period.start(period[row]) * 86_400_000).toISOString()
        : new Date(Math.round(days * 86_400_000)).toISOString(),
      channel: channels?.[row] ?? null,
      rating: points?.value ?? null,
      scale: value(scales?.[row]) ?? points?.outOf ?? null,
      text: texts?.[row] ?? null,
    });
  });
}

// A moment counts in the dataset's time zone, as the periods of rows do.
const localIso = (moment: Date, timezone: string) =>
  new Date(
    Math.round(date(moment.toISOString(), undefined, timezone) * 86_400_000),
  ).toISOString();

/** Stores one answer that came by HTTP. */
export async function add(
  dataset: string,
  { customerId, time, ...answer }: Input,
  { judge, now }: { judge: Judge; now: Date },
): Promise<Info> {
  const moment = time ? new Date(time) : now;
  if (moment.getTime() > now.getTime() + 86_400_000)
    throw new Failure(
      "feedback.time",
      `Expected a time that is past, got ${time}`,
    );
  const { timezone = "UTC" } = (await Dataset.find(dataset)) ?? {};
  const [info] = await judged(
    [
      withId({
        customer: customerId,
        time: localIso(moment, timezone),
        channel: answer.channel ?? null,
        rating: answer.rating ?? null,
        scale: answer.scale ?? null,
        text: answer.text ?? null,
      }),
    ],
    judge,
  );
  await write(dataset, [info], "http");
  await Dataset.setPeriod(dataset, month(info.time), null);
  return info;
}

export * as Feedback from "./feedback";
