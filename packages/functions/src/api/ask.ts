// ask: POST /v1/ask answers a question from the articles; what no article answered, and how well test questions are answered
import { OwnAccount } from "@mainstay/core/accounts/own-account";
import { Ask } from "@mainstay/core/knowledge/ask/ask";
import { OwnQuestions } from "@mainstay/core/knowledge/ask/own-questions";
import { Failure } from "@mainstay/core/base/error";
import { Paging } from "@mainstay/core/base/paging";
import { MonthlyReport } from "@mainstay/core/reporting/monthly-report";
import * as z from "zod";
import { Route } from "./route";

export const ask = Route.router();

Route.post(ask, "/", {
  name: "ask",
  scope: "score",
  summary:
    "A question answered out of the knowledge base, or the customer's own data, or handed over to a person",
  body: Ask.Question,
  datasets: ({ body }) => [
    "knowledge",
    ...(body.customerId === undefined ? [] : ["customers"]),
  ],
  example: { question: "How long do you keep our prompts?" },
  answers: {
    200: Route.json(
      Ask.Answer,
      "The passages that answer, how sure that is, and whether a person should take over",
    ),
  },
  run: ({ body }) => OwnAccount.ask(body, { now: new Date() }),
});

Route.get(ask, "/test", {
  name: "testQuestions",
  scope: "read",
  datasets: () => ["knowledge", "questions"],
  summary:
    "How well the articles answer the owner's test questions, the rows of the dataset questions",
  answers: { 200: Route.json(OwnQuestions.Info, "Figures, and each question") },
  run: async () => {
    const judged = await OwnQuestions.judged();
    if (judged) return judged;
    throw new Failure(
      "ask.questions.none",
      "Expected test questions in the dataset questions: drop a CSV with the columns question and article into inbox/questions/",
      404,
    );
  },
});

Route.get(ask, "/unanswered", {
  name: "listUnanswered",
  scope: "read",
  datasets: () => ["knowledge"],
  summary:
    "Questions of a month that the knowledge base had no answer to, most asked first",
  query: z.object({ month: MonthlyReport.Month.optional() }),
  answers: { 200: Route.json(Paging.schema(Ask.Unanswered), "Questions") },
  run: async ({ query: { month = new Date().toISOString().slice(0, 7) } }) => ({
    items: await Ask.unanswered(month),
    cursor: null,
  }),
});
