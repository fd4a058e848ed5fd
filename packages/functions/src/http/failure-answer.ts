// failure-answer: every failure of the API as {code, message}, mapped in one place
import type { Context } from "hono";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import type { Hook } from "@hono/zod-openapi";
import { HTTPException } from "hono/http-exception";
import { Failure } from "@mainstay/core/base/error";
import * as z from "zod";
import { Log } from "@mainstay/core/base/log";

export const Shape = z.object({ code: z.string(), message: z.string() });

const answer = (c: Context, { code, message, status }: Failure) =>
  c.json({ code, message }, status as ContentfulStatusCode);

export function failed(error: Error, c: Context) {
  if (error instanceof Failure) return answer(c, error);
  // The framework refuses a body that is no JSON before any handler runs.
  if (error instanceof HTTPException && error.status === 400)
    return answer(
      c,
      new Failure(
        "request.json",
        "Expected a body of JSON, got none that reads",
      ),
    );
  Log.error(error, { path: c.req.routePath });
  const message = "Something went wrong here; the log says what";
  return answer(c, new Failure("internal", message, 500));
}

export const unknown = (c: Context) =>
  answer(
    c,
    new Failure(
      "route.unknown",
      `There is no ${c.req.method} ${c.req.path}; GET /docs lists every call`,
      404,
    ),
  );

// More issues in one message would hide the first.
const maxIssuesNamed = 5;

export const refuse: Hook<any, any, any, any> = (result) => {
  if (result.success) return;
  const phrases = result.error.issues
    .slice(0, maxIssuesNamed)
    .map((issue) => phrase(issue as z.core.$ZodIssue, result));
  throw new Failure("request.invalid", phrases.join("; "));
};

// The API's own words for the validator's targets.
const places: Record<string, string> = { json: "body", param: "path" };

function phrase(
  { path, message, code }: z.core.$ZodIssue,
  { target, data }: { target: string; data?: unknown },
) {
  const place = [places[target] ?? target, ...path.map(String)].join(".");
  if (code === "unrecognized_keys") return `${place}: ${message}`;
  const came = path.reduce<any>((value, key) => value?.[key], data);
  return `${place}: ${message}, got ${shown(came)}`;
}

function shown(value: unknown) {
  const text = JSON.stringify(value) ?? "nothing";
  return text.length > 60 ? `${text.slice(0, 59)}…` : text;
}

export * as FailureAnswer from "./failure-answer";
