// watched-lives: from which rows of a dataset somebody is watched, for how many periods, and whether the event came
import { Group } from "@mainstay/core/base/group";
import { own } from "@mainstay/core/base/own";
import { Failure } from "@mainstay/core/base/error";
import type { Dataset } from "@mainstay/core/dataset/dataset";
import { LabelAnswers } from "@mainstay/core/label/label-answers";
import type { Label } from "@mainstay/core/learning/label";
import { Frame } from "@mainstay/core/tabular/frame";
import { Period } from "@mainstay/core/tabular/period";
import type { LakeRows } from "./lake-rows";

export type Info = {
  row: Int32Array; // [n] of the dataset, each a moment from which somebody is watched
  time: Float64Array; // [n] periods
  event: Uint8Array; // [n]
  person: Int32Array; // [n]
  first: Uint8Array; // [n] 1 where it is the first row of a person
};

/**
 * Where ids repeat, each row before the event is watched from, until the person's last row or the one that says that the event
 * came. Elsewhere a row is a whole life, as long as `label.time` says, or its step.
 */
export function read(
  label: Label.Info,
  source: Pick<LakeRows.Info, "id" | "period" | "label" | "frame">,
  definition: Dataset.Info,
): Info {
  const answers = LabelAnswers.ofCells(label.positive, source.label);
  const happened = source.label.map(answers.of);
  const people = Group.by(source.id.keys(), (row) => source.id[row]);
  const isPanel = people.size < source.id.length && label.time === undefined;
  const time = isPanel
    ? steps(source.period)
    : lengths(label, source, definition);
  const found: {
    row: number;
    until: number;
    event: number;
    person: number;
    first: boolean;
  }[] = [];
  let person = 0;
  for (const rows of people.values()) {
    const known = rows.filter(
      (row) => !Number.isNaN(time[row]) && happened[row] >= 0,
    );
    if (isPanel) {
      const ordered = known.sort((a, b) => time[a] - time[b]);
      const end = ordered.find((row) => happened[row] === 1) ?? ordered.at(-1);
      ordered
        .filter((row) => time[row] < time[end!])
        .forEach((row, k) => {
          const until = time[end!] - time[row];
          const event = +(happened[end!] === 1);
          found.push({ row, until, event, person, first: k === 0 });
        });
    } else
      for (const row of known)
        found.push({
          ...{ row, until: time[row], event: +(happened[row] === 1), person },
          first: true,
        });
    person++;
  }
  found.sort((a, b) => a.row - b.row);
  return {
    row: Int32Array.from(found, ({ row }) => row),
    time: Float64Array.from(found, ({ until }) => until),
    event: Uint8Array.from(found, ({ event }) => event),
    person: Int32Array.from(found, ({ person }) => person),
    first: Uint8Array.from(found, ({ first }) => +first),
  };
}

function steps(period: string[]): Float64Array {
  const known = new Map<string, number>();
  return Float64Array.from(period, (one) => {
    const step = known.get(one) ?? Period.distance(period[0], one);
    known.set(one, step);
    return step;
  });
}

function lengths(
  { time, column }: Label.Info,
  { frame, period }: Pick<LakeRows.Info, "frame" | "period">,
  { period: kind, columns }: Dataset.Info,
): Float64Array {
  if (time === undefined) {
    if (kind === "step") return Float64Array.from(period, Number);
    throw new Failure(
      "train.time.rows",
      `Expected rows of several periods for each id, or label.time with the column that says how long each row was watched until ${column} came or nobody looked any more; no id stands in two periods`,
      409,
    );
  }
  const found = Frame.column(frame, time);
  if (found?.type !== "number")
    throw new Failure(
      "train.time.column",
      `Expected label.time to name a column of numbers, got "${time}"${own(columns, time) ? `, a ${own(columns, time)}` : ""}`,
      409,
    );
  return found.values.map((value) => (value < 0 ? NaN : value));
}

export * as WatchedLives from "./watched-lives";
