// feedback: comments of customers with their sentiment, what they complain of, and the sides of the experience they speak of
import { Refresh } from "@mainstay/core/periods/refresh";
import { Dataset } from "@mainstay/core/dataset/dataset";
import { Pseudonyms } from "@mainstay/core/customers/pseudonyms";
import { Experience } from "@mainstay/core/feedback/experience";
import { Feedback } from "@mainstay/core/feedback/feedback";
import { MonthDigest } from "@mainstay/core/feedback/month-digest";
import { OwnerTopics } from "@mainstay/core/feedback/topic/owner-topics";
import { Topic } from "@mainstay/core/feedback/topic/topic";
import { Settings } from "@mainstay/core/settings/settings";
import { Paging } from "@mainstay/core/base/paging";
import { Sentiment } from "@mainstay/core/feedback/sentiment/sentiment";
import * as z from "zod";
import { Route } from "./route";

export const feedback = Route.router();

Route.post(feedback, "/", {
  name: "addFeedback",
  scope: "write",
  datasets: () => ["feedback"],
  summary: "One answer or comment; answers its sentiment",
  body: Feedback.Input,
  example: {
    customerId: "ACME-17",
    text: "Quick answers, thank you",
    rating: 9,
    scale: 10,
  },
  answers: { 200: Route.json(Feedback.Info, "What was kept") },
  run: async ({ body }) => {
    const judge = await Sentiment.judge("feedback");
    const now = new Date();
    const customerId = await Pseudonyms.told("feedback", body.customerId);
    const said = { ...body, customerId };
    const kept = await Feedback.add("feedback", said, { judge, now });
    await Refresh.after("feedback", now);
    return kept;
  },
});

Route.get(feedback, "/", {
  name: "listFeedback",
  scope: "read",
  datasets: () => ["feedback"],
  summary:
    "Answers and comments of a month, or of one customer's last year, newest first",
  query: Paging.Query.extend({
    month: z.string().optional(),
    customerId: z.string().optional(),
  }),
  answers: { 200: Route.json(Paging.schema(Feedback.Info), "Feedback") },
  run: async ({ query: { month, customerId, ...page } }) =>
    Paging.slice(
      await newestFirst(month, customerId),
      ({ customer, id }) => `${customer} ${id}`,
      page,
    ),
});

const Month = z.object({
  month: z.string().optional().describe("YYYY-MM; else the newest"),
});

async function monthOf(asked?: string) {
  const periods = await Dataset.periods("feedback");
  const month = asked ?? periods.at(-1) ?? null;
  if (asked) await Dataset.period("feedback", asked);
  return month;
}

const Topics = z.object({
  month: z.string().nullable(),
  items: z.array(
    Topic.Info.extend({
      customers: z.array(z.string()).describe("Who wrote of it"),
    }),
  ),
});

Route.get(feedback, "/topics", {
  name: "listTopics",
  scope: "read",
  datasets: () => ["feedback"],
  summary:
    "What a month's discontented comments are about, under the owner's names (settings: topics)",
  query: Month,
  answers: { 200: Route.json(Topics, "Topics, the largest first") },
  run: async ({ query }) => {
    const month = await monthOf(query.month);
    if (month === null) return { month, items: [] };
    const owner =
      (await Settings.get(Dataset.customers, "topics")) ?? undefined;
    const [digest] = await MonthDigest.list("feedback", [month], owner);
    const { topics } = await MonthDigest.read("feedback", digest);
    return { month, items: topics };
  },
});

Route.post(feedback, "/topics", {
  name: "tellTopic",
  scope: "write",
  datasets: () => ["feedback"],
  summary:
    "Gives phrases of topics a name, merges them under one, or leaves them out from now on",
  body: z
    .strictObject({
      phrases: z.array(z.string()).min(1).max(300),
      name: z
        .string()
        .optional()
        .describe("Phrases of several topics under one name make them one"),
      mute: z.literal(true).optional(),
    })
    .refine(
      ({ name, mute }) => (name === undefined) !== (mute === undefined),
      "expected a name, or mute",
    ),
  example: { phrases: ["bill doubled", "invoice"], name: "Surprising bills" },
  answers: {
    200: Route.json(OwnerTopics.Config, "All that was said of topics"),
  },
  run: async ({ body: { phrases, name, mute } }) => {
    const told = await Settings.tellTopic(
      Dataset.customers,
      mute ? { phrases } : { phrases, name },
    );
    await Refresh.after("feedback", new Date());
    return told;
  },
});

const Sides = z.object({
  month: z.string().nullable(),
  channels: MonthDigest.Info.shape.experience,
  customers: z.array(Experience.ByCustomer),
});

Route.get(feedback, "/experience", {
  name: "getExperience",
  scope: "read",
  datasets: () => ["feedback"],
  summary:
    "Product, service, interface and interaction in a month's comments, by channel and by customer",
  query: Month,
  answers: { 200: Route.json(Sides, "Counts of comments") },
  run: async ({ query }) => {
    const month = await monthOf(query.month);
    if (month === null) return { month, channels: [], customers: [] };
    const [digest] = await MonthDigest.list("feedback", [month]);
    const { comments } = await MonthDigest.read("feedback", digest);
    const customers = Experience.byCustomer(comments);
    return { month, channels: digest.experience, customers };
  },
});

async function newestFirst(month?: string, customerId?: string) {
  const months = await Dataset.periods("feedback");
  if (customerId) {
    const id = await Pseudonyms.told("feedback", customerId);
    return Feedback.byCustomer("feedback", id, months.slice(-12));
  }
  const wanted = month ?? months.at(-1);
  return wanted ? (await Feedback.inMonth("feedback", wanted)).reverse() : [];
}
