// verdict: everything a card says of how good a model is, on rows it never saw
import type { Definition } from "@mainstay/core/tabular/definition";
import type { Frame } from "@mainstay/core/tabular/frame";
import type { Card } from "@mainstay/core/model/card";
import { Explanation } from "@mainstay/core/model/explanation";
import { Capacity } from "./capacity";
import { DecisionCuts } from "./decision-cuts";
import { CompareModels, type Rival } from "./compare-models";
import { ErrorCosts } from "./error-costs";
import { gain } from "./threshold-curves";
import { Evaluate } from "./evaluate";
import { Importance } from "./importance";
import { SegmentQuality } from "./segment-quality";
import { sigmoid } from "@mainstay/core/stats/log-odds";
import type { TrainingTable } from "../fit/training-table";

export type Input = {
  test: TrainingTable.Info;
  logits: ArrayLike<number>;
  base: number; // share of positives among the training rows
  bands: Card.Bands;
  rivals: Rival[];
  explained: { rows: TrainingTable.Info; shares: Explanation.Explained };
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
  const { importance, dependence } = Importance.importance({
    columns: explained.shares.columns,
    contributions: Float32Array.from(explained.shares.contributions),
    frame: explained.rows.frame,
    words: (column, row) =>
      Explanation.words(explained.shares, explained.rows.frame, column, row),
  });
  const { confusion, ...quality } = Evaluate.evaluate({ ...rows, base, bands });
  const stated = {
    costs,
    share: capacity && Math.min(1, capacity / perPeriod),
  };
  return {
    ...quality,
    confusion: [
      ...DecisionCuts.decisions(y, probability, stated),
      ...confusion.filter(({ name }) => name !== "half"),
    ],
    comparisons: CompareModels.compare({
      ...rows,
      rivals: [
        { name: "base rate", probability: y.map(() => base) },
        ...rivals,
      ],
    }),
    capacity: Capacity.capacity({ ...rows, customers: capacity, perPeriod }),
    gain: gain(y, probability),
    segments: SegmentQuality.segmented({
      ...rows,
      frame,
      columns: segments,
      always: definition.protected,
      prefer: importance.map(({ column }) => column),
    }),
    ...(costs && { costs: ErrorCosts.saving({ ...rows, costs }) }),
    importance,
    dependence,
  };
}

export * as Verdict from "./verdict";
