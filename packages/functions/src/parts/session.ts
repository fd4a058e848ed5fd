// session: the key a person signed in with, kept in a cookie, and the check that a change comes from our own page
import type { Context } from "hono";
import { deleteCookie, getCookie, setCookie } from "hono/cookie";
import { createMiddleware } from "hono/factory";
import { Failure } from "@mainstay/core/base/error";
import { ApiKey } from "@mainstay/core/aws/api-key";

export type Env = { Variables: { key: ApiKey.Info } };
export type Request = Context<Env>;

const cookie = "mainstay_key";
const cookieDays = 30;

export const bearer = (c: Context) =>
  /^Bearer +(.+)$/i.exec(c.req.header("authorization") ?? "")?.[1].trim();

export const cookieKey = (c: Context) => getCookie(c, cookie);

// A Lambda's request always has an https URL; only the header tells the browser's protocol.
const secure = (c: Context) => c.req.header("x-forwarded-proto") === "https";

export const needs = (scope: ApiKey.Scope) =>
  createMiddleware<Env>(async (c, next) => {
    const sent = bearer(c);
    if (c.req.method === "POST" && !sent) sameOrigin(c);
    const key = await ApiKey.verify(sent ?? cookieKey(c), "read");
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

// The browser sends the cookie with requests of other sites too, so its headers must name our own.
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
    maxAge: cookieDays * 86_400,
  });
}

export const close = (c: Context) =>
  deleteCookie(c, cookie, { path: "/", secure: secure(c) });

export const hasBearer = (c: Context) => Boolean(bearer(c));

/** The path to go on to if it is one of this site, else the overview. */
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
