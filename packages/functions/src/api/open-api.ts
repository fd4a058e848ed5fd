// open-api: the OpenAPI document of the API, and where it is served
import type { OpenAPIHono } from "@hono/zod-openapi";
import { FailureAnswer } from "../http/failure-answer";

const description =
  "Every call but /openapi.json, /docs and /healthz takes `Authorization: Bearer <key>`. Lists take `limit` and `cursor` and answer the next cursor, null at the end. Failures answer {code, message}.";

const refusal = {
  description: "Refused, and why",
  content: {
    "application/json": { schema: { $ref: "#/components/schemas/Refusal" } },
  },
};

function write(app: OpenAPIHono, version: string) {
  const document = app.getOpenAPI31Document({
    openapi: "3.1.0",
    info: { title: "Mainstay", version, description },
  });
  for (const calls of Object.values(document.paths ?? {}))
    for (const call of Object.values(calls))
      Object.assign(call.responses, { default: refusal });
  return document;
}

export function serve(app: OpenAPIHono, version: string) {
  app.openAPIRegistry.registerComponent("securitySchemes", "key", {
    type: "http",
    scheme: "bearer",
  });
  app.openAPIRegistry.register("Refusal", FailureAnswer.Shape);
  let document: ReturnType<typeof write> | undefined;
  // Writing takes a while, so it waits for the first reader.
  const read = () => (document ??= write(app, version));
  app.get("/openapi.json", (c) => c.json(read()));
  app.get("/docs", async (c) => {
    const { Docs } = await import("../pages/docs");
    return Docs.show(c, read() as never);
  });
}

export * as OpenApi from "./open-api";
