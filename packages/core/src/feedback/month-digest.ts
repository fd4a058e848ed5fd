// month-digest: what a month's comments come to, kept until one of them changes
import * as z from "zod";
import { sha256 } from "../base/digest";
import { PromiseCache } from "../base/promise-cache";
import { Estimate } from "../metrics/estimate";
import { Period } from "../tabular/period";
import { Table } from "../aws/table";
import { Experience } from "./experience";
import { Feedback } from "./feedback";
import { MoodOdds } from "./sentiment/mood-odds";
import { Dimension } from "./topic/dimension";
import { OwnerTopics } from "./topic/owner-topics";
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
const version = 3;

/** In the order of the months asked for; topics are under the owner's names. */
export async function list(
  dataset: string,
  months: string[],
  owner = OwnerTopics.defaults,
): Promise<Info[]> {
  const names = sha256(JSON.stringify(owner)).slice(0, 12);
  const { pk } = Table.keys.feedbackMonth(dataset, "");
  const items = new Map((await Table.all(pk)).map((item) => [item.sk, item]));
  const changes = (month: string): number => items.get(month)?.changes ?? 0;
  return Promise.all(
    months.map(async (month) => {
      const before = Period.previous(month);
      const state = `${version}/${changes(month)}/${changes(before)}/${names}`;
      const known = items.get(month);
      if (known?.state === state) return Info.parse(JSON.parse(known.digest));
      const [own, earlier] = await Promise.all(
        [month, before].map((one) => comments(dataset, one, changes(one))),
      );
      const digest = digested(month, own, earlier, owner);
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
  owner: OwnerTopics.Config,
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
    topics: Topic.topics(texts(comments), texts(before), {
      ...Topic.defaults,
      owner,
    }).map((topic) => ({
      ...topic,
      example: { ...topic.example, text: "" },
    })),
  };
}

function experienceOf(comments: Feedback.Info[]): Info["experience"] {
  const rows = Experience.sum(comments, ({ channel }) =>
    channel === null ? [null] : [null, channel],
  );
  return rows
    .map(({ of: channel, ...row }) => ({ ...row, channel }))
    .sort(
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
