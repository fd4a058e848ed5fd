import { createRoute } from "@hono/zod-openapi";
import { ScoreRows } from "@mainstay/core/scoring/score-rows";
import * as Route from "./route";

export const score = Route.router();

score.openapi(
  createRoute({
    ...Route.needs("score"),
    method: "post",
    path: "/{dataset}",
    summary: "Score rows",
    description: `At most ${ScoreRows.maxRowsPerCall} rows. Strings are read as CSV cells. A row that does not read answers its error in its place. With \`explain\`, base + Σ contribution = logit.`,
    request: { params: Route.Dataset, body: Route.takes(ScoreRows.Input) },
    responses: { 200: Route.json(ScoreRows.Info, "Predictions in order") },
  }),
  async (c) =>
    c.json(
      await ScoreRows.rows(
        c.req.valid("param").dataset,
        c.req.valid("json"),
        new Date(),
      ),
      200,
    ),
);
