// events: POST /v1/events takes what customers did just now
import { HttpEvents } from "@mainstay/core/ingest/http-events";
import * as z from "zod";
import { Route } from "./route";

export const events = Route.router();

Route.post(events, "/", {
  name: "addEvents",
  scope: "write",
  datasets: () => ["events"],
  summary: "What customers did just now; a file of the inbox like any other",
  body: HttpEvents.Input,
  example: {
    events: [
      {
        userId: "ACME-17",
        productId: "seat",
        action: "purchase",
        time: "2026-11-30T08:00:00Z",
      },
    ],
  },
  answers: {
    202: Route.json(z.object({ key: z.string() }), "The file that was put"),
  },
  run: ({ body }) => HttpEvents.put(body),
});
