// reference: the customers a model was made on, as counts; kept beside the version, since a year later nobody has the rows at hand
import * as z from "zod";
import { Bucket } from "../aws/bucket";
import { random } from "../base/random";
import { Frame } from "../tabular/frame";
import { CalibrationDrift } from "./calibration-drift";
import { Drift } from "./drift";
import { Sketch } from "./sketch";

const Outcome = z.object({ rows: z.int(), positives: z.int() });
export const Info = z.object({
  // The newest row of each customer when the model was made: rows of one customer repeat each other and are no sample.
  periods: z.array(z.string()), // newest first
  uploads: z.array(z.string()), // in force then
  rows: z.int(),
  columns: z.array(Sketch.Info),
  score: Sketch.Numbers,
  label: Outcome, // in their own rows
  // The rows it learned from: where it may be believed.
  learned: z.array(Sketch.Info),
  // Counts what came of rows held out of a version, beside its scores; older versions counted none.
  held: CalibrationDrift.Held.default([]),
});
export type Info = z.infer<typeof Info>;

export const file = "reference.json";

/** Null of a version made before customers were counted. */
export async function read(dataset: string, version: string) {
  const key = Bucket.keys.model(dataset, version, file);
  const found = await Bucket.json<unknown>(key);
  return found === null ? null : Info.parse(found);
}

/** `logits` are the model's of the same rows. */
export function of(
  population: {
    frame: Frame;
    at: ArrayLike<number>;
    periods: string[];
    uploads: string[];
  },
  logits: ArrayLike<number>,
  learned: { frame: Frame; at: ArrayLike<number> },
  label: z.infer<typeof Outcome>,
  held: readonly CalibrationDrift.Said[] = [],
): Info {
  const sketches = ({ frame, at }: { frame: Frame; at: ArrayLike<number> }) =>
    frame.columns.flatMap((column) => Sketch.of(column, at) ?? []);
  return {
    periods: population.periods,
    uploads: population.uploads,
    rows: population.frame.rows,
    columns: sketches(population),
    score: Sketch.numbersOf({ column: "score", type: "number" }, logits),
    ...{ label, learned: sketches(learned) },
    held: CalibrationDrift.held(held),
  };
}

export type Now = {
  frame: Frame;
  at: ArrayLike<number>;
  logits: ArrayLike<number>;
  header: ReadonlySet<string> | null; // columns that files bring by now; null where nobody knows
  label: z.infer<typeof Outcome> | null;
  said: CalibrationDrift.Said[]; // with outcomes that came since
};

/** Every learned column, the score, the outcome and what came of past scores, held together to one rate of false alarms. */
export function assess(
  { columns, score, label, held }: Info,
  now: Now,
  { seed = 42, level = Drift.level } = {},
): Drift.Finding[] {
  const draw = random(seed);
  const looked = [
    ...columns.map((sketch) => {
      const { column } = sketch;
      const found = Frame.column(now.frame, column);
      return Drift.column(
        sketch,
        {
          ...Sketch.tally(sketch, found, now.at),
          isGone: now.header !== null && !now.header.has(column),
        },
        draw,
      );
    }),
    Drift.column(score, Sketch.countNumbers(score, now.logits), draw, "score"),
    ...(now.label ? [Drift.label(label, now.label)] : []),
    ...(now.said.length ? [CalibrationDrift.test(now.said, held)] : []),
  ];
  Drift.correct(
    looked.flatMap(({ tests }) => tests),
    level,
  );
  return looked.map(({ finding }) => finding);
}

export * as Reference from "./reference";
