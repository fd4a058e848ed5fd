// route: what every call has in common: its key, its body, and the shapes it is described with
import type { Context, MiddlewareHandler } from "hono";
import { getCookie } from "hono/cookie";
import { Definition } from "@mainstay/core/tabular/definition";
import { ApiKey } from "@mainstay/core/aws/api-key";
import { sameOrigin } from "../parts/session";
import { OpenAPIHono } from "@hono/zod-openapi";
import * as z from "zod";

export const router = () => new OpenAPIHono();

function keyOf(c: Context) {
  const said = /^Bearer +(.+)$/i.exec(c.req.header("authorization") ?? "");
  if (said) return said[1].trim();
  // Pages carry the key in a cookie, which a browser would also send for another site's form.
  if (c.req.method !== "GET" && getCookie(c, "mainstay_key")) sameOrigin(c);
  return getCookie(c, "mainstay_key");
}

// Spread into a route that only keys of this scope may call.
export const needs = (scope: ApiKey.Scope) => {
  const check: MiddlewareHandler = async (c, next) => {
    await ApiKey.verify(keyOf(c), scope);
    await next();
  };
  return { middleware: check, security: [{ key: [scope] }] };
};

// Every body is JSON, whatever a caller's tool calls it, and a call without one says nothing of it.
export const body: MiddlewareHandler = async (c, next) => {
  const { headers, body } = c.req.raw;
  if (body && headers.get("content-length") !== "0")
    headers.set("content-type", "application/json");
  else headers.delete("content-type");
  await next();
};

export const json = <S extends z.ZodType>(schema: S, description: string) => ({
  description,
  content: { "application/json": { schema } },
});
export const takes = <S extends z.ZodType>(schema: S) => ({
  required: true,
  content: { "application/json": { schema } },
});

export const Dataset = z.object({ dataset: Definition.Name });
export const ofCustomers = {
  dataset: Definition.Name.default("customers").describe(
    "The dataset; customers unless told",
  ),
};
export const JobId = z.object({ jobId: z.string() });
