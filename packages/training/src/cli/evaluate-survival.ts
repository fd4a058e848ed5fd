// evaluate-survival: times to an event foretold on any file by folds; person i, in the order of the file, is tested in fold i mod k
import { Failure } from "@mainstay/core/base/error";
import { Learner } from "@mainstay/core/learning/learner";
import { Outcome } from "@mainstay/core/outcome/outcome";
import { Frame } from "@mainstay/core/tabular/frame";
import { SurvivalQuality } from "../judge/survival-quality";
import { SurvivalModel } from "../outcome/survival-model";
import { CsvFrame } from "./csv-frame";
import { type Options as TableOptions, newest } from "./evaluate-table";
import { EventTimes } from "./event-times";
import { TrialFolds } from "./trial-folds";

export type Options = Omit<TableOptions, "label" | "positive"> &
  EventTimes.Options;

const names = ["concordance", "ibs"] as const;
type Figures = Record<(typeof names)[number], number>;
type Warning = { code: string; column: string; message: string };

export async function trial(options: Options) {
  const { folds, seed, learner, progress = () => {} } = options;
  const file = await CsvFrame.read(options.file, options);
  const { rows, first } = prepare(file, options);
  const columns = rows.frame.columns.map(({ name }) => name);
  const all = Int32Array.from(rows.time.keys());
  const results: (Figures & { fitSeconds: number })[] = [];
  const plain: Figures[] = [];
  const times = SurvivalQuality.grid(rows);
  const expected = new Float64Array(all.length);
  const curves = new Float64Array(all.length * times.length);
  for (let k = 0; k < folds; k++) {
    const inside = SurvivalModel.pick(
      rows,
      all.filter((row) => rows.group[row] % folds !== k),
    );
    const judged = all.filter(
      (row) => rows.group[row] % folds === k && first[row],
    );
    const outside = SurvivalModel.pick(rows, judged);
    const started = process.cpuUsage();
    const model = await SurvivalModel.fit(inside, {
      columns,
      learner,
      texts: true,
      seed,
      progress: (share, name) =>
        progress((k + share) / folds, `fold ${k + 1} of ${folds}, ${name}`),
    });
    const used = process.cpuUsage(started);
    const left = await SurvivalModel.predict(model, outside.frame, outside.at);
    const own = Outcome.expectedTime(model.outcome, left);
    const { ends } = model.outcome;
    const shown = SurvivalQuality.curvesAt({ ends, left }, times);
    judged.forEach((row, i) => {
      expected[row] = own[i];
      curves.set(
        shown.subarray(i * times.length, (i + 1) * times.length),
        row * times.length,
      );
    });
    const judge = (foretold: Float64Array, curves: Float64Array) => ({
      concordance: SurvivalQuality.concordance(outside, foretold),
      ibs: SurvivalQuality.integratedBrier(outside, curves, {
        times,
        seen: inside,
      }),
    });
    results.push({
      ...judge(own, shown),
      fitSeconds: (used.user + used.system) / 1e6,
    });
    const same = SurvivalQuality.kaplanMeier(inside, times);
    plain.push(
      judge(
        new Float64Array(judged.length),
        Float64Array.from(shown, (_, i) => same[i % times.length]),
      ),
    );
  }
  const kept = all.filter((row) => first[row]);
  const whole = SurvivalModel.pick(rows, kept);
  const pooledCurves = new Float64Array(kept.length * times.length);
  kept.forEach((row, i) =>
    pooledCurves.set(
      curves.subarray(row * times.length, (row + 1) * times.length),
      i * times.length,
    ),
  );
  return {
    kind: "time" as const,
    rows: kept.length,
    events: whole.event.reduce((a, b) => a + b, 0),
    learner,
    folds: results,
    mean: TrialFolds.mean(results),
    pooled: {
      concordance: SurvivalQuality.concordance(
        whole,
        Float64Array.from(kept, (row) => expected[row]),
      ),
      ibs: SurvivalQuality.integratedBrier(whole, pooledCurves, {
        times,
        seen: whole,
      }),
    },
    baselines: { kaplanMeier: TrialFolds.mean(plain) },
    warnings: file.warnings satisfies Warning[],
    predictions: () =>
      [
        `row,time,event,expected,${times.map((t) => `left@${+t.toFixed(4)}`).join(",")}`,
      ]
        .concat(
          Array.from(kept, (row, i) =>
            [
              row,
              ...[whole.time[i], whole.event[i], expected[row]],
              ...pooledCurves.subarray(
                i * times.length,
                (i + 1) * times.length,
              ),
            ].join(","),
          ),
        )
        .join("\n") + "\n",
  };
}

function prepare(file: CsvFrame.Info, options: Options) {
  const { id, time, event, drop, folds } = options;
  TrialFolds.checkFolds(folds);
  const found = EventTimes.read(file, options);
  const events = found.event.reduce((a, b) => a + b, 0);
  if (events < 4 * folds)
    throw new Failure(
      "file.label.few",
      `Expected at least ${4 * folds} rows in which "${event}" came, got ${events}`,
    );
  const left = [id, time, event, ...drop];
  const frame = Frame.select(
    {
      rows: file.rows,
      columns: file.frame.columns.filter(({ name }) => !left.includes(name)),
    },
    found.row,
  );
  return {
    first: found.first,
    rows: {
      frame,
      // One file is one moment: ages are counted from the day after its newest date.
      at: new Float64Array(frame.rows).fill(newest(file.frame)),
      time: found.time,
      event: found.event,
      group: found.person,
    } satisfies SurvivalModel.Rows,
  };
}

export function table(
  result: Omit<Awaited<ReturnType<typeof trial>>, "predictions">,
) {
  const { rows, events, learner, folds, pooled, baselines, warnings } = result;
  const line = (name: string, figures: Figures) =>
    name.padEnd(14) +
    names.map((key) => figures[key].toFixed(4).padStart(13)).join("");
  return [
    `time by ${Learner.nameOf(learner)} on ${rows} rows, ${events} events`,
    "fold".padEnd(14) + names.map((name) => name.padStart(13)).join(""),
    ...folds.map((fold, k) => line(String(k), fold)),
    line("mean", result.mean),
    line("Kaplan-Meier", baselines.kaplanMeier),
    line("pooled", pooled),
    ...warnings.map(
      ({ code, column, message }) => `warning ${code}: ${column}: ${message}`,
    ),
  ].join("\n");
}

export * as EvaluateSurvival from "./evaluate-survival";
