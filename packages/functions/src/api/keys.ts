// keys: POST /v1/keys makes an API key
import { ApiKey } from "@mainstay/core/aws/api-key";
import { Route } from "./route";

export const keys = Route.router();

Route.post(keys, "/", {
  scope: "admin",
  summary: "A new key, shown this once",
  body: ApiKey.Info,
  answers: { 200: Route.json(ApiKey.Created, "The key") },
  run: ({ body }) => ApiKey.create(body),
});
