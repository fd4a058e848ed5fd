// survival-model: when something happens, learned as the hazard of each period from rows of persons and periods (Singer & Willett 1993)
import { random } from "@mainstay/core/base/random";
import { Outcome } from "@mainstay/core/outcome/outcome";
import { PeriodRows } from "@mainstay/core/outcome/period-rows";
import { LogOdds } from "@mainstay/core/stats/log-odds";
import { Frame } from "@mainstay/core/tabular/frame";
import { FitModel } from "../fit/fit-model";
import type { FittedModel } from "../fit/fitted-model";
import { InnerFolds } from "../fit/inner-folds";
import { OutcomeRows } from "./outcome-rows";

export type Rows = {
  frame: Frame;
  at: ArrayLike<number>; // epoch day of each row
  time: Float64Array; // [n] until it happened, or until nobody looked any more
  event: Uint8Array; // [n] 1 where it happened
  group: ArrayLike<number>; // equal for rows of one person
};

export type SurvivalModel = {
  heads: FittedModel.Info[]; // one, or none where no column tells rows apart
  outcome: Outcome.Survival;
};

export const pick = (
  { frame, at, time, event, group }: Rows,
  rows: Int32Array,
): Rows => ({
  frame: Frame.select(frame, rows),
  at: Float64Array.from(rows, (row) => at[row]),
  time: Float64Array.from(rows, (row) => time[row]),
  event: Uint8Array.from(rows, (row) => event[row]),
  group: Int32Array.from(rows, (row) => group[row]),
});

// More periods than this are joined, and more rows of persons and periods drawn from.
const maxPeriods = 100;
const maxRows = 30_000;
// Networks bring hazards little and cost most.
const members = ["plr", "l31w", "l6", "words"];

/** Ends of the periods: every time at which it happened, or quantiles of them, and the last time of all. */
export function periodEnds({ time, event }: Pick<Rows, "time" | "event">) {
  const happened = time.filter((_, row) => event[row] === 1).sort();
  const distinct = [...new Set(happened)];
  const every = Math.max(1, happened.length / maxPeriods);
  const ends =
    distinct.length <= maxPeriods
      ? distinct
      : [
          ...new Set(
            Array.from(
              { length: maxPeriods },
              (_, k) =>
                happened[
                  Math.min(happened.length - 1, Math.ceil((k + 1) * every) - 1)
                ],
            ),
          ),
        ];
  const last = time.reduce((a, b) => Math.max(a, b), 0);
  return last > (ends.at(-1) ?? -1) ? [...ends, last] : ends;
}

/**
 * The period in which each row's time ends. Who was lost from sight within a period in which it could still happen was at risk
 * in all periods before it.
 */
export function lastPeriods(
  { time, event }: Pick<Rows, "time" | "event">,
  ends: number[],
): Int32Array {
  return Int32Array.from(time, (t, row) => {
    let k = ends.findIndex((end) => t <= end);
    if (k < 0) k = ends.length - 1;
    return event[row] || t === ends[k] ? k : k - 1;
  });
}

/** Fits the hazard, then moves it period by period to the share of those at risk to whom it happened. */
export async function fit(
  rows: Rows,
  options: OutcomeRows.Options,
): Promise<SurvivalModel> {
  const { frame, at, event, group } = rows;
  const { seed = 42 } = options;
  const ends = periodEnds(rows);
  const column = freeName(frame);
  const sample = drawn(rows, ends, seed);
  const folds = FitModel.innerFolds(sample.person.length);
  const fold = InnerFolds.folds({ label: event, group, folds, seed });
  const of = <T extends ArrayLike<number>>(values: T) =>
    Float64Array.from(sample.person, (row) => values[row]);
  const head = options.columns.length ? await hazard() : null;
  const scores =
    head?.blended!.outOfFold ?? new Float64Array(sample.person.length);
  return {
    heads: head ? [head] : [],
    outcome: {
      kind: "time",
      head: head && 0,
      ...{ column, ends },
      shift: shifts(scores, sample, ends.length),
    },
  };

  function hazard() {
    return FitModel.fit(
      {
        frame: PeriodRows.asked(frame, sample.person, {
          column,
          ends: Float64Array.from(sample.period, (k) => ends[k]),
        }),
        at: of(at),
        label: sample.label,
        group: of(group),
        weight: sample.weight,
      },
      {
        ...options,
        columns: [...options.columns, column],
        members:
          options.members ??
          (OutcomeRows.isAuto(options.learner) ? members : undefined),
        fold: of(fold),
      },
    );
  }
}

