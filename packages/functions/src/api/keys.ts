// keys: /v1/keys lists, makes and revokes API keys
import { ApiKey } from "@mainstay/core/aws/api-key";
import { Paging } from "@mainstay/core/base/paging";
import { Definition } from "@mainstay/core/tabular/definition";
import * as z from "zod";
import { Route } from "./route";

export const keys = Route.router();

const Wanted = ApiKey.Wanted.extend({
  datasets: z.array(Definition.Name).min(1).max(100).optional(),
});

Route.get(keys, "/", {
  name: "listKeys",
  scope: "admin",
  summary: "Every key but its secret, newest first",
  query: Paging.Query,
  answers: { 200: Route.json(Paging.schema(ApiKey.Shown), "Keys") },
  run: ({ query }) => ApiKey.list(query),
});

Route.post(keys, "/", {
  name: "createKey",
  scope: "admin",
  summary: "A new key, shown this once",
  description:
    "`expires` is a moment, or a day that counts to its end in UTC. With `datasets` the key's calls may be about these alone, and it opens no pages.",
  body: Wanted,
  example: {
    name: "billing",
    scopes: ["read", "score"],
    datasets: ["customers"],
    expires: "2027-12-31",
  },
  answers: { 200: Route.json(ApiKey.Created, "The key") },
  run: ({ body }) => ApiKey.create(body),
});

Route.delete(keys, "/{id}", {
  name: "revokeKey",
  scope: "admin",
  summary: "Revoke a key; it stops answering within a second",
  params: Route.Id,
  answers: { 200: Route.json(ApiKey.Shown, "What was revoked") },
  run: ({ params: { id } }) => ApiKey.revoke(id),
});
