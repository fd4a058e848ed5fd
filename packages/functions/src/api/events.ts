// events: POST /v1/events takes what customers did just now
import { HttpEvents } from "@mainstay/core/ingest/http-events";
import * as z from "zod";
import { Route } from "./route";

export const events = Route.router();

Route.post(events, "/", {
  scope: "write",
  summary: "What customers did just now; a file of the inbox like any other",
  body: HttpEvents.Input,
  answers: {
    202: Route.json(z.object({ key: z.string() }), "The file that was put"),
  },
  run: ({ body }) => HttpEvents.put(body),
});
