// docs: the page that lists every call of the HTTP API and documents those of a group or a search, made from its OpenAPI document
import type { Context } from "hono";
import { Page } from "../parts/page";
import { Absent } from "../parts/panel";
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
  const chosen = c.req.query("group");
  const q = c.req.query("q")?.trim().toLowerCase();
  const all = Object.entries(paths).flatMap(([path, calls]) =>
    Object.entries(calls).map(([method, call]) => ({ path, method, call })),
  );
  const shown = all.filter(
    ({ path, method, call }) =>
      (!chosen || groupOf(path) === chosen) &&
      (!q ||
        [method, path, call.summary, call.description]
          .join(" ")
          .toLowerCase()
          .includes(q)),
  );
  const inFull = !!(chosen || q) && shown.length <= maxInFull;
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
          <a
            href={`/docs?group=${group}`}
            aria-current={group === chosen ? "true" : undefined}
          >
            {group}
          </a>
        ))}
      </nav>
      <form class="card row" method="get" action="/docs" role="search">
        <label>
          {t("docs.search")}
          <input type="search" name="q" value={c.req.query("q") ?? ""} />
        </label>
        <button>{t("word.show")}</button>
      </form>
      {shown.length === 0 && <Absent>{t("docs.nothing")}</Absent>}
      {inFull
        ? shown.map((one) => <Call {...one} />)
        : groups.map((group) => (
            <Lines
              group={group}
              calls={shown.filter(({ path }) => groupOf(path) === group)}
            />
          ))}
    </>,
  );
}

// More would weigh too much for one page.
const maxInFull = 40;

type Named = { path: string; method: string; call: Operation };

const Lines = ({ group, calls }: { group: string; calls: Named[] }) =>
  calls.length ? (
    <section class="card" id={group}>
      <h2>
        <a href={`/docs?group=${group}`}>{group}</a>
      </h2>
      <ul class="plain">
        {calls.map(({ path, method, call }) => (
          <li>
            <span class="method">{method.toUpperCase()}</span>{" "}
            <code>{path}</code> {call.summary}
          </li>
        ))}
      </ul>
    </section>
  ) : null;

const curl = (method: string, path: string, hasBody: boolean) =>
  [
    `curl -X ${method.toUpperCase()} "$MAINSTAY_URL${path}"`,
    '-H "Authorization: Bearer $MAINSTAY_KEY"',
    ...(hasBody ? ['-H "Content-Type: application/json" -d @body.json'] : []),
  ].join(" \\\n  ");

const Call = ({
  path,
  method,
  call: { summary, description, security, parameters, requestBody, responses },
}: Named) => {
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
      <Code title={t("docs.curl")}>{curl(method, path, !!body)}</Code>
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
