// answers-since: what a version answered on the day, beside the amount, class, level or event that came of it
import { Dataset } from "../dataset/dataset";
import { LabelAnswers } from "../label/label-answers";
import { LabelLevels } from "../label/label-levels";
import { Snapshot } from "../customers/snapshot";
import { Label } from "../learning/label";
import type { Answer } from "../model/answer";
import { Outcome } from "../outcome/outcome";
import { Given } from "../periods/given";
import { own } from "../base/own";
import { Cell } from "../tabular/cell";
import { Period } from "../tabular/period";

export type Row = {
  id: string;
  period: string;
  answer: Answer.Told;
  version: string;
  /** The answer's loss, by a proper score. */
  loss: (answer: Answer.Told) => number | null;
};

const mostPeriods = 12;

/** Of the newest periods, the rows that have a word said on the day and whose outcome is known by now. */
export async function read(
  dataset: string,
  isAsked: (said: Given.Info, period: string) => boolean,
): Promise<Row[]> {
  const definition = await Dataset.get(dataset);
  const { label } = definition;
  if (!label || Label.yesOrNo(label)) return [];
  const ahead = label.kind === "time" ? 1 : label.horizon;
  const periods = await Dataset.periods(dataset);
  const rows: Row[] = [];
  for (const period of periods.slice(-mostPeriods - ahead).reverse()) {
    const later = periods.find((one) => Period.distance(period, one) === ahead);
    if (later === undefined) continue;
    const asked = [...(await Given.inPeriod(dataset, period))].filter(
      ([, said]) => said.answer && isAsked(said, period),
    );
    if (!asked.length) continue;
    const found = await Snapshot.cells(
      dataset,
      asked.map(([id]) => ({ id, period: later })),
    );
    const came = new Map(
      found.map(({ id, cells }) => [id, own(cells, label.column)]),
    );
    const reader = readerOf(label, definition, [...came.values()]);
    for (const [id, { answer, version }] of asked) {
      const cell = came.get(id);
      const loss = cell === undefined ? null : reader(cell);
      if (loss) rows.push({ id, period, answer: answer!, version, loss });
    }
  }
  return rows;
}

/** The loss of answers to a cell; null where the cell tells no outcome. */
function readerOf(
  { column, kind, positive }: Label.Info,
  { numbers }: Pick<Dataset.Info, "numbers">,
  cells: (string | undefined)[],
): (cell: string) => Row["loss"] | null {
  if (kind === "number")
    return (cell) => {
      const y = Cell.number(cell, own(numbers, column)?.decimal);
      return Number.isNaN(y) ? null : (answer) => pinball(answer, y);
    };
  if (kind === "time") {
    const { of } = LabelAnswers.ofCells(
      positive,
      cells.map((cell) => cell ?? null),
    );
    return (cell) => {
      const happened = of(cell);
      if (happened < 0) return null;
      return ({ survival }) =>
        survival ? cost(happened ? 1 - survival["1"] : survival["1"]) : null;
    };
  }
  return (cell) => {
    const name = LabelLevels.cell(cell);
    if (name === null) return null;
    return ({ classes }) => (classes ? cost(own(classes, name) ?? 0) : null);
  };
}

/** The mean over the five quantiles that amounts are told with (Koenker & Bassett 1978). */
function pinball(answer: Answer.Told, y: number): number | null {
  let sum = 0;
  for (const name of Outcome.levelNames) {
    const end = answer[name];
    if (end === undefined) return null;
    const [off, level] = [y - end, Outcome.levels[name]];
    sum += (off > 0 ? level : level - 1) * off;
  }
  return sum / Outcome.levelNames.length;
}

// As in the training's judgement.
const clip = 1e-6;
const cost = (p: number) => -Math.log(Math.min(1, Math.max(clip, p)));

export const lossName = ({ kind }: Pick<Label.Info, "kind">) =>
  kind === "number" ? "pinball loss" : "log loss";

export * as AnswersSince from "./answers-since";
