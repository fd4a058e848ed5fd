// jobs: GET /v1/jobs, every slow piece of work with how far it is; one of them tried again or cancelled
import { Job } from "@mainstay/core/aws/job";
import { Paging } from "@mainstay/core/base/paging";
import { Jobs } from "@mainstay/core/jobs/jobs";
import { Route } from "./route";

export const jobs = Route.router();

const ofJob = async ({ params: { id } }: { params: { id: string } }) => [
  (await Jobs.get(id)).dataset,
];

Route.get(jobs, "/", {
  name: "listJobs",
  scope: "read",
  summary: "Slow work, newest first: waiting, running, done and failed",
  query: Jobs.Query,
  datasets: "reached",
  answers: { 200: Route.json(Paging.schema(Job.Info), "Jobs") },
  run: ({ query, reaches }) =>
    Jobs.list(query, ({ dataset }) => reaches(dataset)),
});

Route.get(jobs, "/{id}", {
  name: "getJob",
  scope: "read",
  summary: "How far slow work is",
  params: Route.Id,
  datasets: ofJob,
  answers: { 200: Route.json(Job.Info, "Job") },
  run: ({ params: { id } }) => Jobs.get(id),
});

Route.post(jobs, "/{id}/retry", {
  name: "retryJob",
  scope: "write",
  summary: "Try a failed job again",
  params: Route.Id,
  datasets: ofJob,
  answers: { 202: Route.json(Route.JobId, "The job to follow") },
  run: ({ params: { id } }) => Jobs.retry(id, new Date()),
});

Route.post(jobs, "/{id}/cancel", {
  name: "cancelJob",
  scope: "write",
  summary: "Cancel what waits or has not come into force yet",
  params: Route.Id,
  datasets: ofJob,
  answers: { 200: Route.json(Job.Info, "Job") },
  run: ({ params: { id } }) => Jobs.cancel(id),
});
