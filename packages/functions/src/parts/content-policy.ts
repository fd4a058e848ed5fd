// content-policy: what a browser may load and run on a page
import { createHash } from "node:crypto";
import { createMiddleware } from "hono/factory";
import { PrintLayout } from "@mainstay/core/page/print-layout";
import { PageStyle } from "./page-style";
import type { Env } from "./session";

const hash = (text: string) =>
  `'sha256-${createHash("sha256").update(text).digest("base64")}'`;
const styleHash = hash(PageStyle.style);

export type Allowed = { script?: string; connect?: string[] };

// Charts carry style attributes; the style element and the script are known by their hashes.
export const policy = ({ script, connect = [] }: Allowed = {}) =>
  [
    "default-src 'none'",
    `style-src ${styleHash}`,
    "style-src-attr 'unsafe-inline'",
    `script-src ${script ? hash(script) : "'none'"}`,
    `connect-src ${script ? ["'self'", ...connect].join(" ") : "'none'"}`,
    "img-src data:",
    "form-action 'self'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
  ].join("; ");

// Stored cards and reports bring their own style and nothing else.
export const stored = `${PrintLayout.policy}; frame-ancestors 'none'`;

// Answers of the API are never pages, apart from reports.
export const data = createMiddleware<Env>(async (c, next) => {
  await next();
  c.header("x-content-type-options", "nosniff");
  c.header("cache-control", "no-store");
  if (c.res.headers.get("content-type")?.startsWith("text/html"))
    c.header("content-security-policy", stored);
});

export const headers = createMiddleware<Env>(async (c, next) => {
  await next();
  if (!c.res.headers.has("content-security-policy"))
    c.header("content-security-policy", policy());
  c.header("x-content-type-options", "nosniff");
  c.header("referrer-policy", "same-origin");
  c.header("cache-control", "no-store");
});

export * as ContentPolicy from "./content-policy";
