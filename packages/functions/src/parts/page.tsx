// page: the frame every page stands in, and what a browser may do inside it
import { createHash } from "node:crypto";
import { html, raw } from "hono/html";
import type { Child } from "hono/jsx";
import { createMiddleware } from "hono/factory";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import { Dataset } from "@mainstay/core/dataset/dataset";
import { Link } from "./link";
import type { Env, Request } from "./session";
import { style } from "./style";

const hash = (text: string) =>
  `'sha256-${createHash("sha256").update(text).digest("base64")}'`;
const styleHash = hash(style);

type Allowed = { script?: string; connect?: string[] };

// Drawings carry style attributes; style elements and scripts are known by their hash.
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

// Cards and reports bring their own style and nothing else.
const storedPolicy =
  "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

export const guarded = createMiddleware<Env>(async (c, next) => {
  await next();
  if (!c.res.headers.has("content-security-policy"))
    c.header("content-security-policy", policy());
  c.header("x-content-type-options", "nosniff");
  c.header("referrer-policy", "same-origin");
  c.header("cache-control", "no-store");
});

const tabs = [
  ["/", "Overview"],
  ["/customers", "Customers"],
  ["/actions", "Actions"],
  ["/segments", "Segments"],
  ["/health", "Health"],
  ["/voice", "Voice"],
  ["/ask", "Ask"],
  ["/uploads", "Uploads"],
  ["/models", "Models"],
  ["/reports", "Reports"],
] as const;
type Tab = (typeof tabs)[number][1];

const icon =
  "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16 16'%3E%3Crect width='16' height='16' rx='4' fill='%2300629b'/%3E%3Cpath d='M3 12V4l5 5 5-5v8' fill='none' stroke='white' stroke-width='2'/%3E%3C/svg%3E";

type Frame = Allowed & {
  title: string;
  tab?: Tab;
  dataset?: string;
  refreshSeconds?: number;
  status?: ContentfulStatusCode;
};

export function show(
  c: Request,
  { title, tab, dataset, refreshSeconds, status = 200, ...allowed }: Frame,
  body: Child,
) {
  c.header("content-security-policy", policy(allowed));
  const page = (
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        {refreshSeconds && (
          <meta http-equiv="refresh" content={String(refreshSeconds)} />
        )}
        <title>{`${title} · Mainstay`}</title>
        <link rel="icon" href={icon} />
        <style>{raw(style)}</style>
      </head>
      <body>
        <a class="skip" href="#main">
          To the content
        </a>
        <header class="bar">
          <div>
            <a class="brand" href="/">
              Mainstay
            </a>
            {c.get("key") && <Navigation tab={tab} dataset={dataset} />}
          </div>
        </header>
        <main id="main">{body}</main>
        {allowed.script && <script type="module">{raw(allowed.script)}</script>}
      </body>
    </html>
  );
  return c.html(html`<!doctype html>${page}`, status);
}

const Navigation = ({ tab, dataset }: { tab?: Tab; dataset?: string }) => (
  <>
    <nav aria-label="Pages">
      {tabs.map(([path, name]) => (
        <a
          href={Link.to(path, { dataset })}
          aria-current={name === tab ? "page" : undefined}
        >
          {name}
        </a>
      ))}
    </nav>
    <div class="out">
      <a href={Link.to("/settings", { dataset })}>Settings</a>
      <a href="/docs">API</a>
      <form method="post" action="/sign-out">
        <button class="plain">Sign out</button>
      </form>
    </div>
  </>
);

// A page kept in the bucket, as it is, under a way back.
export function stored(c: Request, text: string, path: string, name: string) {
  c.header("content-security-policy", storedPolicy);
  const back = html`<p style="max-width:1060px;margin:0 auto;padding:14px 32px">
    <a href="${path}">← ${name}</a>
  </p>`;
  return c.html(text.replace("<body>", () => `<body>${back}`));
}

// Datasets whose rows are customers, patients or machines: what has scores.
export async function datasets() {
  const names = await Dataset.names();
  return names.filter((name) => Dataset.kind(name) === "snapshots");
}

export async function chosen(c: Request) {
  const names = await datasets();
  const asked = c.req.query("dataset");
  if (asked !== undefined && !names.includes(asked)) await Dataset.get(asked);
  const usual = names.includes("customers") ? "customers" : names[0];
  return { names, dataset: asked ?? usual ?? "customers" };
}

export const Datasets = ({
  names,
  dataset,
  path,
}: {
  names: string[];
  dataset: string;
  path: string;
}) =>
  names.length > 1 ? (
    <nav class="tabs" aria-label="Datasets">
      {names.map((name) => (
        <a
          href={`${path}?dataset=${encodeURIComponent(name)}`}
          aria-current={name === dataset ? "true" : undefined}
        >
          {name}
        </a>
      ))}
    </nav>
  ) : null;

export * as Page from "./page";
