import { createRoute } from "@hono/zod-openapi";
import { Key } from "@mainstay/core/key";
import * as Route from "./route";

export const keys = Route.router();

keys.openapi(
  createRoute({
    ...Route.needs("admin"),
    method: "post",
    path: "/",
    summary: "A new key, shown this once",
    request: { body: Route.takes(Key.Info) },
    responses: { 200: Route.json(Key.Created, "The key") },
  }),
  async (c) => c.json(await Key.create(c.req.valid("json")), 200),
);
