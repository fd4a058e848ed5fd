// score-rows: rows somebody sends, answered at once by the model that serves
import * as z from "zod";
import { Dataset } from "../dataset/dataset";
import type { Definition } from "../tabular/definition";
import { Failure } from "../base/error";
import { JoinedFeatures } from "./joined-features";
import type { Card } from "../model/card";
import { InputChecks } from "../model/input-checks";
import { Scorer } from "../model/scorer";
import { Period } from "../tabular/period";
import { Score } from "../model/score";
import { TypedFrame } from "../tabular/typed-frame";

export const largest = 1000;

export const Input = z.object({
  rows: z.array(z.record(z.string(), z.unknown())),
  explain: z.boolean().default(false),
  // Of rows without a cell in the time column; the current one unless told.
  period: z.string().optional(),
});
export type Input = z.infer<typeof Input>;

export const Prediction = Score.Info.omit({ modelVersion: true }).extend({
  id: z.string(),
  // Only where there is something to say of the row.
  warnings: z.array(InputChecks.Warning).optional(),
});
export type Prediction = z.infer<typeof Prediction>;
export const Refused = z.object({
  id: z.string(),
  error: z.object({
    code: z.string(),
    column: z.string().nullable(),
    message: z.string(),
  }),
});
export type Refused = z.infer<typeof Refused>;
export const Info = z.object({
  model: z.object({ dataset: z.string(), version: z.string() }),
  warnings: z.array(z.string()),
  predictions: z.array(z.union([Prediction, Refused])),
});
export type Info = z.infer<typeof Info>;

type Row = Record<string, unknown>;

/** Types of the columns a model reads, as the definition has them now. */
export const types = (
  card: Card.Info,
  { columns, dates }: Definition.Info,
): TypedFrame.Types => ({
  columns: Object.fromEntries(
    card.columns.map(({ name, type }) => [name, columns[name] ?? type]),
  ),
  dates,
});

export async function rows(
  dataset: string,
  { rows, explain, period: said }: Input,
  now: Date,
): Promise<Info> {
  if (rows.length > largest)
    throw new Failure(
      "score.rows.many",
      `Expected at most ${largest} rows, got ${rows.length}`,
      413,
    );
  const definition = await Dataset.current(dataset);
  const scorer = await Scorer.current(dataset);
  const id = (row: number) => text(rows[row], definition.id) ?? String(row);
  const typed = TypedFrame.fromObjects({
    rows,
    types: types(scorer.card, definition),
  });
  const told = fallback(definition, said, now);
  const moments = momentsOf(rows, definition, told);
  // Of rows that do not say, what was joined to them is that of the newest period.
  const period = said === undefined ? null : told;

  const predictions = new Array<Prediction | Refused>(rows.length);
  for (const { row, ...error } of typed.rejects)
    predictions[row] = { id: id(row), error };
  for (const { row, ...error } of moments.rejects)
    predictions[row] ??= { id: id(row), error };
  const at = Float64Array.from(typed.rows, (row) => moments.at[row]);
  const keys = {
    id: Array.from(typed.rows, (row) => text(rows[row], definition.id)),
    period: Array.from(typed.rows, (row) => moments.period[row] ?? period),
  };
  const frame = await JoinedFeatures.onto(typed.frame, keys, scorer);
  const plain = await Scorer.scores(scorer, frame, at);
  const scores = explain
    ? await Scorer.explained(scorer, frame, at, plain, {
        reasons: Infinity,
        cell: (column, k) =>
          text(rows[typed.rows[k]], column) ??
          JoinedFeatures.cell(frame, column, k),
      })
    : plain;
  const guarded = InputChecks.rows(
    scorer.card.columns,
    typed.frame,
    (column, k) => Object.hasOwn(rows[typed.rows[k]], column),
  );
  typed.rows.forEach((row, k) => {
    const { modelVersion: _, ...score } = scores[k];
    const warnings = guarded.get(k);
    predictions[row] ??= {
      id: id(row),
      ...score,
      ...(warnings && { warnings }),
    };
  });
  return {
    model: { dataset, version: scorer.version },
    warnings: warningsOf(rows, definition, scorer.card),
    predictions,
  };
}

function text(row: Row, name: string | undefined) {
  if (name === undefined || !Object.hasOwn(row, name)) return null;
  const value = row[name];
  return value === null || value === undefined
    ? null
    : String(value).trim() || null;
}

function fallback(
  { period: kind }: Definition.Info,
  said: string | undefined,
  now: Date,
) {
  const days = now.getTime() / 86_400_000;
  const found = Period.parse(said ?? (kind === "step" ? 0 : days), kind);
  if (found !== null) return found;
  throw new Failure(
    "score.period",
    `period: expected a ${kind}, got "${said}"`,
  );
}

// Each row's own period, null where it says none, and the day its dates are measured against: the end of it.
function momentsOf(
  rows: Row[],
  { time, period, dates }: Definition.Info,
  otherwise: string,
) {
  const at = new Float64Array(rows.length).fill(Period.end(otherwise));
  const own = rows.map((): string | null => null);
  const rejects: TypedFrame.Reject[] = [];
  if (time === undefined) return { at, period: own, rejects };
  rows.forEach((cells, row) => {
    const cell = text(cells, time);
    if (cell === null) return;
    const when = Period.parse(cell, period, dates[time]);
    if (when !== null) {
      own[row] = when;
      at[row] = Period.end(when);
      return;
    }
    const message = `Expected a ${period} in "${time}", got "${cell}"`;
    rejects.push({ row, column: time, code: "row.period", message });
  });
  return { at, period: own, rejects };
}

function warningsOf(
  rows: Row[],
  { id, time, label, columns }: Definition.Info,
  card: Card.Info,
) {
  const sent = new Set<string>();
  for (const row of rows) for (const name in row) sent.add(name);
  const learned = card.columns.map(({ name }) => name);
  const needed = card.columns.flatMap((c) => (c.joined ? [] : [c.name]));
  const known = new Set([id, time, ...Object.keys(columns), ...learned]);
  const labels = new Set([label?.column, card.label.column]);
  const quoted = (name: string) => JSON.stringify(name);
  const warnings: string[] = [];
  for (const name of sent) {
    if (labels.has(name))
      warnings.push(`${quoted(name)} is the label and was ignored`);
    else if (!known.has(name))
      warnings.push(
        `${quoted(name)} is no column of "${card.dataset}" and was ignored`,
      );
  }
  if (rows.length)
    for (const name of needed)
      if (!sent.has(name))
        warnings.push(
          `${quoted(name)} is in no row; the model took it as missing`,
        );
  return warnings;
}

export * as ScoreRows from "./score-rows";
