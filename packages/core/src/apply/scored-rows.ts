// scored-rows: rows of a dataset with what its model says of them, as snapshots
import { JoinedFeatures } from "../scoring/joined-features";
import { Reason } from "../model/reason";
import { Scorer } from "../model/scorer";
import type { Score } from "../model/score";
import type { Snapshot } from "../customers/snapshot";
import { StoredRows } from "../tabular/stored-rows";

export type Asked = { dataset: string; model: string | null; reasons: boolean };

// Null while the dataset has no model.
export async function scored(
  { dataset, model, reasons }: Asked,
  rows: StoredRows.Info,
): Promise<Score.Info[] | null> {
  if (!model || !rows.id.length) return null;
  const scorer = await Scorer.open(dataset, model);
  const at = StoredRows.ends(rows.period);
  const frame = await JoinedFeatures.onto(rows.frame, rows, scorer);
  const begun = performance.now();
  const scores = await Scorer.scores(scorer, frame, at);
  tell("scored", rows, begun);
  if (!reasons) return scores;
  const index = new Map(rows.columns.map((name, k) => [name, k]));
  const cell = (column: string, row: number) =>
    index.has(column)
      ? rows.cells[index.get(column)!][row]
      : JoinedFeatures.cell(frame, column, row);
  const asked = { reasons: Reason.kept, cell };
  const then = performance.now();
  const why = await Scorer.explained(scorer, frame, at, scores, asked);
  tell("explained", rows, then);
  return why;
}

function tell(what: string, { id, upload }: StoredRows.Info, begun: number) {
  const seconds = (performance.now() - begun) / 1000;
  const rowsPerSecond = Math.round(id.length / seconds);
  console.log(JSON.stringify({ upload, [what]: id.length, rowsPerSecond }));
}

export function snapshot(
  rows: StoredRows.Info,
  row: number,
  scores: Score.Info[] | null,
): Snapshot.Info {
  const cells = Object.fromEntries(
    rows.columns.flatMap((name, k) => {
      const cell = rows.cells[k][row];
      return cell === null ? [] : [[name, cell]];
    }),
  );
  return {
    id: rows.id[row],
    period: rows.period[row],
    upload: rows.upload,
    line: rows.line[row],
    cells,
    score: scores?.[row] ?? null,
  };
}

export * as ScoredRows from "./scored-rows";
