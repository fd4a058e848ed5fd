// jobs: GET /v1/jobs/{id}, how far a training or another slow piece of work is
import { Job } from "@mainstay/core/aws/job";
import { Route } from "./route";

export const jobs = Route.router();

Route.get(jobs, "/{id}", {
  scope: "read",
  summary: "How far slow work is",
  params: Route.Id,
  answers: { 200: Route.json(Job.Info, "Job") },
  run: ({ params: { id } }) => Job.get(id),
});
