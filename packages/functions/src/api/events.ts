// events: POST /v1/events takes what customers did just now
import { createRoute } from "@hono/zod-openapi";
import { HttpEvents } from "@mainstay/core/ingest/http-events";
import * as z from "zod";
import * as Route from "./route";

export const events = Route.router();

events.openapi(
  createRoute({
    ...Route.needs("write"),
    method: "post",
    path: "/",
    summary: "What customers did just now; a file of the inbox like any other",
    request: { body: Route.takes(HttpEvents.Input) },
    responses: {
      202: Route.json(z.object({ key: z.string() }), "The file that was put"),
    },
  }),
  async (c) => c.json(await HttpEvents.put(c.req.valid("json")), 202),
);
