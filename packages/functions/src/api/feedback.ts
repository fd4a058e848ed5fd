// feedback: POST and GET /v1/feedback, comments of customers with their sentiment
import { Refresh } from "@mainstay/core/periods/refresh";
import { Dataset } from "@mainstay/core/dataset/dataset";
import { Pseudonyms } from "@mainstay/core/customers/pseudonyms";
import { Feedback } from "@mainstay/core/feedback/feedback";
import { Paging } from "@mainstay/core/base/paging";
import { Sentiment } from "@mainstay/core/feedback/sentiment/sentiment";
import * as z from "zod";
import { Route } from "./route";

export const feedback = Route.router();

Route.post(feedback, "/", {
  name: "addFeedback",
  scope: "write",
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

async function newestFirst(month?: string, customerId?: string) {
  const months = await Dataset.periods("feedback");
  if (customerId) {
    const id = await Pseudonyms.told("feedback", customerId);
    return Feedback.byCustomer("feedback", id, months.slice(-12));
  }
  const wanted = month ?? months.at(-1);
  return wanted ? (await Feedback.inMonth("feedback", wanted)).reverse() : [];
}
