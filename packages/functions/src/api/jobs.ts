// jobs: GET /v1/jobs/{id}, how far a training or another slow piece of work is
import { createRoute } from "@hono/zod-openapi";
import { Job } from "@mainstay/core/aws/job";
import * as z from "zod";
import * as Route from "./route";

export const jobs = Route.router();

jobs.openapi(
  createRoute({
    ...Route.needs("read"),
    method: "get",
    path: "/{id}",
    summary: "How far slow work is",
    request: { params: z.object({ id: z.string() }) },
    responses: { 200: Route.json(Job.Info, "Job") },
  }),
  async (c) => c.json(await Job.get(c.req.valid("param").id), 200),
);
