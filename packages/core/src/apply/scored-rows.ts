// scored-rows: rows of a dataset with what its model says of them, as snapshots
import { JoinedFeatures } from "../scoring/joined-features";
import { Reason } from "../model/reason";
import { AnyScorer } from "../outcome/any-scorer";
import type { Snapshot } from "../customers/snapshot";
import { StoredRows } from "../tabular/stored-rows";

export type Asked = { dataset: string; model: string | null };

// Null while the dataset has no model.
export async function scored(
  { dataset, model }: Asked,
  rows: StoredRows.Info,
): Promise<AnyScorer.Said[] | null> {
  if (!model || !rows.id.length) return null;
  const scorer = await AnyScorer.open(dataset, model);
  const at = StoredRows.ends(rows.period);
  const frame = await JoinedFeatures.onto(rows.frame, rows, scorer);
  const index = new Map(rows.columns.map((name, k) => [name, k]));
  const cell = (column: string, row: number) =>
    index.has(column)
      ? rows.cells[index.get(column)!][row]
      : JoinedFeatures.cell(frame, column, row);
  const begun = performance.now();
  const asked = { reasons: Reason.kept, cell };
  const said = await AnyScorer.say(scorer, frame, at, asked);
  tell(rows, begun);
  return said;
}

function tell({ id, upload }: StoredRows.Info, begun: number) {
  const seconds = (performance.now() - begun) / 1000;
  const rowsPerSecond = Math.round(id.length / seconds);
  console.log(JSON.stringify({ upload, scored: id.length, rowsPerSecond }));
}

export function snapshot(
  rows: StoredRows.Info,
  row: number,
  scores: AnyScorer.Said[] | null,
): Snapshot.Info {
  const cells = Object.fromEntries(
    rows.columns.flatMap((name, k) => {
      const cell = rows.cells[k][row];
      return cell === null ? [] : [[name, cell]];
    }),
  );
  const said = scores?.[row] ?? null;
  const answer = said && AnyScorer.isAnswer(said) ? said : null;
  return {
    id: rows.id[row],
    period: rows.period[row],
    upload: rows.upload,
    line: rows.line[row],
    cells,
    score: said && !AnyScorer.isAnswer(said) ? said : null,
    ...(answer && { answer }),
  };
}

export * as ScoredRows from "./scored-rows";
