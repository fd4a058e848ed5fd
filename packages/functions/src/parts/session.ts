// session: who asks, by a key or by the cookie of a session, and the check that a change comes from our own page
import type { Context } from "hono";
import { deleteCookie, getCookie, setCookie } from "hono/cookie";
import { createMiddleware } from "hono/factory";
import { Failure } from "@mainstay/core/base/error";
import { ApiKey } from "@mainstay/core/aws/api-key";
import { WebSession } from "@mainstay/core/aws/web-session";
import type { Wording } from "@mainstay/core/text/wording";

export type Env = {
  Variables: { key: ApiKey.Info; language?: Wording.Lang };
};
export type Request = Context<Env>;

export const bearer = (c: Context) =>
  /^Bearer +(.+)$/i.exec(c.req.header("authorization") ?? "")?.[1].trim();

// A Lambda's request always has an https URL; only the header tells the browser's protocol.
const secure = (c: Context) => c.req.header("x-forwarded-proto") === "https";

// Browsers share cookies among the ports of a host, so that two machines side by side need two names.
const cookieName = (c: Context) =>
  secure(c)
    ? "__Host-mainstay"
    : `mainstay_${/:(\d+)$/.exec(c.req.header("host") ?? "")?.[1] ?? 80}`;

const safe = ["GET", "HEAD"];

/** What the caller may do. A key in the header goes before the session of a cookie. */
export async function verify(c: Context, scope: ApiKey.Scope) {
  const key = bearer(c);
  const token = getCookie(c, cookieName(c));
  if (key !== undefined || !token) return ApiKey.verify(key, scope);
  if (!safe.includes(c.req.method)) sameOrigin(c);
  return WebSession.verify(token, scope);
}

export const needs = (scope: ApiKey.Scope) =>
  createMiddleware<Env>(async (c, next) => {
    // A form of another site is refused before anybody asks whose it is.
    if (!safe.includes(c.req.method) && !bearer(c)) sameOrigin(c);
    c.set("key", await verify(c, "read"));
    ApiKey.holdPages(c.get("key"));
    if (!may(c, scope)) c.set("key", await verify(c, scope));
    await next();
  });

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
  setCookie(c, cookieName(c), await WebSession.open(key), {
    httpOnly: true,
    sameSite: "Lax",
    secure: secure(c),
    path: "/",
    maxAge: WebSession.seconds,
  });
}

export async function close(c: Context) {
  const token = getCookie(c, cookieName(c));
  if (token) await WebSession.close(token);
  deleteCookie(c, cookieName(c), { path: "/", secure: secure(c) });
}

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
