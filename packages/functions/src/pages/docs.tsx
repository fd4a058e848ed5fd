// docs: the page that documents every call of the HTTP API, made from its OpenAPI document
import type { Context } from "hono";
import { Page } from "../parts/page";
import { TypeSignature } from "../http/type-signature";
import { T, t } from "../parts/words";

type Content = Record<string, { schema: TypeSignature.Schema }>;
type Operation = {
  summary?: string;
  description?: string;
  security?: Record<string, string[]>[];
  parameters?: {
    name: string;
    in: string;
    required?: boolean;
    schema: TypeSignature.Schema;
  }[];
  requestBody?: { content: Content };
  responses: Record<string, { description?: string; content?: Content }>;
};
type Document = {
  info: { description: string };
  paths: Record<string, Record<string, Operation>>;
};

// "/v1/models/{dataset}" belongs to the group "models".
const groupOf = (path: string) => path.split("/")[2];

export function show(c: Context, { info, paths }: Document) {
  const groups = [...new Set(Object.keys(paths).map(groupOf))];
  return Page.show(
    c,
    { title: t("docs.httpApi"), lead: info.description },
    <>
      <p>
        <T
          k="docs.theSameForMachines"
          a={(inside) => <a href="/openapi.json">{inside}</a>}
        />
      </p>
      <nav class="tabs" aria-label={t("docs.groupsOfCalls")}>
        {groups.map((group) => (
          <a href={`#${group}`}>{group}</a>
        ))}
      </nav>
      {groups.map((group) => (
        <section id={group}>
          <h2>{group}</h2>
          {Object.entries(paths)
            .filter(([path]) => groupOf(path) === group)
            .flatMap(([path, calls]) =>
              Object.entries(calls).map(([method, call]) => (
                <Call path={path} method={method} call={call} />
              )),
            )}
        </section>
      ))}
    </>,
  );
}

const Call = ({
  path,
  method,
  call: { summary, description, security, parameters, requestBody, responses },
}: {
  path: string;
  method: string;
  call: Operation;
}) => {
  const body = requestBody?.content["application/json"]?.schema;
  return (
    <article class="card call">
      <div class="head">
        <h3>
          <span class="method">{method.toUpperCase()}</span> <code>{path}</code>
        </h3>
        <span class="small">
          <T k="docs.scope" value={security?.[0]?.key?.join(", ")} />
        </span>
      </div>
      <p>{summary}</p>
      {description && <p>{description}</p>}
      {parameters && (
        <Code title={t("docs.parameters")}>
          {parameters
            .map(
              ({ name, in: place, required, schema }) =>
                `${name}${required ? "" : "?"}: ${TypeSignature.write(schema)}  (${place})`,
            )
            .join("\n")}
        </Code>
      )}
      {body && <Code title={t("docs.body")}>{TypeSignature.write(body)}</Code>}
      {Object.entries(responses)
        .filter(([status]) => status !== "default")
        .map(([status, { description, content = {} }]) => (
          <Code title={`${status} ${description}`}>
            {Object.entries(content)
              .map(([type, { schema }]) =>
                type === "application/json"
                  ? TypeSignature.write(schema)
                  : type,
              )
              .join("\nor ")}
          </Code>
        ))}
    </article>
  );
};

const Code = ({ title, children }: { title: string; children?: string }) => (
  <>
    <h4>{title}</h4>
    <pre>{children}</pre>
  </>
);

export * as Docs from "./docs";
