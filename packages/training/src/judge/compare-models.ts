// compare-models: a model against its rivals on the same rows, by differences of the same resamples
import type { Comparison } from "@mainstay/core/model/card";
import { intervals } from "./bootstrap";
import { clip } from "./evaluate";
import { rank, type Values } from "./rank";

export type Rival = {
  name: string;
  version?: string;
  probability: Values;
  rows?: Int32Array; // that alone it is judged on, the model beside it
  seen?: number; // the others, since it had learned from them
};

type Input = {
  y: Values;
  probability: Values;
  rivals: Rival[];
  seed?: number;
  resamples?: number;
};

/** Differences are the model's figure less the rival's: log loss below zero and AUC above zero speak for the model. */
export function compare({ rivals, ...rest }: Input): Comparison[] {
  const whole = together({ ...rest, rivals: rivals.filter((r) => !r.rows) });
  const parts = rivals.flatMap((rival) => {
    const { rows, seen } = rival;
    if (!rows) return [];
    const of = (values: Values) =>
      Float64Array.from(rows, (row) => values[row]);
    const y = of(rest.y);
    const probability = of(rest.probability);
    const rivals = [{ ...rival, probability: of(rival.probability) }];
    return together({ ...rest, y, probability, rivals }).map((found) => ({
      ...{ ...found, rows: rows.length, seen },
    }));
  });
  return [...whole, ...parts];
}

// On the same rows for all.
function together({
  y,
  probability,
  rivals,
  seed = 42,
  resamples = 300,
}: Input): Comparison[] {
  const model = judge(y, probability);
  const others = rivals.map((rival) => judge(y, rival.probability));
  const measure = (weight?: Int32Array) => {
    const own = model(weight);
    const figures = others.map((other) => other(weight));
    return Object.fromEntries(
      figures.flatMap(({ auc, logLoss }, k) => [
        [`auc ${k}`, auc],
        [`logLoss ${k}`, logLoss],
        [`auc gap ${k}`, own.auc - auc],
        [`logLoss gap ${k}`, own.logLoss - logLoss],
      ]),
    ) as Record<string, number>;
  };
  const value = measure();
  const found = intervals({ stratum: y, measure, value, seed, resamples });
  return rivals.map(({ name, version }, k) => ({
    name,
    ...(version && { version }),
    auc: found[`auc ${k}`],
    logLoss: found[`logLoss ${k}`],
    difference: {
      auc: found[`auc gap ${k}`],
      logLoss: found[`logLoss gap ${k}`],
    },
  }));
}

// AUC and log loss, with each row counted `weight[row]` times.
export function judge(y: Values, probability: Values) {
  const { y: label, p, order } = rank(y, probability);
  const loss = Float64Array.from(p, (value, i) => {
    const clipped = Math.min(Math.max(value, clip), 1 - clip);
    return -Math.log(label[i] === 1 ? clipped : 1 - clipped);
  });
  return (weight?: Int32Array) => {
    let [negatives, positives, pairs, losses] = [0, 0, 0, 0];
    for (let i = 0; i < p.length;) {
      let [tied, tiedPositives] = [0, 0];
      for (const start = i; i < p.length && p[i] === p[start]; i++) {
        const times = weight ? weight[order[i]] : 1;
        tied += times;
        tiedPositives += times * label[i];
        losses += times * loss[i];
      }
      const tiedNegatives = tied - tiedPositives;
      pairs += tiedPositives * (negatives + tiedNegatives / 2);
      negatives += tiedNegatives;
      positives += tiedPositives;
    }
    return {
      auc: pairs / (positives * negatives),
      logLoss: losses / (positives + negatives),
    };
  };
}

export * as CompareModels from "./compare-models";
