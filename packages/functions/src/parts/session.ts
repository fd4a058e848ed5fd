// session: a person's key in a cookie, and the proof that a change was asked for from a page of ours
import type { Context } from "hono";
import { deleteCookie, getCookie, setCookie } from "hono/cookie";
import { createMiddleware } from "hono/factory";
import { Failure } from "@mainstay/core/base/error";
import { ApiKey } from "@mainstay/core/aws/api-key";

export type Env = { Variables: { key: ApiKey.Info } };
export type Request = Context<Env>;

const cookie = "mainstay_key";
const days = 30;

export const bearer = (c: Context) =>
  /^Bearer +(.+)$/i.exec(c.req.header("authorization") ?? "")?.[1].trim();

export const cookieKey = (c: Context) => getCookie(c, cookie);

// The URL of a Lambda's request always says https; only the header knows.
const secure = (c: Context) => c.req.header("x-forwarded-proto") === "https";

export const needs = (scope: ApiKey.Scope) =>
  createMiddleware<Env>(async (c, next) => {
    const said = bearer(c);
    if (c.req.method === "POST" && !said) sameOrigin(c);
    const key = await ApiKey.verify(said ?? cookieKey(c), "read");
    c.set("key", scope === "read" ? key : await permitted(key, scope));
    await next();
  });

async function permitted(key: ApiKey.Info, scope: ApiKey.Scope) {
  if (key.scopes.includes(scope)) return key;
  throw new Failure(
    "key.scope",
    `This needs a key with the scope "${scope}"; "${key.name}" has ${key.scopes.join(", ")}`,
    403,
  );
}

export const may = (c: Request, scope: ApiKey.Scope) =>
  c.get("key").scopes.includes(scope);

// A cookie is sent along with what other sites ask for, so the browser must say who asked.
export function sameOrigin(c: Context) {
  const site = c.req.header("sec-fetch-site");
  const origin = c.req.header("origin") ?? "";
  const host = URL.canParse(origin) ? new URL(origin).host : null;
  const own = site ? site === "same-origin" : host === c.req.header("host");
  if (own && host !== null) return;
  throw new Failure(
    "request.origin",
    `Expected this change to come from a page of ${c.req.header("host") ?? "this host"}, came from ${origin || "no page"}`,
    403,
  );
}

export async function open(c: Context, key: string) {
  await ApiKey.verify(key, "read");
  setCookie(c, cookie, key, {
    httpOnly: true,
    sameSite: "Lax",
    secure: secure(c),
    path: "/",
    maxAge: days * 86_400,
  });
}

export const close = (c: Context) =>
  deleteCookie(c, cookie, { path: "/", secure: secure(c) });

export const carried = (c: Context) => Boolean(bearer(c));

// Where to go on to: a path of this site and nothing else.
export function local(next: string | undefined) {
  const here = "http://here";
  if (!next?.startsWith("/") || !URL.canParse(next, here)) return "/";
  const { origin, pathname, search, hash } = new URL(next, here);
  // "/.//elsewhere" turns into "//elsewhere", which names another host.
  return origin === here && !pathname.startsWith("//")
    ? pathname + search + hash
    : "/";
}

export * as Session from "./session";
