// score: POST /v1/score/{dataset} scores rows, with reasons if asked
import { ScoreRows } from "@mainstay/core/scoring/score-rows";
import { Route } from "./route";

export const score = Route.router();

Route.post(score, "/{dataset}", {
  name: "score",
  scope: "score",
  summary: "Score rows",
  description: `At most ${ScoreRows.maxRowsPerCall} rows. Strings are read as CSV cells. A row that does not read answers its error in its place. With \`explain\`, base + Σ contribution = logit.`,
  params: Route.Dataset,
  body: ScoreRows.Input,
  example: {
    rows: [{ id: "ACME-17", plan: "Pro", tenure: 3, mrr: 80 }],
    explain: true,
  },
  answers: { 200: Route.json(ScoreRows.Info, "Predictions in order") },
  run: ({ params: { dataset }, body }) =>
    ScoreRows.rows(dataset, body, new Date()),
});
