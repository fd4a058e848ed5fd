// problems: GET /v1/problems, all that failed for good; POST tries one of them again
import { Problem } from "@mainstay/core/aws/problem";
import { Paging } from "@mainstay/core/base/paging";
import { Problems } from "@mainstay/core/jobs/problems";
import * as z from "zod";
import { Route } from "./route";

export const problems = Route.router();

Route.get(problems, "/", {
  name: "listProblems",
  scope: "read",
  summary:
    "Files nobody reads, failed uploads, failed jobs and dead messages, newest first",
  query: Paging.Query,
  datasets: "reached",
  answers: { 200: Route.json(Paging.schema(Problem.Info), "Problems") },
  run: ({ query, reaches }) =>
    Problems.list(query, ({ dataset }) => reaches(dataset)),
});

Route.post(problems, "/{id}/retry", {
  name: "retryProblem",
  scope: "write",
  summary: "Try again what failed",
  params: Route.Id,
  datasets: async ({ params: { id } }) => [(await Problems.find(id)).dataset],
  answers: {
    202: Route.json(
      z.object({ jobId: z.string().nullable() }),
      "The job to follow, where it is one",
    ),
  },
  run: ({ params: { id } }) => Problems.retry(id, new Date()),
});
