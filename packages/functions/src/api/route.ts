// route: one call of the API: who may make it, what it takes, what it answers
import { PathId } from "@mainstay/core/base/path-id";
import { createRoute, OpenAPIHono } from "@hono/zod-openapi";
import type { Context, MiddlewareHandler } from "hono";
import { ApiKey } from "@mainstay/core/aws/api-key";
import { Definition } from "@mainstay/core/tabular/definition";
import * as z from "zod";
import { Session } from "../parts/session";

export const router = () => new OpenAPIHono();

type Call<P, Q, B, A> = {
  // What clients call it: a verb, then what it is about.
  name: string;
  scope: ApiKey.Scope;
  summary: string;
  description?: string;
  params?: P;
  query?: Q;
  body?: B;
  // The caller may leave this body out.
  optionalBody?: B;
  // A body to begin with, as the documentation shows it.
  example?: NoInfer<z.input<B>>;
  // The body is a file's bytes.
  bytes?: boolean;
  // What a call is about whose path and query name no dataset: these, or as many as the key reaches. Without it a key
  // that reaches some datasets alone may not make the call.
  datasets?: "reached" | ((asked: Asked<P, Q, B>) => Names | Promise<Names>);
  // A returned value is sent with the first status; a Response brings its own.
  answers: Record<number, Answer<A>>;
  run: (asked: Asked<P, Q, B>) => Promise<Returned<A> | Response>;
};
type Names = (string | null | undefined)[];
type Returned<A> = A extends z.ZodType ? z.input<A> : never;
type Answer<A> = {
  description: string;
  content: Record<string, { schema: A }>;
};
type Asked<P, Q, B> = {
  params: z.output<P>;
  query: z.output<Q>;
  body: z.output<B>;
  /** Whether the key's calls may be about a dataset. */
  reaches: (dataset: string | null | undefined) => boolean;
  c: Context;
};

const file = {
  "application/octet-stream": {
    schema: { type: "string", format: "binary" } as const,
  },
};

const verb =
  (method: "get" | "post" | "put" | "delete") =>
  <
    A extends z.ZodType,
    P extends z.ZodObject = z.ZodObject,
    Q extends z.ZodObject = z.ZodObject,
    B extends z.ZodType = z.ZodType,
  >(
    router: OpenAPIHono,
    path: string,
    {
      scope,
      params,
      query,
      body,
      optionalBody,
      example,
      bytes,
      ...call
    }: Call<P, Q, B, A>,
  ) => {
    const { name, answers, run, datasets, ...described } = call;
    const schema = body ?? optionalBody;
    const route = createRoute({
      ...described,
      operationId: name,
      method,
      path,
      middleware: permits(scope),
      security: [{ key: [scope] }],
      request: {
        ...(params && { params }),
        ...(query && { query }),
        ...(bytes && { body: { required: true, content: file } }),
        ...(schema && {
          body: {
            ...(body && { required: true }),
            content: {
              "application/json": { schema, ...(example && { example }) },
            },
          },
        }),
      },
      responses: answers,
    });
    const status = Number(Object.keys(answers)[0]);
    router.openapi(route, async (c: Context): Promise<any> => {
      const valid = (target: string): any => c.req.valid(target as never);
      const key = (c as Session.Request).get("key");
      const asked: Asked<P, Q, B> = {
        params: valid("param"),
        query: valid("query"),
        body: valid("json"),
        reaches: (dataset) =>
          !key.datasets || (!!dataset && ApiKey.reaches(key, dataset)),
        c,
      };
      if (key.datasets) ApiKey.hold(key, await about(asked, datasets));
      const answer = await run(asked);
      if (answer instanceof Response) return answer;
      return c.json(answer, status as 200);
    });
  };

async function about<P, Q, B>(
  asked: Asked<P, Q, B>,
  datasets: Call<P, Q, B, never>["datasets"],
) {
  const { params, query } = asked as { params?: Named; query?: Named };
  const named = [params?.dataset, query?.dataset].filter(
    (name) => name !== undefined,
  );
  if (datasets === "reached") return named;
  const others = datasets ? await datasets(asked) : named.length ? [] : [null];
  return [...named, ...others].map((name) => name ?? null);
}
type Named = { dataset?: string };

export const get = verb("get");
export const post = verb("post");
export const put = verb("put");
const remove = verb("delete");
export { remove as delete };

const permits =
  (scope: ApiKey.Scope): MiddlewareHandler =>
  async (c, next) => {
    c.set("key", await Session.verify(c, scope));
    await next();
  };

/** Every body counts as JSON whatever type the client names, and a call without a body has no type. */
export const jsonBody: MiddlewareHandler = async (c, next) => {
  const { headers, body } = c.req.raw;
  if (body && headers.get("content-length") !== "0")
    headers.set("content-type", "application/json");
  else headers.delete("content-type");
  await next();
};

/** The name of the key that asks. */
export const who = (c: Context) => (c as Session.Request).get("key").name;

export const json = <A extends z.ZodType>(schema: A, description: string) => ({
  description,
  content: { "application/json": { schema } },
});

export const Dataset = z.object({ dataset: Definition.Name });
export const Id = z.object({
  id: z
    .string()
    .describe(
      "As it stands; with other signs than letters, digits and `. _ - : @ + , = ~`, a `~` and its bytes in base64url",
    )
    .transform(PathId.read),
});
export const Customers = z.object({
  dataset: Definition.Name.default("customers").describe(
    "The dataset; customers unless told",
  ),
});
export const CustomersPeriod = Customers.extend({
  period: z.string().optional(),
});
export const JobId = z.object({ jobId: z.string() });

export * as Route from "./route";
