// ask: POST /v1/ask answers a question from the articles; GET /v1/ask/unanswered lists what no article answered
import { Ask } from "@mainstay/core/knowledge/ask/ask";
import { Paging } from "@mainstay/core/base/paging";
import { MonthlyReport } from "@mainstay/core/reporting/monthly-report";
import * as z from "zod";
import { Route } from "./route";

export const ask = Route.router();

Route.post(ask, "/", {
  name: "ask",
  scope: "score",
  summary:
    "A question answered out of the knowledge base, or handed over to a person",
  body: Ask.Question,
  example: { question: "How long do you keep our prompts?" },
  answers: {
    200: Route.json(
      Ask.Answer,
      "The passages that answer, how sure that is, and whether a person should take over",
    ),
  },
  run: ({ body }) => Ask.ask(body, { now: new Date() }),
});

Route.get(ask, "/unanswered", {
  name: "listUnanswered",
  scope: "read",
  summary:
    "Questions of a month that the knowledge base had no answer to, most asked first",
  query: z.object({ month: MonthlyReport.Month.optional() }),
  answers: { 200: Route.json(Paging.schema(Ask.Unanswered), "Questions") },
  run: async ({ query: { month = new Date().toISOString().slice(0, 7) } }) => ({
    items: await Ask.unanswered(month),
    cursor: null,
  }),
});
