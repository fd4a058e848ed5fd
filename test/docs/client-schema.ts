// client-schema: the types of the typed client, written from the OpenAPI document; run it to write them anew
import { app } from "@mainstay/functions/api/index";
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

const file = "packages/client/src/schema.ts";
const head =
  "// schema: every call of the HTTP API as types, written from its OpenAPI document (`npm run map`)\n";

export async function clientSchema() {
  const answer = await app.request("/openapi.json");
  // It needs a TypeScript of its own, so that it stands beside the client and not beside ours.
  const { resolve } = createRequire(
    new URL("../../packages/client/package.json", import.meta.url),
  );
  const { default: write, astToString } = await import(
    pathToFileURL(resolve("openapi-typescript")).href
  );
  return head + astToString(await write((await answer.json()) as object));
}

export const stored = () => readFileSync(file, "utf8");

if (import.meta.url === pathToFileURL(process.argv[1]).href)
  writeFileSync(file, await clientSchema());
