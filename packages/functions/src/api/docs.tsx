// docs: the OpenAPI document, and the same as a page for people
import type { OpenAPIHono } from "@hono/zod-openapi";
import { html } from "hono/html";
import { FailureAnswer } from "../http/failure-answer";
import { signature, type Schema } from "../http/signature";

type Operation = {
  summary?: string;
  description?: string;
  security?: Record<string, string[]>[];
  parameters?: {
    name: string;
    in: string;
    required?: boolean;
    description?: string;
    schema: Schema;
  }[];
  requestBody?: { content: Record<string, { schema: Schema }> };
  responses: Record<string, Answer>;
};
type Answer = {
  description?: string;
  content?: Record<string, { schema: Schema }>;
};
type Document = { paths: Record<string, Record<string, Operation>> };

const about =
  "Every call but /openapi.json, /docs and /healthz takes `Authorization: Bearer <key>`. Lists take `limit` and `cursor` and answer the next cursor, null at the end. Failures answer {code, message}.";

export function docs(app: OpenAPIHono, version: string) {
  const registry = app.openAPIRegistry;
  registry.registerComponent("securitySchemes", "key", {
    type: "http",
    scheme: "bearer",
  });
  registry.register("Refusal", FailureAnswer.Shape);
  const make = () => {
    const made = app.getOpenAPI31Document({
      openapi: "3.1.0",
      info: { title: "Mainstay", version, description: about },
    });
    const refused = {
      description: "Refused, and why",
      content: {
        "application/json": {
          schema: { $ref: "#/components/schemas/Refusal" },
        },
      },
    };
    for (const calls of Object.values(made.paths ?? {}))
      for (const call of Object.values(calls))
        Object.assign(call.responses, { default: refused });
    return made;
  };
  let document: ReturnType<typeof make> | undefined;
  const known = () => (document ??= make());
  app.get("/openapi.json", (c) => c.json(known()));
  app.get("/docs", (c) =>
    c.html(
      html`<!doctype html>
        ${(<Page document={known() as unknown as Document} />)}`,
    ),
  );
}

const style = `
body { font: 16px/1.5 system-ui, sans-serif; color: #1c2733; background: #fbfbf9; max-width: 60rem; margin: 2rem auto; padding: 0 1rem }
h2 { font-size: 1.2rem; margin: 2.5rem 0 .5rem; border-bottom: 1px solid #d9dcd6 }
article { margin: 1rem 0; padding: .75rem 1rem; background: #fff; border: 1px solid #e3e5e0; border-radius: 6px }
h3 { font-size: 1rem; margin: 0 } code, pre { font-family: ui-monospace, monospace; font-size: .85rem }
pre { background: #f4f5f1; padding: .6rem .8rem; overflow-x: auto; border-radius: 4px; margin: .25rem 0 }
.method { display: inline-block; min-width: 3.2rem; font-weight: 700; color: #0b5d8a }
.scope { float: right; color: #5d6a74; font-size: .85rem } p { margin: .35rem 0 } nav a { margin-right: 1rem }
h4 { font-size: .85rem; margin: .6rem 0 0; color: #5d6a74; font-weight: 600 }`;

const roomOf = (path: string) => path.split("/")[2];

function Page({ document: { paths } }: { document: Document }) {
  const rooms = [...new Set(Object.keys(paths).map(roomOf))];
  return (
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width" />
        <title>Mainstay: HTTP API</title>
        <style dangerouslySetInnerHTML={{ __html: style }} />
      </head>
      <body>
        <h1>Mainstay: HTTP API</h1>
        <p>{about}</p>
        <p>
          The same for machines: <a href="/openapi.json">/openapi.json</a>
        </p>
        <nav>
          {rooms.map((room) => (
            <a href={`#${room}`}>{room}</a>
          ))}
        </nav>
        {rooms.map((room) => (
          <section id={room}>
            <h2>{room}</h2>
            {Object.entries(paths)
              .filter(([path]) => roomOf(path) === room)
              .flatMap(([path, calls]) =>
                Object.entries(calls).map(([method, call]) => (
                  <Call path={path} method={method} call={call} />
                )),
              )}
          </section>
        ))}
      </body>
    </html>
  );
}

function Call({
  path,
  method,
  call,
}: {
  path: string;
  method: string;
  call: Operation;
}) {
  const body = call.requestBody?.content["application/json"]?.schema;
  const answers = Object.entries(call.responses).filter(
    ([status]) => status !== "default",
  );
  return (
    <article>
      <span class="scope">scope {call.security?.[0]?.key?.join(", ")}</span>
      <h3>
        <span class="method">{method.toUpperCase()}</span> <code>{path}</code>
      </h3>
      <p>{call.summary}</p>
      {call.description && <p>{call.description}</p>}
      {call.parameters && (
        <>
          <h4>Parameters</h4>
          <pre>
            {call.parameters
              .map(
                ({ name, in: place, required, schema }) =>
                  `${name}${required ? "" : "?"}: ${signature(schema)}  (${place})`,
              )
              .join("\n")}
          </pre>
        </>
      )}
      {body && (
        <>
          <h4>Body</h4>
          <pre>{signature(body)}</pre>
        </>
      )}
      {answers.map(([status, { description, content = {} }]) => (
        <>
          <h4>
            {status} {description}
          </h4>
          <pre>
            {Object.entries(content)
              .map(([type, { schema }]) =>
                type === "application/json" ? signature(schema) : type,
              )
              .join("\nor ")}
          </pre>
        </>
      ))}
    </article>
  );
}
