// outcome-drivers: which columns an amount, a class, a level or a time is told by, on rows held out, and how answers run over their values
import type { FittedModel } from "../fit/fitted-model";
import { PartialDependence } from "../judge/partial-dependence";
import { PermutationImportance } from "../judge/permutation-importance";
import { OutcomeRows } from "../outcome/outcome-rows";
import type { JudgedOutcome } from "./judged-outcome";

// Held-out rows that are scored again for every column; of times each is scored once a period.
const shuffledRows = { many: 1000, few: 200 };

/** Which columns matter on rows held out, and what is told over the values of those that matter most or may be changed. */
export async function find(
  fitted: JudgedOutcome.Info,
  learned: OutcomeRows.Info,
  judged: OutcomeRows.Info,
  {
    columns: all,
    changeable,
    seed,
  }: {
    columns: FittedModel.Info["layout"]["columns"]; // of all heads
    changeable?: string[];
    seed: number;
  },
) {
  const columns = [...new Map(all.map((one) => [one.name, one])).values()];
  const { kind } = fitted.outcome;
  const most = kind === "time" ? shuffledRows.few : shuffledRows.many;
  const every = Math.ceil(judged.frame.rows / most);
  const places = Int32Array.from(judged.label.keys()).filter(
    (row) => row % every === 0,
  );
  const importance = await PermutationImportance.of(
    columns.map(({ name }) => name),
    OutcomeRows.pick(judged, places).frame,
    (frame) => fitted.lossOn(places, frame),
    seed,
  );
  const partial = await PartialDependence.means(
    PartialDependence.inOrder(columns, importance, changeable),
    learned,
    fitted.answers,
  );
  return { importance, answered: fitted.answered, partial };
}

export * as OutcomeDrivers from "./outcome-drivers";
