// boosted-trees: learners that boost trees for each fold, one tree each a round, all stopped at the round of least pooled loss
import { Frame } from "@mainstay/core/tabular/frame";
import { PackedTrees } from "@mainstay/core/trees/packed-trees";
import { Trees } from "@mainstay/core/trees/trees";
import { Boost, type Options } from "../trees/boost";
import { graph } from "../trees/trees-graph";
import { FoldRows } from "./fold-rows";
import type { InputLayout } from "./input-layout";
import type { Epoch, Fitted, Input, Learner } from "./learner";

/** `trees` are the ensembles of the folds; they explain themselves without a graph. */
export type Ensembles = Fitted & { trees: Trees.Trees[] };

// Rounds after which others get a turn: a heartbeat, a stop.
const roundsABreath = 10;

/**
 * A learner that boosts trees. Where categories have many levels it grows them once for each of `lucks`, and keeps what tells
 * rows held out best: weak signal in many levels looks like luck to one tree, and luck looks like signal.
 */
export function boost(
  name: string,
  options: Partial<Options>,
  lucks: number[] = [],
) {
  const defaults = { ...Boost.defaults, ...options };
  return {
    name,
    defaults,
    async fit(input: Input<Options>): Promise<Ensembles> {
      const options = { ...defaults, ...input.options };
      const { progress = () => {} } = input;
      const ways =
        lucks.length && hasManyLevels(input, options)
          ? lucks
          : [options.levelLuck];
      let best: Grown | undefined;
      for (const [k, levelLuck] of ways.entries()) {
        const grown = await grow(
          {
            ...input,
            progress: (share) => progress((k + share) / ways.length),
          },
          { ...options, levelLuck },
        );
        if (!best || grown.loss < best.loss) best = grown;
      }
      const { trees, found } = best!;
      return ensembles(name, input.layout.inputs, trees, found);
    },
  } satisfies Learner<Options>;
}

type Grown = {
  loss: number; // pooled over the rows held out
  trees: Trees.Trees[];
  found: Pick<Fitted, "outOfFold" | "options" | "curve">;
};

async function grow(input: Input<Options>, options: Options): Promise<Grown> {
  const { label, weight, family, progress = () => {}, signal } = input;
  const rows = FoldRows.rowsByFold(input.fold, input.folds);
  signal?.throwIfAborted();
  const sides = rows.train.map((train, k) =>
    Boost.side(pick(input, train), pick(input, rows.held[k]), {
      columns: input.layout.columns.map(({ name }) => name),
      options,
      family,
      seed: input.seed + k,
    }),
  );
  const curve: Epoch[] = [];
  let kept = { round: 0, logits: sides.map(({ logits }) => logits) };
  for (const { round, loss, best } of Boost.rounds(sides, options)) {
    signal?.throwIfAborted();
    curve.push({ epoch: round, validationLoss: loss });
    if (best === round)
      kept = { round, logits: sides.map(({ logits }) => logits.slice()) };
    if (round % roundsABreath) continue;
    // The end is not known: without a better round, half of what is left is the most that it takes.
    progress(1 - options.patience / (options.patience + round));
    await new Promise((done) => setImmediate(done));
  }
  const { outOfFold, loss } = FoldRows.pooled(rows, kept.logits, {
    label,
    weight,
    family,
  });
  const trees = sides.map(({ bins, state, trees }) =>
    Boost.ensemble(bins, state.base, trees.slice(0, kept.round)),
  );
  return {
    ...{ loss, trees },
    found: {
      ...{ outOfFold, curve },
      options: { ...options, rounds: kept.round },
    },
  };
}

const hasManyLevels = (
  { frame, layout }: Input<Options>,
  { maxCatToOnehot }: Options,
) =>
  layout.columns.some(({ name }) => {
    const column = Frame.column(frame, name);
    return (
      column?.type === "category" && column.levels.length >= maxCatToOnehot
    );
  });

/** The mean of the ensembles' logits, in numbers and as ONNX operators. */
export const ensembles = (
  name: string,
  inputs: InputLayout["inputs"],
  trees: Trees.Trees[],
  found: Pick<Fitted, "outOfFold" | "options" | "curve">,
): Ensembles => {
  // One ensemble to walk and to export, whose sum is `trees.length` times the mean.
  const whole = Trees.join(trees);
  return {
    name,
    ...found,
    trees,
    predict: async (frame, at) =>
      Float64Array.from(
        PackedTrees.predict(whole, frame, at),
        (z) => z / trees.length,
      ),
    graph: (g, raw) =>
      g.Mul(graph(g, raw, whole, inputs), g.scalar(1 / trees.length)),
  };
};

const pick = (
  { frame, at, label, weight }: Input<Options>,
  rows: Int32Array,
) => ({
  frame: Frame.select(frame, rows),
  at: Float64Array.from(rows, (row) => at[row]),
  label: Float64Array.from(rows, (row) => label[row]),
  weight: weight && Float64Array.from(rows, (row) => weight[row]),
});
