// keys: POST /v1/keys makes an API key
import { createRoute } from "@hono/zod-openapi";
import { ApiKey } from "@mainstay/core/aws/api-key";
import * as Route from "./route";

export const keys = Route.router();

keys.openapi(
  createRoute({
    ...Route.needs("admin"),
    method: "post",
    path: "/",
    summary: "A new key, shown this once",
    request: { body: Route.takes(ApiKey.Info) },
    responses: { 200: Route.json(ApiKey.Created, "The key") },
  }),
  async (c) => c.json(await ApiKey.create(c.req.valid("json")), 200),
);
