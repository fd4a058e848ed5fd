// open-api: the OpenAPI document of the API, and where it is served
import type { OpenAPIHono } from "@hono/zod-openapi";
import { FailureAnswer } from "../http/failure-answer";
import { NamedSchemas } from "../http/named-schemas";

const description =
  "Every call but /openapi.json, /docs and /healthz takes `Authorization: Bearer <key>`. Lists take `limit` and `cursor` and answer the next cursor, null at the end. Failures answer {code, message}.";

const refused = (description: string) => ({
  description,
  content: {
    "application/json": { schema: { $ref: "#/components/schemas/Refusal" } },
  },
});

type Call = { parameters?: { in: string }[]; requestBody?: object };
// What any call may answer but its own; a status that no line names answers alike.
function refusals({ parameters = [], requestBody }: Call) {
  const takes = parameters.length > 0 || requestBody !== undefined;
  return {
    ...(takes && { 400: refused("What was sent does not fit, and where") }),
    401: refused("The key is missing, unknown, expired or revoked"),
    403: refused("The key lacks the scope"),
    ...(parameters.some((one) => one.in === "path") && {
      404: refused("There is none of this name"),
    }),
    default: refused("Refused, and why"),
  };
}

// "/v1/models/{dataset}" belongs to the group "models".
const groupOf = (path: string) => path.split("/")[2];

function write(app: OpenAPIHono, version: string) {
  const document = app.getOpenAPI31Document({
    openapi: "3.1.0",
    info: { title: "Mainstay", version, description },
    servers: [{ url: "/", description: "Where this document came from" }],
  });
  const paths = Object.entries(document.paths ?? {});
  for (const [path, calls] of paths)
    for (const call of Object.values(calls))
      Object.assign(call, {
        tags: [groupOf(path)],
        responses: { ...call.responses, ...refusals(call) },
      });
  const tags = [...new Set(paths.map(([path]) => groupOf(path)))];
  return { ...document, tags: tags.map((name) => ({ name })) };
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
  app.get("/openapi.json", (c) => c.json(NamedSchemas.name(read() as never)));
  app.get("/docs", async (c) => {
    const { Docs } = await import("../pages/docs");
    return Docs.show(c, read() as never);
  });
}

export * as OpenApi from "./open-api";
