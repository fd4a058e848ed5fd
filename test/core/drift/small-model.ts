// small-model: probabilities of a model that learned from few rows, off by what so few rows leave it off, and what came of them
import { CalibrationDrift } from "@mainstay/core/drift/calibration-drift";
import { Drift } from "@mainstay/core/drift/drift";
import { random } from "@mainstay/core/base/random";
import { LogOdds } from "@mainstay/core/stats/log-odds";

const level = Drift.level;
// Of the three terms of the logit, in standard errors of one coefficient.
const error = 3;

type Shape = { learned: number; n: number; base: number; odds?: number };

/** How often in so many runs calibration is called drift, where the log-odds of all outcomes have moved by `odds`. */
export function alarms(
  { learned, n, base, odds = 0 }: Shape,
  runs: number,
  seed: number,
) {
  const draw = random(seed);
  const rate = LogOdds.sigmoid(base);
  const off = error / Math.sqrt(learned * rate * (1 - rate));
  let found = 0;
  for (let run = 0; run < runs; run++) {
    const [a, b, c] = [draw.normal(), draw.normal(), draw.normal()];
    const said = (count: number, moved: number): CalibrationDrift.Said[] =>
      Array.from({ length: count }, () => {
        const x = draw.normal();
        const truth = base + 1.5 * x;
        return {
          probability: LogOdds.sigmoid(
            truth + off * (a + b * x + (c * (x * x - 1)) / 2),
          ),
          happened: draw.uniform() < LogOdds.sigmoid(truth + moved),
        };
      });
    // A fifth of what there was is held out.
    const held = CalibrationDrift.held(said(learned / 4, 0));
    const { finding, tests } = CalibrationDrift.test(said(n, odds), held);
    Drift.correct(tests, level);
    if (finding.verdict === "drift") found++;
  }
  return found / runs;
}

export * as SmallModel from "./small-model";
