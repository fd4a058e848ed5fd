// page: the frame that every page stands in: head, navigation, heading and content
import { html, raw } from "hono/html";
import type { Child } from "hono/jsx";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import { Layout } from "@mainstay/core/page/layout";
import { Message } from "@mainstay/core/text/message";
import { ContentPolicy } from "./content-policy";
import { DatasetChoice } from "./dataset-choice";
import { Link } from "./link";
import { Preferences } from "./preferences";
import { Words, t } from "./words";
import { PageStyle } from "./page-style";
import type { Request } from "./session";

const tabs = [
  ["/", "home"],
  ["/customers", "customers"],
  ["/actions", "actions"],
  ["/segments", "segments"],
  ["/health", "health"],
  ["/voice", "feedback"],
  ["/forecast", "forecast"],
  ["/ask", "ask"],
  ["/import", "import"],
  ["/uploads", "uploads"],
  ["/models", "models"],
  ["/reports", "reports"],
  ["/problems", "problems"],
] as const;
export type Tab = (typeof tabs)[number][1];

const icon =
  "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16 16'%3E%3Crect width='16' height='16' rx='4' fill='%2300629b'/%3E%3Cpath d='M3 12V4l5 5 5-5v8' fill='none' stroke='white' stroke-width='2'/%3E%3C/svg%3E";

type Frame = ContentPolicy.Allowed & {
  title: string;
  // The title is the heading unless another is given; null leaves it to the body.
  heading?: string | null;
  lead?: Child;
  tab?: Tab;
  dataset?: string;
  // Datasets to choose from.
  names?: string[];
  refreshSeconds?: number;
  status?: ContentfulStatusCode;
};

export function show(c: Request, frame: Frame, body: Child) {
  const { title, heading = title, lead, tab, dataset, names } = frame;
  const { refreshSeconds, status = 200, ...allowed } = frame;
  c.header("content-security-policy", ContentPolicy.policy(allowed));
  const page = Layout.page({
    title: `${title} · Mainstay`,
    style: PageStyle.style,
    lang: Words.lang(),
    theme: Preferences.theme(c),
    head: (
      <>
        {refreshSeconds && (
          <meta http-equiv="refresh" content={String(refreshSeconds)} />
        )}
        <link rel="icon" href={icon} />
      </>
    ),
    body: (
      <>
        <a class="skip" href="#main">
          {t("page.skip")}
        </a>
        <header class="bar">
          <div>
            <a class="brand" href="/">
              Mainstay
            </a>
            {c.get("key") && <Navigation tab={tab} dataset={dataset} />}
            <Choices c={c} />
          </div>
        </header>
        <main id="main">
          {heading && <h1>{heading}</h1>}
          {lead && <p class="lead">{lead}</p>}
          {names && dataset && (
            <DatasetChoice.Choice
              names={names}
              dataset={dataset}
              path={c.req.path}
            />
          )}
          {body}
        </main>
        {allowed.script && <script type="module">{raw(allowed.script)}</script>}
      </>
    ),
  });
  return c.html(page, status);
}

const Navigation = ({ tab, dataset }: { tab?: Tab; dataset?: string }) => (
  <>
    <nav aria-label={t("page.pages")}>
      {tabs.map(([path, name]) => (
        <a
          href={Link.to(path, { dataset })}
          aria-current={name === tab ? "page" : undefined}
        >
          {t(`tab.${name}`)}
        </a>
      ))}
    </nav>
    <div class="out">
      <a href={Link.to("/settings", { dataset })}>{t("page.settings")}</a>
      <a href="/docs">{t("page.api")}</a>
      <form method="post" action="/sign-out">
        <button class="plain">{t("page.signOut")}</button>
      </form>
    </div>
  </>
);

// The words of the other language and of the other theme; the stylesheet shows the theme that is not on.
const Choices = ({ c }: { c: Request }) => {
  const { pathname, search } = new URL(c.req.url);
  const other = Words.lang() === "en" ? "zh" : "en";
  const query = new URLSearchParams(search);
  query.delete("lang");
  const next = `${pathname}${query.size ? `?${query}` : ""}`;
  return (
    <form class="prefer" method="post" action="/preferences">
      <input
        type="hidden"
        name="next"
        value={c.req.method === "GET" ? next : "/"}
      />
      <button class="plain" name="lang" value={other} lang={other}>
        {Message.text(other, "page.language")}
      </button>
      <button class="plain to-dark" name="theme" value="dark">
        {t("page.dark")}
      </button>
      <button class="plain to-light" name="theme" value="light">
        {t("page.light")}
      </button>
    </form>
  );
};

/** A document of the bucket as it is, below a link back. */
export function stored(c: Request, text: string, path: string, name: string) {
  c.header("content-security-policy", ContentPolicy.stored);
  const back = html`<nav
    style="max-width:1060px;margin:0 auto;padding:14px 32px"
  >
    <a href="${path}">← ${name}</a>
  </nav>`;
  return c.html(text.replace("<body>", () => `<body>${back}`));
}

export * as Page from "./page";
