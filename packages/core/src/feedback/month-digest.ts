// month-digest: what a month's comments come to, kept until one of them changes
import * as z from "zod";
import { PromiseCache } from "../base/promise-cache";
import { Estimate } from "../metrics/estimate";
import { Period } from "../tabular/period";
import { Table } from "../aws/table";
import { Feedback } from "./feedback";
import { MoodOdds } from "./sentiment/mood-odds";
import { Dimension } from "./topic/dimension";
import { Topic } from "./topic/topic";

const count = z.int().min(0);

export const Info = z.object({
  month: z.string(),
  answers: count,
  customers: count,
  sentiment: Estimate.Value,
  sides: z.record(MoodOdds.Label, count),
  // Of the comments that speak of a side of the experience; without a channel, of all.
  experience: z.array(
    z.object({
      dimension: Dimension.Name,
      channel: z.string().nullable(),
      comments: count,
      negative: count,
      positive: count,
    }),
  ),
  topics: z.array(Topic.Info), // of complaint; their examples are in the comments alone
});
export type Info = z.infer<typeof Info>;

// Raised where what is computed below changes.
const version = 2;

/** In the order of the months asked for. */
export async function list(dataset: string, months: string[]): Promise<Info[]> {
  const { pk } = Table.keys.feedbackMonth(dataset, "");
  const items = new Map((await Table.all(pk)).map((item) => [item.sk, item]));
  const changes = (month: string): number => items.get(month)?.changes ?? 0;
  return Promise.all(
    months.map(async (month) => {
      const before = Period.previous(month);
      const state = `${version}/${changes(month)}/${changes(before)}`;
      const known = items.get(month);
      if (known?.state === state) return Info.parse(JSON.parse(known.digest));
      const [own, earlier] = await Promise.all(
        [month, before].map((one) => comments(dataset, one, changes(one))),
      );
      const digest = digested(month, own, earlier);
      await Table.update(Table.keys.feedbackMonth(dataset, month), {
        set: { state, digest: JSON.stringify(digest) },
      });
      return digest;
    }),
  );
}

function digested(
  month: string,
  comments: Feedback.Info[],
  before: Feedback.Info[],
): Info {
  const scores = comments.flatMap(({ sentiment }) => sentiment?.score ?? []);
  const sides = { negative: 0, mixed: 0, positive: 0 };
  for (const { sentiment } of comments) {
    const side = Feedback.side(sentiment);
    if (side) sides[side]++;
  }
  return {
    month,
    answers: comments.length,
    customers: new Set(comments.map(({ customer }) => customer)).size,
    sentiment: scores.length
      ? Estimate.mean(scores)
      : Estimate.none("No comment has a sentiment."),
    sides,
    experience: experienceOf(comments),
    topics: Topic.topics(texts(comments), texts(before)).map((topic) => ({
      ...topic,
      example: { ...topic.example, text: "" },
    })),
  };
}

function experienceOf(comments: Feedback.Info[]): Info["experience"] {
  const found = new Map<string, Info["experience"][number]>();
  for (const { text, channel, sentiment } of comments) {
    const side = Feedback.side(sentiment);
    if (!text || !side) continue;
    for (const dimension of Dimension.of(text))
      for (const one of channel === null ? [null] : [null, channel]) {
        const key = JSON.stringify([dimension, one]);
        const row = found.get(key) ?? {
          ...{ dimension, channel: one, comments: 0, negative: 0, positive: 0 },
        };
        row.comments++;
        if (side !== "mixed") row[side]++;
        found.set(key, row);
      }
  }
  return [...found.values()].sort(
    (a, b) =>
      Dimension.names.indexOf(a.dimension) -
        Dimension.names.indexOf(b.dimension) ||
      Number(a.channel !== null) - Number(b.channel !== null) ||
      b.comments - a.comments,
  );
}

export const texts = (comments: Feedback.Info[]) =>
  comments.flatMap(({ id, text, sentiment }) =>
    text ? [{ id, text, score: sentiment?.score ?? null }] : [],
  );

// Long enough for the pages of one visit.
const held = PromiseCache.create<Feedback.Info[]>({ max: 4, ttlMs: 60_000 });

const comments = (dataset: string, month: string, changes: number) =>
  held(`${dataset}/${month}/${changes}`, () =>
    Feedback.inMonth(dataset, month),
  );

/** A month's comments in the order of time, and its topics with an example that is still there and who complained of it. */
export async function read(dataset: string, { month, topics }: Info) {
  const item = await Table.get(Table.keys.feedbackMonth(dataset, month));
  const list = await comments(dataset, month, item?.changes ?? 0);
  const byId = new Map(list.map(({ id, text }) => [id, text]));
  const complaints = list.filter(
    ({ sentiment }) => (sentiment?.score ?? 0) < 0,
  );
  return {
    comments: list,
    topics: topics.map((topic) => ({
      ...topic,
      example: { ...topic.example, text: byId.get(topic.example.id) ?? "" },
      customers: [
        ...new Set(
          complaints
            .filter(({ text }) => text && Topic.mentions(topic, text))
            .map(({ customer }) => customer),
        ),
      ],
    })),
  };
}

export * as MonthDigest from "./month-digest";
