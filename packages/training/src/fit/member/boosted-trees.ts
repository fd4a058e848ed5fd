// boosted-trees: boosted trees on every inner fold, one tree each a round, stopped at the round of least pooled loss
import { Frame } from "@mainstay/core/tabular/frame";
import { Trees } from "@mainstay/core/model/trees";
import { PackedTrees } from "@mainstay/core/model/packed-trees";
import type { InputLayout } from "../input-layout";
import { softplus } from "../../stats/sigmoid";
import { Bins } from "../../trees/bins";
import {
  Boost,
  predictBinned,
  type Options,
  type Tree,
} from "../../trees/boost";
import { graph } from "../../trees/trees-graph";
import type { Bagged, Input, Member, Step } from "./member";

export type Ensembles = Bagged & { trees: Trees.Trees[] };

type Grown = {
  bins: Bins;
  state: Boost.State;
  held: Boost.Binned;
  rows: Int32Array; // held-out rows
  logits: Float64Array; // of them
  trees: Tree[];
};

export function boost(name: string, options: Partial<Options>) {
  const defaults = { ...Boost.defaults, ...options };
  return {
    name,
    defaults,
    async fit(input: Input<Options>): Promise<Ensembles> {
      const options = { ...defaults, ...input.options };
      const grown = Array.from({ length: input.folds }, (_, fold) =>
        begin(input, fold, options),
      );
      const { curve, best, outOfFold } = await grow(grown, input, options);
      const trees = grown.map(({ bins, state, trees }) =>
        Boost.ensemble(bins, state.base, trees.slice(0, best)),
      );
      return ensembles(name, input.layout.inputs, trees, {
        outOfFold,
        options: { ...options, rounds: best },
        curve,
      });
    },
  } satisfies Member<Options>;
}

/** The mean of the ensembles' logits, in numbers and as ONNX operators. */
export const ensembles = (
  name: string,
  inputs: InputLayout["inputs"],
  trees: Trees.Trees[],
  found: Pick<Bagged, "outOfFold" | "options" | "curve">,
): Ensembles => {
  // One ensemble to walk and to export, whose sum is `trees.length` times the bag's logit.
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

function begin(input: Input<Options>, fold: number, options: Options): Grown {
  const { frame, layout, at, label, seed } = input;
  const all = Int32Array.from({ length: frame.rows }, (_, row) => row);
  const inside = all.filter((row) => input.fold[row] !== fold);
  const rows = all.filter((row) => input.fold[row] === fold);
  const of = (rows: Int32Array) => ({
    frame: Frame.select(frame, rows),
    at: Float64Array.from(rows, (row) => at[row]),
  });
  const train = of(inside);
  const held = of(rows);
  const names = layout.columns.map(({ name }) => name);
  const bins = Bins.fit(train.frame, names, train.at, options);
  const state = Boost.start(
    Bins.apply(bins, train.frame, train.at),
    Float64Array.from(inside, (row) => label[row]),
    undefined,
    options,
    seed + fold,
  );
  return {
    bins,
    state,
    held: Bins.apply(bins, held.frame, held.at),
    rows,
    logits: new Float64Array(rows.length).fill(state.base),
    trees: [],
  };
}

// How often, in rounds, others get a turn: a heartbeat, a stop.
const breath = 10;

async function grow(
  grown: Grown[],
  { frame, label, progress = () => {}, signal }: Input<Options>,
  { rounds, patience }: Options,
) {
  const curve: Step[] = [];
  const outOfFold = new Float64Array(frame.rows);
  let best = 0;
  let least = Infinity;
  for (let round = 1; round <= rounds && round - best <= patience; round++) {
    signal?.throwIfAborted();
    let loss = 0;
    for (const each of grown) {
      const tree = Boost.step(each.state);
      each.trees.push(tree);
      predictBinned(tree, each.held, each.logits);
      each.rows.forEach((row, i) => {
        loss += softplus(each.logits[i]) - label[row] * each.logits[i];
      });
    }
    curve.push({ step: round, validationLoss: loss / frame.rows });
    if (loss < least) {
      [least, best] = [loss, round];
      for (const { rows, logits } of grown)
        rows.forEach((row, i) => (outOfFold[row] = logits[i]));
    }
    if (round % breath) continue;
    // The end is not known: half of what is left, at most, is what it takes without a better round.
    progress(1 - patience / (patience + round));
    await new Promise((done) => setImmediate(done));
  }
  return { curve, best, outOfFold };
}
