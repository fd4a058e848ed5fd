// score-rows: scores of rows that a caller sends, by the model that serves
import * as z from "zod";
import { own } from "../base/own";
import { Dataset } from "../dataset/dataset";
import { Pseudonyms } from "../customers/pseudonyms";
import type { Definition } from "../tabular/definition";
import { Failure } from "../base/error";
import { JoinedFeatures } from "./joined-features";
import { Answer } from "../model/answer";
import type { Card } from "../model/card";
import { InputChecks } from "../model/input-checks";
import { AnyScorer } from "../outcome/any-scorer";
import { Period } from "../tabular/period";
import { ChangeableColumns } from "./changeable-columns";
import { WhatIf } from "./what-if";
import { WhatIfTarget } from "./what-if-target";
import { Score } from "../model/score";
import { TypedFrame } from "../tabular/typed-frame";

export const maxRowsPerCall = 1000;
// Some thousand scores are worked out for each of them.
const maxRowsWithChanges = 100;

export const Input = z.object({
  rows: z.array(z.record(z.string(), z.unknown())),
  explain: z.boolean().default(false),
  // The period of rows without a cell in the time column; the current one by default.
  period: z.string().optional(),
  // The nearest changes that bring each row to a band.
  whatif: WhatIf.Input.optional(),
});
export type Input = z.infer<typeof Input>;

export const Prediction = Score.Info.omit({ modelVersion: true }).extend({
  id: z.string(),
  // Absent for a row without warnings.
  warnings: z.array(InputChecks.Warning).optional(),
  // Nearest first, where they were asked for; none for a row that is in the band, or cannot be brought to it.
  alternatives: z.array(WhatIf.Alternative).optional(),
});
export type Prediction = z.infer<typeof Prediction>;
// Of a label that is an amount, a class or a level.
export const Answered = Answer.Info.omit({ modelVersion: true }).extend({
  id: z.string(),
  warnings: z.array(InputChecks.Warning).optional(),
  alternatives: z.array(WhatIf.Answered).optional(),
});
export type Answered = z.infer<typeof Answered>;
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
  predictions: z.array(z.union([Prediction, Answered, Refused])),
});
export type Info = z.infer<typeof Info>;

type Row = Record<string, unknown>;

/** Types of the columns that a model reads, by the definition in force. */
export const types = (
  card: Pick<Card.Info, "columns">,
  { columns, dates, numbers, timezone, zeros }: Definition.Info,
): TypedFrame.Types => ({
  columns: Object.fromEntries(
    card.columns.map(({ name, type }) => [name, own(columns, name) ?? type]),
  ),
  ...{ dates, numbers, timezone, zeros },
});

/** A prediction or a refusal for each row, in their order. */
export async function rows(
  dataset: string,
  { rows, explain, period: asked, whatif }: Input,
  now: Date,
): Promise<Info> {
  if (rows.length > maxRowsPerCall)
    throw new Failure(
      "score.rows.many",
      `Expected at most ${maxRowsPerCall} rows, got ${rows.length}`,
      413,
    );
  // Looked for at once; that there is no such dataset is said before that it has no model.
  const serving = AnyScorer.current(dataset);
  serving.catch(() => {});
  const definition = await Dataset.current(dataset);
  const scorer = await serving;
  const target = whatif && WhatIfTarget.of(whatif, scorer);
  const changeable = whatif && ChangeableColumns.of(whatif, definition, scorer);
  if (changeable && rows.length > maxRowsWithChanges)
    throw new Failure(
      "score.whatif.rows",
      `Expected at most ${maxRowsWithChanges} rows with whatif, got ${rows.length}`,
      413,
    );
  const kept = await Pseudonyms.rows(definition, rows);
  const id = (row: number) => text(rows[row], definition.id) ?? String(row);
  const typed = TypedFrame.fromObjects({
    rows: kept,
    types: types(scorer.card, definition),
  });
  const fallback = fallbackPeriod(definition, asked, now);
  const moments = momentsOf(rows, definition, fallback);
  // Without a period of their own, rows are joined to the columns of the newest period.
  const period = asked === undefined ? null : fallback;

  const predictions = new Array<Prediction | Answered | Refused>(rows.length);
  for (const { row, ...error } of typed.rejects)
    predictions[row] = { id: id(row), error };
  for (const { row, ...error } of moments.rejects)
    predictions[row] ??= { id: id(row), error };
  const at = Float64Array.from(typed.rows, (row) => moments.endDay[row]);
  const keys = {
    id: Array.from(typed.rows, (row) => text(kept[row], definition.id)),
    period: Array.from(typed.rows, (row) => moments.period[row] ?? period),
  };
  const frame = await JoinedFeatures.onto(typed.frame, keys, scorer);
  const cell = (column: string, k: number) =>
    text(kept[typed.rows[k]], column) ?? JoinedFeatures.cell(frame, column, k);
  const scores = await AnyScorer.say(scorer, frame, at, {
    ...{ reasons: explain ? Infinity : 0, cell },
  });
  const warningsByRow = InputChecks.rows(
    scorer.card.columns,
    typed.frame,
    (column, k) => Object.hasOwn(rows[typed.rows[k]], column),
  );
  const alternatives =
    changeable &&
    target &&
    (await WhatIf.all(typed.rows.length, {
      ...{ frame, at, target },
      ranges: await ChangeableColumns.ranges(changeable, scorer),
    }));
  typed.rows.forEach((row, k) => {
    const { modelVersion: _, ...score } = scores[k];
    const warnings = warningsByRow.get(k);
    predictions[row] ??= {
      id: id(row),
      ...score,
      ...(warnings && { warnings }),
      ...(alternatives && { alternatives: alternatives[k] }),
    } as Prediction | Answered;
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

function fallbackPeriod(
  { period: kind }: Definition.Info,
  asked: string | undefined,
  now: Date,
) {
  const days = now.getTime() / 86_400_000;
  const found = Period.parse(asked ?? (kind === "step" ? 0 : days), kind);
  if (found !== null) return found;
  throw new Failure(
    "score.period",
    `period: expected a ${kind}, got "${asked}"`,
  );
}

// Each row's own period, null without one, and the day that its dates are measured against, the period's end.
function momentsOf(
  rows: Row[],
  { time, period, dates, timezone }: Definition.Info,
  otherwise: string,
) {
  const endDay = new Float64Array(rows.length).fill(Period.end(otherwise));
  const given = rows.map((): string | null => null);
  const rejects: TypedFrame.Reject[] = [];
  if (time === undefined) return { endDay, period: given, rejects };
  rows.forEach((cells, row) => {
    const cell = text(cells, time);
    if (cell === null) return;
    const when = Period.parse(cell, period, own(dates, time), timezone);
    if (when !== null) {
      given[row] = when;
      endDay[row] = Period.end(when);
      return;
    }
    const message = `Expected a ${period} in "${time}", got "${cell}"`;
    rejects.push({ row, column: time, code: "row.period", message });
  });
  return { endDay, period: given, rejects };
}

function warningsOf(
  rows: Row[],
  { id, time, label, columns }: Definition.Info,
  card: Pick<Card.Info, "dataset" | "columns" | "label">,
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
