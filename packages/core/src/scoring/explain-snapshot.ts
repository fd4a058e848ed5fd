// explain-snapshot: a stored row's score computed again, with all of its reasons
import type { Definition } from "../tabular/definition";
import { own } from "../base/own";
import { JoinedFeatures } from "./joined-features";
import { Reason } from "../model/reason";
import { AnyScorer } from "../outcome/any-scorer";
import { Period } from "../tabular/period";
import { ScoreRows } from "./score-rows";
import type { Snapshot } from "../customers/snapshot";
import { Said } from "../tabular/said";
import { TypedFrame } from "../tabular/typed-frame";

/** The score with its reasons; null when the cells do not read as the types in force. */
export async function explain(
  scorer: AnyScorer.AnyScorer,
  definition: Definition.Info,
  { id, cells, period }: Pick<Snapshot.Info, "id" | "cells" | "period">,
): Promise<AnyScorer.Said | null> {
  const names = Object.keys(cells);
  const { frame: given } = TypedFrame.fromStrings({
    names,
    cells: names.map((name) => [cells[name]]),
    rows: 1,
    types: {
      ...ScoreRows.types(scorer.card, definition),
      lenient: Said.lenient(definition),
    },
  });
  if (!given.rows) return null;
  const keys = { id: [id], period: [period] };
  const frame = await JoinedFeatures.onto(given, keys, scorer);
  const at = [Period.end(period)];
  const [explained] = await AnyScorer.say(scorer, frame, at, {
    reasons: Infinity,
    cell: (column) =>
      own(cells, column) ?? JoinedFeatures.cell(frame, column, 0),
  });
  return explained;
}

/** The reasons that a snapshot keeps. Those of a large upload come later, and are computed here until then. */
export async function kept(
  dataset: string,
  definition: Definition.Info,
  snapshot: Snapshot.Info,
): Promise<Reason.Info[]> {
  const said = snapshot.score ?? snapshot.answer;
  if (!said) return [];
  const { reasons, modelVersion } = said;
  if (reasons.length) return reasons;
  const scorer = await AnyScorer.open(dataset, modelVersion);
  const explained = await explain(scorer, definition, snapshot);
  return Reason.largest(explained?.reasons ?? [], Reason.kept);
}

export * as ExplainSnapshot from "./explain-snapshot";
