// drift: how often an alarm is false among 500 samples, and how often a change of the size that is said to be found is found
import { pathToFileURL } from "node:url";
import { falseAlarms, findings, power } from "../core/drift/planted";
import { SmallModel } from "../core/drift/small-model";

const runs = 500;

export function run() {
  const bySize = [100, 1_000, 10_000].map((n) => {
    const { alarms } = falseAlarms(n, runs, n);
    const { found, distance, shift } = power(n, runs / 2, n + 1);
    return {
      n,
      falseAlarms: alarms / runs,
      shift,
      distance,
      power: found / (runs / 2),
      statedPower: 0.8,
      silentTenth: findings(n, 50, n + 2, { silent: 0.1 }),
      newPlanTenth: findings(n, 50, n + 3, { newPlan: 0.1 }),
      doubledRate: findings(n, 50, n + 4, { rate: 0.2 }),
    };
  });
  // Calibration of models that learned from few rows and from many.
  const calibration = [320, 8_000].flatMap((learned) =>
    [100, 1_000, 10_000].map((n) => ({
      ...{ learned, n },
      falseAlarms: SmallModel.alarms({ learned, n, base: 0 }, runs, n),
      oddsTimesE: SmallModel.alarms({ learned, n, base: 0, odds: 1 }, runs, n),
    })),
  );
  return { name: "drift", runs, bySize, calibration, goalFalseAlarms: 0.08 };
}

if (import.meta.url === pathToFileURL(process.argv[1]).href)
  console.log(JSON.stringify(run(), null, 2));