type Sample = {
  person: Int32Array; // [m], a row of the table
  period: Int32Array; // [m]
  label: Float64Array; // [m], 1 where it happened in that period
  weight: Float64Array; // [m], how many persons at risk each stands for
};

/** Persons at risk by period: all to whom it happens, and of the others as many as there is room for, weighed up. */
function drawn(rows: Rows, ends: number[], seed: number): Sample {
  const last = lastPeriods(rows, ends);
  const { event } = rows;
  const total = last.reduce((sum, k) => sum + k + 1, 0);
  const share = Math.min(1, maxRows / total);
  const draw = random(seed);
  const person: number[] = [];
  const period: number[] = [];
  const label: number[] = [];
  const weight: number[] = [];
  const put = (row: number, k: number, y: number, w: number) => {
    person.push(row);
    period.push(k);
    label.push(y);
    weight.push(w);
  };
  for (let k = 0; k < ends.length; k++) {
    const others: number[] = [];
    last.forEach((end, row) => {
      if (end < k) return;
      if (end === k && event[row]) put(row, k, 1, 1);
      else others.push(row);
    });
    const count = Math.min(
      others.length,
      Math.max(Math.ceil(share * others.length), 20),
    );
    const order = draw.permutation(others.length).subarray(0, count).sort();
    for (const i of order) put(others[i], k, 0, others.length / count);
  }
  return {
    person: Int32Array.from(person),
    period: Int32Array.from(period),
    label: Float64Array.from(label),
    weight: Float64Array.from(weight),
  };
}

/** What is added to the log-odds of each period, so that as many are expected as there were; null where there was none. */
function shifts(
  scores: ArrayLike<number>,
  { period, label, weight }: Sample,
  periods: number,
) {
  const members = Array.from({ length: periods }, (): number[] => []);
  period.forEach((k, i) => members[k].push(i));
  return members.map((own) => {
    const happened = own.reduce((sum, i) => sum + weight[i] * label[i], 0);
    const risk = own.reduce((sum, i) => sum + weight[i], 0);
    if (happened === 0) return null;
    // Nobody is left: the largest finite log-odds end the curve.
    if (happened >= risk) return 40;
    const gap = (by: number) =>
      own.reduce(
        (sum, i) => sum + weight[i] * LogOdds.sigmoid(scores[i] + by),
        -happened,
      );
    let [low, high] = [-40, 40];
    for (let turn = 0; turn < 60; turn++) {
      const middle = (low + high) / 2;
      if (gap(middle) < 0) low = middle;
      else high = middle;
    }
    return (low + high) / 2;
  });
}

function freeName({ columns }: Frame) {
  let name = "time asked for";
  while (columns.some((column) => column.name === name)) name += "_";
  return name;
}

/** The share of rows like each that is left after each period, [rows, periods]. */
export async function predict(
  { heads, outcome }: SurvivalModel,
  frame: Frame,
  at: ArrayLike<number>,
): Promise<Float64Array> {
  const { ends, head } = outcome;
  const scores =
    head === null
      ? new Float64Array(frame.rows * ends.length)
      : await PeriodRows.scores(frame, at, outcome, heads[head].predict);
  return Outcome.survival(outcome, scores);
}

export * as SurvivalModel from "./survival-model";
