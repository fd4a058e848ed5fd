// feedback: POST and GET /v1/feedback, comments of customers with their sentiment
import { createRoute } from "@hono/zod-openapi";
import { Refresh } from "@mainstay/core/periods/refresh";
import { Dataset } from "@mainstay/core/dataset/dataset";
import { Feedback } from "@mainstay/core/feedback/feedback";
import { Paging } from "@mainstay/core/base/paging";
import { Sentiment } from "@mainstay/core/feedback/sentiment/sentiment";
import * as z from "zod";
import * as Route from "./route";

export const feedback = Route.router();

feedback.openapi(
  createRoute({
    ...Route.needs("write"),
    method: "post",
    path: "/",
    summary: "One answer or comment; answers its sentiment",
    request: { body: Route.takes(Feedback.Input) },
    responses: { 200: Route.json(Feedback.Info, "What was kept") },
  }),
  async (c) => {
    const judge = await Sentiment.judge("feedback");
    const now = new Date();
    const kept = await Feedback.add("feedback", c.req.valid("json"), {
      judge,
      now,
    });
    await Refresh.after("feedback", now);
    return c.json(kept, 200);
  },
);

feedback.openapi(
  createRoute({
    ...Route.needs("read"),
    method: "get",
    path: "/",
    summary:
      "Answers and comments of a month, or of one customer's last year, newest first",
    request: {
      query: Paging.Query.extend({
        month: z.string().optional(),
        customerId: z.string().optional(),
      }),
    },
    responses: { 200: Route.json(Paging.schema(Feedback.Info), "Feedback") },
  }),
  async (c) => {
    const { month, customerId, ...query } = c.req.valid("query");
    const months = await Dataset.periods("feedback");
    const of = month ?? months.at(-1);
    const found = customerId
      ? await Feedback.byCustomer("feedback", customerId, months.slice(-12))
      : of
        ? (await Feedback.inMonth("feedback", of)).reverse()
        : [];
    return c.json(
      Paging.slice(found, ({ customer, id }) => `${customer} ${id}`, query),
      200,
    );
  },
);
