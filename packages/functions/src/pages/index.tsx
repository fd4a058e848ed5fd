// index: the pages for people, rendered on the server, and how a failure looks on one
import { Hono } from "hono";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import { Failure } from "@mainstay/core/base/error";
import { FailureAnswer } from "../http/failure-answer";
import { actions } from "./actions";
import { ask } from "./ask";
import { customer } from "./customer";
import { ContentPolicy } from "../parts/content-policy";
import { customers } from "./customers";
import { feedback } from "./feedback";
import { forecast } from "./forecast";
import { health } from "./health";
import { imports } from "./import";
import { jobs } from "./jobs";
import { keys } from "./keys";
import { Link } from "../parts/link";
import { models } from "./models";
import { overview } from "./overview";
import { preferences } from "./preferences";
import { Page } from "../parts/page";
import { Preferences } from "../parts/preferences";
import { problems } from "./problems";
import { reports } from "./reports";
import { segments } from "./segments";
import { Refusal } from "../parts/refusal";
import { Session, type Env, type Request } from "../parts/session";
import { signIn } from "./sign-in";
import { settings } from "./settings";
import { takeBack } from "./take-back";
import { uploads } from "./uploads";
import { Log } from "@mainstay/core/base/log";
import { t } from "../parts/words";

export const web = new Hono<Env>();
web.use(ContentPolicy.headers);
web.use(Preferences.read);
for (const page of [
  signIn,
  preferences,
  overview,
  customers,
  customer,
  actions,
  segments,
  health,
  feedback,
  forecast,
  ask,
  settings,
  keys,
  imports,
  uploads,
  takeBack,
  models,
  reports,
  jobs,
  problems,
])
  web.route("/", page);

const wantsPage = (c: Request) => c.req.header("accept")?.includes("text/html");

web.notFound((c) => {
  if (!wantsPage(c)) return FailureAnswer.unknown(c);
  const message = t("index.thereIsNoPage", { path: c.req.path });
  return failed(c, new Failure("page.unknown", message, 404));
});

web.onError((error, c) => {
  if (!(error instanceof Failure)) {
    Log.error(error, { path: c.req.routePath });
    const message = t("index.somethingWentWrongHere");
    return failed(c, new Failure("internal", message, 500));
  }
  if (error.status !== 401 || Session.hasBearer(c)) return failed(c, error);
  const { pathname, search } = new URL(c.req.url);
  const next = c.req.method === "GET" ? pathname + search : "/";
  return c.redirect(Link.to("/sign-in", { next: next === "/" ? null : next }));
});

const failed = (c: Request, failure: Failure) => {
  const { status, code } = failure;
  return Page.show(
    c,
    {
      title: status === 404 ? t("index.notFound") : t("index.notPossible"),
      heading: null,
      status: status as ContentfulStatusCode,
    },
    <section class="card">
      <h1>
        {status === 404 ? t("index.notFound") : t("index.thatDidNotWork")}
      </h1>
      <p>
        <Refusal failure={failure} />
      </p>
      <p class="note">
        <code>{code}</code>
      </p>
      <p>
        <a href="/">{t("index.toTheOverview")}</a>
      </p>
    </section>,
  );
};
