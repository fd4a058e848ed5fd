// ask: POST /v1/ask answers a question from the articles; GET /v1/ask/unanswered lists what no article answered
import { createRoute } from "@hono/zod-openapi";
import { Ask } from "@mainstay/core/knowledge/ask/ask";
import { Paging } from "@mainstay/core/base/paging";
import { Sentiment } from "@mainstay/core/feedback/sentiment/sentiment";
import { MonthlyReport } from "@mainstay/core/report/monthly-report";
import * as z from "zod";
import * as Route from "./route";

export const ask = Route.router();

ask.openapi(
  createRoute({
    ...Route.needs("score"),
    method: "post",
    path: "/",
    summary:
      "A question answered out of the knowledge base, or handed over to a person",
    request: { body: Route.takes(Ask.Question) },
    responses: {
      200: Route.json(
        Ask.Answer,
        "The passages that answer, how sure that is, and whether a person should take over",
      ),
    },
  }),
  async (c) => {
    const sentiment = await Sentiment.mood("feedback");
    const around = { now: new Date(), sentiment };
    return c.json(await Ask.ask(c.req.valid("json"), around), 200);
  },
);

ask.openapi(
  createRoute({
    ...Route.needs("read"),
    method: "get",
    path: "/unanswered",
    summary:
      "Questions of a month that the knowledge base had no answer to, most asked first",
    request: { query: z.object({ month: MonthlyReport.Month.optional() }) },
    responses: { 200: Route.json(Paging.schema(Ask.Unanswered), "Questions") },
  }),
  async (c) => {
    const month =
      c.req.valid("query").month ?? new Date().toISOString().slice(0, 7);
    return c.json({ items: await Ask.unanswered(month), cursor: null }, 200);
  },
);
