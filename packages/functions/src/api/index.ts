// index: the HTTP API, every call and its handler; what is no call is a page
import { handle } from "hono/aws-lambda";
import { OpenAPIHono } from "@hono/zod-openapi";
import manifest from "../../package.json" with { type: "json" };
import { FailureAnswer } from "../http/failure-answer";
import { ContentPolicy } from "../parts/content-policy";
import { actions } from "./actions";
import { ask } from "./ask";
import { customers } from "./customers";
import { datasets } from "./datasets";
import { events } from "./events";
import { feedback } from "./feedback";
import { forecast } from "./forecast";
import { health } from "./health";
import { jobs } from "./jobs";
import { keys } from "./keys";
import { metrics } from "./metrics";
import { models } from "./models";
import { OpenApi } from "./open-api";
import { periods } from "./periods";
import { priorities } from "./priorities";
import { renewals } from "./renewals";
import { preview } from "./preview";
import { problems } from "./problems";
import { reports } from "./reports";
import { Route } from "./route";
import { score } from "./score";
import { segments } from "./segments";
import { settings } from "./settings";
import { uploads } from "./uploads";

const { version } = manifest;

export const app = new OpenAPIHono({ defaultHook: FailureAnswer.refuse });
app.onError(FailureAnswer.failed);
app.use("/v1/*", Route.jsonBody, ContentPolicy.data);
app.use("/docs", ContentPolicy.headers);
app.route("/v1/datasets", datasets);
app.route("/v1/uploads", uploads);
app.route("/v1/score", score);
app.route("/v1/customers", customers);
app.route("/v1/metrics", metrics);
app.route("/v1/segments", segments);
app.route("/v1/health", health);
app.route("/v1/forecast", forecast);
app.route("/v1/actions", actions);
app.route("/v1/priorities", priorities);
app.route("/v1/renewals", renewals);
app.route("/v1/feedback", feedback);
app.route("/v1/ask", ask);
app.route("/v1/events", events);
app.route("/v1/settings", settings);
app.route("/v1/models", models);
app.route("/v1/jobs", jobs);
app.route("/v1/problems", problems);
app.route("/v1/reports", reports);
app.route("/v1/preview", preview);
app.route("/v1/periods", periods);
app.route("/v1/keys", keys);
app.get("/healthz", (c) => c.json({ ok: true, version }));
OpenApi.serve(app, version);
app.all("/v1/*", FailureAnswer.unknown);
// Pages come last and are loaded when the first is asked for, so that scoring starts without them.
app.all("*", async (c) => {
  const { web } = await import("../pages/index");
  return web.fetch(c.req.raw, c.env);
});

export const handler = handle(app);
