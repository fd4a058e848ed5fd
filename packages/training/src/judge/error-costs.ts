// error-costs: what acting on a score saves, when an error of either kind has its price
import type { Costs } from "@mainstay/core/learning/costs";
import type { Saving } from "@mainstay/core/model/card";
import { intervals } from "./bootstrap";
import { decide } from "./evaluate";
import { rank, type Ranked, type Values } from "./rank";

/** Acting pays from this probability on, if probabilities are calibrated. Elkan 2001, equation 2. */
export function threshold({
  falsePositive,
  falseNegative,
  truePositive,
  trueNegative,
}: Costs.Info) {
  const vain = falsePositive - trueNegative;
  const missed = falseNegative - truePositive;
  return vain / (vain + missed);
}

const shown = [0.05, 0.1, 0.2, 0.3, 0.5, 0.7, 0.9];

/** Costs.Info are means a row; savings are judged at the threshold of the closed form, which no row had a part in choosing. */
export function saving({
  y,
  probability,
  costs,
  seed = 42,
  resamples = 1000,
}: {
  y: Values;
  probability: Values;
  costs: Costs.Info;
  seed?: number;
  resamples?: number;
}): Saving {
  const ranked = rank(y, probability);
  const rows = y.length;
  const decided = (cut: number) => table(ranked, cut);
  const cost = (cut: number) => total(decided(cut), costs) / rows;
  const cut = threshold(costs);
  const hindsight = best(ranked, costs);
  const value = {
    model: cost(cut),
    nobody: cost(Infinity),
    everybody: cost(0),
    hindsight: cost(hindsight),
  };
  // Saving of each row against the rule that the policy is compared with.
  const gain = {
    nobody: new Float64Array(rows),
    everybody: new Float64Array(rows),
  };
  for (let i = 0; i < rows; i++) {
    const acts = probability[i] >= cut;
    const [acted, left] =
      y[i] === 1
        ? [costs.truePositive, costs.falseNegative]
        : [costs.falsePositive, costs.trueNegative];
    gain.nobody[i] = acts ? left - acted : 0;
    gain.everybody[i] = acts ? 0 : acted - left;
  }
  const measure = (weight: Int32Array) => ({
    nobody: mean(gain.nobody, weight),
    everybody: mean(gain.everybody, weight),
  });
  return {
    costs,
    threshold: cut,
    hindsight: Math.min(1, hindsight),
    cost: value,
    saving: intervals({
      // The number of positives is random too, so outcomes are not drawn apart.
      stratum: new Uint8Array(rows),
      measure,
      value: measure(new Int32Array(rows).fill(1)),
      seed,
      resamples,
    }),
    table: [...new Set([cut, Math.min(1, hindsight), ...shown])]
      .sort((a, b) => a - b)
      .map((threshold) => {
        const met = decided(threshold);
        return { threshold, ...met, cost: total(met, costs) / rows };
      }),
  };
}

type Table = Pick<
  Saving["table"][number],
  "truePositive" | "falsePositive" | "trueNegative" | "falseNegative"
>;

const total = (table: Table, costs: Costs.Info) =>
  table.truePositive * costs.truePositive +
  table.falsePositive * costs.falsePositive +
  table.trueNegative * costs.trueNegative +
  table.falseNegative * costs.falseNegative;

function table({ y, p }: Ranked, threshold: number): Table {
  const { truePositive, falsePositive, trueNegative, falseNegative } = decide(
    y,
    p,
    {
      threshold,
    },
  );
  return { truePositive, falsePositive, trueNegative, falseNegative };
}

// The distinct probability from which acting costs least; above all of them if acting never pays.
function best({ y, p }: Ranked, costs: Costs.Info) {
  const vain = costs.falsePositive - costs.trueNegative;
  const missed = costs.falseNegative - costs.truePositive;
  let [cut, least, sum] = [Infinity, 0, 0];
  for (let i = p.length - 1; i >= 0; i--) {
    sum += y[i] === 1 ? -missed : vain;
    if (i > 0 && p[i - 1] === p[i]) continue;
    if (sum < least) [cut, least] = [p[i], sum];
  }
  return cut;
}

function mean(values: Float64Array, weight: Int32Array) {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += weight[i] * values[i];
  return sum / values.length;
}

export * as ErrorCosts from "./error-costs";
