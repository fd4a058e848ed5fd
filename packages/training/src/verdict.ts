// verdict: everything a card says of how good a model is, on rows it never saw
import type { Definition } from "@mainstay/core/definition";
import type { Frame } from "@mainstay/core/frame";
import type { Card } from "@mainstay/core/model/card";
import type { Explanation } from "@mainstay/core/model/explanation";
import { Capacity } from "./capacity";
import { Compare, type Rival } from "./compare";
import { Cost } from "./cost";
import { gain } from "./curve";
import { Evaluate } from "./evaluate";
import { Importance } from "./importance";
import { Segmented } from "./segmented";
import { sigmoid } from "./sigmoid";
import type { Study } from "./study";

export type Input = {
  test: Study.Table;
  logits: ArrayLike<number>;
  base: number; // share of positives among the training rows
  bands: Card.Bands;
  rivals: Rival[];
  explained: { rows: Study.Table; shares: Explanation.Explained };
  definition: Definition.Info;
  frame: Frame; // the test rows with all their columns, learned from or not
  perPeriod: number; // rows of one period, of which a team's capacity is a share
  seed: number;
};

export function judge({
  test,
  logits,
  base,
  bands,
  rivals,
  explained,
  definition,
  frame,
  perPeriod,
  seed,
}: Input) {
  const y = Float64Array.from(test.label);
  const probability = Float64Array.from(logits, sigmoid);
  const rows = { y, probability, seed };
  const { costs, capacity, segments } = definition;
  const { importance, dependence } = Importance.of({
    columns: explained.shares.columns,
    contributions: Float32Array.from(explained.shares.contributions),
    frame: explained.rows.frame,
  });
  return {
    ...Evaluate.evaluate({ ...rows, base, bands }),
    comparisons: Compare.compare({
      ...rows,
      rivals: [
        { name: "base rate", probability: y.map(() => base) },
        ...rivals,
      ],
    }),
    capacity: Capacity.capacity({ ...rows, customers: capacity, perPeriod }),
    gain: gain(y, probability),
    segments: Segmented.segmented({
      ...rows,
      frame,
      columns: segments,
      prefer: importance.map(({ column }) => column),
    }),
    ...(costs && { costs: Cost.saving({ ...rows, costs }) }),
    importance,
    dependence,
  };
}

export * as Verdict from "./verdict";
